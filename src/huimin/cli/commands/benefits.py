"""``huimin benefits``: check, list, show, test, decide."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huimin.cli.options import ALL, DONE, HERE, JSON, LANGUAGE, WORKSPACE, must_exist
from huimin.cli.printing import (
    exit_code,
    finding_record,
    out,
    print_counts,
    print_finding,
    print_findings,
    print_json,
    print_table,
)
from huimin.cli.words import spoken, t
from huimin.findings import Finding, Invalid, Severity

if TYPE_CHECKING:
    from huimin.benefits import Benefit, Decision
    from huimin.tasks.benefits import Catalogue

BENEFIT = Annotated[str, typer.Argument(metavar="BENEFIT")]


def check(workspace: WORKSPACE = HERE, everything: ALL = False, json: JSON = False, lang: LANGUAGE = None) -> int:
    """Check the definitions of benefits."""
    found = list(_catalogue(workspace).findings)
    if json:
        print_json({"findings": [finding_record(one) for one in found]})
        return exit_code(found)
    shown = [one for one in found if everything or one.severity > Severity.NOTE]
    print_findings(shown, everything=True)
    print_counts(found, hidden=len(shown) < len(found))
    return exit_code(found)


def list_benefits(workspace: WORKSPACE = HERE, json: JSON = False, lang: LANGUAGE = None) -> int:
    """List the benefits."""
    catalogue = _catalogue(workspace)
    if json:
        print_json({"benefits": [_record(one) for one in catalogue.benefits.values()],
                    "declined": [{"code": one.code, "zh": one.name.zh, "en": one.name.en, "reason_zh": one.reason.zh,
                                  "reason_en": one.reason.en} for one in catalogue.declined]})  # fmt: skip
        return DONE
    headers = [t(f"benefit-{one}") for one in ("code", "name", "amount", "status", "open", "cases")]
    rows = [
        (one.code, one.name.of(spoken()), _amount(one), _status(one), _open(one),
         str(len(catalogue.cases.get(one.code, ()))))
        for one in catalogue.benefits.values()
    ]  # fmt: skip
    print_table(headers, rows, right=frozenset((5,)))
    out.line()
    out.line(t("benefit-declined-list"), "bold")
    for declined in catalogue.declined:
        out.line(f"· {declined.name.of(spoken())}{t('benefit-colon')}{declined.reason.of(spoken())}")
    return DONE


def show(benefit: BENEFIT, workspace: WORKSPACE = HERE, json: JSON = False, lang: LANGUAGE = None) -> int:
    """Show one benefit."""
    found = _catalogue(workspace).benefit(benefit)
    if json:
        print_json(_record(found))
        return DONE
    from huimin.cli.benefit_pages import benefit_lines

    for text, style in benefit_lines(found):
        out.line(text, style)
    return DONE


def test(
    benefit: Annotated[str | None, typer.Argument(metavar="BENEFIT")] = None,
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Run the cases."""
    from huimin.tasks.benefits import run_cases

    catalogue = _catalogue(workspace)
    codes = [catalogue.benefit(benefit).code] if benefit else list(catalogue.benefits)
    outcomes = [one for code in codes for one in run_cases(catalogue.cases.get(code, ()), catalogue.benefits)]
    broken = [one for one in catalogue.findings if one.severity is Severity.ERROR]
    found = [finding for one in outcomes for finding in one.findings] + broken
    if json:
        print_json({"cases": len(outcomes), "wrong": sum(bool(one.findings) for one in outcomes),
                    "findings": [finding_record(one) for one in found]})  # fmt: skip
        return exit_code(found)
    for one in outcomes:
        sign = "✗" if one.findings else "✓"
        out.line(f"{sign} {one.case.benefit}{t('benefit-colon')}{one.case.name.of(spoken())}")
        for finding in one.findings:
            print_finding(finding, lead="   ")
    print_findings(broken, everything=True)
    right = sum(not one.findings for one in outcomes)
    out.line(t("benefit-cases-run", right=right, count=len(outcomes)), "bold")
    return exit_code(found)


