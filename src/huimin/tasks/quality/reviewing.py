"""The review itself: panels through all tests, targets and outside sources beside them, then signs with their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from huimin.areas import Tree
from huimin.figures.dictionary import Dictionary
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.indicators.engine import Engine
from huimin.language import Leaf
from huimin.quality.outside import Comparison, outside
from huimin.quality.panel import AMOUNT, COUNT, STOCK, Column, Floats, Panel
from huimin.quality.review import FEWEST_PERIODS, review_panels
from huimin.quality.signs import JUMP, OUTLIER, RATE, Families, Sign, discoveries, merge
from huimin.quality.targets import targets
from huimin.quality.words import NAMES, UNTOLD
from huimin.tasks.definitions import Definitions
from huimin.tasks.ports import FigureStore, Snapshot
from huimin.tasks.quality.naming import Namer, fold
from huimin.tasks.quality.record import Dimension, FamilyRecord, Profile, QualityReview, SignRecord
from huimin.tasks.quality.target_series import target_series

Panels = Callable[[Form, tuple[Column, ...], tuple[int, ...]], Iterator[Panel]]
"""The panels of a form over the history and the months under review, for these columns, scaled by so many digits."""

BROKEN = frozenset({"rule-broken", "rule-not-kept"})


@dataclass(frozen=True, slots=True)
class Scope:
    """What is reviewed: its name, the first and last month under review, the first month of history, the only area."""

    name: str
    first: int
    last: int
    history: int
    area: str = ""
    rate: float = RATE


@dataclass(frozen=True, slots=True)
class OutsideRow:
    """One line of an outside source: an area's key, a period, the code of an element and the source's figure."""

    source: str
    area: str
    period: Period
    element: str
    value: float


@dataclass
class _Tally:
    """What is counted while the panels go by, by tree index."""

    filled: Floats
    asked: Floats
    figures: int = 0


def review(
    definitions: Definitions, store: FigureStore, engine: Engine, panels: Panels, scope: Scope, snapshot: Snapshot,
    software: Mapping[str, str], sources: Sequence[OutsideRow] = (),
) -> QualityReview:  # fmt: skip
    """Review the quality of all figures of a span of months."""
    tree = definitions.areas.at(Period.at(scope.last, "month").end)
    tally = _Tally(np.zeros(len(tree)), np.zeros(len(tree)))
    notes: list[tuple[str, str]] = []
    forms = [form for form in definitions.forms if columns_of(form, definitions.dictionary)]
    families = review_panels(_watched(definitions, tree, forms, panels, tally, notes))
    merge(families, targets(target_series(definitions, engine, scope.first, scope.last)))
    compared = _compare(definitions, engine, sources)
    if compared:
        merge(families, outside(compared))
    signs = discoveries(families, scope.rate)
    namer = Namer(definitions, tree)
    told = list(fold(signs, _senders(tree, forms)))
    records = tuple(namer.record(sign, covered) for sign, covered in told)
    wanted = tree.index(scope.area) if scope.area else None
    shown = [sign for sign, _ in told]
    profiles = _profiles(definitions, store, engine, scope, (tree, snapshot), (tally, shown, compared))
    kept = tuple(one for one in records if wanted is None or _inside(tree, one.area, wanted))
    return QualityReview(
        scope.name, Period.at(scope.first, "month").code, Period.at(scope.last, "month").code,
        scope.last - scope.history + 1, snapshot.marker, snapshot.hash, dict(software), definitions.title.simulated,
        scope.rate, tally.figures, scope.area, _families(families, signs),
        tuple(one for one in profiles if wanted is None or _inside(tree, one.area, wanted)), kept, tuple(notes),
    )  # fmt: skip


def columns_of(form: Form, dictionary: Dictionary) -> tuple[Column, ...]:
    """The columns of a form that can be tested; none for sheets on which people judge."""
    made = []
    for atom in form.atoms:
        element = dictionary.element_of(atom)
        if element.judged or element.values:
            continue
        kind = STOCK if element.kind == "stock" else AMOUNT if element.decimals else COUNT
        made.append(Column(atom, element.code, kind))
    return tuple(made)


def _inside(tree: Tree, key: str, above: int) -> bool:
    here = tree.index(key)
    return here is not None and above <= here < int(tree.end[above])


def _watched(
    definitions: Definitions, tree: Tree, forms: Sequence[Form], panels: Panels, tally: _Tally,
    notes: list[tuple[str, str]],
) -> Iterator[Panel]:  # fmt: skip
    """The panels of all forms; on their way their figures are counted, and forms too young to tell are noted."""
    for form in forms:
        columns = columns_of(form, definitions.dictionary)
        decimals = tuple(definitions.dictionary.element_of(column.atom).decimals for column in columns)
        periods = areas = 0
        for panel in panels(form, columns, decimals):
            periods, areas = max(periods, len(panel.periods)), areas + len(panel.areas)
            _count(tree, panel, tally)
            yield panel
        if areas and periods < FEWEST_PERIODS:
            zh = f"{form.zh}：只有 {periods} 期，看不出规律（至少要 {FEWEST_PERIODS} 期）"
            word = "period" if periods == 1 else "periods"
            notes.append((zh, f"{form.en}: {periods} {word}, too few to tell ({FEWEST_PERIODS} needed)"))
        elif areas == 1:
            zh = f"{form.zh}：只有一个地区，没有同组可比"
            notes.append((zh, f"{form.en}: one area only, with no peers to compare"))


def _count(tree: Tree, panel: Panel, tally: _Tally) -> None:
    known = np.isfinite(panel.values[:, panel.reviewed])
    rows = [here for key in panel.areas if (here := tree.index(key)) is not None]
    tally.filled[rows] += known.sum(axis=(0, 1))
    tally.asked[rows] += known.any(axis=0).sum(axis=0) * len(panel.columns)
    tally.figures += int(np.isfinite(panel.values).sum())


def _senders(tree: Tree, forms: Iterable[Form]) -> dict[str, Callable[[str], str]]:
    """For each form, how to find the key of an area's sender."""

    def finder(level: str) -> Callable[[str], str]:
        def find(key: str) -> str:
            here = tree.index(key)
            path = tree.path(here) if here is not None else []
            return next((tree.keys[one] for one in path if tree.level[one] == level), key)

        return find

    return {form.code: finder(form.submitted_by) for form in forms}


