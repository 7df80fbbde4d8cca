"""``huimin pay``: rolls, bank files, what the bank answers, and the money of each level."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from huimin.cli.options import BENEFIT, BY, DONE, HERE, JSON, LANGUAGE, WORKSPACE, must_exist
from huimin.cli.pay_shown import BANK, PERIOD, ROLL, payments_of, print_card, record, yuan
from huimin.cli.printing import exit_code, finding_record, out, print_findings, print_json
from huimin.cli.words import spoken, t


def accounts(
    file: Annotated[Path, typer.Argument()],
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Take in accounts, sealed."""
    must_exist(file)
    with payments_of(workspace) as paying:
        new, count = paying.take_accounts(file)
    if json:
        print_json({"taken": new, "accounts": count})
    else:
        out.line(t("pay-accounts", new=f"{new:,}", count=f"{count:,}"))
        out.line(t("pay-accounts-left"), "dim")
    return DONE


def roll(
    benefit: BENEFIT,
    period: PERIOD,
    awards: Annotated[Path | None, typer.Option("--awards", metavar="FILE")] = None,
    shares: Annotated[Path | None, typer.Option("--shares", metavar="FILE")] = None,
    area: Annotated[str, typer.Option("--area", metavar="AREA")] = "",
    by: BY = "",
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Make a roll."""
    from huimin.figures.periods import Period

    with payments_of(workspace, by) as paying:
        must_exist(*(one for one in (awards, shares) if one is not None))
        made = paying.roll(benefit, Period.of(period), awards, shares, paying.office(area))
        card = paying.card(made.head.number) if made.head else None
        if json:
            head = record(made.head) if made.head else {}
            print_json({**head, "made": made.made, "findings": [finding_record(one) for one in made.findings]})
        else:
            if card:
                print_card(card, paying)
                out.line(t("pay-roll-made" if made.made else "pay-roll-there", roll=card.head.number), "bold")
            print_findings(made.findings)
    return exit_code(made.findings)


def approve(
    roll: ROLL,
    withdraw: Annotated[str, typer.Option("--withdraw", metavar="REASON")] = "",
    by: BY = "",
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Approve a roll, or take it back."""
    with payments_of(workspace, by) as paying:
        head = paying.withdraw(roll, withdraw) if withdraw else paying.approve(roll)
    if json:
        print_json(record(head))
    else:
        out.line(t("pay-withdrawn" if withdraw else "pay-approved", roll=head.number, person=head.decided_by,
                   payments=f"{head.lines:,}", yuan=yuan(head.fen)), "bold")  # fmt: skip
    return DONE


def file(
    roll: ROLL,
    bank: BANK,
    target: Annotated[Path | None, typer.Option("--out", metavar="FILE")] = None,
    by: BY = "",
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Write the bank's file."""
    with payments_of(workspace, by) as paying:
        made = paying.bank_file(roll, bank, target)
        layout = paying.layouts[bank]
    if json:
        print_json({"roll": roll, "file": str(made), "invented": layout.invented})
        return DONE
    out.line(t("pay-file", file=made), "bold")
    out.line(t("pay-file-secret"), "dim")
    if layout.invented:
        out.line(t("pay-bank-invented", bank=layout.name(spoken())), "warning")
    return DONE


def return_file(
    file: Annotated[Path, typer.Argument()],
    bank: BANK,
    bounced: Annotated[bool, typer.Option("--bounced")] = False,
    by: BY = "",
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Book the bank's answer."""
    must_exist(file)
    with payments_of(workspace, by) as paying:
        done = paying.take_answer(file, bank, bounced)
    if json:
        print_json({"roll": done.roll, "booked": done.booked, "again": done.again, **{
            one: done.counts.get(one, 0) for one in ("paid", "refused", "bounced")},
            "findings": [finding_record(one) for one in done.findings]})  # fmt: skip
        return exit_code(done.findings)
    if done.booked:
        counts = {one: f"{done.counts.get(one, 0):,}" for one in ("paid", "refused", "bounced")}
        out.line(t("pay-answered", roll=done.roll or "", **counts), "bold")
    elif not done.again:
        out.line(t("pay-nothing-booked"), "bold")
    print_findings(done.findings)
    return exit_code(done.findings)
