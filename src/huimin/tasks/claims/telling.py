"""Everything there is about a family's claim, in a form that it can take along."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from huimin.benefits.payments import month_text
from huimin.tasks.claims.ports import PURPOSES, ClaimCard, ViewRow
from huimin.tasks.pay.ports import Booked

VERSION = 1


def export(
    card: ClaimCard, views: Sequence[ViewRow], booked: Sequence[Booked], kept_until: str,
    paper: Callable[[int], bytes],
) -> dict[str, Any]:  # fmt: skip
    """A claim as plain data, with names that people can read: all that is kept of the family, and who looked.

    Args:
        kept_until: the last day on which the contents are kept, as text; empty: the claim goes on.
        paper: the bytes of a paper by its number.
    """
    return {
        "format": "huimin-claim", "version": VERSION, "claim": card.number,
        "benefit": {"code": card.benefit.code, "zh": card.benefit.name.zh, "en": card.benefit.name.en},
        "area": card.head.area, "taken_at": card.head.taken_at.isoformat(), "stage": card.head.stage.value,
        "claimant": asdict(card.claimant), "subject": asdict(card.subject), "relation": card.relation,
        "account_last4": card.account_last4,
        "facts": [{"since": one.since.isoformat() if one.since else None, "facts": _facts(card, one.facts)}
                  for one in card.told],
        "decision": dict(card.decided) if card.decided else None,
        "history": [_happened(one) for one in card.history],
        "papers": [{"number": one.number, "name": one.name, "kind": one.kind, "bytes": one.size,
                    "given_at": one.at.isoformat(), "base64": base64.b64encode(paper(one.number)).decode()}
                   for one in card.papers],
        "payments": [{"entry": one.entry.value, "month": month_text(one.month), "level": one.level, "fen": one.fen,
                      "rule": one.version, "at": one.at.isoformat()} for one in booked],
        "looked": [{"by": one.by, "purpose": one.purpose.value, "zh": PURPOSES[one.purpose].zh,
                    "en": PURPOSES[one.purpose].en, "what": one.what, "at": one.at.isoformat()} for one in views],
        "kept_until": kept_until or None,
    }  # fmt: skip


def _facts(card: ClaimCard, facts: Mapping[str, Any]) -> list[dict[str, Any]]:
    names = {one.code: one.name for one in card.benefit.facts}
    return [{"code": code, "zh": names[code].zh if code in names else code,
             "en": names[code].en if code in names else code, "told": value}
            for code, value in facts.items()]  # fmt: skip


def _happened(one: Any) -> dict[str, Any]:
    made = asdict(one)
    since = one.since.isoformat() if one.since else None
    return {**made, "move": str(one.move), "at": one.at.isoformat(), "since": since}