def _families(families: Families, signs: Sequence[Sign]) -> tuple[FamilyRecord, ...]:
    found = Counter(sign.code for sign in signs)
    return tuple(
        FamilyRecord(code, *words, families[code].tests, found[code],
                     tuple((*UNTOLD[reason], count) for reason, count in sorted(families[code].untold.items())))
        for code, words in NAMES.items() if code in families
    )  # fmt: skip


# --- outside sources


def _compare(definitions: Definitions, engine: Engine, rows: Sequence[OutsideRow]) -> list[Comparison]:
    """Each line of the sources beside what was reported for the same area, period and element."""
    made: list[Comparison] = []
    for period in sorted({row.period for row in rows}):
        mine = [row for row in rows if row.period == period]
        leaves = {code: [Leaf(atom, period.first, period.last) for atom in definitions.dictionary[code].atoms]
                  for code in {row.element for row in mine}}  # fmt: skip
        table = engine.table(
            {leaf for some in leaves.values() for leaf in some}, definitions.areas, period.end, definitions.dictionary,
            definitions.forms,
        )  # fmt: skip
        owner = {atom: form.code for form in definitions.forms for atom in form.atoms}
        for row in mine:
            here = table.tree.index(row.area)
            counts = [table.forms[owner[leaf.atom], leaf.first, leaf.last] for leaf in leaves[row.element]
                      if leaf.atom in owner]  # fmt: skip
            reported, complete = float("nan"), 0.0
            if here is not None and counts:
                reported = float(sum(table.values[leaf][here] for leaf in leaves[row.element]))
                complete = min(float(one.received[here] / max(one.expected[here], 1)) for one in counts)
            counted = definitions.dictionary[row.element].decimals == 0
            made.append(
                Comparison(row.source, row.area, period.code, row.element, row.value, reported, complete, counted)
            )
    return made


# --- profiles


def _profiles(
    definitions: Definitions, store: FigureStore, engine: Engine, scope: Scope, at: tuple[Tree, Snapshot],
    seen: tuple[_Tally, Sequence[Sign], Sequence[Comparison]],
) -> list[Profile]:  # fmt: skip
    (tree, snapshot), (tally, signs, compared) = at, seen
    forms = [form for form in definitions.forms if columns_of(form, definitions.dictionary)]
    spans = [(form.code, scope.first, scope.last) for form in forms]
    table = engine.table((), definitions.areas, tree.day, definitions.dictionary, definitions.forms, spans)
    counts = [table.forms[span] for span in spans if span in table.forms]
    expected, received, on_time = (
        sum((getattr(one, name).astype(float) for one in counts), np.zeros(len(tree)))
        for name in ("expected", "received", "on_time")
    )
    filled, asked = tree.sum_up(tally.filled), tree.sum_up(tally.asked)
    broken = tree.sum_up(_broken(store, tree, scope, snapshot.marker))
    strange = tree.sum_up(_by_area(tree, (s.area for s in signs if s.code in (OUTLIER, JUMP))))
    number = tree.sum_up(_by_area(tree, (s.area for s in signs)))
    near = tree.sum_up(_by_area(tree, (c.area for c in compared if c.comparable and c.close)))
    beside = tree.sum_up(_by_area(tree, (c.area for c in compared if c.comparable)))
    pairs = {
        "completeness": (np.minimum(received, expected), expected), "timeliness": (on_time, received),
        "filled": (filled, asked), "related": (np.maximum(received - broken, 0), received),
        "expected": (filled - strange, filled), "outside": (near, beside),
    }  # fmt: skip
    made = []
    for i in range(len(tree)):
        dimensions = tuple(Dimension(code, int(n[i]), int(of[i])) for code, (n, of) in pairs.items())
        parent = tree.keys[tree.parent[i]] if tree.parent[i] >= 0 else ""
        made.append(Profile(tree.keys[i], tree.name(i, "zh"), tree.name(i, "en"), tree.level[i], parent, dimensions,
                            int(number[i])))  # fmt: skip
    return made


def _by_area(tree: Tree, keys: Iterable[str]) -> Floats:
    made = np.zeros(len(tree))
    for key, count in Counter(keys).items():
        here = tree.index(key)
        if here is not None:
            made[here] += count
    return made


def _broken(store: FigureStore, tree: Tree, scope: Scope, marker: int) -> Floats:
    """How many reports of each area were let in although they break a rule of their form."""
    found = store.findings(marker=marker, first=scope.first, last=scope.last)
    reports = {(one.place.area, one.place.period) for one in found if one.code in BROKEN and one.place.area}
    return _by_area(tree, (area for area, _ in sorted(reports)))


def records_of(review: QualityReview, area: str) -> list[SignRecord]:
    """The signs about one area itself, the rarest first."""
    return [one for one in review.signs if one.area == area]
