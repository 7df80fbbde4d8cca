"""The facts of 主要指标每月通报: the chosen indicators of a month, city and areas below it, and who reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from huimin.figures.periods import Period
from huimin.findings import Finding, Place, Severity
from huimin.indicators.definitions import Indicator
from huimin.tasks.publish import layouts, pictures
from huimin.tasks.publish.frame import Draft, Frame
from huimin.tasks.publish.panel import LEAST_COMPLETE, Panel, style_of
from huimin.tasks.publish.tables import change_cell, change_note, indicator_table, reports_table
from huimin.writing.blocks import Table
from huimin.writing.facts import Facts, Value
from huimin.writing.numbers import cell, share, shown
from huimin.writing.sentences.changes import Moved, Mover, most_improved, overall, tally, value_and_changes
from huimin.writing.sentences.joining import run_on
from huimin.writing.sentences.reporting import Reports, came, late, missing
from huimin.writing.sentences.standing import Placed, apart, first, sides, too_little

TREND_MONTHS = 13


@dataclass(frozen=True)
class Told:
    """One indicator as the circular tells it."""

    indicator: Indicator
    whole: tuple[Moved, Moved]
    placed: list[Placed]
    changes: tuple[list[Moved], list[Moved]]


def periods_of(month: Period) -> list[Period]:
    """The months a circular needs: the month, those of its trend, and the same month a year before."""
    return [month.shift(-back) for back in range(TREND_MONTHS)]


def monthly_facts(
    frame: Frame, panel: Panel, month: Period, root: int, owing: Sequence[Finding]
) -> tuple[Facts, list[Finding]]:
    """The facts of one month's circular about the area ``root``, and what looked odd on the way.

    Args:
        panel: values for :func:`periods_of`, report counts for the month.
        owing: the findings ``report-missing`` of the month.
    """
    rows = panel.tree.children(root) or [root]
    told = [_told(panel, one, month, rows, root, frame.lang) for one in panel.indicators]
    draft = Draft(frame)
    reports = _reporting(draft, panel, month, root, rows, owing)
    _summary(draft, panel, told, month, root)
    _by_indicator(draft, panel, told, month, root, rows)
    behind = list(dict.fromkeys(area.name for one in told for area in one.placed if area.reason == "incomplete"))
    draft.fields |= {
        "too_little": run_on([too_little(behind, frame.lang, share(LEAST_COMPLETE, 0))], frame.lang),
        "period": month.name(frame.lang),
        "place": panel.tree.name(root, frame.lang),
        "below": _below(frame, panel, rows),
        "areas": len(rows),
        "any_reported": reports.received > 0,
    }
    return draft.finished(), _odd(panel, told, month, rows)


def _below(frame: Frame, panel: Panel, rows: Sequence[int]) -> str:
    """What the areas below are called: 县（市、区）."""
    return panel.tree.level_name(rows[0], frame.lang) if rows else ""


def _told(panel: Panel, one: Indicator, month: Period, rows: Sequence[int], root: int, lang: str) -> Told:
    last, year = month.shift(-1), month.shift(-12)
    by_month, by_year = panel.moved(one, month, last, "month"), panel.moved(one, month, year, "year")
    return Told(
        one,
        (by_month[root], by_year[root]),
        panel.placed(one, month, rows, root, lang),
        ([by_month[row] for row in rows], [by_year[row] for row in rows]),
    )


def _reporting(
    draft: Draft, panel: Panel, month: Period, root: int, rows: Sequence[int], owing: Sequence[Finding]
) -> Reports:
    frame, tree = draft.frame, panel.tree
    forms = panel.frequent(month)
    whole = panel.reports(forms, month, root, frame.say("全市", tree.name(root, "en")))
    parts = [panel.reports(forms, month, row, tree.name(row, frame.lang)) for row in rows]
    named = " / ".join(form.name(frame.lang) for form in forms)
    draft.fields |= {
        "forms": named,
        "reporting": run_on(
            [
                came(whole, frame.lang),
                missing(parts, frame.lang, _count_word(frame, panel, rows)),
                late(parts, frame.lang, _count_word(frame, panel, rows)),
            ],
            frame.lang,
        ),
        "missing_reports": whole.missing,
        "late_reports": whole.late,
    }
    title = frame.say(f"{month.name('zh')}报表报送情况", f"Reports for {month.name('en')}")
    draft.tables["reports"] = reports_table(frame, title, parts, whole)
    if table := missing_table(frame, owing):
        draft.tables["missing"] = table
    if picture := pictures.completeness(frame, parts, month.name(frame.lang)):
        draft.pictures["completeness"] = picture
    return whole


def _count_word(frame: Frame, panel: Panel, rows: Sequence[int]) -> str:
    return f"个{_below(frame, panel, rows)}"


def missing_table(frame: Frame, owing: Sequence[Finding]) -> Table | None:
    """The senders whose reports are missing, the most first; None where nothing is."""
    lang = frame.lang
    rows = []
    for one in sorted(owing, key=lambda one: (-int(one.facts["missing"] or 0), one.place)):
        names = str(one.facts[f"named_{lang}"]).lstrip("：: ")
        rows.append(
            (one.facts[f"sender_{lang}"], one.facts[f"form_{lang}"], one.facts["missing"], one.facts["owed"], names)
        )
    if not rows:
        return None
    return layouts.MISSING.filled(frame, rows)


def _summary(draft: Draft, panel: Panel, told: Sequence[Told], month: Period, root: int) -> None:
    frame, lang = draft.frame, draft.frame.lang
    by_year = tally([(one.indicator.name(lang), one.whole[1]) for one in told])
    by_month = tally([(one.indicator.name(lang), one.whole[0]) for one in told])
    draft.fields |= {
        "against_year": run_on([overall(by_year, "year", lang)], lang),
        "against_month": run_on([overall(by_month, "month", lang)], lang),
        "improved": len(by_year.improved),
        "worsened": len(by_year.worsened),
        "indicator_count": len(told),
    }
    rows = []
    for one in told:
        style, code = style_of(one.indicator), one.indicator.code
        values = [panel.value(code, span, root) for span in (month, month.shift(-1), month.shift(-12))]
        rows.append(
            (
                one.indicator.name(lang),
                cell(values[0], style),
                cell(values[1], style),
                change_cell(one.whole[0], one.indicator),
                cell(values[2], style),
                change_cell(one.whole[1], one.indicator),
            )
        )
    more = [layouts.numbers(head, head) for head in _heads(frame)]
    note = change_note(frame, compared=False)
    draft.tables["whole"] = layouts.WHOLE.filled(frame, rows, note, more, month=month.name(lang))


def _heads(frame: Frame) -> tuple[str, ...]:
    return (
        ("本月", "上月", "环比", "上年同月", "同比")
        if frame.zh
        else ("This month", "Month before", "Change", "Year earlier", "Change")
    )


def _by_indicator(
    draft: Draft, panel: Panel, told: Sequence[Told], month: Period, root: int, rows: Sequence[int]
) -> None:
    frame, lang = draft.frame, draft.frame.lang
    listed: list[Value] = []
    for one in told:
        code, style, name = one.indicator.code, style_of(one.indicator), one.indicator.name(lang)
        values = [[panel.value(code, span, row) for row in rows] for span in (month.shift(-1), month.shift(-12))]
        whole = [panel.value(code, span, root) for span in (month, month.shift(-1), month.shift(-12))]
        movers = [
            Mover(area.name, moved) for area, moved in zip(one.placed, one.changes[1], strict=True) if not area.reason
        ]
        listed.append(
            {
                "name": name,
                "value": shown(whole[0], style, lang),
                "sentence": run_on([value_and_changes(_of_city(frame, name), whole[0], one.whole, style, lang)], lang),
                "standing": run_on(
                    [first(one.placed, style, lang), sides(one.placed, lang), apart(one.placed, lang)], lang
                ),
                "improved": run_on([most_improved(movers, style, lang)], lang),
                "table": code,
                "chart": f"rank-{code}",
                "ranked": one.indicator.better != "neither",
            }
        )
        city = (
            panel.tree.name(root, lang),
            cell(whole[0], style),
            cell(whole[1], style),
            change_cell(one.whole[0], one.indicator),
            cell(whole[2], style),
            change_cell(one.whole[1], one.indicator),
        )
        draft.tables[code] = indicator_table(
            frame, name, one.indicator, one.placed, one.changes, _heads(frame), values, city
        )
        if picture := pictures.ranking(frame, panel, one.indicator, month, rows):
            draft.pictures[f"rank-{code}"] = picture
    draft.fields["indicators"] = tuple(listed)
    draft.fields["table_note"] = change_note(frame)
    draft.fields["improvers"] = tuple(
        {"name": one["name"], "sentence": one["improved"]}
        for one in listed
        if isinstance(one, dict) and one["improved"]
    )
    if told:
        one = told[0]
        head = value_and_changes(
            one.indicator.name(lang),
            panel.value(one.indicator.code, month, root),
            one.whole[1:],
            style_of(one.indicator),
            lang,
        )
        if picture := pictures.trend(frame, panel, one.indicator, periods_of(month)[::-1], root, head):
            draft.pictures["trend"] = picture


def _of_city(frame: Frame, name: str) -> str:
    return frame.say(f"全市{name}", f"{name}, city")


def _odd(panel: Panel, told: Sequence[Told], month: Period, rows: Sequence[int]) -> list[Finding]:
    """A finding for each value that is out of line: shown, but neither ranked nor praised."""
    made = []
    for one in told:
        for row, area in zip(rows, one.placed, strict=True):
            if area.reason == "odd":
                facts = {
                    "indicator_zh": one.indicator.zh,
                    "indicator_en": one.indicator.en,
                    "value": shown(area.value, style_of(one.indicator), "en"),
                }
                place = Place(area=panel.tree.keys[row], period=month.code, element=one.indicator.code)
                made.append(Finding("publish-value-odd", Severity.WARNING, place, facts))
    return made
