"""Everything that is written about rounds and visits; each ends with a line in the log.

Files and database cannot be written in one transaction. The file comes first: where the rest fails, the page shows the
round as it stands in its files, and what is missing is the name.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePath

from django.db import transaction

from huimin.adapters.workbooks import read_workbook
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Place, Severity
from huimin.tasks.load import Checker, findings_of, take
from huimin.tasks.ports import IncomingFile, SaveResult
from huimin.tasks.verify.results import FACTOR_COLUMNS
from huimin.web.base import audit, clock, place
from huimin.web.base.models import Person
from huimin.web.base.turns import turn
from huimin.web.verification.models import Step
from huimin.web.verification.opened import Standing, opened, standing_of
from huimin.web.verification.wish import Wish, round_from, text_of
from huimin.wiring import Workspace, read_context
from huimin.wiring.common import locked
from huimin.wiring.verify import draw_round, estimate_round, plan_round
from huimin.wiring.verify_shelf import FOLDER, write_text
from huimin.wiring.verify_visits import AGREED, visits_of_year, write_agreed

ADJUSTMENTS = "adjustments"


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Rounds change the definitions: one writer at a time, and every process reads them anew."""
    with locked(place.folder() / "data" / ".definitions.lock"):
        place.definitions_changed()
        yield
    place.definitions_changed()


def _noted(person: Person, code: str, kind: str, digest: str = "", **facts: str | int) -> None:
    with transaction.atomic():
        Step.objects.create(round=code, kind=kind, person=person, at=clock.now(), sha256=digest)
        audit.record(person, f"verification-{kind}", subject=f"round {code}", **facts)


def freeze_new(person: Person, wish: Wish) -> str:
    """Write ``round.yaml``, freeze the frame and publish the hash of the seed; the code of the new round.

    Raises:
        Invalid: what was typed makes no round, or its budget is too small.
    """
    with _one_at_a_time():
        given = place.definitions()
        document = wish.document(given)
        code = wish.code(given.rounds)
        round_from(given, code, document)
        path = place.folder() / FOLDER / code / "round.yaml"
        write_text(path, text_of(document))
        place.definitions_changed()
        try:
            _, kept = plan_round(opened(), code)
        except Invalid:
            path.unlink()
            raise
        _noted(person, code, Step.FROZEN, commitment=kept["commitment"], sites=kept["visited"])
    return code


def freeze(person: Person, code: str) -> None:
    """Freeze a round that was written by hand.

    Raises:
        Invalid: it is frozen already, or its budget is too small.
    """
    with _one_at_a_time():
        _, kept = plan_round(opened(), code)
        _noted(person, code, Step.FROZEN, commitment=kept["commitment"], sites=kept["visited"])


def draw(person: Person, code: str, public_seed: str) -> None:
    """Draw the sites and reveal the seed.

    Raises:
        Invalid: too early, drawn already, or seed or frame are not what was published.
    """
    with _one_at_a_time():
        _, made = draw_round(opened(), code, public_seed)
        _noted(person, code, Step.DRAWN, sites=made["sites"], sha256=made["sample_sha256"])


@dataclass(frozen=True)
class Sent:
    """What became of one sheet."""

    name: str
    kept: bool
    findings: Sequence[Finding]


def send_sheet(person: Person, code: str, name: str, data: bytes) -> Sent:
    """Take in one inspector's workbook, as any workbook; it holds nothing but sheets of this round."""
    one, given = standing_of(code).round, place.definitions()
    file = IncomingFile(PurePath(name).name[:200], data, "", clock.now())
    book = read_workbook(file.data, file.name, read_context(given, place.folder()))
    strange = [Finding("verification-other-form", Severity.ERROR, Place(file=file.name, sheet=batch.sheet))
               for batch in book.batches if batch.form != one.form_code]  # fmt: skip
    if strange:
        return Sent(file.name, False, strange)
    found = findings_of(Checker(given, place.store()), file, book)

    def also(result: SaveResult) -> None:
        act = "verification-sheet-refused" if result.outcome == "refused" else "verification-sheet"
        audit.record(person, act, subject=f"round {code}", sha256=file.sha256)

    with turn():
        taken = take(given, place.store(), file, book.batches, found, also)
    return Sent(file.name, taken.result.outcome != "refused", taken.findings)


