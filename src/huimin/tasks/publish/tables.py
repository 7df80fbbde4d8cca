"""Tables that several documents share."""

from __future__ import annotations

from collections.abc import Sequence

from huimin.indicators.definitions import Indicator
from huimin.indicators.rounding import plain
from huimin.tasks.publish.frame import Frame
from huimin.tasks.publish.panel import style_of
from huimin.writing.blocks import Column, Table
from huimin.writing.numbers import cell, share, signed
from huimin.writing.sentences.changes import Moved
from huimin.writing.sentences.reporting import Reports
from huimin.writing.sentences.standing import Placed

NOISE = "≈"
"""Behind a change within chance."""


def change_cell(one: Moved, indicator: Indicator) -> str:
    """A change for a table: ``+1.20``, with a mark where it is within chance and ``?`` where it is out of line."""
    text = signed(one.difference, style_of(indicator))
    mark = "?" if one.odd else NOISE if one.sure is False and one.difference else ""
    return f"{text}{mark}"


def change_note(frame: Frame, compared: bool = True) -> str:
    """What the marks of such tables mean."""
    text = frame.say(
        "变化一栏：百分率以百分点计，千分率以千分点计；≈ 表示变化在正常波动范围内（95%置信度）；"
        "? 表示变化异常，待核实；"
        "“–”表示未报送或无法比较，不是零。",
        "Changes: in percentage points (per-mille points for rates per mille); ≈ marks a change within chance (95% "
        "confidence); ? marks one that is out of line and being checked; – means not reported or not comparable, never "
        "zero.",
    )
    if not compared:
        return text
    return text + frame.say(
        "“与其他地区比”：＋ 明显较好，− 明显较差，○ 不能区分。",
        " Against the others: + clearly better, − clearly worse, ○ cannot be told apart.",
    )


_SIDES = {1: "＋", -1: "−", 0: "○", None: "–"}


def indicator_table(
    frame: Frame,
    title: str,
    one: Indicator,
    placed: Sequence[Placed],
    changes: Sequence[Sequence[Moved]],
    heads: Sequence[str],
    values: Sequence[Sequence[float | None]],
    whole: Sequence[str] = (),
) -> Table:
    """Areas by rank with their value, the values they are held against, and the changes.

    Args:
        changes: for each base the changes of the areas, in the order of ``placed``.
        heads: for each base the heading of its value and of its change.
        values: for each base the values of the areas in it.
        whole: the row of the area above, set heavier and first.
    """
    style, ranked = style_of(one), one.better != "neither"
    columns = [Column(frame.say("地区", "Area"), width=1.7)]
    columns += [Column(head, True, 1.15) for head in heads]
    if ranked:
        columns += [
            Column(frame.say("位次", "Rank"), True, 0.75),
            Column(frame.say("与其他地区比", "Against others"), width=1.0),
        ]
    rows = []
    for place, area in enumerate(placed):
        row = [area.name, cell(area.value, style)]
        for base, moved in zip(values, changes, strict=True):
            row += [cell(base[place], style), change_cell(moved[place], one)]
        if ranked:
            mark = {"odd": "?", "incomplete": "*"}.get(area.reason, "")
            row += [plain(area.rank) if area.rank else f"–{mark}", _SIDES[area.side]]
        rows.append(((area.rank or 10**6, place), tuple(row)))
    ordered = [row for _, row in sorted(rows, key=lambda one: one[0])] if ranked else [row for _, row in rows]
    made = [tuple(whole) + ("",) * (len(columns) - len(whole)), *ordered] if whole else ordered
    note = ""
    if any(area.reason == "incomplete" for area in placed):
        note = frame.say("* 报送不全，不参加排名。", "* Reported too little to be ranked.")
    if any(area.reason == "odd" for area in placed):
        note += frame.say("? 数值异常，待核实，不参加排名。", " ? Out of line, being checked, not ranked.")
    return Table(title, tuple(columns), tuple(made), frozenset({0}) if whole else frozenset(), note.strip())


def reports_table(
    frame: Frame, title: str, parts: Sequence[Reports], whole: Reports | None = None, by_month: bool = False
) -> Table:
    """Who owed how many reports, and what came; with ``by_month`` a part is a month instead of an area."""
    first = frame.say("月份", "Month") if by_month else frame.say("地区", "Area")
    columns = (
        Column(first, width=1.8),
        Column(frame.say("应报", "Due"), True),
        Column(frame.say("实报", "Received"), True),
        Column(frame.say("未报", "Missing"), True),
        Column(frame.say("逾期", "Late"), True),
        Column(frame.say("报送率", "Completeness"), True, 1.2),
        Column(frame.say("按时率", "Timeliness"), True, 1.2),
    )
    lines = [*([whole] if whole else []), *parts]
    rows = tuple(_report_row(one) for one in lines)
    return Table(title, columns, rows, frozenset({0}) if whole else frozenset())


def _report_row(one: Reports) -> tuple[str, ...]:
    if not one.expected:
        return (one.name, *("–",) * 6)
    return (
        one.name,
        plain(one.expected),
        plain(one.received),
        plain(one.missing),
        plain(one.late),
        share(one.complete),
        share(one.timely),
    )
