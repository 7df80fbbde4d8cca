"""``huimin what-if``."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from huimin.cli.options import ALL, DONE, HERE, JSON, LANGUAGE, WORKSPACE, opened
from huimin.cli.printing import finding_record, out, print_finding, print_json, print_table
from huimin.cli.words import pick, spoken, t
from huimin.indicators.rounding import show

if TYPE_CHECKING:
    from huimin.tasks.what_if import AreaShift, Editable, WhatIf

CHANGE = Annotated[list[str], typer.Option("--change", "-c", metavar="ITEM.NAME=VALUE")]
COLUMNS = ("area", "before", "after", "shift", "rank", "grade")
SHOWN, ITEMS_SHOWN = 20, 5


def what_if(
    run: Annotated[str | None, typer.Argument()] = None,
    change: CHANGE = [],  # noqa: B006 - Typer reads it once
    everything: ALL = False,
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Try other points or targets on a run; without a change, list what can be tried."""
    # What it rests on takes its time to start.
    from huimin.tasks.what_if import parse_changes
    from huimin.tasks.what_if import what_if as tried

    with opened(workspace) as place:
        name = place.run_name(run)
        basis = place.basis(name)
    if not change:
        _list(name, basis.editables, json)
        return DONE
    made = tried(basis, parse_changes(change, basis.editables))
    if json:
        print_json({**made.as_dict(), "findings": [finding_record(finding) for finding in made.findings]})
    else:
        _print(made, everything)
    return DONE


def _list(run: str, editables: tuple[Editable, ...], json: bool) -> None:
    if json:
        print_json({"run": run, "editables": [{"name": one.name, **asdict(one)} for one in editables]})
        return
    out.line(run, "bold")
    rows = [(one.name, one.value or "–", pick((one.zh, one.en))) for one in editables]
    print_table([t(f"col-{name}") for name in ("name", "value", "meaning")], rows, frozenset({1}))


def _print(made: WhatIf, everything: bool) -> None:
    out.line(made.run, "bold")
    for finding in made.findings:
        print_finding(finding)
    moved = made.moved
    if not moved:
        out.line(t("what-if-none"))
        return
    out.line(t("what-if-moved", count=len(moved), all=len(made.areas)))
    shown = moved if everything else moved[:SHOWN]
    print_table([t(f"col-{name}") for name in COLUMNS], [_row(area) for area in shown], frozenset({1, 2, 3}))
    for area in shown:
        out.line(pick((area.zh, area.en)), "bold")
        out.line("  " + pick((area.why_zh, area.why_en)))
        items = area.items if everything else area.items[:ITEMS_SHOWN]
        for item in items:
            out.line(f"    {item.item} {pick((item.zh, item.en))}{t('colon')}{pick((item.why_zh, item.why_en))}")
        if len(area.items) > len(items):
            out.line("    " + t("more", count=len(area.items) - len(items)))
    if len(moved) > len(shown):
        out.line(t("more", count=len(moved) - len(shown)))


def _row(area: AreaShift) -> list[str]:
    before, after = area.before, area.after
    grades = [getattr(one, f"grade_{spoken()}") for one in (before, after)]
    return [
        pick((area.zh, area.en)), show(before.score), show(after.score), _signed(area.shift),
        _ends(str(before.rank or "–"), str(after.rank or "–")), _ends(*grades),
    ]  # fmt: skip


def _signed(shift: float | None) -> str:
    from huimin.tasks.what_if.words import signed

    return "–" if shift is None else signed(shift) if shift else "0"


def _ends(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"
