"""A round of verification on the site, made as people make it: planned, drawn, checked on the spot, estimated.

Deliveries and births of the first half of 2025 in the small city; reports closed in July.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

ROUND = "deliveries-2025h1"
PLAN = {"form": "village_monthly", "period": "2025H1", "element": ["deliveries", "births"], "precision": "0.1%",
        "budget": "34", "wrong": "20%", "by": "20%", "draw": "size", "strata": "county", "report_by": "county",
        "closes": "2025-07-05", "papers": "stubs of birth certificates", "zh": "", "en": ""}  # fmt: skip


def freeze(site: Any, who: str = "city_officer", **other: Any) -> str:
    """Plan and freeze the round; its address."""
    answer = site.client(who).post("/verification/plan", {**PLAN, **other, "step": "freeze"})
    assert answer.status_code == 302, answer.text
    return answer["Location"]


def draw(site: Any, who: str = "city_officer") -> str:
    """Freeze the round and draw it; its address."""
    address = freeze(site, who)
    assert site.client(who).post(f"{address}/draw").status_code == 302
    return address


def filled(site: Any, address: str, less_every: int = 3, missing: int = 1) -> list[SimpleUploadedFile]:
    """The sheets as inspectors send them: every so-manieth site has one delivery less, some could not be checked."""
    from huimin.web.verification.opened import opened
    from huimin.wiring.verify import found_so_far

    code = address.rsplit("/", 1)[1]
    packed = site.client("city_officer").get(f"{address}/workbooks.zip").content
    known = {one.key: one.reported for one in found_so_far(opened(), code)[0].sites}
    made = []
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        for number, name in enumerate(sorted(archive.namelist())):
            reported = known[name.removesuffix(".xlsx").rsplit("-", 1)[1]]
            book = openpyxl.load_workbook(io.BytesIO(archive.read(name)))
            _fill(book.active, reported, number, less_every, number < missing)
            text = io.BytesIO()
            book.save(text)
            made.append(SimpleUploadedFile(name, text.getvalue()))
    return made


def _fill(sheet: Any, reported: Any, number: int, less_every: int, lost: bool) -> None:
    deliveries, births = (int(x) if x == x else 0 for x in (reported["deliveries"], reported["births"]))
    sheet["B3"] = "ZQ"
    if lost:
        sheet.cell(6, 3).value, sheet.cell(6, 7).value = 3, "the register was lost in a move"
        return
    sheet.cell(6, 3).value = 1
    sheet.cell(6, 4).value = max(deliveries - (number % less_every == 0), 0)
    sheet.cell(6, 5).value, sheet.cell(6, 6).value = births // 2, births - births // 2


def estimate(site: Any, less_every: int = 3, who: str = "city_officer") -> str:
    """The round up to its published results; its address."""
    address = draw(site)
    answer = site.client(who).post(f"{address}/sheets", {"files": filled(site, address, less_every)})
    assert answer.status_code in (200, 302), answer.text
    assert site.client(who).post(f"{address}/estimate").status_code == 302
    return address
