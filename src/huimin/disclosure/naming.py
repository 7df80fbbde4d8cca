"""The cells of a protected publication by name, and in words how what could not be protected can be worked out."""

from __future__ import annotations

from huimin.disclosure.protecting import Protected
from huimin.disclosure.telling import NameOf, in_words, worked_out
from huimin.figures.periods import MONTHS_OF, Period, month_code


def names_of(protected: Protected, lang: str) -> NameOf:
    """What each cell counts, where and when, in ``zh`` or ``en``; what is left over is named by what it is left of."""
    places = _places(protected)

    def name(cell: int) -> str:
        return _place(protected, places[cell], lang) if cell in places else _rest(protected, cell, name, lang)

    return name


def _places(protected: Protected) -> dict[int, tuple[str, int, int]]:
    cells = protected.cells
    return {
        int(cells.at[k, w, i]): (column, w, i)
        for k, column in enumerate(cells.columns)
        for w in range(len(cells.windows))
        for i in (cells.at[k, w] >= 0).nonzero()[0].tolist()
    }


def _place(protected: Protected, place: tuple[str, int, int], lang: str) -> str:
    column, window, area = place
    what, where = column_name(protected, column, lang), protected.tree.name(area, lang)
    when = window_name(protected.cells.windows[window], lang)
    return f"{where}{when}{what}" if lang == "zh" else f"{what}, {where}, {when}"


def column_name(protected: Protected, column: str, lang: str) -> str:
    """``出生人数·男`` or ``Births · male``, of atoms, margins and totals alike."""
    code, *picked = column.split(".")
    element = protected.dictionary[code]
    kinds = [kind for way in element.by for kind in way.categories if kind.code in picked]
    parts = [element.name(lang), *(kind.zh if lang == "zh" else kind.en for kind in kinds)]
    return "·".join(parts) if lang == "zh" else " · ".join(parts)


def window_name(window: tuple[int, int], lang: str) -> str:
    """The name of a period, or first and last month of a span that is none."""
    first, last = window
    if last - first + 1 in MONTHS_OF.values():
        period = Period.at(first, next(name for name, length in MONTHS_OF.items() if length == last - first + 1))
        if period.first == first:
            return period.name(lang)
    return f"{month_code(first)}{'至' if lang == 'zh' else ' to '}{month_code(last)}"


def _rest(protected: Protected, cell: int, name: NameOf, lang: str) -> str:
    table = protected.table
    row = table.row[(table.cell == cell).nonzero()[0][0]]
    others = [(int(table.cell[e]), table.factor[e]) for e in (table.row == row).nonzero()[0] if table.cell[e] != cell]
    whole = " + ".join(name(one) for one, factor in others if factor > 0)
    parts = [name(one) for one, factor in others if factor < 0]
    if len(parts) == 1:
        return f"{whole}减去{parts[0]}" if lang == "zh" else f"{whole}, less {parts[0]}"
    return f"{whole}中不属于所列各部分的数" if lang == "zh" else f"what is left of {whole} beside its parts"


def unprotected_in_words(protected: Protected, lang: str, most: int = 20) -> list[str]:
    """For counts that readers can work out from what they have already, how: a sentence each, at most ``most``."""
    name = names_of(protected, lang)
    cells = protected.suppressed.lost.nonzero()[0][:most].tolist()
    base = protected.policy.base
    found = [worked_out(protected.table, protected.suppressed.status, cell, base) for cell in cells]
    return [in_words(one, protected.table, name, lang) for one in found]
