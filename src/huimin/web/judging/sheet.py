"""Results become figures: a real judgement sheet is made of a round, read like any other, and saved.

What a round has not settled stays as it was reported before, or not reported. The sheet names everybody who judged, and
beside each area who judged which item.
"""

from __future__ import annotations

from io import BytesIO

import numpy as np

from huimin.adapters.workbooks.reader import read_workbook
from huimin.adapters.workbooks.template import write_template
from huimin.areas import Tree
from huimin.assessment.binding import judgement_form
from huimin.figures.batch import ReportBatch
from huimin.figures.forms import Form
from huimin.findings import Invalid, Severity
from huimin.tasks.load import Checker
from huimin.tasks.ports import IncomingFile, Reported, SaveResult
from huimin.web.base import audit, clock, place
from huimin.web.base.models import Person
from huimin.web.judging.actions import refused
from huimin.web.judging.models import Case, Entered, Round
from huimin.wiring.reading import read_context
from huimin.workflow.judging import Stage

LONGEST_JUDGES = 300


def enter(person: Person, judged: Round, lang: str) -> Entered:
    """Put what is settled and not yet among the figures there, all in one sheet.

    Raises:
        Invalid: nothing is new, or the store refuses it (a report that a level has accepted, say).
    """
    definitions = place.definitions()
    form = judgement_form(definitions.scheme(judged.scheme))
    fresh = list(judged.cases.filter(stage=Stage.SETTLED, entered=False))
    if form is None or not fresh:
        raise refused("judging-nothing-new")
    tree = definitions.areas.at(judged.span.end)
    areas = sorted({case.area for case in fresh}, key=lambda key: (tree.index(key) is None, tree.index(key), key))
    batch = _batch(form, judged, areas)
    file = _file(person, form, judged, batch, tree, lang)
    book = read_workbook(file.data, file.name, read_context(definitions, place.folder()))
    store, checker = place.store(), Checker(definitions, place.store())
    found = [*book.findings, *(one for read in book.batches for one in checker.check(read, file.name))]
    if not book.batches or any(one.severity is Severity.ERROR for one in found):
        raise Invalid([one for one in found if one.severity is Severity.ERROR])
    made: list[Entered] = []

    def note(result: SaveResult) -> None:
        if result.outcome != "refused":
            Case.objects.filter(pk__in=[case.pk for case in fresh]).update(entered=True)
            made.append(Entered.objects.create(round=judged, sha256=file.sha256, file=file.name, areas=len(areas),
                                               person=person, at=clock.now()))  # fmt: skip
            audit.record(person, "judging-entered", subject=f"{judged.scheme} {judged.period}", file=file.sha256)

    reported = [Reported(one, form, form.on_time(judged.span, file.received_at)) for one in book.batches]
    result = store.save(file, reported, found, True, also=note)
    if result.outcome == "refused":
        raise Invalid(result.findings)
    return made[0]


def _batch(form: Form, judged: Round, areas: list[str]) -> ReportBatch:
    """What is settled, over what stands among the figures already."""
    values = place.store().history(form, areas, judged.span).copy()
    row_of = {key: row for row, key in enumerate(areas)}
    column_of = {atom: column for column, atom in enumerate(form.atoms)}
    who: dict[str, list[str]] = {key: [] for key in areas}
    names: dict[str, None] = {}
    cases = judged.cases.filter(area__in=areas, stage=Stage.SETTLED).order_by("order")
    for case in cases.prefetch_related("seats__person"):
        for atom, value in case.values.items():
            values[row_of[case.area], column_of[atom]] = value
        seats = [seat.person.name for seat in sorted(case.seats.all(), key=lambda one: one.number) if seat.given_at]
        who[case.area].append(f"{case.item}: {', '.join(seats)}")
        names |= dict.fromkeys(seats)
    return ReportBatch(
        form.code, judged.span, "", tuple(areas), form.atoms, values, np.zeros(len(areas), np.int32),
        np.zeros(len(form.atoms), np.int32), judge=", ".join(names)[:LONGEST_JUDGES],
        notes=tuple("; ".join(who[key]) for key in areas),
    )  # fmt: skip


def _file(person: Person, form: Form, judged: Round, batch: ReportBatch, tree: Tree, lang: str) -> IncomingFile:
    """The workbook, as an office would have sent it."""
    definitions = place.definitions()
    rows = [(key, *_called(key, lang)) for key in batch.areas]
    buffer = BytesIO()
    write_template(buffer, form, definitions.dictionary, judged.span, tree.keys[0], rows, lang, batch,
                   definitions.title.name(lang))  # fmt: skip
    now = clock.now()
    name = f"{judged.period}_{form.name(lang)}_{now:%Y%m%d-%H%M%S}.xlsx"
    return IncomingFile(name, buffer.getvalue(), person.username, now)


def _called(key: str, lang: str) -> tuple[str, str]:
    """An area's code and name; its key where it has none."""
    areas = place.definitions().areas
    found = areas.id_of(key)
    return (key, key) if found is None else (areas.codes[found] or key, areas.name(found, lang))
