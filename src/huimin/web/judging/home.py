"""What judging has for the first page: opinions to give, evidence to send."""

from __future__ import annotations

from typing import Any

from huimin.web.base import clock
from huimin.web.base.blocks import Block
from huimin.web.judging.views import evidence_asked, mine_of, names_of
from huimin.workflow import Act

SHOWN = 5
SOON = 3  # days


def home_blocks(request: Any) -> list[Block]:
    """Opinions that can be given now, and areas whose evidence is still to be sent."""
    made = []
    if request.rights.can(Act.JUDGE):
        mine = mine_of(request.person)
        if mine["now"]:
            made.append(Block(21, "judging.home-work", "judging/home_work.html", {"mine": mine}, count=mine["now"]))
    if request.rights.can(Act.REPORT) or request.rights.can(Act.REVIEW):
        rows = [row for row in evidence_asked(request) if row["open"]]
        if rows:
            soon = (rows[0]["round"].evidence_until - clock.today()).days <= SOON
            names = names_of([row["round"] for row in rows], request.lang)
            context = {"rows": rows[:SHOWN], "names": names}
            made.append(Block(5 if soon else 41, "judging.home-evidence", "judging/home_evidence.html", context,
                              count=len(rows), urgent=soon))  # fmt: skip
    return made
