"""Measures of the work on benefits in a workspace: worked out, written as a workbook that is loaded like any other."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from huimin.benefits.ages import month_end
from huimin.benefits.budget import spread
from huimin.benefits.payments import Award
from huimin.figures.batch import ReportBatch
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Place, Severity
from huimin.indicators.reference import expected_keys
from huimin.tasks.benefit_indicators.measuring import FORM, Above, ClaimLife, Given, Measures, measure
from huimin.tasks.benefit_indicators.take_up import Entitled, ends_of
from huimin.tasks.load import LoadReport
from huimin.tasks.pay.ports import Moved, Receipt
from huimin.wiring.benefits import benefits_of
from huimin.wiring.claim_lives import claim_lives
from huimin.wiring.claims import Claims
from huimin.wiring.common import whole
from huimin.wiring.pay import Payments
from huimin.wiring.pay_sources import claims_of, source_of
from huimin.wiring.redecision import Redecisions

if TYPE_CHECKING:
    from huimin.wiring.workspace import Workspace

FOLDER, ENTITLED, PREFIX = "measures", "entitled.csv", "measured_"
PACK = "benefit_measures"
SENDER = "claims and ledger"
FILLED_BY = ("由申请和发放台账算出", "worked out from claims and ledger")
SIMULATED = "simulated people, entitled at some time in the year"
_COLUMNS = ("benefit", "area", "since", "entitled", "low", "high")


@dataclass(frozen=True)
class Measured:
    """The measures of a month, the areas they are for, and what should be known about them."""

    measures: Measures
    areas: tuple[str, ...]
    findings: tuple[Finding, ...]


class BenefitMeasures:
    """Measures of an opened workspace. ``who``: the person who works them out. ``at``: the moment; None: now."""

    def __init__(self, place: Workspace, who: str, alias: str = "", at: datetime | None = None) -> None:
        self.place = place
        self.claims = Claims(place, who, alias=alias, at=at)
        self.paying = Payments(place, who, alias, at)
        self.redecisions = Redecisions(place, who, alias=alias, at=at)

    @property
    def form(self) -> Form:
        """The form of the measures.

        Raises:
            Invalid: the workspace has not taken in the pack that holds it.
        """
        found = next((one for one in self.place.definitions.forms if one.code == FORM), None)
        if found is None:
            raise Invalid([Finding("measure-pack-missing", Severity.ERROR, facts={"pack": PACK})])
        return found

    def measured(self, period: Period) -> Measured:
        """The measures of a month.

        Raises:
            Invalid: it is no month, it is not over, or the workspace has no form for it.
        """
        form, month = self.form, period.first
        if period.frequency != "month":
            raise Invalid([Finding("measure-not-a-month", Severity.ERROR, facts={"found": period.code})])
        if month_end(month) >= self.claims.now.date():
            raise Invalid([Finding("measure-not-over", Severity.ERROR, facts={"found": period.code})])
        areas = tuple(expected_keys(self.place.definitions.areas, form, period))
        awards, findings = self._awards(month)
        catalogue = benefits_of(self.place.folder)
        paid = {one.benefit for one in awards} | {one.benefit for one in self.paying.heads()}
        findings += [Finding("measure-no-paid-by", Severity.WARNING, facts={"benefit": code})
                     for code in sorted(paid) if catalogue.paid_by_of(code) is None]  # fmt: skip
        given = Given(
            self._lives(), self.paying.ledger.settled(), awards, *self._money(month), self._entitled(areas, findings),
            self.redecisions.alike(), catalogue.paid_by_of,
        )  # fmt: skip
        made = measure(given, month, areas, self._above(areas, period.end), self.place.calendar(),
                       self.claims.now.date())  # fmt: skip
        for area in areas:
            if "funds_due" in made.values[area] and "funds_arrived" not in made.values[area]:
                findings.append(Finding("measure-funds-without-office", Severity.NOTE, Place(area=area)))
        return Measured(made, areas, tuple(findings))

    def _lives(self) -> list[ClaimLife]:
        return claim_lives(self.claims)

    def _awards(self, month: int) -> tuple[list[Award], list[Finding]]:
        """What is owed, of every benefit that was claimed or paid; what cannot be awarded is told."""
        awards: list[Award] = []
        findings: list[Finding] = []
        codes = {one.benefit for one in self.paying.heads()} | {one.benefit for one in self._lives()}
        for code in sorted(codes):
            claims = claims_of(self.paying, code)
            if claims is None:
                continue  # paid from tables: what is not on a roll is not known here
            source = source_of(self.paying, claims, code, month)
            awards += [one for one in source.awards if one.claim not in source.held]
            findings += [one for one in source.findings if one.severity is not Severity.NOTE]
        return awards, findings

    def _money(self, month: int) -> tuple[list[Moved], list[Receipt]]:
        """What was moved by the rolls that end in the month, and what was received for them."""
        moved: list[Moved] = []
        receipts: list[Receipt] = []
        for code in sorted({one.benefit for one in self.paying.heads() if one.last == month}):
            firsts = {one.first for one in self.paying.ledger.heads(code) if one.last == month}
            before = {(one.month, one.entry, one.level, one.area): one.fen
                      for one in self.paying.ledger.moved(code, 0, month - 1)}  # fmt: skip
            for one in self.paying.ledger.moved(code, 0, month):
                fen = one.fen - before.get((one.month, one.entry, one.level, one.area), 0)
                if fen:
                    moved.append(Moved(one.month, one.entry, one.level, one.area, fen))
            receipts += [one for one in self.paying.ledger.receipts(code, min(firsts), month) if one.last == month]
        return moved, receipts

    def _above(self, areas: Sequence[str], day: date) -> Above:
        """From the key of an area to that of the reporting area it lies in."""
        tree_of = self.place.definitions.areas
        tree, wanted = tree_of.at(day), set(areas)
        known: dict[str, str | None] = {}

        def above(key: str) -> str | None:
            if key not in known:
                at, found = tree.index(key), tree_of.id_of(key)
                if at is None and found is not None and not tree.covering[found] and tree.home[found] >= 0:
                    at = int(tree.home[found])
                steps = [tree.keys[one] for one in tree.path(at)] if at is not None else []
                known[key] = next((one for one in reversed(steps) if one in wanted), None)
            return known[key]

        return above

    def _entitled(self, areas: Sequence[str], findings: list[Finding]) -> list[Entitled]:
        """The estimates that the office has written down."""
        path = self.place.folder / FOLDER / ENTITLED
        if not path.exists():
            findings.append(Finding("measure-no-estimate", Severity.NOTE, facts={"file": f"{FOLDER}/{ENTITLED}"}))
            return []
        return read_entitled(path.read_text("utf-8-sig"), f"{FOLDER}/{ENTITLED}", set(areas))

    def estimate(self, year: int) -> Path:
        """Write how many are entitled by the simulated people of the budget, for benefits that were claimed or paid.

        The interval holds chance, and the ranges of what is assumed about facts that no figure gives.

        Raises:
            Invalid: there are no people by age to simulate, or the office has a table of its own.
        """
        from huimin.tasks.budget.running import People, budget
        from huimin.wiring.budget import read_budgeting

        path = self.place.folder / FOLDER / ENTITLED
        if path.exists() and SIMULATED not in path.read_text("utf-8-sig"):
            raise Invalid([Finding("measure-estimate-there", Severity.ERROR, facts={"file": f"{FOLDER}/{ENTITLED}"})])
        areas = expected_keys(self.place.definitions.areas, self.form, Period.of(f"{year}-12"))
        setting = read_budgeting(self.place).setting
        codes = {one.benefit for one in self.paying.heads()} | {one.benefit for one in self._lives()}
        wanted = [setting.benefits[code] for code in sorted(codes) if code in setting.benefits]
        made = budget(People(setting, year), wanted)
        costs = [(one.code, key, made.cost(one.code, key)) for one in wanted for key in areas
                 if (one.code, key) in made.sheet.rows]  # fmt: skip
        path.parent.mkdir(exist_ok=True)
        with whole(path) as beside, beside.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow((*_COLUMNS, "source"))
            for benefit, area, cost in costs:
                below, above = (side / max(cost.fen, 1) for side in spread(cost.fen, cost.ranges.values()))
                ends = (f"{end:.2f}" for end in ends_of(cost.people, below, above))
                writer.writerow((benefit, area, f"{year}-01", cost.people, *ends, SIMULATED))
        return path

    # --- writing and loading

    def write(self, measured: Measured, period: Period, lang: str) -> Path:
        """Write the workbook of a month; the same figures give the same bytes."""
        from huimin.adapters.workbooks.template import write_template

        form, given = self.form, self.place.definitions
        tree = given.areas.at(period.end)
        rows = [(key, tree.codes[at], tree.name(at, lang)) for key in measured.areas
                if (at := tree.index(key)) is not None]  # fmt: skip
        digest = sha256(figures_text(measured).encode()).hexdigest()
        path = self.place.folder / FOLDER / f"{FORM}-{period.code}.xlsx"
        path.parent.mkdir(exist_ok=True)
        said = f"{FILLED_BY[lang != 'zh']} SHA-256 {digest}"
        with whole(path) as beside:
            write_template(beside, form, given.dictionary, period, tree.keys[tree.roots()[0]], rows, lang,
                           filled=batch_of(measured, form, period, said), sender_name=FILLED_BY[lang != "zh"],
                           remark=digest)  # fmt: skip
        return path

    def load(self, path: Path) -> LoadReport:
        """Load a workbook of measures like any other; it comes from claims and ledger."""
        return self.place.load([path], SENDER)


def read_entitled(text: str, file: str, areas: set[str]) -> list[Entitled]:
    """The table of estimates: ``benefit``, ``area``, ``since`` (month), ``entitled``, ``low``, ``high``, ``source``.

    Raises:
        Invalid: with every row that cannot be used.
    """
    rows, faults, found = csv.DictReader(io.StringIO(text)), list[Finding](), list[Entitled]()
    if missing := [one for one in _COLUMNS if one not in (rows.fieldnames or ())]:
        facts = {"columns": ", ".join(missing)}
        raise Invalid([Finding("measure-entitled-columns", Severity.ERROR, Place(file=file, line=1), facts)])
    for line, row in enumerate(rows, 2):
        try:
            since = Period.of((row["since"] or "").strip()).first
            number, low, high = (float(row[one] or "") for one in ("entitled", "low", "high"))
        except (Invalid, ValueError):
            faults.append(Finding("measure-entitled-row", Severity.ERROR, Place(file=file, line=line)))
            continue
        area = (row["area"] or "").strip()
        if not 0 <= low <= number <= high < float("inf"):
            faults.append(Finding("measure-entitled-interval", Severity.ERROR, Place(file=file, line=line)))
        elif area not in areas:
            faults.append(Finding("measure-entitled-area", Severity.ERROR, Place(file=file, line=line), {"area": area}))
        else:
            benefit = (row["benefit"] or "").strip()
            found.append(Entitled(benefit, area, since, number, low, high, (row.get("source") or "").strip()))
    if faults:
        raise Invalid(faults)
    return found


def batch_of(measured: Measured, form: Form, period: Period, said: str = "") -> ReportBatch:
    """The measures as a sheet of the form; what is not known is empty."""
    values = np.array([[_value(measured.measures.values[key], atom) for atom in form.atoms] for key in measured.areas])
    here = np.arange(len(measured.areas), dtype=np.int32)
    there = np.arange(len(form.atoms), dtype=np.int32)
    return ReportBatch(form.code, period, "", measured.areas, form.atoms, values.reshape(len(here), len(there)), here,
                       there, judge=said)  # fmt: skip


def _value(values: Mapping[str, float], atom: str) -> float:
    found = values.get(atom.removeprefix(PREFIX))
    return float("nan") if found is None else round(found, 2)


def figures_text(measured: Measured) -> str:
    """The figures as plain text, from which their hash is made."""
    lines = [f"{key} {name} {value:.2f}" for key in measured.areas
             for name, value in sorted(measured.measures.values[key].items())]  # fmt: skip
    return "\n".join(lines) + "\n"
