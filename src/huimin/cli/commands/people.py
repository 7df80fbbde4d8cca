"""``huimin people``."""

from __future__ import annotations

import sys
from getpass import getpass
from typing import Annotated

import typer

from huimin.cli.handing_over import ask
from huimin.cli.options import HERE, JSON, LANGUAGE, WORKSPACE, opened
from huimin.cli.words import t
from huimin.findings import Finding, Invalid, Severity


def add(
    name: Annotated[str, typer.Argument()],
    username: Annotated[str, typer.Option("--username", metavar="NAME")],
    role: Annotated[str, typer.Option("--role", metavar="ROLE")] = "administrator",
    area: Annotated[str, typer.Option("--area", metavar="AREA")] = "",
    password_stdin: Annotated[bool, typer.Option("--password-stdin")] = False,
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Make an account: the first administrator's, for a site that nobody can enter yet."""
    with opened(workspace) as place:
        folder = place.folder
    password = _given() if password_stdin else _asked()
    form = "json" if json else "text"
    return ask("people", folder, "add", name, username, role, area, form, given=password + "\n")


def _given() -> str:
    """The password from the first line of the input."""
    return sys.stdin.readline().rstrip("\r\n")


def _asked() -> str:
    """The password, typed twice and not shown.

    Raises:
        Invalid: not the same twice, or there is nobody to ask.
    """
    if not sys.stdin.isatty():
        raise Invalid([Finding("password-nobody-to-ask", Severity.ERROR)])
    first, again = (getpass(t(word)) for word in ("ask-password", "ask-password-again"))
    if first != again:
        raise Invalid([Finding("passwords-differ", Severity.ERROR)])
    return first


def list_people(workspace: WORKSPACE = HERE, json: JSON = False, lang: LANGUAGE = None) -> int:
    """Who has an account."""
    with opened(workspace) as place:
        folder = place.folder
    return ask("people", folder, "list", "json" if json else "text")
