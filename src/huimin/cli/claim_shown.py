"""What several commands of ``huimin claims`` share: who acts, options, and how claims are shown."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from huimin.cli.options import at_work
from huimin.cli.printing import SHOWN, out, print_table
from huimin.cli.words import spoken, t
from huimin.findings import Finding, Invalid, Severity

if TYPE_CHECKING:
    from huimin.tasks.claims.ports import ClaimHead, ClaimSkeleton
    from huimin.wiring import Workspace
    from huimin.wiring.claims import Claims

CLAIM = Annotated[str, typer.Argument(metavar="CLAIM")]
CLAIMS = Annotated[list[str] | None, typer.Argument(metavar="CLAIM")]
WORDS = Annotated[str, typer.Option("--words", metavar="TEXT")]
AREA = Annotated[str | None, typer.Option("--area", metavar="AREA")]


def claims_of(workspace: Path, by: str = "") -> AbstractContextManager[Claims]:
    """The claims of a workspace, worked on by a person (default: who is signed in at this machine)."""

    def office(place: Workspace, who: str) -> Claims:
        from huimin.wiring.claims import Claims

        return Claims(place, who)

    return at_work(workspace, by, office, "store")


def day(text: str) -> date:
    """A day.

    Raises:
        Invalid: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid([Finding("pay-day-unreadable", Severity.ERROR, facts={"found": text})]) from None


def below(claims: Claims, area: str | None) -> frozenset[str] | None:
    """The keys of an area and all below it; None: all.

    Raises:
        Invalid: there is no such area.
    """
    if area is None:
        return None
    key = claims.place.definitions.area_key(area, claims.now.date())
    tree = claims.place.definitions.areas.at(claims.now.date())
    at = tree.index(key)
    return frozenset({key} if at is None else tree.keys[at : int(tree.end[at])])


def head_record(head: ClaimHead) -> dict[str, Any]:
    """A claim's skeleton for programs."""
    return {
        "claim": head.number, "benefit": head.benefit, "area": head.area,
        "offered": head.offered or None, "before": head.before or None, "stage": head.stage.value, "step": head.step,
        "round": head.round, "outcome": head.outcome, "machine": head.machine, "running": head.running,
        "held": head.held, "due": _iso(head.due), "late": head.late, "renew_by": _iso(head.renew_by),
        "decided": _iso(head.decided), "appealed": head.appealed, "appeal_due": _iso(head.appeal_due),
        "officer": head.officer, "taken_at": _iso(head.taken_at), "by_family": head.by_family, "erased": head.erased,
    }  # fmt: skip


def _iso(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def print_heads(claims: Claims, heads: Sequence[ClaimHead], everything: bool = False) -> None:
    """Claims as a table: nothing personal."""
    if claims.simulated:
        out.line(t("simulated"), "dim")
    shown = heads if everything else heads[:SHOWN]
    rows = [(one.number, _name(claims, one.benefit), claims.place.area_name(one.area, spoken()),
             t(f"claim-stage-{one.stage.value}"), _days(one), one.officer) for one in shown]  # fmt: skip
    print_table(tuple(t(f"claim-col-{one}") for one in ("claim", "benefit", "area", "stage", "due", "officer")), rows)
    if len(heads) > len(shown):
        out.line(t("more", count=len(heads) - len(shown)))


def _days(head: ClaimHead) -> str:
    if head.appealed and head.appeal_due:
        return t("claim-appeal-due", day=head.appeal_due.isoformat())
    if head.due is None:
        return ""
    return t("claim-late", day=head.due.isoformat()) if head.late else head.due.isoformat()


def _name(claims: Claims, code: str) -> str:
    benefit = claims.benefits.get(code)
    return code if benefit is None else benefit.name.of(spoken())


def print_skeleton(claims: Claims, bare: ClaimSkeleton) -> None:
    """A claim and what happened to it; words and facts only where they were opened."""
    if claims.simulated:
        out.line(t("simulated"), "dim")
    head = bare.head
    out.line(t("claim-head", claim=head.number, benefit=bare.benefit.name.of(spoken()),
               stage=t(f"claim-stage-{head.stage.value}")), "bold")  # fmt: skip
    out.line(claims.place.area_name(head.area, spoken()))
    rows = [(one.at.date().isoformat(), t(f"claim-move-{one.move}"), one.by or t("claim-family"),
             t(f"claim-outcome-{one.outcome}") if one.outcome else "", one.words) for one in bare.history]  # fmt: skip
    print_table(tuple(t(f"claim-col-{one}") for one in ("day", "move", "by", "outcome", "words")), rows)
