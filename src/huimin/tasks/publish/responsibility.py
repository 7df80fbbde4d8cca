"""The facts of 目标管理责任书: what an area undertakes for a year, last year's value, the part of those below."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from huimin.assessment.binding import BoundItem, BoundScheme, bind_scheme
from huimin.assessment.explanation import Explainer
from huimin.assessment.ranking import standings
from huimin.assessment.record import Described, area_records, leaf_columns
from huimin.assessment.scoring import score_scheme
from huimin.figures.periods import Period
from huimin.indicators.engine import Engine
from huimin.indicators.rounding import plain
from huimin.indicators.values import Columns
from huimin.tasks.assess import peers_of
from huimin.tasks.definitions import Definitions
from huimin.tasks.publish import layouts
from huimin.tasks.publish.frame import Draft, Frame
from huimin.writing.blocks import SigningParty, Table
from huimin.writing.facts import Facts, Value
from huimin.writing.numbers import points
from huimin.writing.rules import scoring, target, tidy
from huimin.writing.sentences.joining import joined
from huimin.writing.sentences.points import value_of

Record = Mapping[str, Any]
COUNTABLE = 5
"""So many items are broken down to the areas below: those with the most points that can be."""


class LastYear:
    """A scheme on the figures of the year before ``year``, only to be looked at: nothing is kept.

    The areas are those at the end of ``year``: a township made by a merger is shown what its parts had reported.

    Fulfils :class:`huimin.tasks.publish.ports.RunResult`.
    """

    run = ""

    def __init__(self, definitions: Definitions, scheme: str, year: Period, engine: Engine) -> None:
        bound = bind_scheme(definitions.scheme(scheme), definitions.names, year.shift(-1))
        table = engine.table(
            bound.leaves(),
            definitions.areas,
            year.end,
            definitions.dictionary,
            definitions.forms,
            bound.spans(definitions.forms),
        )
        rows = table.tree.at_level(bound.scheme.level)
        columns = Columns(table, definitions.forms, rows)
        scores = score_scheme(bound, columns, definitions.forms)
        described = Described(bound, definitions.names, definitions.forms)
        places = standings(scores, [peers_of(table, int(row), bound.scheme.peers) for row in rows])
        self.bound: BoundScheme = bound
        self.tree, self.simulated = table.tree, definitions.title.simulated
        self.described: Record = described.record()
        self._records = {one["key"]: one for one in area_records(scores, places, columns)}
        self._leaves = leaf_columns(described, table)

    @property
    def assessed(self) -> Sequence[str]:
        """The keys of the scheme's areas."""
        return list(self._records)

    def records(self) -> Iterable[Record]:
        """Their records."""
        return self._records.values()

    def area(self, key: str) -> Record | None:
        """The record of one."""
        return self._records.get(key)

    def leaf(self, key: str, number: int) -> tuple[float | None, float, float]:
        """Value of a leaf at an area, and reports received and expected."""
        row = self.tree.index(key)
        if row is None:
            raise KeyError(key)
        value = float(self._leaves.value[number][row])
        counts = (float(self._leaves.reported[number][row]), float(self._leaves.expected[number][row]))
        return (value if np.isfinite(value) else None), *counts

    def children(self, key: str) -> Sequence[str]:
        """The keys of the areas right below."""
        row = self.tree.index(key)
        return [] if row is None else [self.tree.keys[one] for one in self.tree.children(row)]

    def parent(self, key: str) -> str | None:
        """The key of the area right above."""
        row = self.tree.index(key)
        up = -1 if row is None else int(self.tree.parent[row])
        return self.tree.keys[up] if up >= 0 else None

    def name(self, key: str, lang: str) -> str:
        """An area's name."""
        row = self.tree.index(key)
        return key if row is None else self.tree.name(row, lang)

    def level(self, key: str) -> str:
        """The code of an area's level."""
        row = self.tree.index(key)
        return "" if row is None else self.tree.level[row]


def responsibility_facts(
    frame: Frame, last: LastYear, key: str, year: Period, office: str, above: str, below: str
) -> Facts:
    """The facts of one area's letter.

    Args:
        last: the scheme on the figures of the year before ``year``.
        office: the area's office, the second party.
        above: the office of the first party.
        below: what the areas below are called.

    Raises:
        KeyError: the scheme is not for this area.
    """
    record = last.area(key)
    if record is None:
        raise KeyError(key)
    lang, described = frame.lang, last.described
    draft, explainer = Draft(frame), Explainer(last, lang, below=False)
    children = last.children(key)
    scheme = described["scheme"]
    draft.fields |= {
        "area": last.name(key, lang),
        "office": office,
        "above": above,
        "year": year.name(lang),
        "last_year": year.shift(-1).name(lang),
        "scheme": scheme[lang],
        "total": plain(scheme["total"]),
        "headings": _undertakings(last, record, explainer, lang, year),
        "below": below,
        "children": len(children),
        "grades": _grades(described, lang),
        "lowest": described["grades"][-1][lang] if described["grades"] else "",
        "steps": _steps(described, lang),
        "declined": joined([one[lang] for one in described["declined"]], lang),
    }
    draft.tables["targets"] = _targets(frame, last, record, explainer, year)
    if children and (table := _tasks(frame, last, children, year)) is not None:
        draft.tables["tasks"] = table
    draft.parties = (
        SigningParty(above, frame.say("甲方", "First party"), frame.say("负责人", "Signed for it")),
        SigningParty(office, frame.say("乙方", "Second party"), frame.say("负责人", "Signed for it")),
    )
    return draft.finished()


