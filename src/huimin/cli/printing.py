"""How the command line shows lines, findings, tables and progress."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TextIO
from unicodedata import east_asian_width

from huimin.cli.words import spoken, t
from huimin.findings import Finding, Severity, explain, next_step

SHOWN = 20
STYLES = {"error": "31", "warning": "33", "note": "2", "bold": "1", "dim": "2"}
Cells = Sequence[str]
NameOf = Callable[[str], str]


class Paper:
    """Standard output or error. Lines are never cut; colour only on a terminal; a reader who left is no error."""

    def __init__(self, name: str) -> None:
        self._name = name

    @property
    def stream(self) -> TextIO:
        """Where it goes; looked up each time, since tests and pipes change it."""
        stream: TextIO = getattr(sys, self._name)
        return stream

    @property
    def is_terminal(self) -> bool:
        """Whether a person looks on."""
        return self.stream.isatty()

    def line(self, text: str = "", style: str = "") -> None:
        """One line, in a style of ``STYLES`` where the terminal shows colours."""
        self.write(self.styled(text, style) + "\n")

    def styled(self, text: str, style: str) -> str:
        """The text with the marks that colour it, where colours are shown."""
        coloured = self.is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if style and coloured else text

    def write(self, text: str) -> None:
        """Text as it stands."""
        try:
            self.stream.write(text)
        except BrokenPipeError:
            self._reader_left()

    def flush(self) -> None:
        """Hand over what waits."""
        try:
            self.stream.flush()
        except BrokenPipeError:
            self._reader_left()

    def _reader_left(self) -> None:
        """``| head`` has seen enough: the work goes on and ends with its own exit code, but nothing more is shown."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.stream.fileno())
        os.close(nowhere)


out = Paper("stdout")
err = Paper("stderr")


def finding_record(finding: Finding) -> dict[str, Any]:
    """A finding for programs: code, severity, place, facts, and its words."""
    return {
        "code": finding.code, "severity": finding.severity.word, **finding.place.as_dict(),
        "facts": dict(finding.facts), "text": explain(finding, spoken()), "next": next_step(finding, spoken()),
    }  # fmt: skip


def place_text(finding: Finding, name_of: NameOf = str, with_file: bool = True) -> str:
    """``file › sheet › D17``, and the area and period where they are known."""
    at = finding.place
    spot = f"{at.line}:{at.column}" if at.column else str(at.line or "")
    parts = [at.file if with_file else "", at.sheet, at.cell, spot, at.area and name_of(at.area), at.period, at.element]
    return " › ".join(part for part in parts if part)


def print_finding(
    finding: Finding, to: Paper = out, lead: str = "", name_of: NameOf = str, with_file: bool = True
) -> None:  # fmt: skip
    """One finding: how grave, where, what, and the next step. ``name_of`` makes a name of an area's key."""
    word = finding.severity.word
    where = place_text(finding, name_of, with_file)
    said = f"{where}: {explain(finding, spoken())}" if where else explain(finding, spoken())
    to.line(f"{lead}{to.styled(t(word), word)} {said}")
    if step := next_step(finding, spoken()):
        to.line(f"{lead}   {t('next', step=step)}", "dim")


def print_findings(
    findings: Sequence[Finding], everything: bool = False, to: Paper = out, name_of: NameOf = str
) -> None:  # fmt: skip
    """Findings in the order given, twenty of them unless everything is asked for."""
    shown = findings if everything else findings[:SHOWN]
    for finding in shown:
        print_finding(finding, to, name_of=name_of)
    if len(findings) > len(shown):
        to.line(t("more", count=len(findings) - len(shown)))


def print_counts(findings: Sequence[Finding], hidden: bool = False) -> None:
    """How many errors, warnings and notes, and that some are not listed where that is so."""
    found = Counter(finding.severity.word for finding in findings)
    counted = t("counted", error=found["error"], warning=found["warning"], note=found["note"])
    out.line(counted + (t("counted-listed") if hidden else ""))


def exit_code(findings: Sequence[Finding]) -> int:
    """1 where there is an error among the findings, else 0."""
    return int(any(finding.severity is Severity.ERROR for finding in findings))


def print_json(value: Mapping[str, Any]) -> None:
    """JSON on standard output, in UTF-8 and without needless escapes."""
    out.write(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")


def width(text: str) -> int:
    """How many columns of a terminal a text takes: a Chinese character takes two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def print_table(headers: Cells, rows: Sequence[Cells], right: frozenset[int] = frozenset()) -> None:
    """A plain table, as wide as it must be; it stays readable when it is copied. ``right``: columns of numbers."""
    widths = [max(width(row[place]) for row in (headers, *rows)) for place in range(len(headers))]
    for number, row in enumerate((headers, *rows)):
        cells = [_padded(cell, widths[place], place in right) for place, cell in enumerate(row)]
        out.line("  ".join(cells).rstrip(), "" if number else "bold")


def _padded(cell: str, columns: int, right: bool) -> str:
    space = " " * (columns - width(cell))
    return space + cell if right else cell + space


@contextmanager
def progress(label: str, quiet: bool = False) -> Iterator[Any]:
    """A progress bar on standard error; nothing where that is no terminal. Call it with (done, total, name)."""
    if quiet or not err.is_terminal:
        yield lambda done, total, name="": None
        return
    # Rich takes its time to start and is of use to a watcher only.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(t(label), total=None)
        yield lambda done, total, name="": bar.update(task, completed=done, total=total)
