"""``huimin audit verify``: whether the chain of the log holds."""

from __future__ import annotations

import json

from huimin.web.base import audit
from huimin.web.base.migrating import bring_up_to_date
from huimin.web.base.models import Entry
from huimin.web.base.words import say


def run(lang: str, arguments: list[str]) -> int:
    """Check every line; 1 where the chain breaks. Argument: ``json`` for programs to read."""
    bring_up_to_date()
    found = list(audit.breaks())
    last = Entry.objects.order_by("-number").first()
    count = Entry.objects.count()
    if "json" in arguments:
        told = {"lines": count, "last": {"number": last.number, "hash": last.hash} if last else None,
                "breaks": [{"number": one.number, "what": one.what} for one in found]}  # fmt: skip
        print(json.dumps(told, ensure_ascii=False))
        return 1 if found else 0
    for one in found:
        print(say(lang, "auditing.verify-break", number=one.number, what=say(lang, f"auditing.break-{one.what}")))
    if not found:
        print(say(lang, "auditing.verify-holds", count=count))
    if last:
        print(say(lang, "auditing.verify-last", hash=last.hash))
    return 1 if found else 0