def _undertakings(last: LastYear, record: Record, explainer: Explainer, lang: str, year: Period) -> Value:
    """The items under their headings, each as a sentence part: what is undertaken."""
    by_id = {item["id"]: (item, scored) for item, scored in zip(last.described["items"], record["items"], strict=True)}
    groups: list[dict[str, Any]] = []
    for heading in last.described["headings"]:
        alone = heading["leaf"] and by_id[heading["id"]][0]["extra"]
        if alone and not (groups and groups[-1]["best"] == ""):
            groups.append({"name": "加分和扣分" if lang == "zh" else "On top and off", "best": "", "items": []})
        elif heading["depth"] == 0 and not alone:
            groups.append({"name": heading[lang], "best": plain(heading["points"]), "items": []})
        if heading["leaf"]:
            item, scored = by_id[heading["id"]]
            groups[-1]["items"].append(
                {
                    "name": tidy(item[lang], lang),
                    "target": target(item, lang, year.end),
                    "scoring": scoring(item, lang, year.end),
                    "points": points(item["points"]),
                    "last": value_of(explainer, item, scored) or "–",
                    "extra": item["extra"],
                }
            )
    return tuple({**one, "items": tuple(one["items"]), "scored": bool(one["best"])} for one in groups)


def _grades(described: Record, lang: str) -> str:
    total = described["scheme"]["total"]
    parts = [
        f"{one[lang]}（{points(one['at_least'] * total)}分以上）"
        if lang == "zh"
        else f"{one[lang]} (from {points(one['at_least'] * total)} points)"
        for one in described["grades"]
        if one["at_least"] > 0
    ]
    return joined(parts, lang)


def _steps(described: Record, lang: str) -> Value:
    total = described["scheme"]["total"]
    return tuple(
        {"name": one[lang], "below": points(one["below"] * total), "days": one["deadline_days"]}
        for one in described["ladder"]
    )


def _targets(frame: Frame, last: LastYear, record: Record, explainer: Explainer, year: Period) -> Table:
    lang = frame.lang
    rows = []
    for item, scored in zip(last.described["items"], record["items"], strict=True):
        rows.append(
            (
                item["id"],
                tidy(item[lang], lang),
                target(item, lang, year.end),
                value_of(explainer, item, scored) or "–",
                "–" if item["extra"] else points(item["points"]),
            )
        )
    return layouts.TARGETS.filled(frame, rows, year=year.name(frame.lang), before=year.shift(-1).name(frame.lang))


def _tasks(frame: Frame, last: LastYear, children: Sequence[str], year: Period) -> Table | None:
    """The part of those below: how many of last year's target persons or cases the target makes.

    Only items that everybody below reports by number are broken down, and only services that offices provide.
    """
    chosen = [one for one in zip(last.bound.items, last.described["items"], strict=True) if _countable(*one)]
    lines: list[tuple[str, ...]] = []
    kept: list[tuple[BoundItem, Record, list[float | None]]] = []
    for bound, item in sorted(chosen, key=lambda one: -one[1]["points"]):
        found = [_sum(last, child, item["measure"]["denominator"]["leaves"]) for child in children]
        if any(one for one in found) and len(kept) < COUNTABLE:
            kept.append((bound, item, found))
    if not kept:
        return None
    for place, child in enumerate(children):
        cells = [last.name(child, frame.lang)]
        for bound, _, found in kept:
            cells.append(_task(frame, found[place], bound.rule.targets[0]))
        lines.append(tuple(cells))
    heads = [_task_head(item) for _, item, _ in kept]
    return layouts.PARTS.filled(frame, lines, more=heads, before=year.shift(-1).name(frame.lang))


def _task_head(item: Record) -> layouts.Head:
    zh, en = f"{tidy(item['zh'], 'zh')}（{target(item, 'zh')}）", f"{item['en']} ({target(item, 'en')})"
    return layouts.numbers(zh, en, 1.3)


def _countable(bound: BoundItem, item: Record) -> bool:
    """Whether an item is a share of cases that areas below report themselves, with a share to reach."""
    if bound.rule.kind != "at_least" or not bound.rule.targets or item["measure"] is None:
        return False
    leaves = item["measure"]["numerator"]["leaves"] + item["measure"]["denominator"]["leaves"]
    return item["measure"]["kind"] == "proportion" and bool(leaves) and all(up == 0 for _, up in leaves)


def _sum(last: LastYear, key: str, places: Sequence[Sequence[int]]) -> float | None:
    values = [last.leaf(key, number)[0] for number, _ in places]
    known = [one for one in values if one is not None]
    return sum(known) if known else None


def _task(frame: Frame, entitled: float | None, share: float) -> str:
    if entitled is None:
        return frame.say("未报送", "not reported")
    # What is meant as 0.9 of 110 is stored a hair above 99.
    return f"{plain(math.ceil(entitled * share - 1e-9))}/{plain(entitled)}"
