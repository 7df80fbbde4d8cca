"""``huimin claims``: many claims at once, what they are owed, and what time does to them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from huimin.cli.claim_shown import AREA, below, claims_of, day, head_record, print_heads
from huimin.cli.options import ALL, BENEFIT, BY, DONE, HERE, JSON, LANGUAGE, WORKSPACE
from huimin.cli.pay_shown import yuan
from huimin.cli.printing import exit_code, finding_record, out, print_findings, print_json, print_table, progress
from huimin.cli.words import spoken, t

SIGN = Annotated[bool, typer.Option("--sign")]
CONFIRM = Annotated[bool, typer.Option("--confirm")]


def prepare(
    benefit: BENEFIT,
    area: AREA = None,
    confirm: CONFIRM = False,
    sign: SIGN = False,
    by: BY = "",
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Prepare a list, and sign it."""
    from huimin.benefits.claims import Stage

    with claims_of(workspace, by) as claims:
        stage = Stage.PROPOSED if confirm else Stage.TAKEN
        made = claims.prepare(benefit, below(claims, area), stage, limit=100_000)
        done: Any = None
        if sign and made.clear:
            with progress("signing", json) as step:
                work = claims.confirm_all if confirm else claims.propose_all
                done = work([one.number for one in made.clear], step)
        if json:
            print_json({
                "benefit": benefit, "clear": [one.number for one in made.clear],
                "single": [{"claim": one.number, "machine": one.advice.outcome} for one in made.single],
                "signed": list(done.done) if done else [],
                "findings": [finding_record(one) for one in (done.left if done else ())],
            })  # fmt: skip
            return DONE
        out.line(t("claim-list", clear=f"{len(made.clear):,}", single=f"{len(made.single):,}"), "bold")
        rows = [(one.number, t(f"claim-machine-{one.advice.outcome}"), yuan(one.advice.fen)) for one in made.single]
        if rows:
            print_table(tuple(t(f"claim-col-{one}") for one in ("claim", "machine", "owed")), rows, frozenset({2}))
        if done:
            out.line(t("claim-signed", count=f"{len(done.done):,}"), "bold")
            print_findings(done.left)
        elif made.clear:
            out.line(t("claim-sign-hint"), "dim")
    return DONE


def renewals(
    before: Annotated[str | None, typer.Option("--before", metavar="DAY")] = None,
    area: AREA = None,
    everything: ALL = False,
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """List what is to be confirmed for another year."""
    with claims_of(workspace) as claims:
        until = day(before) if before else claims.now.date()
        heads = claims.heads(limit=None, renew_before=until, areas=below(claims, area))
        if json:
            print_json({"before": until.isoformat(), "claims": [head_record(one) for one in heads]})
        elif heads:
            print_heads(claims, heads, everything)
        else:
            out.line(t("claim-none"))
    return DONE


def tidy(workspace: WORKSPACE = HERE, by: BY = "", json: JSON = False, lang: LANGUAGE = None) -> int:
    """Erase what has been kept long enough."""
    with claims_of(workspace, by) as claims:
        gone = claims.tidy()
    if json:
        print_json({"erased": gone})
    else:
        out.line(t("claim-tidied", count=f"{len(gone):,}"))
    return DONE


def rekey(workspace: WORKSPACE = HERE, json: JSON = False, lang: LANGUAGE = None) -> int:
    """Turn over the master key."""
    with claims_of(workspace) as claims, progress("rekeying", json) as step:
        made = claims.rekey(step)
    if json:
        print_json({"claims": made.claims, "key": str(made.key), "before": str(made.before) if made.before else None})
        return DONE
    out.line(t("claim-rekeyed", count=f"{made.claims:,}"), "bold")
    out.line(t("claim-rekey-before", key=made.key, before=made.before) if made.before else
             t("claim-rekey-environment", key=made.key))  # fmt: skip
    return DONE


def notices(workspace: WORKSPACE = HERE, json: JSON = False, lang: LANGUAGE = None) -> int:
    """What is on public notice."""
    with claims_of(workspace) as claims:
        lines = claims.notices()
        if json:
            print_json({"notices": [
                {"claim": one.number, "benefit": one.benefit, "area": one.area, "fen": one.fen, "period": one.period,
                 "since": one.since.isoformat() if one.since else None,
                 "until": one.until.isoformat() if one.until else None} for one in lines
            ]})  # fmt: skip
            return DONE
        if not lines:
            out.line(t("claim-no-notices"))
            return DONE
        rows = [(one.number, one.name.of(spoken()), claims.place.area_name(one.area, spoken()),
                 yuan(one.fen) if one.fen else "", one.until.isoformat() if one.until else "")
                for one in lines]  # fmt: skip
        columns = ("claim", "benefit", "area", "yuan", "until")
        print_table(tuple(t(f"claim-col-{one}") for one in columns), rows, frozenset({3}))
    return DONE


def awards(
    benefit: BENEFIT,
    until: Annotated[str, typer.Option("--until", metavar="MONTH")],
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """What decided claims are owed."""
    from huimin.benefits.payments import month_text
    from huimin.figures.periods import Period

    with claims_of(workspace) as claims:
        made = claims.awarded(benefit, Period.of(until).last)
    if json:
        print_json({
            "benefit": benefit, "held": sorted(made.held), "findings": [finding_record(one) for one in made.findings],
            "awards": [{"claim": one.claim, "area": one.area, "version": one.version, "months": [
                {"month": month_text(due.month), "fen": due.fen, "withdrawn": due.withdrawn} for due in one.months
            ]} for one in made.awards],
        })  # fmt: skip
        return exit_code(made.findings)
    fen = sum(due.fen for one in made.awards for due in one.months)
    out.line(t("claim-awards", count=f"{len(made.awards):,}", held=f"{len(made.held):,}", yuan=yuan(fen)), "bold")
    print_findings(made.findings)
    return exit_code(made.findings)


def breach(
    first: Annotated[str, typer.Option("--from", metavar="DAY")],
    last: Annotated[str, typer.Option("--to", metavar="DAY")],
    target: Annotated[Path, typer.Option("--out", metavar="DIR")],
    views_by: Annotated[str, typer.Option("--views-by", metavar="PERSON")] = "",
    contact: Annotated[str, typer.Option("--contact", metavar="TEXT")] = "",
    by: BY = "",
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Prepare what has to be told after a breach."""
    with claims_of(workspace, by) as claims:
        made = claims.breach(day(first), day(last), target, views_by, contact)
        if json:
            print_json({"claims": len(made.breach.claims), "areas": dict(made.breach.areas),
                        "files": [str(one) for one in made.files]})  # fmt: skip
            return DONE
        out.line(t("claim-breach", count=f"{len(made.breach.claims):,}"), "bold")
        rows = [(claims.place.area_name(key, spoken()), f"{count:,}") for key, count in made.breach.areas.items()]
        if rows:
            print_table((t("claim-col-area"), t("claim-col-claims")), rows, frozenset({1}))
        out.line(t("claim-breach-files", folder=target))
    return DONE
