"""``huimin reconcile``."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from json import loads
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from huimin.cli.options import ALL, DONE, JSON, LANGUAGE, must_exist
from huimin.cli.printing import finding_record, out, print_findings, print_json, print_table, progress
from huimin.cli.shares import share_with_error
from huimin.cli.words import spoken, t
from huimin.findings import Finding, Invalid, Severity

if TYPE_CHECKING:
    from huimin.demography.registration import Linkage
    from huimin.tasks.reconcile.comparing import Wanted
    from huimin.wiring.reconcile import Done

OUT = Path("reconciliation")
_MONTH = re.compile(r"^(\d{4})-(\d{1,2})$")


def reconcile(
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILES")] = None,
    mapping: Annotated[Path | None, typer.Option("--mapping", metavar="FILE")] = None,
    workspace: Annotated[Path | None, typer.Option("--areas", metavar="DIR")] = None,
    destination: Annotated[Path, typer.Option("--out", metavar="DIR")] = OUT,
    first: Annotated[str, typer.Option("--from", metavar="MONTH")] = "",
    last: Annotated[str, typer.Option("--to", metavar="MONTH")] = "",
    limit: Annotated[str, typer.Option("--limit", metavar="SHARE")] = "95%",
    sensitivity: Annotated[str, typer.Option("--sensitivity", metavar="SHARE")] = "",
    false_matches: Annotated[str, typer.Option("--false-matches", metavar="SHARE")] = "",
    reviewed: Annotated[Path | None, typer.Option("--from-review", metavar="FILE")] = None,
    steps_only: Annotated[bool, typer.Option("--steps-only")] = False,
    review: Annotated[Path | None, typer.Option("--review", metavar="FILE")] = None,
    keep: Annotated[int, typer.Option("--keep", metavar="DAYS", min=0, max=90)] = 0,
    clean: Annotated[bool, typer.Option("--clean")] = False,
    invent: Annotated[Path | None, typer.Option("--invent", metavar="DIR")] = None,
    report_lang: Annotated[Literal["zh", "en"] | None, typer.Option("--in", metavar="zh|en")] = None,
    everything: ALL = False,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Compare two or three lists."""
    from huimin.wiring.reconcile import Order, reconcile, remove_overdue
    from huimin.wiring.reconcile_private import all_encoded, reconcile_encoded

    if invent is not None:
        from huimin.wiring.reconcile_sample import write_sample

        made = write_sample(invent, spoken())
        _told(json, {"files": [str(one) for one in made]}, t("reconcile-invented", count=len(made), folder=invent))
        return DONE
    if clean:
        gone = remove_overdue(destination, date.today())
        _told(json, {"removed": list(gone)}, t("reconcile-cleaned", count=len(gone)))
        return DONE
    must_exist(*(files or ()), *(one for one in (mapping, workspace, reviewed) if one is not None))
    wanted = replace(wanted_of(first, last, limit), linkage=_linkage(sensitivity, false_matches, reviewed))
    order = Order(tuple(files or ()), destination, date.today(), mapping, workspace, wanted, not steps_only, review,
                  keep, report_lang or spoken())  # fmt: skip
    with progress("reading", json) as step:
        found = (reconcile_encoded if all_encoded(order.files) else reconcile)(order, step)
    if json:
        notes = [finding_record(one) for one in found.compared.notes]
        print_json({**found.record, "files": [str(one) for one in found.files], "notes": notes})
    else:
        _print(found, review, everything)
    return DONE


def _told(json: bool, facts: dict[str, list[str]], text: str) -> None:
    if json:
        print_json(facts)
    else:
        out.line(text)


def _linkage(sensitivity: str, false_matches: str, reviewed: Path | None) -> Linkage:
    """The error of matching: what is typed goes before a review, a review before what is assumed."""
    from huimin.demography.registration import Linkage
    from huimin.tasks.reconcile.link_errors import ASSUMED, linkage_from_review

    usual = ASSUMED
    if reviewed is not None:
        try:
            usual = linkage_from_review(loads(reviewed.read_text("utf-8-sig")))
        except ValueError:
            facts = {"item": reviewed.name}
            raise Invalid([Finding("reconcile-review-unreadable", Severity.ERROR, facts=facts)]) from None
    hit = share_with_error("--sensitivity", sensitivity, usual.sensitivity)
    false = share_with_error("--false-matches", false_matches, usual.false_share)
    errors = (hit[1] if sensitivity else usual.sensitivity_error,
              false[1] if false_matches else usual.false_share_error)  # fmt: skip
    return Linkage(hit[0], false[0], *errors)


def wanted_of(first: str, last: str, limit: str) -> Wanted:
    """What is asked of a comparison, as typed.

    Raises:
        Invalid: a month or the share cannot be read.
    """
    from huimin.findings.section import read_number
    from huimin.tasks.reconcile.comparing import Wanted

    share = read_number(limit)
    if share is None or not 0 < share <= 1:
        facts = {"item": "--limit", "found": limit}
        raise Invalid([Finding("registration-option-unreadable", Severity.ERROR, facts=facts)])
    return Wanted(_month(first), _month(last), share)


def _month(text: str) -> int | None:
    if not text:
        return None
    found = _MONTH.match(text)
    if found is None or not 1 <= int(found[2]) <= 12:
        raise Invalid([Finding("reconcile-month-unreadable", Severity.ERROR, facts={"found": text})])
    return int(found[1]) * 12 + int(found[2]) - 1


def _print(found: Done, review: Path | None, everything: bool) -> None:
    from huimin.tasks.reconcile.words import (
        PURPOSE,
        VERDICTS,
        interval_words,
        percent,
        period_words,
        pick,
        step_words,
    )

    made, lang = found.compared, spoken()
    out.line(t("reconcile-title", period=period_words(made.wanted.first or 0, made.wanted.last or 0, lang)), "bold")
    rows = [[made.lists[of].name(lang), made.lists[within].name(lang), f"{one.whole:,}", f"{one.missing:,}",
             percent(one.value), interval_words(one), pick(VERDICTS[one.against(made.wanted.limit)], lang)]
            for (of, within), one in made.whole.items()]  # fmt: skip
    heads = ("of", "within", "number", "missing", "coverage", "interval", "reached")
    print_table([t(f"reconcile-{key}") for key in heads], rows,
                frozenset({2, 3, 4, 5}))  # fmt: skip
    for one in made.pairings:
        out.line()
        names = f"{made.lists[one.left].name(lang)} – {made.lists[one.right].name(lang)}"
        out.line(t("reconcile-pairs", lists=names, count=f"{len(one.links):,}", ties=f"{len(one.ties[0]):,}"), "bold")
        for at, code in enumerate(one.links.steps):
            if one.links.count(at):
                out.line(f"  {one.links.count(at):>10,}  {step_words(code, lang)}")
    out.line()
    print_findings(made.notes, everything)
    out.line(t("reconcile-written", files=len(found.files), folder=found.files[0].parent))
    if review is not None:
        out.line(t("reconcile-review", file=review, count=found.reviewed))
    out.line(pick(PURPOSE, lang), "dim")
