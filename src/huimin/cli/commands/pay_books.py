"""``huimin pay status``, ``recover``, ``funds`` and ``audit``: what the ledger says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from huimin.benefits.payments import Entry, Fund, month_text
from huimin.cli.options import ALL, BENEFIT, BY, DONE, HERE, JSON, LANGUAGE, WORKSPACE
from huimin.cli.pay_shown import PERIOD, levels, money, payments_of, print_card, record, span, yuan
from huimin.cli.printing import exit_code, finding_record, out, print_findings, print_json, print_table
from huimin.cli.words import spoken, t
from huimin.findings import Finding, Invalid, Severity

if TYPE_CHECKING:
    from huimin.wiring.pay import Payments


def status(
    roll: Annotated[int | None, typer.Argument(metavar="ROLL", min=1, max=999_999)] = None,
    claim: Annotated[str, typer.Option("--claim", metavar="CLAIM")] = "",
    everything: ALL = False,
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Rolls, one roll, or the ledger of a claim."""
    with payments_of(workspace) as paying:
        if claim:
            _claim(paying, claim, json)
        elif roll is not None:
            _one(paying, roll, json, everything)
        else:
            _all(paying, json)
    return DONE


def _all(paying: Payments, json: bool) -> None:
    heads = paying.heads()
    if json:
        print_json({"rolls": [record(head) for head in heads]})
        return
    if not heads:
        out.line(t("pay-no-rolls"))
        return
    columns = ("roll", "benefit", "period", "payments", "yuan", "stage", "maker", "checker")
    rows = [
        (str(one.number), one.benefit, span(one), f"{one.lines:,}", yuan(one.fen), t(f"pay-stage-{one.stage.value}"),
         one.maker, one.decided_by)
        for one in heads
    ]  # fmt: skip
    print_table(tuple(t(f"pay-col-{one}") for one in columns), rows, frozenset({0, 3, 4}))


def _one(paying: Payments, roll: int, json: bool, everything: bool) -> None:
    card = paying.card(roll)
    if json:
        states = {state: {"payments": tally.count, "fen": tally.fen} for state, tally in card.tallies.items()}
        print_json({**record(card.head), "states": states, "levels": levels(card)})
    else:
        print_card(card, paying, everything)


def _claim(paying: Payments, claim: str, json: bool) -> None:
    booked = paying.booked(claim)
    if json:
        print_json({"claim": claim, "booked": [
            {"entry": one.entry.value, "month": month_text(one.month), "revision": one.revision, "level": one.level,
             "fen": one.fen, "version": one.version, "roll": one.roll, "at": one.at}
            for one in booked
        ]})  # fmt: skip
        return
    if not booked:
        out.line(t("pay-claim-none", claim=claim))
        return
    rows = [(t(f"pay-entry-{one.entry.value}"), month_text(one.month), paying.level_name(one.level, spoken()),
             yuan(one.fen), one.version, str(one.roll)) for one in booked]  # fmt: skip
    columns = ("entry", "month", "level", "yuan", "version", "roll")
    print_table(tuple(t(f"pay-col-{one}") for one in columns), rows, frozenset({3, 5}))


def recover(
    benefit: BENEFIT,
    claim: Annotated[str, typer.Argument(metavar="CLAIM")],
    amount: Annotated[str, typer.Argument(metavar="YUAN")],
    reference: Annotated[str, typer.Option("--reference", metavar="NUMBER")],
    by: BY = "",
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Book what a family gave back."""
    with payments_of(workspace, by) as paying:
        left = paying.recover(benefit, claim, money(amount), reference)
    if json:
        print_json({"claim": claim, "left": left})
    else:
        out.line(t("pay-recovered", claim=claim, left=yuan(left)))
    return DONE


def funds(
    benefit: BENEFIT,
    period: PERIOD,
    received: Annotated[str, typer.Option("--received", metavar="LEVEL=YUAN")] = "",
    on: Annotated[str, typer.Option("--on", metavar="DATE")] = "",
    reference: Annotated[str, typer.Option("--reference", metavar="NUMBER")] = "",
    by: BY = "",
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Each level's money: due and received."""
    from huimin.figures.periods import Period

    months = Period.of(period)
    with payments_of(workspace, by) as paying:
        if received:
            level, fen = _received(received)
            paying.receive(benefit, months, level, fen, _day(on), reference)
        found = paying.funds(benefit, months)
        names = {one.level: paying.level_name(one.level, spoken()) for one in found}
        simulated = paying.place.definitions.title.simulated
    if json:
        print_json({"benefit": benefit, "period": months.code, "levels": [_fund(one, names) for one in found]})
        return DONE
    if simulated:
        out.line(t("simulated"), "dim")
    for one in found:
        out.line(one.words(spoken(), names[one.level]), "warning" if one.missing else "")
    if not found:
        out.line(t("pay-no-funds", benefit=benefit, period=months.code))
    return DONE


def audit(
    target: Annotated[Path | None, typer.Option("--out", metavar="FILE")] = None,
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Audit the ledger."""
    with payments_of(workspace) as paying:
        made = paying.audit(target)
        sums = {level: {entry: made.sums.get((entry, level), 0) for entry in Entry if entry is not Entry.ARRIVED}
                for level in dict.fromkeys(level for _, level in made.sums)}  # fmt: skip
        names = {level: paying.level_name(level, spoken()) for level in sums}
    if json:
        told = [finding_record(one) for one in made.findings]
        print_json({"rolls": made.rolls, "obligations": made.obligations, "levels": sums,
                    "file": str(target) if target else "", "findings": told})  # fmt: skip
        return exit_code(made.findings)
    if sums:
        entries = list(next(iter(sums.values())))
        rows = [(names[level], *(yuan(fen) for fen in moved.values())) for level, moved in sums.items()]
        columns = (t("pay-col-level"), *(t(f"pay-entry-{one.value}") for one in entries))
        print_table(columns, rows, frozenset(range(1, len(columns))))
    counts = {"rolls": f"{made.rolls:,}", "obligations": f"{made.obligations:,}"}
    said = t("pay-audit-bad", count=len(made.findings), **counts) if made.findings else t("pay-audit-good", **counts)
    out.line(said, "warning" if made.findings else "bold")
    print_findings(made.findings)
    if target:
        out.line(t("pay-file", file=target))
    return exit_code(made.findings)


def _fund(one: Fund, names: Mapping[str, str]) -> dict[str, Any]:
    return {"level": one.level, "due": one.due, "arrived": one.arrived, "missing": one.missing,
            "permille": one.permille, "text": one.words(spoken(), names[one.level])}  # fmt: skip


def _received(text: str) -> tuple[str, int]:
    level, equals, said = text.partition("=")
    if not equals or not level.strip():
        raise Invalid([Finding("pay-receipt-unreadable", Severity.ERROR, facts={"found": text})])
    return level.strip(), money(said.strip())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise typer.BadParameter(text, param_hint="--on") from None
