"""What reading workbooks needs of a workspace: definitions, areas, senders, receipts."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from huimin.adapters.definitions.workspace import (
    read_workspace,
)
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Place, Severity
from huimin.tasks import templates as template_task
from huimin.tasks.definitions import Definitions
from huimin.wiring.common import FOREVER

if TYPE_CHECKING:
    from huimin.adapters.workbooks.context import ReadContext

# Engine, workbooks, documents and the sample city are brought in where they are used: each takes its time to start,
# and no command needs them all.


def read_context(definitions: Definitions, folder: Path) -> ReadContext:
    """What a reader of workbooks has to know of the workspace in ``folder``."""
    from huimin.adapters.workbooks.context import ReadContext
    from huimin.adapters.workbooks.mapping import read_mappings

    areas = definitions.areas

    def area_of(code: str, names: tuple[str, ...]) -> str | None:
        found = areas.find(code, FOREVER) if code else None
        if found is not None:
            return areas.keys[found]
        return areas.key_by_names(names) if names else None

    forms = {form.code: form for form in definitions.forms}

    @cache
    def areas_of_sender(form: str, period: Period, sender: str) -> frozenset[str] | None:
        found = template_task.areas_of_sender(definitions, forms[form], period, sender)
        return None if found is None else frozenset(found)

    def was_of_sender(form: str, sender: str, key: str) -> bool:
        return template_task.was_of_sender(definitions, forms[form], sender, key)

    return ReadContext(
        forms=forms,
        dictionary=definitions.dictionary,
        known_areas=frozenset(areas.keys),
        mappings=read_mappings(definitions.mappings, definitions.dictionary, definitions.forms),
        area_of=area_of,
        areas_of_sender=areas_of_sender,
        was_of_sender=was_of_sender,
    )


def context_of_folder(folder: Path) -> ReadContext:
    """The same, for a reading process that starts from nothing."""
    return read_context(read_workspace(folder), folder)


def read_receipts(path: Path, zone: ZoneInfo) -> Mapping[str, tuple[datetime, str]]:
    """``receipts.csv``: when each file was received, and from whom (file,received_at,sender).

    Times are given in ``zone``; one without a zone of its own is taken to be in it.
    """
    if not path.exists():
        return {}
    found: dict[str, tuple[datetime, str]] = {}
    faults: list[Finding] = []
    for line, row in enumerate(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))), 2):
        try:
            when = datetime.fromisoformat(row["received_at"])
            when = when.astimezone(zone) if when.tzinfo else when.replace(tzinfo=zone)
            found[row["file"]] = (when, row.get("sender") or "")
        except (KeyError, TypeError, ValueError):
            faults.append(Finding("receipts-row-unreadable", Severity.ERROR, Place(file=path.name, line=line)))
    if faults:
        raise Invalid(faults)
    return found
