"""What several commands of ``huimin pay`` share: who acts, options, and how rolls and amounts are shown."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from huimin.benefits.payments import Part, PartKind, fen_written, month_text
from huimin.cli.options import at_work
from huimin.cli.printing import SHOWN, out, print_table
from huimin.cli.words import spoken, t
from huimin.findings import Finding, Invalid, Severity

if TYPE_CHECKING:
    from huimin.tasks.pay.ports import RollHead
    from huimin.wiring import Workspace
    from huimin.wiring.pay import Payments, RollCard

ROLL = Annotated[int, typer.Argument(metavar="ROLL", min=1, max=999_999)]
BANK = Annotated[str, typer.Option("--bank", metavar="CODE")]
PERIOD = Annotated[str, typer.Option("--period", metavar="PERIOD")]


def payments_of(workspace: Path, by: str = "") -> AbstractContextManager[Payments]:
    """The payments of a workspace, for a person (default: who is signed in at this machine)."""

    def office(place: Workspace, who: str) -> Payments:
        from huimin.wiring.pay import Payments

        return Payments(place, who)

    return at_work(workspace, by, office, "ledger")


def money(text: str) -> int:
    """The fen of an amount in yuan.

    Raises:
        Invalid: it is no amount.
    """
    fen = fen_written(text)
    if fen is None:
        raise Invalid([Finding("pay-amount-unreadable", Severity.ERROR, facts={"found": text})])
    return fen


def yuan(fen: int) -> str:
    """``1,200.00``."""
    return f"{fen // 100:,}.{fen % 100:02d}"


def record(head: RollHead) -> dict[str, Any]:
    """A roll for programs."""
    return {"roll": head.number, "benefit": head.benefit, "first": month_text(head.first),
            "last": month_text(head.last), "payments": head.lines, "fen": head.fen, "stage": head.stage.value,
            "maker": head.maker, "decided_by": head.decided_by, "sha256": head.digest}  # fmt: skip


def span(head: RollHead) -> str:
    """The months of a roll."""
    first, last = month_text(head.first), month_text(head.last)
    return first if first == last else t("pay-span", first=first, last=last)


def levels(card: RollCard) -> dict[str, int]:
    """The fen that each level pays of what a roll newly owes."""
    found: dict[str, int] = {}
    for line in card.lines:
        for part in line.parts:
            if part.kind in (PartKind.DUE, PartKind.BACK):
                for level, fen in part.shares:
                    found[level] = found.get(level, 0) + fen
    return found


def print_card(card: RollCard, paying: Payments, everything: bool = False) -> None:
    """A roll for people: of accounts it shows four digits."""
    if paying.place.definitions.title.simulated:
        out.line(t("simulated"), "dim")
    head = card.head
    out.line(t("pay-head", roll=head.number, benefit=head.benefit, period=span(head),
               stage=t(f"pay-stage-{head.stage.value}")), "bold")  # fmt: skip
    out.line(t("pay-sum", payments=f"{head.lines:,}", yuan=yuan(head.fen), maker=head.maker))
    owed = [f"{paying.level_name(level, spoken())} {yuan(fen)}" for level, fen in levels(card).items()]
    if owed:
        out.line(t("pay-by-level", parts=t("pay-comma").join(owed)))
    parts = [f"{t(f'pay-state-{state}')} {tally.count:,}" for state, tally in card.tallies.items() if tally.count]
    if parts and head.decided_by:
        out.line(t("pay-states", parts=t("pay-comma").join(parts)))
    lines = card.lines if everything else card.lines[:SHOWN]
    rows = [(one.claim, paying.place.area_name(one.area, spoken()), _account(card, one.claim) if one.fen else "",
             yuan(one.fen), _kinds(one.parts)) for one in lines]  # fmt: skip
    columns = ("claim", "area", "account", "yuan", "what")
    print_table(tuple(t(f"pay-col-{one}") for one in columns), rows, frozenset({3}))
    if len(card.lines) > len(lines):
        out.line(t("more", count=len(card.lines) - len(lines)))


def _account(card: RollCard, claim: str) -> str:
    return f"…{card.last4.get(claim, '')}"


def _kinds(parts: Iterable[Part]) -> str:
    """What a line is made of: ``2025-05 back pay, 2025-06``."""
    said = []
    for part in parts:
        kind = "" if part.kind is PartKind.DUE else " " + t(f"pay-kind-{part.kind.value}")
        amount = f" {yuan(part.fen)}" if part.kind in (PartKind.OVER, PartKind.CANCEL) else ""
        said.append(f"{month_text(part.month)}{kind}{amount}")
    return t("pay-comma").join(said)
