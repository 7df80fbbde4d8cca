"""How the command line shows findings, tables and progress."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from huimin.cli.words import LANG, t
from huimin.findings import Finding, Severity, explain, next_step

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)
COLOURS = {"error": "red", "warning": "yellow", "note": "dim"}
SHOWN = 20


def finding_record(finding: Finding, lang: str = LANG) -> dict[str, Any]:
    """A finding for programs: code, severity, place, facts, and its words."""
    return {
        "code": finding.code, "severity": finding.severity.word, **finding.place.as_dict(),
        "facts": dict(finding.facts), "text": explain(finding, lang), "next": next_step(finding, lang),
    }  # fmt: skip


def place_text(finding: Finding) -> str:
    """``file › sheet › D17``, and the area and period where they are known."""
    at = finding.place
    spot = f"{at.line}:{at.column}" if at.column else str(at.line or "")
    parts = [at.file, at.sheet, at.cell, spot, at.area, at.period, at.element]
    return " › ".join(part for part in parts if part)


def print_findings(findings: Sequence[Finding], everything: bool = False, console: Console = out) -> None:
    """Findings with the gravest first: what, where, and the next step."""
    shown = findings if everything else findings[:SHOWN]
    for finding in shown:
        word = finding.severity.word
        console.print(f"[{COLOURS[word]}]{t(word)}[/] ", end="")
        console.print(f"{place_text(finding)}: {explain(finding, LANG)}".removeprefix(": "), markup=False)
        if step := next_step(finding, LANG):
            console.print("   " + t("next", step=step), style="dim", markup=False)
    if len(findings) > len(shown):
        console.print(t("more", count=len(findings) - len(shown)))


def print_counts(findings: Sequence[Finding]) -> None:
    """How many errors, warnings and notes."""
    found = Counter(finding.severity.word for finding in findings)
    out.print(t("counted", error=found["error"], warning=found["warning"], note=found["note"]))


def exit_code(findings: Sequence[Finding]) -> int:
    """1 where there is an error among the findings, else 0."""
    return int(any(finding.severity is Severity.ERROR for finding in findings))


def print_json(value: Any) -> None:
    """JSON on standard output, in UTF-8 and without needless escapes."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=False, default=str) + "\n")


def table(*headers: str) -> Table:
    """A plain table that stays readable when it is copied into a document."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for header in headers:
        made.add_column(header)
    return made


@contextmanager
def progress(label: str) -> Iterator[Any]:
    """A progress bar on standard error; nothing where that is no terminal. Call it with (done, total, name)."""
    if not err.is_terminal:
        yield lambda done, total, name="": None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task(t(label), total=None)
        yield lambda done, total, name="": bar.update(task, completed=done, total=total)
