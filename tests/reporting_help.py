"""Help for the tests of reporting: filled-in workbooks of the cast's areas, and sending them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import numpy as np
import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from huimin.adapters.workbooks import write_template
from huimin.figures.batch import ReportBatch
from huimin.figures.periods import Period
from huimin.tasks.definitions import Definitions
from huimin.tasks.templates import own_sheet

# A small village that keeps every rule of the monthly form; the columns not named are zero.
VILLAGE = {"population_resident": 900, "population_registered": 900, "households": 300, "children_under_3": 20,
           "deliveries": 2, "births.male": 1, "births.female": 1, "births_total": 2}  # fmt: skip


def workbook(
    definitions: Definitions, form: str, period: str, sender: str, figures: Mapping[str, float], base: Any = None
) -> bytes:
    """The template of a sender, every cell filled in: zero, or as told, or as in ``base`` (areas x atoms)."""
    chosen, when = definitions.form(form), Period.of(period)
    sheet = own_sheet(definitions, chosen, when, sender, "zh")
    assert sheet is not None
    values = np.zeros((len(sheet.areas), len(chosen.atoms))) if base is None else np.array(base, float)
    for atom, value in figures.items():
        values[:, chosen.atoms.index(atom)] = value
    keys = tuple(area[0] for area in sheet.areas)
    rows, columns = np.arange(len(keys), dtype=np.int32), np.arange(len(chosen.atoms), dtype=np.int32)
    batch = ReportBatch(form, when, "", keys, chosen.atoms, values, rows, columns)
    buffer = BytesIO()
    write_template(buffer, chosen, definitions.dictionary, when, sender, sheet.areas, "zh", batch)
    return buffer.getvalue()


def filled_in(site: Any, who: str, period: str, form: str = "village_monthly", **figures: float) -> bytes:
    """A workbook of one of the cast's areas (``village``, ``township``); names of figures are atoms, ``__`` for a dot."""
    from huimin.web.base import place

    told = {name.replace("__", "."): value for name, value in figures.items()}
    base = VILLAGE if form == "village_monthly" else {}
    return workbook(place.definitions(), form, period, site.places[who], base | told)


def edited(data: bytes, change: Callable[[Any], None]) -> bytes:
    """The workbook as an office would save it after changing its first sheet."""
    book = openpyxl.load_workbook(BytesIO(data))
    change(book.worksheets[0])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def upload(browser: Any, *files: bytes, name: str = "report.xlsx") -> Any:
    """Send workbooks as the page does."""
    given = [SimpleUploadedFile(f"{number}-{name}" if number else name, data) for number, data in enumerate(files)]
    return browser.post("/report/upload", {"workbooks": given})


def sent_number(answer: Any) -> int:
    """The number of the receipt that an upload led to."""
    assert answer.status_code == 302, answer.text
    start, _, number = answer.url.rpartition("/")
    assert start == "/report/receipt"
    return int(number)
