"""What claims have for the first page: what waits for my step, what is late first."""

from __future__ import annotations

from typing import Any

from huimin.web.base.blocks import Block
from huimin.web.base.reach import reach
from huimin.web.claims.opened import desk
from huimin.web.claims.worklist import TABS, lines_of
from huimin.workflow import Act

SHOWN = 8


def home_blocks(request: Any) -> list[Block]:
    """My claims, the earliest deadline first; the block comes first of all where one is late."""
    if not request.rights.can(Act.CLAIM):
        return []
    claims = desk(request)
    wanted = {**TABS["mine"].filters(request), "areas": reach(request.rights, Act.CLAIM)}
    heads = claims.heads(**wanted, limit=SHOWN)
    if not heads:
        return []
    lines = lines_of(heads, request.lang)
    late = lines[0].days is not None and lines[0].days < 0
    count = claims.count(**wanted)
    return [Block(3 if late else 21, "claims.home-mine", "claims/home.html", {"lines": lines}, count=count, urgent=late,
                  wide=True)]  # fmt: skip
