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


def _sheet(tree: Tree, sender: int, rows: list[int], lang: str) -> Sheet:
    areas = tuple((tree.keys[row], tree.codes[row], tree.name(row, lang)) for row in rows)
    return Sheet(tree.keys[sender], tree.name(sender, lang), areas)
