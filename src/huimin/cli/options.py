"""The options that several commands share, and how a workspace is opened and closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer

from huimin.findings import Finding, Invalid, Severity

if TYPE_CHECKING:
    from huimin.wiring import Workspace

WORKSPACE = Annotated[Path, typer.Option("--workspace", "-w", metavar="DIR", envvar="HUIMIN_WORKSPACE")]
# Read from the arguments before any command starts (see words.chosen); declared so that every command takes it.
LANGUAGE = Annotated[Literal["zh", "en"] | None, typer.Option("--lang", metavar="zh|en")]
JSON = Annotated[bool, typer.Option("--json")]
ALL = Annotated[bool, typer.Option("--all")]
RUN = Annotated[str | None, typer.Option("--run", metavar="RUN")]
BY = Annotated[str, typer.Option("--by", metavar="PERSON", envvar="HUIMIN_BY")]
BENEFIT = Annotated[str, typer.Argument(metavar="BENEFIT")]
HERE = Path()
Work = TypeVar("Work")

DONE, FOUND_ERRORS, WRONG_USE, OWN_FAULT, INTERRUPTED = 0, 1, 2, 70, 130


@contextmanager
def opened(folder: Path) -> Iterator[Workspace]:
    """The workspace that ``folder`` lies in; its database is let go at the end.

    Raises:
        Invalid: there is no such folder, or no workspace around it.
    """
    must_exist(folder)
    # The wiring brings engine, database and workbooks with it: helping and refusing must not wait for them.
    from huimin.wiring import open_workspace

    place = open_workspace(folder)
    try:
        yield place
    finally:
        place.close()


def person(by: str) -> str:
    """Who acts: the person named, else who is signed in at this machine."""
    return by or getuser()


@contextmanager
def at_work(folder: Path, by: str, office: Callable[[Workspace, str], Work], kept: str) -> Iterator[Work]:
    """What a person works on in a workspace; what it holds open under the name ``kept`` is closed at the end."""
    with opened(folder) as place:
        made = office(place, person(by))
        try:
            yield made
        finally:
            if kept in vars(made):
                vars(made)[kept].close()


def must_exist(*paths: Path) -> None:
    """Complain about every path that is not there.

    Raises:
        Invalid: some are not.
    """
    missing = [Finding("path-missing", Severity.ERROR, facts={"found": str(p)}) for p in paths if not p.exists()]
    if missing:
        raise Invalid(missing)