def estimate(person: Person, code: str) -> None:
    """Estimate from the sheets that came, and publish the results.

    Raises:
        Invalid: no sheet has come.
    """
    with _one_at_a_time():
        found, _ = estimate_round(opened(), code)
        if not any(site.outcome for site in found.sites):
            for name in ("results.json", "results.csv", "factors.csv"):
                (place.folder() / FOLDER / code / name).unlink(missing_ok=True)
            raise Invalid([Finding("verification-no-sheets", Severity.ERROR)])
        _noted(person, code, Step.ESTIMATED, standing_of(code).results_hash())


def adopt(person: Person, code: str, chosen: Iterable[str], seen: str) -> int:
    """Adopt factors for assessments that ask for verified values; how many.

    Args:
        chosen: ``area|element`` of each. seen: SHA-256 of the results that the person looked at.

    Raises:
        Invalid: nothing is chosen, the results changed meanwhile, the person estimated them (or nobody knows who did),
            or a factor stands already for the same figures.
    """
    with _one_at_a_time():
        standing, wanted = standing_of(code), set(chosen)
        rows = [row for row in standing.factors() if f"{row['area']}|{row['element']}" in wanted]
        _may_adopt(person, standing, rows, seen)
        day = clock.today().isoformat()
        signed = [{**row, "decided_by": person.name, "decided_on": day} for row in rows]
        _add_factors(place.folder() / ADJUSTMENTS / f"verification-{code}.csv", signed)
        _noted(person, code, Step.ADOPTED, seen, factors=len(signed),
               areas=" ".join(sorted({row["area"] for row in rows})))  # fmt: skip
    return len(signed)


def estimator(standing: Standing) -> Step | None:
    """Who estimated the results that stand; None where that was not done on the site."""
    mine = Step.objects.filter(round=standing.round.code, kind=Step.ESTIMATED, sha256=standing.results_hash())
    return mine.select_related("person").order_by("-at").first()


def _may_adopt(person: Person, standing: Standing, rows: Sequence[object], seen: str) -> None:
    by = estimator(standing)
    if seen != standing.results_hash():
        raise _refused("verification-changed-meanwhile")
    if by is None:
        raise _refused("verification-nobody-estimated")
    if Step.objects.filter(round=standing.round.code, kind=Step.ESTIMATED, sha256=seen, person=person).exists():
        raise _refused("verification-own-estimate")
    if not rows:
        raise _refused("verification-nothing-chosen")


def _add_factors(path: Path, rows: Sequence[dict[str, str]]) -> None:
    """Add rows to a table of factors, and put it back where the definitions do not build with them."""
    before = path.read_text("utf-8") if path.is_file() else None
    text = io.StringIO()
    writer = csv.DictWriter(text, FACTOR_COLUMNS, lineterminator="\n")
    if before is None:
        writer.writeheader()
    writer.writerows(rows)
    write_text(path, (before or "") + text.getvalue())
    try:
        _ = Workspace(place.folder()).definitions
    except Invalid:
        if before is None:
            path.unlink()
        else:
            write_text(path, before)
        raise


def plan_visits(
    person: Person, year: Period, level: str, interval: int, inspectors: Sequence[tuple[str, str]]
) -> Sequence[Finding]:
    """Agree on who visits, where nothing is agreed yet, and plan the year; what a reader should know.

    Raises:
        Invalid: the year is planned already, or what was agreed has faults.
    """
    with locked(place.folder() / "data" / ".definitions.lock"):
        agreed = place.folder() / FOLDER / AGREED
        published = place.folder() / FOLDER / f"visits-{year.code}.json"
        if published.exists():
            raise _refused("verification-year-planned")
        new = not agreed.exists()
        if new:
            write_agreed(place.workspace(), level, inspectors, interval)
        try:
            made, told = visits_of_year(opened(), year)
        except Invalid:
            if new:
                agreed.unlink()
            raise
        with transaction.atomic():
            digest = sha256(published.read_bytes()).hexdigest()
            audit.record(person, "verification-visits", subject=f"visits {year.code}", visits=len(made.plan.visits),
                         sha256=digest)  # fmt: skip
    return told


def _refused(code: str) -> Invalid:
    return Invalid([Finding(code, Severity.ERROR)])
