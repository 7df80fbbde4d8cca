"""The form of “What am I entitled to?”, sent as a browser sends it, for tests."""

from __future__ import annotations

import re
from typing import Any

from site_fixtures import VISITOR, Site

PATH = "/entitled/"


def ask(site: Site, *events: str, lang: str = "en", who: str = VISITOR, **more: str) -> Any:
    """Send the form as a browser does: the events, what was shown before, and what is typed."""
    typed = {name.replace("__", "-"): value for name, value in more.items()}
    shown = {re.sub(r"-[ymd]$", "", name) for name in typed if name[:2] in ("f-", "c1", "c2", "c3")}
    sent = {"do": "ask", "event": list(events), "shown": sorted(shown), "children": "1", **typed}
    return site.client(who, lang).post(PATH, sent)


def day(name: str, year: object, month: object, day: object) -> dict[str, str]:
    """The three boxes of a day, as typed."""
    return {f"{name}-y": str(year), f"{name}-m": str(month), f"{name}-d": str(day)}


def shown(text: str) -> str:
    """The text without its marks, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).strip()
