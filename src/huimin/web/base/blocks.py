"""The first page is made of blocks, and every screen may bring its own.

A screen that has something for the first page has a module ``home.py`` beside its ``urls.py``::

    def home_blocks(request: Any) -> list[Block]:
        \"\"\"What this screen has for the person's first page; an empty list where there is nothing to say.\"\"\"
        mine = waiting_for(request)
        if not mine:
            return []
        return [Block(20, "review.waiting", "review/home_waiting.html", {"groups": mine}, count=len(mine))]

Such modules are found by themselves, like words. The first page lays the blocks out by ``order`` and knows nothing of
what is in them. A block's template is only what stands below its heading, without ``extends``; it sees its own context
and everything every page knows (``t``, ``day``, ``area``, ``url``, ``person``, ``rights``, …), and headings within it
begin at ``h3``. A block's own style belongs to the screen's ``static/<screen>/home.css``, named in ``style``.

Orders in use, so that what has a date comes first: 0 to 9 what is overdue or due within days; 10 to 19 what came back
and must be mended; 20 to 29 what waits for my decision; 30 to 39 reminders and findings given to me; 40 to 59 what is
under way (replies, evidence, tasks, meetings); 60 to 79 how my area stands; 80 to 99 the office's own affairs
(accounts, the log).

Rules: ask rights first (``request.rights``), at most a few queries a block, whatever the number of areas; nothing about
an area that the person may not read; no figures for an administrator.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps


@dataclass(frozen=True)
class Block:
    """One part of the first page.

    Attributes:
        order: where it stands; see the module's text.
        title: the code of its heading's words.
        template: what stands below the heading.
        context: what the template needs beside what every page knows.
        count: shown beside the heading (None: nothing).
        urgent: marked as what cannot wait.
        wide: over the whole width of the page, for tables.
        style: a static file with the block's own style, ``""`` for none.
    """

    order: int
    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    count: int | None = None
    urgent: bool = False
    wide: bool = False
    style: str = ""


@cache
def _screens() -> tuple[Callable[[Any], list[Block]], ...]:
    """The function ``home_blocks`` of every screen that has one."""
    names = [config.name for config in apps.get_app_configs() if config.name.startswith("huimin.web.")]
    return tuple(import_module(f"{name}.home").home_blocks for name in names if find_spec(f"{name}.home"))


def blocks_for(request: Any) -> list[Block]:
    """All blocks for the person who asks, in order; blocks of one order stand in the order of their titles."""
    found = [block for offer in _screens() for block in offer(request)]
    return sorted(found, key=lambda block: (block.order, block.title))
