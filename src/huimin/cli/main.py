"""The program ``huimin``: finds the command, and turns whatever goes wrong into findings and an exit code."""

from __future__ import annotations

import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any

import typer
from typer.main import get_command

from huimin import __version__
from huimin.cli.commands import (
    areas,
    assess,
    audit,
    backup,
    benefit_measures,
    benefits,
    budget,
    calendar,
    check,
    claims,
    claims_many,
    claims_offices,
    diff,
    encode,
    explain,
    export,
    load,
    maps,
    new,
    pairs,
    pay,
    pay_books,
    people,
    project,
    publish,
    quality,
    reconcile,
    registration,
    reproduce,
    restore,
    runs,
    serve,
    submit,
    template,
    verify,
    verify_visits,
    what_if,
)
from huimin.cli.help import Command, Group
from huimin.cli.options import DONE, INTERRUPTED, LANGUAGE, OWN_FAULT, WRONG_USE
from huimin.cli.printing import err, finding_record, out, print_findings, print_json
from huimin.cli.trouble import known_trouble, own_fault, wrong_use
from huimin.cli.words import chosen, speak, t
from huimin.findings import Finding, Invalid, Severity

COMMANDS: tuple[Callable[..., int], ...] = (
    new.new, template.template, load.load, check.check, quality.quality, assess.assess, explain.explain,
    reproduce.reproduce, diff.diff, what_if.what_if, export.export, project.project, publish.publish, runs.runs,
    backup.backup, restore.restore, serve.serve, submit.submit, registration.registration, budget.budget,
    reconcile.reconcile,
)  # fmt: skip


def _group() -> typer.Typer:
    return typer.Typer(cls=Group, no_args_is_help=True, add_completion=False, rich_markup_mode=None)


def _version(wanted: bool) -> None:
    if wanted:
        out.line(f"huimin {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False,
    lang: LANGUAGE = None,
) -> None:
    """The program."""


def _areas(lang: LANGUAGE = None) -> None:
    """The area tree."""


def _maps(lang: LANGUAGE = None) -> None:
    """Boundaries for maps."""


def _calendar(lang: LANGUAGE = None) -> None:
    """Working days."""


def _benefits(lang: LANGUAGE = None) -> None:
    """Rules of benefits."""


def _people(lang: LANGUAGE = None) -> None:
    """Accounts of the site."""


def _audit(lang: LANGUAGE = None) -> None:
    """The log of the site."""


def _encode(lang: LANGUAGE = None) -> None:
    """Private matching."""


def _pairs(lang: LANGUAGE = None) -> None:
    """Pairs read by people."""


def _verify(lang: LANGUAGE = None) -> None:
    """Verification on the spot."""


def _pay(lang: LANGUAGE = None) -> None:
    """Payments of benefits."""


def _claims(lang: LANGUAGE = None) -> None:
    """Claims of families."""


GROUPS: dict[str, tuple[Callable[..., None], dict[str, Callable[..., int]]]] = {
    "areas": (_areas, {"check": areas.check}),
    "maps": (_maps, {"check": maps.check, "simplify": maps.simplify}),
    "calendar": (_calendar, {"check": calendar.check}),
    "benefits": (_benefits, {
        "check": benefits.check, "list": benefits.list_benefits, "show": benefits.show, "test": benefits.test,
        "decide": benefits.decide, "measure": benefit_measures.measure,
    }),
    "encode": (_encode, {"key": encode.key, "list": encode.encode_list, "open": encode.open_result}),
    "pairs": (_pairs, {"draw": pairs.draw, "read": pairs.read, "remove": pairs.remove}),
    "people": (_people, {"add": people.add, "list": people.list_people}),
    "audit": (_audit, {"verify": audit.verify}),
    "claims": (_claims, {
        "list": claims.list_claims, "show": claims.show, "take": claims.take, "prepare": claims_many.prepare,
        "propose": claims.propose, "confirm": claims.confirm, "hand-over": claims_offices.hand_over,
        "receive": claims_offices.receive, "send-back": claims_offices.send_back, "renewals": claims_many.renewals,
        "rekey": claims_many.rekey, "notices": claims_many.notices, "awards": claims_many.awards,
        "views": claims.views, "export": claims.export, "erase": claims.erase, "tidy": claims_many.tidy,
        "breach": claims_many.breach,
    }),
    "pay": (_pay, {
        "accounts": pay.accounts, "roll": pay.roll, "approve": pay.approve, "file": pay.file,
        "return": pay.return_file, "status": pay_books.status, "recover": pay_books.recover, "funds": pay_books.funds,
        "audit": pay_books.audit,
    }),
    "verify": (_verify, {
        "plan": verify.plan, "draw": verify.draw, "redraw": verify.redraw, "workbooks": verify.workbooks,
        "load": verify.load, "estimate": verify.estimate, "visits": verify_visits.visits,
    }),
}  # fmt: skip


def build() -> Any:
    """The whole command line as one command."""
    app = _group()
    app.callback()(_root)
    for function in COMMANDS:
        app.command(function.__name__.replace("_", "-"), cls=Command)(function)
    for name, (about, commands) in GROUPS.items():
        under = _group()
        under.callback()(about)
        for word, function in commands.items():
            under.command(word, cls=Command)(function)
        app.add_typer(under, name=name)
    return get_command(app)


def main(arguments: Sequence[str]) -> int:
    """Run one command line (without the program's name) and return its exit code."""
    speak(chosen(arguments))
    as_json = "--json" in arguments
    try:
        code = build()(args=list(arguments), prog_name="huimin", standalone_mode=False) or DONE
        if code == INTERRUPTED:
            err.line(t("interrupted"))
        return int(code)
    except KeyboardInterrupt:
        err.line(t("interrupted"))
        return INTERRUPTED
    except Invalid as invalid:
        return _told(invalid.findings, as_json, WRONG_USE)
    except typer.TyperException as problem:
        context = getattr(problem, "ctx", None)
        if type(problem).__name__ == "NoArgsIsHelpError" or (context and problem.message == "Missing command."):
            err.line(context.get_help() if context else problem.message)
            return WRONG_USE
        return _told([wrong_use(problem)], as_json, WRONG_USE)
    except Exception as problem:
        found = known_trouble(problem)
        if found is not None:
            return _told([found], as_json, WRONG_USE)
        err.write(traceback.format_exc())
        return _told([own_fault(problem)], as_json, OWN_FAULT)


def _told(findings: Iterable[Finding], as_json: bool, code: int) -> int:
    found = list(findings)
    # Whoever has errors to mend is not shown a screen of notes before them.
    if any(finding.severity is Severity.ERROR for finding in found):
        found = [finding for finding in found if finding.severity is not Severity.NOTE]
    if as_json:
        print_json({"errors": [finding_record(finding) for finding in found]})
    else:
        print_findings(found, everything=True, to=err)
    return code


def run() -> None:
    """Start the program and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # An office machine's console may not be UTF-8; a character it lacks must not end the work.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        code = main(sys.argv[1:])
        # What is left is to say goodbye: stopping that would only hide how the work ended.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except KeyboardInterrupt:
        err.line(t("interrupted"))
        code = INTERRUPTED
    out.flush()
    err.flush()
    sys.exit(code)


if __name__ == "__main__":
    run()
