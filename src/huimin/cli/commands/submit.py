"""``huimin submit``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from huimin.cli.options import DONE, FOUND_ERRORS, JSON, LANGUAGE, must_exist
from huimin.cli.printing import err, out, print_json, progress
from huimin.cli.words import spoken, t
from huimin.findings import Finding, Invalid, Severity

VARIABLE = "HUIMIN_TOKEN"
ACKNOWLEDGED = frozenset({200, 201})
NOT_LET_IN = frozenset({401, 403})


def submit(
    files: Annotated[list[Path], typer.Argument()],
    to: Annotated[str, typer.Option("--to", metavar="URL")],
    token_file: Annotated[Path | None, typer.Option("--token-file", metavar="FILE")] = None,
    unencrypted: Annotated[bool, typer.Option("--unencrypted")] = False,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Send workbooks to a site on another machine."""
    # What speaks HTTP takes its time to start.
    from huimin.cli.sending import calls_of, send

    must_exist(*files, *([token_file] if token_file else []))
    url, token = calls_of(to, unencrypted), _token(token_file)
    receipts: dict[str, Any] = {}
    refused: dict[str, Any] = {}
    with progress("sending", json) as step:
        for done, file in enumerate(files, 1):
            answer = send(url, token, file)
            if answer.status in NOT_LET_IN:
                raise Invalid([_not_let_in(answer.body)])
            if answer.status in ACKNOWLEDGED:
                receipts[str(file)] = answer.body
                if not json:
                    out.line(_receipt(file, answer.body, again=answer.status == min(ACKNOWLEDGED)))
            else:
                refused[str(file)] = answer.body["errors"]
                if not json:
                    _print_refused(file, answer.body["errors"])
            step(done, len(files), file.name)
    if json:
        print_json({"receipts": receipts, "refused": refused})
    return FOUND_ERRORS if refused else DONE


def _token(file: Path | None) -> str:
    """The token from the file named, else from the environment; never from the command line, which others can see."""
    token = file.read_text("utf-8-sig").strip() if file else os.environ.get(VARIABLE, "").strip()
    if not token or not token.isascii() or any(one.isspace() for one in token):
        raise Invalid([Finding("submit-no-token", Severity.ERROR, facts={"variable": VARIABLE})])
    return token


def _not_let_in(body: Mapping[str, Any]) -> Finding:
    said = body["errors"][0] if body.get("errors") else {}
    return Finding("submit-not-let-in", Severity.ERROR,
                   facts={"reason_zh": str(said.get("zh", "")), "reason_en": str(said.get("en", ""))})  # fmt: skip


def _receipt(file: Path, body: Mapping[str, Any], again: bool) -> str:
    return t("submitted-again" if again else "submitted", file=file, number=body["number"], sha256=body["sha256"],
             first=body["first"], revised=body["revised"], unchanged=body["unchanged"], at=body["at"])  # fmt: skip


def _print_refused(file: Path, errors: list[Mapping[str, Any]]) -> None:
    err.line(t("submit-refused", file=file), "bold")
    lang = spoken()
    for one in errors:
        at = one.get("place", {})
        where = " › ".join(str(at[key]) for key in ("sheet", "cell", "area", "period") if at.get(key))
        err.line(f"  {err.styled(t(one['severity']), one['severity'])} {where}{': ' if where else ''}{one[lang]}")
        if one.get(f"next_{lang}"):
            err.line(f"     {t('next', step=one[f'next_{lang}'])}", "dim")
