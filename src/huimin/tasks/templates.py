"""Templates: who sends a workbook of a form, and which areas it holds."""

from __future__ import annotations

from dataclasses import dataclass

from huimin.areas import Tree
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Severity
from huimin.indicators.reference import expected_keys
from huimin.tasks.check import sender_of
from huimin.tasks.definitions import Definitions


@dataclass(frozen=True, slots=True)
class Sheet:
    """One workbook to be filled in: its sender, and (key, code, name) of each area in it."""

    sender: str
    sender_name: str
    areas: tuple[tuple[str, str, str], ...]


def sheets(definitions: Definitions, form: Form, period: Period, lang: str, sender: str | None = None) -> list[Sheet]:
    """The workbooks of a form and period, all of them or those of one sender, in the order of the tree.

    Raises:
        Invalid: the form is reported for periods of another length, or the sender (or everybody) owes nothing for
            this one.
    """
    if period.frequency != form.frequency:
        facts = {"found": period.code, "expected": form.frequency}
        raise Invalid([Finding("period-of-other-length", Severity.ERROR, facts=facts)])
    tree = definitions.areas.at(period.end)
    by_sender: dict[int, list[int]] = {}
    for key in expected_keys(definitions.areas, form, period):
        row = tree.index(key)
        if row is not None:
            by_sender.setdefault(sender_of(tree, row, form.submitted_by), []).append(row)
    made = [sheet for one, rows in sorted(by_sender.items()) for sheet in [_sheet(tree, one, rows, lang)]]
    chosen = [sheet for sheet in made if sender is None or sheet.sender == sender]
    if not chosen:
        facts = {
            "sender": sender or definitions.title.name(lang),
            "period": period.code,
            "form": form.name(lang),
        }
        raise Invalid([Finding("sender-nothing-to-report", Severity.ERROR, facts=facts)])
    return chosen


def areas_of_sender(definitions: Definitions, form: Form, period: Period, sender: str) -> tuple[str, ...] | None:
    """Keys of the areas that a sender reports for in a period; None where there was no such sender, or anybody
    may send the form (a judgement sheet comes from whoever judged).

    An area below the form's sending level may send its own by itself: a village its row of the township's form.

    A sender that had come to its end before (merged into another) reports for what was its own on its last day: a
    report under old codes is legal, and its figures roll up to where they belong.
    """
    found = definitions.areas.id_of(sender)
    if found is None or not form.submitted_by:
        return None
    last = definitions.areas.life(found)[1]
    tree = definitions.areas.at(period.end if last is None else min(last, period.end))
    own = tree.index(sender)
    if own is None:
        return None
    return tuple(
        tree.keys[row]
        for row in range(own, int(tree.end[own]))
        if tree.level[row] in form.reported_by
        and sender_of(tree, row, form.submitted_by) <= own  # depth first: what lies above comes before
        and (not form.areas or any(tree.keys[step] in form.areas for step in tree.path(row)))
    )


def own_sheet(definitions: Definitions, form: Form, period: Period, sender: str, lang: str) -> Sheet | None:
    """The workbook of one sender, who may also stand below the level that usually sends; None where it owes nothing."""
    tree = definitions.areas.at(period.end)
    own = tree.index(sender)
    keys = areas_of_sender(definitions, form, period, sender) if form.in_force(period) else None
    rows = [row for key in keys or () if (row := tree.index(key)) is not None]
    return _sheet(tree, own, rows, lang) if own is not None and rows else None


def was_of_sender(definitions: Definitions, form: Form, sender: str, key: str) -> bool:
    """Whether an area that is no more (its code was changed, say) was this sender's on its last day."""
    found = definitions.areas.id_of(key)
    last = None if found is None else definitions.areas.life(found)[1]
    if last is None:
        return False
    tree = definitions.areas.at(last)
    row = tree.index(key)
    return row is not None and tree.keys[sender_of(tree, row, form.submitted_by)] == sender


def _sheet(tree: Tree, sender: int, rows: list[int], lang: str) -> Sheet:
    areas = tuple((tree.keys[row], tree.codes[row], tree.name(row, lang)) for row in rows)
    return Sheet(tree.keys[sender], tree.name(sender, lang), areas)
