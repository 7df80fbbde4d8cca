"""Sending a workbook, and asking for its receipt again."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from ninja import File, Router, Status
from ninja.files import UploadedFile

from huimin.web.api import shapes
from huimin.web.api.agreed import WRONG
from huimin.web.api.door import Refusal, Submitting, caller, plain, refuse
from huimin.web.base import receiving
from huimin.web.base.receiving import Acknowledged
from huimin.workflow import Act

LARGEST = 20  # MB
router = Router(auth=Submitting(), tags=["submissions"])


@router.post("/submissions", response={201: shapes.Receipt, 200: shapes.Receipt, 413: shapes.Errors,
                                       422: shapes.Errors, **WRONG}, summary="Send a workbook")  # fmt: skip
def submit(request: Any, workbook: File[UploadedFile]) -> Any:
    """A workbook as a form field named ``workbook``: wholly in, with a receipt (201), or wholly out, with every finding
    (422). The same bytes again give the same receipt (200), so that a call whose answer was lost can be repeated.
    """
    who = caller(request)
    if not who.rights.can(Act.REPORT):
        raise refuse(403, "api-scope", scope="submit")
    if (workbook.size or 0) > LARGEST * 1024 * 1024:
        raise refuse(413, "api-too-large", limit=LARGEST)
    taken = receiving.take(who.person, who.rights, workbook.name or "", workbook.read())
    if taken.receipt is None:
        raise Refusal(422, taken.findings)
    return Status(200 if taken.again else 201, _told(taken.receipt, taken.findings))


@router.get("/submissions/{number}", response={200: shapes.Receipt, **WRONG}, summary="A receipt")
def receipt(request: Any, number: int) -> dict[str, Any]:
    """A receipt of the person's own, or of an area of the token."""
    who = caller(request)
    found = receiving.receipt(who.person, who.rights, number)
    if found is None:
        raise Http404
    return _told(found, ())


def _told(found: Acknowledged, findings: Any) -> dict[str, Any]:
    names = ("number", "sha256", "name", "size", "at", "sender", "area", "outcome", "first", "revised", "unchanged",
             "figures")  # fmt: skip
    return {**{name: getattr(found, name) for name in names}, "parts": [dict(part) for part in found.parts],
            "findings": [plain(finding) for finding in findings]}  # fmt: skip