def decide(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Decide what a file says."""
    must_exist(file)
    from huimin.tasks.benefits import decide_file
    from huimin.wiring.benefits import facts_file

    catalogue = _catalogue(workspace)
    today = datetime.now().astimezone().date()
    decisions = decide_file(catalogue, facts_file(file), today)
    if json:
        print_json({"decisions": [one.as_dict() for one in decisions]})
    for number, one in enumerate([] if json else decisions):
        if number:
            out.line()
        _print_decision(catalogue.benefits[one.benefit], one)
    return exit_code([finding for one in decisions for finding in one.findings])


def _catalogue(folder: Path) -> Catalogue:
    """The benefits of the workspace; those that come with the product where one stands in none and names none."""
    from huimin.wiring.benefits import benefits_of

    try:
        return benefits_of(folder)
    except Invalid as invalid:
        if folder == HERE and any(one.code == "not-a-workspace" for one in invalid.findings):
            return benefits_of(None)
        raise


# --- one line of a benefit


def _record(one: Benefit) -> dict[str, object]:
    return {
        "code": one.code, "zh": one.name.zh, "en": one.name.en, "subject": one.subject, "life": list(one.life),
        "from": one.since.isoformat(), "until": one.until.isoformat() if one.until else None, "period": one.period,
        "status": one.source.status, "open": list(one.open),
        "amounts": [{"code": each.code, "from": _day(entry.since), "fen": entry.value, "status": entry.source.status}
                    for each in one.amounts for entry in each.dated],
        "facts": [{"code": each.code, "kind": each.kind, "ask_zh": each.ask.zh, "ask_en": each.ask.en}
                  for each in one.facts],
    }  # fmt: skip


def _day(day: date) -> str | None:
    return None if day == date.min else day.isoformat()


def _amount(one: Benefit) -> str:
    """What is paid today at most and at least."""
    from huimin.benefits import yuan_text

    now = [each.dated[-1].value for each in one.amounts if each.node is None or each.needs_rate]
    known = sorted({int(value) for value in now if value is not None})
    if not now:
        return t("benefit-by-formula")
    if not known:
        return t("benefit-to-fill-in")
    amounts = "–".join(yuan_text(fen) for fen in dict.fromkeys((known[0], known[-1])))
    return t(f"benefit-per-{one.period}", yuan=amounts)


def _status(one: Benefit) -> str:
    """The least sure of what it rests on: its source and the amounts in force."""
    sure = ["T", "S", "G", "ours"]
    found = {one.source.status, *(each.dated[-1].source.status for each in one.amounts)}
    return t(f"benefit-status-{max(found, key=sure.index)}")


def _open(one: Benefit) -> str:
    return t("benefit-comma").join(t(f"benefit-open-{word}") for word in one.open) or "–"


def _print_decision(benefit: Benefit, decision: Decision) -> None:
    from huimin.benefits import headline

    lang = spoken()
    out.line(f"{benefit.name.of(lang)}{t('benefit-colon')}{headline(decision, lang)}", "bold")
    for reason in decision.reasons:
        sign = {"held": "✓", "failed": "✗", "unknown": "?"}[reason.state]
        note = t("benefit-authority") if reason.authority else ""
        out.line(f"  {sign} {reason.words.of(lang)}{note}")
    for ask in decision.asks:
        out.line(f"  {t('benefit-ask', question=ask.of(lang))}")
    if decision.first is not None:
        last = decision.last.isoformat() if decision.last else t("benefit-no-end")
        out.line(f"  {t('benefit-from-to', first=decision.first.isoformat(), last=last)}")
    if decision.claim_last is not None:
        out.line(f"  {t('benefit-claim-by', last=decision.claim_last.isoformat())}")
    if decision.amount_source is not None:
        status = t(f"benefit-status-{decision.amount_source.status}")
        out.line(f"  {t('benefit-source', title=decision.amount_source.title, status=status)}", "dim")
    for finding in decision.findings:
        _print_fact(finding)
    out.line(f"  {t('benefit-proposal')}", "dim")


def _print_fact(finding: Finding) -> None:
    print_finding(finding, lead="  ", with_file=False)
