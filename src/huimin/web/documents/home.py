"""What documents have for the first page: what waits to be issued, what was sent back, what came to my area."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from huimin.web.base import clock
from huimin.web.base.blocks import Block
from huimin.web.base.stages import speaks_for
from huimin.web.documents.models import Paper
from huimin.web.documents.seeing import papers_seen, writes
from huimin.workflow import Act

SHOWN = 5
NEW_DAYS = 30


def home_blocks(request: Any) -> list[Block]:
    """For the desk what somebody has to decide; for an area's office what was issued to it lately."""
    if not request.rights.can(Act.READ):
        return []
    made = []
    if writes(request.rights):
        seen = papers_seen(request.rights)
        waiting = seen.filter(state=Paper.HANDED_IN).exclude(handed_in_by=request.person)
        made += _block(23, "documents.to-issue", waiting.exclude(made_by=request.person), {"state": Paper.HANDED_IN})
        back = seen.filter(state=Paper.DRAFT, made_by=request.person, reason__gt="")
        made += _block(13, "documents.came-back", back, {"state": Paper.DRAFT})
    own = [role.area for role in request.rights.roles if role.area and speaks_for(request.rights, role.area)]
    if own:
        since = clock.now() - timedelta(days=NEW_DAYS)
        came = papers_seen(request.rights).filter(area__in=own, state=Paper.ISSUED, issued_at__gte=since)
        made += _block(46, "documents.came", came, {})
    return made


def _block(order: int, title: str, found: Any, query: dict[str, str]) -> list[Block]:
    count = found.count()
    if not count:
        return []
    context = {"papers": found.order_by("-pk")[:SHOWN], "more": count > SHOWN, "query": query}
    return [Block(order, title, "documents/home_papers.html", context, count=count)]
