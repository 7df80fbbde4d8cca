"""What rose and fell, by how much, and whether by more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from huimin.writing.numbers import Style, counted, is_still, moved, shown
from huimin.writing.sentences.joining import clauses, halves, some, with_value

_AGAINST = {  # (what the value is held against) -> words
    "month": ("环比", "on the month before"),
    "quarter": ("环比", "on the quarter before"),
    "year": ("同比", "on a year earlier"),
    "annual": ("比上年", "on the year before"),
}
_NO_BASE = {
    "month": ("上月未报送，无法比较", "the month before was not reported, so the two cannot be compared"),
    "quarter": ("上季度未报送，无法比较", "the quarter before was not reported, so the two cannot be compared"),
    "year": ("上年同期未报送，无法比较", "the year before was not reported, so the two cannot be compared"),
    "annual": ("上年未报送，无法比较", "the year before was not reported, so the two cannot be compared"),
}


@dataclass(frozen=True, slots=True)
class Moved:
    """How a value stands against an earlier one.

    Attributes:
        against: ``month``, ``quarter`` (the period before), ``year`` (the same a year before) or ``annual`` (of a
            year: the year before).
        difference: now less then; None where one of the two was not reported.
        sure: whether by more than chance; None where that cannot be said.
        better: ``higher``, ``lower`` or ``neither``: which way is an improvement.
        odd: the size of the difference says that one of the two is a slip; it is told, and no improvement.
    """

    against: str
    difference: float | None
    sure: bool | None = None
    better: str = "neither"
    odd: bool = False

    @property
    def improved(self) -> bool | None:
        """Whether it moved the wished way by more than chance; None where it did not clearly move, or has no way."""
        if not self.sure or not self.difference or self.better == "neither" or self.odd:
            return None
        return (self.difference > 0) == (self.better == "higher")


def movement(one: Moved, style: Style, lang: str) -> str:
    """``同比上升1.20个百分点`` or ``up 1.20 percentage points on a year earlier``, with a word where it is noise."""
    words = _AGAINST[one.against][lang == "en"]
    if one.difference is None:
        return _NO_BASE[one.against][lang == "en"]
    if is_still(one.difference, style):
        return f"{words}持平" if lang == "zh" else f"unchanged {words}"
    size, up = moved(one.difference, style, lang), one.difference > 0
    if lang == "zh":
        told = f"{words}{'上升' if up else '下降'}{size}"
        return told + ("（变化异常，待核实）" if one.odd else "（在正常波动范围内）" if one.sure is False else "")
    told = f"{'up' if up else 'down'} {size} {words}"
    return told + (" (out of line, to be checked)" if one.odd else " (within chance)" if one.sure is False else "")


def value_and_changes(name: str, value: float | None, changes: Sequence[Moved], style: Style, lang: str) -> str:
    """``产前筛查率92.10%，环比…，同比…``: one indicator of one place in a sentence without its stop."""
    if value is None:
        return f"{name}未报送" if lang == "zh" else f"{name}: not reported"
    told = shown(value, style, lang)
    lead = f"{name}为{told}" if lang == "zh" else f"{name}: {told}"
    noise = [one for one in changes if one.difference is not None and not is_still(one.difference, style)]
    if len(noise) < 2 or any(one.sure is not False or one.odd for one in noise):
        return clauses((lead, *(movement(one, style, lang) for one in changes)), lang)
    plain = [replace(one, sure=None) for one in changes]  # told once for all
    last = "均在正常波动范围内" if lang == "zh" else "all within chance" if len(noise) > 2 else "both within chance"
    return clauses((lead, *(movement(one, style, lang) for one in plain), last), lang)


@dataclass(frozen=True, slots=True)
class Tally:
    """How a set of indicators moved against one base: their names by what became of them."""

    improved: tuple[str, ...] = ()
    worsened: tuple[str, ...] = ()
    still: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many in all."""
        return len(self.improved) + len(self.worsened) + len(self.still) + len(self.unknown)


def tally(named: Sequence[tuple[str, Moved]]) -> Tally:
    """Sort indicators by what became of them."""
    parts: dict[str, list[str]] = {"improved": [], "worsened": [], "still": [], "unknown": []}
    for name, one in named:
        if one.difference is None:
            parts["unknown"].append(name)
        else:
            parts[{True: "improved", False: "worsened", None: "still"}[one.improved]].append(name)
    return Tally(**{part: tuple(names) for part, names in parts.items()})


def overall(found: Tally, against: str, lang: str) -> str:
    """How many of the indicators improved, fell back or stayed within chance, with their names."""
    if not found.count:
        return ""
    if len(found.unknown) == found.count:
        return _NO_BASE[against][lang == "en"]
    zh = lang == "zh"
    base = {
        "month": ("与上月相比", "Against the month before"),
        "quarter": ("与上季度相比", "Against the quarter before"),
        "year": ("与上年同期相比", "Against a year earlier"),
        "annual": ("与上年相比", "Against the year before"),
    }[against][not zh]
    parts = [
        _part(found.improved, ("项明显好转", "improved by more than chance"), lang),
        _part(found.worsened, ("项明显退步", "fell back by more than chance"), lang),
    ]
    if not found.improved and not found.worsened:
        parts = ["没有一项的变化超出正常波动范围" if zh else "none moved by more than chance"]
    elif found.still:
        still = len(found.still)
        parts.append(f"其余{still}项的变化在正常波动范围内" if zh else f"the other {still} stayed within chance")
    if found.unknown:
        unknown = len(found.unknown)
        parts.append(f"{unknown}项因未报送无法比较" if zh else f"{unknown} could not be compared, for want of reports")
    lead = f"{base}，{found.count}项指标中" if zh else f"{base}, of {counted(found.count, 'indicator')}"
    return f"{lead}，{halves(parts, lang)}" if zh else f"{lead} {halves(parts, lang)}"


def _part(names: Sequence[str], words: tuple[str, str], lang: str) -> str:
    if not names:
        return ""
    named = some(names, lang, most=6, word="项")
    return f"{len(names)}{words[0]}（{named}）" if lang == "zh" else f"{len(names)} {words[1]} ({named})"


@dataclass(frozen=True, slots=True)
class Mover:
    """An area with its change against a base."""

    name: str
    change: Moved


def most_improved(areas: Sequence[Mover], style: Style, lang: str, what: str = "") -> str:
    """Who improved most, among those who improved by more than chance. Ties as printed are all named.

    Empty where nobody did, the indicator has no wished direction, or nothing can be compared.
    """
    known = [one for one in areas if one.change.difference is not None and one.change.better != "neither"]
    if not known:
        return ""
    sure = [one for one in known if one.change.improved]
    zh = lang == "zh"
    if not sure:
        return ""
    best = max(abs(one.change.difference or 0.0) for one in sure)
    first = [one for one in sure if is_still(abs(one.change.difference or 0.0) - best, style)]
    named = some([with_value(one.name, _way(one.change, style, lang), lang) for one in first], lang)
    return f"{what}同比改善最多的是{named}" if zh else f"{named} improved most on a year earlier"


def _way(one: Moved, style: Style, lang: str) -> str:
    size, up = moved(one.difference or 0.0, style, lang), (one.difference or 0.0) > 0
    return f"{'上升' if up else '下降'}{size}" if lang == "zh" else f"{'up' if up else 'down'} {size}"
