"""What claims have for the first page: what waits for my step, what is late first, and what another office offers."""

from __future__ import annotations

from typing import Any

from huimin.web.base.blocks import Block
from huimin.web.base.reach import reach
from huimin.web.claims.opened import desk
from huimin.web.claims.worklist import TABS, lines_of
from huimin.workflow import Act

SHOWN = 8


def home_blocks(request: Any) -> list[Block]:
    """My claims, the earliest deadline first, and before all else where one is late; then what is offered to mine."""
    if not request.rights.can(Act.CLAIM):
        return []
    blocks = _block(request, "mine", {**TABS["mine"].filters(request), "areas": reach(request.rights, Act.CLAIM)})
    if request.rights.can(Act.DECIDE):
        blocks += _block(request, "passing", {"passing": "in", "areas": reach(request.rights, Act.DECIDE)})
    return blocks


def _block(request: Any, tab: str, wanted: dict[str, Any]) -> list[Block]:
    claims = desk(request)
    heads = claims.heads(**wanted, limit=SHOWN)
    if not heads:
        return []
    lines = lines_of(heads, request.lang)
    late = tab == "mine" and lines[0].days is not None and lines[0].days < 0
    return [Block(3 if late else 21, f"claims.home-{tab}", "claims/home.html", {"lines": lines, "tab": tab},
                  count=claims.count(**wanted), urgent=late, wide=True)]  # fmt: skip
