"""What reporting has for the first page: what I owe and by when, the most pressing first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from huimin.web.base import clock, place
from huimin.web.base.blocks import Block
from huimin.web.reporting.duties import Duty, duties
from huimin.workflow import Act

STYLE = "reporting/reporting.css"
MOST = 5  # duties shown
SOON = timedelta(days=10)


def home_blocks(request: Any) -> list[Block]:
    """The duties that are open and due, or will be soon. What came back has a block of its own, from review."""
    if not request.rights.can(Act.REPORT):
        return []
    today = clock.today()
    owed = [duty for duty in duties(place.definitions(), request.rights, today) if _owed(duty)]
    owed = [duty for duty in owed if duty.due <= today + SOON]
    if not owed:
        return [Block(39, "reporting.home-owe", "reporting/home_owe.html", {"duties": [], "more": 0}, style=STYLE)]
    # What is still in time comes first: what is late by months does not get later by a day.
    owed.sort(key=lambda duty: (duty.due < today, abs((duty.due - today).days), duty.form.code))
    context = {"duties": owed[:MOST], "more": max(0, len(owed) - MOST)}
    return [Block(0, "reporting.home-owe", "reporting/home_owe.html", context, count=len(owed), urgent=True,
                  wide=True, style=STYLE)]  # fmt: skip


def _owed(duty: Duty) -> bool:
    return duty.open and duty.state != "returned"
