"""``huimin claims hand-over``, ``receive`` and ``send-back``: a claim goes with its family to another office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from huimin.cli.claim_shown import CLAIM, WORDS, claims_of, day
from huimin.cli.options import BY, DONE, HERE, JSON, LANGUAGE, WORKSPACE
from huimin.cli.printing import out, print_json
from huimin.cli.words import spoken, t

if TYPE_CHECKING:
    from huimin.tasks.claims.ports import ClaimHead
    from huimin.wiring.claims import Claims


def hand_over(
    claim: CLAIM,
    area: Annotated[str, typer.Argument(metavar="AREA")],
    since: Annotated[str, typer.Option("--since", metavar="DAY")] = "",
    words: WORDS = "",
    by: BY = "",
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Offer a claim to the office of another area."""
    with claims_of(workspace, by) as claims:
        today = claims.now.date()
        first = day(since) if since else today
        head = claims.hand_over(claim, claims.place.definitions.area_key(area, today), first, words).head
        return _told(claims, head, json, "claim-offered", head.offered, since=first.isoformat())


def receive(
    claim: CLAIM, words: WORDS = "", by: BY = "", workspace: WORKSPACE = HERE, json: JSON = False,
    lang: LANGUAGE = None,
) -> int:  # fmt: skip
    """Take over what another office offers."""
    with claims_of(workspace, by) as claims:
        head = claims.receive(claim, words).head
        return _told(claims, head, json, "claim-received", head.area)


def send_back(
    claim: CLAIM, words: WORDS = "", by: BY = "", workspace: WORKSPACE = HERE, json: JSON = False,
    lang: LANGUAGE = None,
) -> int:  # fmt: skip
    """Send back what another office offers, or take back one's own offer."""
    with claims_of(workspace, by) as claims:
        head = claims.send_back(claim, words).head
        return _told(claims, head, json, "claim-sent-back", head.area)


def _told(claims: Claims, head: ClaimHead, json: bool, word: str, area: str, **more: str) -> int:
    """Say where the claim is now: as a record for programs, or in a sentence that names an area."""
    if json:
        print_json({"claim": head.number, "area": head.area, "offered": head.offered or None,
                    "before": head.before or None, "stage": head.stage.value})  # fmt: skip
    else:
        name = claims.place.area_name(area, spoken())
        out.line(t(word, claim=head.number, area=name, **more), "bold")
    return DONE
