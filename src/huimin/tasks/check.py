"""Check: what the figures already loaded say about themselves: who has not reported, and what looks too good."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from huimin.areas import Tree
from huimin.assessment.binding import measured_indicator
from huimin.assessment.scheme import Item
from huimin.figures.consistency import own_against_sums
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.findings import Fact, Finding, Place, Severity, sort_findings
from huimin.indicators.definitions import Indicator
from huimin.indicators.engine import Engine, LeafTable
from huimin.indicators.heaping import chance_of_heaping
from huimin.indicators.reference import expected_keys
from huimin.indicators.rounding import show
from huimin.indicators.values import BoundIndicator, Columns, bind_indicator, measure, needed_leaves
from huimin.language import Leaf
from huimin.tasks.definitions import Definitions
from huimin.tasks.ports import FigureStore

NAMED = 6  # areas named in a finding about many
HEAPING_MONTHS = 12
HEAPING_WIDTH = 0.015
HEAPING_CHANCE = 1e-4


def check(definitions: Definitions, store: FigureStore, engine: Engine, first: Period, last: Period) -> list[Finding]:
    """Every finding about the reports and figures of the months from ``first`` to ``last``."""
    found = list(definitions.findings)
    found += about_reports(definitions, store, store.snapshot().marker, first, last)
    found += heaped(definitions, engine, last)
    found += sums_that_differ(definitions, store, engine, first, last)
    return sort_findings(found)


def about_reports(
    definitions: Definitions, store: FigureStore, marker: int, first: Period, last: Period
) -> list[Finding]:
    """What is known about the reports of these months as they stood at ``marker``: the warnings that were attached to
    the files when they were let in, and who has not reported.
    """
    kept = store.findings(marker=marker, first=first.first, last=last.last)
    attached = [finding for finding in kept if finding.severity > Severity.NOTE]
    return attached + list(missing_reports(definitions, store, marker, first, last))


def missing_reports(
    definitions: Definitions, store: FigureStore, marker: int, first: Period, last: Period
) -> Iterator[Finding]:
    """One finding for each sender, form and period of which reports are missing."""
    for form in definitions.forms:
        if form.code.startswith("judge_"):
            continue
        there = store.reports(marker, form.code, first.first, last.last)
        sent: dict[int, set[str]] = {}
        for area, month in zip(there.column("area").to_pylist(), there.column("first").to_pylist(), strict=True):
            sent.setdefault(month, set()).add(area)
        yield from _of_no_area(definitions, form, sent)
        for period in Period(first.first, last.last).parts(form.frequency):
            if form.in_force(period):
                yield from _missing(definitions, form, period, sent.get(period.first, set()))


def _missing(definitions: Definitions, form: Form, period: Period, sent: set[str]) -> Iterator[Finding]:
    """One finding for each sender whose areas have not all reported, naming those that have not."""
    tree = definitions.areas.at(period.end)
    there = _homes_of(definitions, tree, sent)
    by_sender: dict[int, list[int]] = {}
    owed: Counter[int] = Counter()
    for key in expected_keys(definitions.areas, form, period):
        row = tree.index(key)
        if row is not None:
            sender = sender_of(tree, row, form.submitted_by)
            owed[sender] += 1
            if row not in there:
                by_sender.setdefault(sender, []).append(row)
    for sender, rows in by_sender.items():
        yield _not_reported(tree, form, period, sender, rows, owed[sender])


def _of_no_area(definitions: Definitions, form: Form, sent: dict[int, set[str]]) -> Iterator[Finding]:
    """Reports that were let in for areas which the tree no longer knows: their figures count nowhere."""
    gone = {area for areas in sent.values() for area in areas if definitions.areas.id_of(area) is None}
    for area in sorted(gone):
        facts: dict[str, Fact] = {"form_zh": form.zh, "form_en": form.en}
        yield Finding("reports-of-no-area", Severity.WARNING, Place(area=area), facts)


def _homes_of(definitions: Definitions, tree: Tree, sent: set[str]) -> set[int]:
    """The areas of the tree whose reports came, some of them perhaps under a code that was theirs before."""
    ids = [found for key in sent if (found := definitions.areas.id_of(key)) is not None]
    return {int(tree.home[one]) for one in ids if not tree.covering[one]}


def _not_reported(tree: Tree, form: Form, period: Period, sender: int, rows: list[int], owed: int) -> Finding:
    facts: dict[str, Fact] = {"missing": len(rows), "owed": owed}
    for lang in ("zh", "en"):
        facts |= {f"form_{lang}": form.name(lang), f"sender_{lang}": tree.name(sender, lang)}
        facts[f"named_{lang}"] = "" if rows == [sender] else _named([tree.name(row, lang) for row in rows], lang)
    return Finding("report-missing", Severity.WARNING, Place(area=tree.keys[sender], period=period.code), facts)


def _named(names: list[str], lang: str) -> str:
    """A few of the names, after a colon."""
    colon, comma, more = ("：", "、", "……") if lang == "zh" else (": ", ", ", ", …")
    return colon + comma.join(names[:NAMED]) + (more if len(names) > NAMED else "")


def sender_of(tree: Tree, row: int, level: str) -> int:
    """The area of the sending level above (or at) ``row``; the row itself where there is none."""
    return next((one for one in tree.path(row) if tree.level[one] == level), row)


def held_targets(definitions: Definitions) -> dict[tuple[str, float], Indicator]:
    """The proportions that some scheme holds against a target from below, with that target."""
    items: list[Item] = [item for scheme in definitions.schemes.values() for item in scheme.leaves()]
    found = {}
    for item in items:
        if item.rule is not None and item.rule.kind == "at_least":
            indicator = measured_indicator(item.rule, definitions.names)
            if indicator is not None and indicator.kind == "proportion":
                found[indicator.code, item.rule.targets[0]] = indicator
    return found


def heaped(definitions: Definitions, engine: Engine, last: Period) -> Iterator[Finding]:
    """Areas whose monthly shares lie too often just above a target, over the twelve months up to ``last``."""
    months = [Period.at(last.last - back, "month") for back in reversed(range(HEAPING_MONTHS))]
    targets = held_targets(definitions)
    bound = {
        code: [bind_indicator(indicator, definitions.names, month) for month in months]
        for (code, _), indicator in targets.items()
    }
    monthly = {form.code for form in definitions.forms if form.frequency == "month"}
    owner = {atom: form.code for form in definitions.forms for atom in form.atoms}
    bound = {c: b for c, b in bound.items() if all(owner[leaf.atom] in monthly for leaf in needed_leaves(b))}
    if not bound:
        return
    leaves = needed_leaves(one for series in bound.values() for one in series)
    table = _table(definitions, engine, leaves, last)
    for (code, target), indicator in sorted(targets.items()):
        if code in bound:
            yield from _heaped(definitions, table, bound[code], indicator, target, last)


def _table(definitions: Definitions, engine: Engine, leaves: set[Leaf], last: Period) -> LeafTable:
    return engine.table(leaves, definitions.areas, last.end, definitions.dictionary, definitions.forms)


def _heaped(
    definitions: Definitions, table: LeafTable, series: Sequence[BoundIndicator], indicator: Indicator, target: float,
    last: Period,
) -> Iterator[Finding]:  # fmt: skip
    columns = Columns(table, definitions.forms)
    values = [measure(one, columns) for one in series]
    hits, chance = chance_of_heaping(
        np.array([one.numerator for one in values]), np.array([one.denominator for one in values]),
        target, HEAPING_WIDTH,
    )  # fmt: skip
    for row in np.flatnonzero(chance < HEAPING_CHANCE).tolist():
        facts: dict[str, Fact] = {
            "indicator_zh": indicator.zh, "indicator_en": indicator.en, "area_zh": table.tree.name(row, "zh"),
            "area_en": table.tree.name(row, "en"), "target": show(target, "percent", 0),
            "width": show(HEAPING_WIDTH, "percent", 1),
            "hits": int(hits[row]), "months": len(series), "chance": f"{chance[row]:.1g}",
        }  # fmt: skip
        place = Place(area=table.tree.keys[row], period=last.code, element=indicator.code)
        yield Finding("heaped-above-target", Severity.WARNING, place, facts)


def sums_that_differ(
    definitions: Definitions, store: FigureStore, engine: Engine, first: Period, last: Period
) -> Iterator[Finding]:
    """Areas whose own figure differs from the sum of the figures below it, for elements that are held both ways."""
    for form in definitions.forms:
        atoms = [a for a in form.atoms if definitions.dictionary.element_of(a).over_areas == "own"]
        for period in Period(first.first, last.last).parts(form.frequency) if atoms else ():
            yield from _differing(definitions, store, form, atoms, period)


def _differing(
    definitions: Definitions, store: FigureStore, form: Form, atoms: Sequence[str], period: Period
) -> Iterator[Finding]:
    tree: Tree = definitions.areas.at(period.end)
    own = store.history(form, tree.keys, period)
    columns = own[:, [form.atoms.index(atom) for atom in atoms]]
    names = [definitions.dictionary.atom_name(atom, "zh") for atom in atoms]
    if np.isfinite(columns).any():
        yield from own_against_sums(tree, definitions.areas, columns, atoms, period.code, names)
