"""``huimin claims hand-over``, ``receive`` and ``send-back``: a claim goes with its family to another office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from huimin.cli.claim_shown import CLAIM, WORDS, claims_of, day
from huimin.cli.options import BY, DONE, HERE, JSON, LANGUAGE, WORKSPACE
from huimin.cli.printing import out, print_json
from huimin.cli.words import spoken, t

if TYPE_CHECKING:
    from huimin.tasks.claims.ports import ClaimHead


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
        if json:
            print_json(_record(head))
        else:
            name = claims.place.area_name(head.offered, spoken())
            out.line(t("claim-offered", claim=claim, area=name, since=first.isoformat()), "bold")
    return DONE


def receive(
    claim: CLAIM, words: WORDS = "", by: BY = "", workspace: WORKSPACE = HERE, json: JSON = False,
    lang: LANGUAGE = None,
) -> int:  # fmt: skip
    """Take over what another office offers."""
    with claims_of(workspace, by) as claims:
        head = claims.receive(claim, words).head
        if json:
            print_json(_record(head))
        else:
            name = claims.place.area_name(head.area, spoken())
            out.line(t("claim-received", claim=claim, area=name), "bold")
    return DONE


def send_back(
    claim: CLAIM, words: WORDS = "", by: BY = "", workspace: WORKSPACE = HERE, json: JSON = False,
    lang: LANGUAGE = None,
) -> int:  # fmt: skip
    """Send back what another office offers, or take back one's own offer."""
    with claims_of(workspace, by) as claims:
        head = claims.send_back(claim, words).head
        if json:
            print_json(_record(head))
        else:
            name = claims.place.area_name(head.area, spoken())
            out.line(t("claim-sent-back", claim=claim, area=name), "bold")
    return DONE


def _record(head: ClaimHead) -> dict[str, Any]:
    return {"claim": head.number, "area": head.area, "offered": head.offered or None, "before": head.before or None,
            "stage": head.stage.value}  # fmt: skip
