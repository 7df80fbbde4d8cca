"""Reading and checking what was sent, with what each process and thread keeps ready for it."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import replace

from huimin.adapters.workbooks import ReadContext, read_workbook
from huimin.areas import Tree
from huimin.figures.batch import ReportBatch, cell_name
from huimin.findings import Finding, Place, Severity
from huimin.tasks.definitions import Definitions
from huimin.tasks.load import Checker, findings_of, with_file
from huimin.tasks.ports import IncomingFile
from huimin.web.base import place
from huimin.wiring import read_context
from huimin.workflow import ALLOWED, Act, Rights

_MOST_TOLD = 20
_local = threading.local()
_shared: list[tuple[Definitions, ReadContext]] = []
_lock = threading.Lock()


def context() -> ReadContext:
    """What the readers need to know, made once for all threads while the definitions stay."""
    definitions = place.definitions()
    with _lock:
        if not _shared or _shared[0][0] is not definitions:
            _shared[:] = [(definitions, read_context(definitions, place.folder()))]
        return _shared[0][1]


def checker() -> Checker:
    """This thread's checker: its rules are compiled once."""
    definitions, store = place.definitions(), place.store()
    known: Checker | None = getattr(_local, "checker", None)
    if known is None or known.definitions is not definitions or known.store is not store:
        known = _local.checker = Checker(definitions, store)
    return known


def read(file: IncomingFile, rights: Rights) -> tuple[list[ReportBatch], list[Finding], bool]:
    """The batches of a workbook, all findings about it, and whether it is the sender's to send at all.

    Of a workbook that is not, nothing but that is told: checks would speak of other areas' earlier figures.
    """
    book = read_workbook(file.data, file.name, context())
    strange = [with_file(finding, file.name) for batch in book.batches for finding in not_yours(batch, rights)]
    if strange:
        return [], strange[:_MOST_TOLD], False
    return book.batches, findings_of(checker(), file, book), True


def not_yours(batch: ReportBatch, rights: Rights) -> list[Finding]:
    """The rows of areas that this person does not report for, sheets that only judges fill in, months to come."""
    at = Place(sheet=batch.sheet, period=batch.period.code)
    if not place.definitions().form(batch.form).submitted_by:
        return [Finding("report-is-judged", Severity.ERROR, at)]
    if batch.period.start > rights.today:
        return [Finding("report-too-early", Severity.ERROR, at)]
    return [
        Finding("report-not-yours", Severity.ERROR, replace(at, cell=_head(batch, row), area=area))
        for row, area in enumerate(batch.areas) if not rights.may(Act.REPORT, area)
    ]  # fmt: skip


def _head(batch: ReportBatch, row: int) -> str:
    line = int(batch.rows[row])
    return cell_name(1, line) if batch.transposed else cell_name(line, 1)


def sender_of(rights: Rights, areas: Iterable[str]) -> str:
    """The area that a person reports for when sending these: that of the lowest of their roles which holds all."""
    definitions = place.definitions()
    tree = definitions.areas.at(rights.today)
    wanted, best = list(areas), ""
    for role in rights.roles:
        if Act.REPORT not in ALLOWED[role.kind]:
            continue
        alone = Rights([role], definitions.areas, rights.today)
        if all(alone.may(Act.REPORT, area) for area in wanted) and _depth(tree, role.area) >= _depth(tree, best):
            best = role.area
    return best or tree.keys[0]


def _depth(tree: Tree, key: str) -> int:
    at = tree.index(key)
    return -1 if at is None else int(tree.depth[at])


def holding(areas: Iterable[str], rights: Rights) -> str:
    """The lowest area of today's tree that holds all of these; of areas that are no more, what became of them."""
    known = place.definitions().areas
    tree = known.at(rights.today)
    top = -1
    for key in areas:
        found = known.id_of(key)
        at = -1 if found is None else int(tree.home[found])
        if at >= 0:
            top = at if top < 0 else tree.common(top, at)
    return tree.keys[max(top, 0)]
