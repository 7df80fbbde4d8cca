"""``huimin claims``: one claim after the other."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from huimin.cli.claim_shown import (
    AREA,
    CLAIM,
    WORDS,
    below,
    claims_of,
    head_record,
    print_heads,
    print_skeleton,
)
from huimin.cli.options import ALL, BY, DONE, HERE, JSON, LANGUAGE, WORKSPACE, must_exist
from huimin.cli.printing import exit_code, finding_record, out, print_findings, print_json, print_table
from huimin.cli.words import spoken, t

PURPOSE = Annotated[str, typer.Option("--purpose", metavar="PURPOSE")]


def list_claims(
    stage: Annotated[str | None, typer.Option("--stage", metavar="STAGE")] = None,
    benefit: Annotated[str, typer.Option("--benefit", metavar="BENEFIT")] = "",
    area: AREA = None,
    late: Annotated[bool, typer.Option("--late")] = False,
    everything: ALL = False,
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """List claims."""
    with claims_of(workspace) as claims:
        heads = claims.heads(limit=None, stages=(stage,) if stage else (), benefit=benefit, late=late,
                             areas=below(claims, area))  # fmt: skip
        if json:
            print_json({"claims": [head_record(one) for one in heads]})
        elif heads:
            print_heads(claims, heads, everything)
        else:
            out.line(t("claim-none"))
    return DONE


def show(
    claim: CLAIM,
    purpose: PURPOSE = "",
    by: BY = "",
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Show a claim."""
    with claims_of(workspace, by) as claims:
        if not purpose:
            bare = claims.skeleton(claim)
            print_json(head_record(bare.head)) if json else print_skeleton(claims, bare)
            return DONE
        card = claims.card(claim, purpose)
        if json:
            decision = card.decision.as_dict() if card.decision else None
            print_json({**head_record(card.head), "facts": dict(card.facts), "decision": decision,
                        "findings": [finding_record(one) for one in (*card.checks, *card.clashes)]})  # fmt: skip
            return DONE
        print_skeleton(claims, card)
        out.line(t("claim-persons", claimant=card.claimant.name, subject=card.subject.name))
        for reason in card.decision.reasons if card.decision else ():
            out.line(f"{t(f'claim-reason-{reason.state}')} {reason.words.of(spoken())}")
        print_findings((*card.checks, *card.clashes))
    return DONE


def take(
    file: Annotated[Path, typer.Argument()],
    by: BY = "",
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Take a claim from a file."""
    must_exist(file)
    with claims_of(workspace, by) as claims:
        from huimin.wiring.claim_files import application_of

        taken = claims.take(application_of(file, claims.place, claims.now.date()))
    if json:
        print_json({"claim": taken.claim, "receipt_code": taken.receipt_code,
                    "findings": [finding_record(one) for one in taken.findings]})  # fmt: skip
        return DONE
    out.line(t("claim-taken", claim=taken.claim), "bold")
    out.line(t("claim-receipt", receipt=taken.receipt_code))
    print_findings(taken.findings)
    return DONE


def export(
    claim: CLAIM,
    target: Annotated[Path, typer.Option("--out", metavar="FILE")],
    by: BY = "",
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Write everything there is of a claim."""
    import json as encoder

    from huimin.adapters.private_files import private_file

    with claims_of(workspace, by) as claims:
        made = claims.export(claim)
    target.unlink(missing_ok=True)
    with private_file(target) as file:
        file.write(encoder.dumps(made, ensure_ascii=False, indent=1, default=str).encode())
    if json:
        print_json({"claim": claim, "file": str(target)})
        return DONE
    out.line(t("claim-exported", file=target), "bold")
    out.line(t("claim-exported-secret"), "dim")
    return DONE


def erase(
    claim: CLAIM, by: BY = "", workspace: WORKSPACE = HERE, json: JSON = False, lang: LANGUAGE = None
) -> int:  # fmt: skip
    """Erase what is personal of a claim."""
    with claims_of(workspace, by) as claims:
        made = claims.erase(claim)
    if json:
        print_json({"claim": claim, "erased": made.done, "on": made.on.isoformat() if made.on else None,
                    "findings": [finding_record(one) for one in made.findings]})  # fmt: skip
        return DONE
    if made.done:
        out.line(t("claim-erased-now", claim=claim), "bold")
    print_findings(made.findings)
    return DONE


def views(
    claim: CLAIM, workspace: WORKSPACE = HERE, json: JSON = False, lang: LANGUAGE = None
) -> int:  # fmt: skip
    """Who looked into a claim."""
    from huimin.tasks.claims.ports import PURPOSES

    with claims_of(workspace) as claims:
        looked = claims.views(claim)
    if json:
        print_json({"claim": claim, "views": [
            {"by": one.by, "purpose": one.purpose.value, "what": one.what, "at": one.at.isoformat()} for one in looked
        ]})  # fmt: skip
    elif looked:
        rows = [(one.at.isoformat(sep=" ", timespec="minutes"), one.by, PURPOSES[one.purpose].of(spoken()),
                 t(f"claim-what-{one.what}")) for one in looked]  # fmt: skip
        print_table(tuple(t(f"claim-col-{one}") for one in ("day", "by", "purpose", "what")), rows)
    else:
        out.line(t("claim-no-views", claim=claim))
    return DONE


def propose(
    claim: CLAIM,
    outcome: Annotated[str, typer.Argument(metavar="yes|no")],
    words: WORDS = "",
    by: BY = "",
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Propose yes or no."""
    with claims_of(workspace, by) as claims:
        card = claims.propose(claim, outcome, words)
        if json:
            print_json(head_record(card.head))
            return exit_code(())
        out.line(t("claim-proposed", claim=claim, outcome=t(f"claim-outcome-{outcome}")), "bold")
        print_findings(card.clashes)
    return DONE


def confirm(
    claim: CLAIM, words: WORDS = "", by: BY = "", workspace: WORKSPACE = HERE, json: JSON = False,
    lang: LANGUAGE = None,
) -> int:  # fmt: skip
    """Confirm what somebody else proposed."""
    with claims_of(workspace, by) as claims:
        card = claims.confirm(claim, words)
        if json:
            print_json(head_record(card.head))
        else:
            out.line(t("claim-confirmed", claim=claim, stage=t(f"claim-stage-{card.head.stage.value}")), "bold")
    return DONE
