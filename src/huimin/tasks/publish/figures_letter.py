"""The facts of 年度数据反馈单: any area's own figures of a year beside those above it, and how it reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.indicators.definitions import Indicator
from huimin.indicators.rounding import plain
from huimin.tasks.publish import layouts, pictures
from huimin.tasks.publish.frame import Draft, Frame
from huimin.tasks.publish.panel import LEAST_COMPLETE, Panel, style_of
from huimin.tasks.publish.tables import change_cell, change_note
from huimin.writing.blocks import Table
from huimin.writing.facts import Facts
from huimin.writing.numbers import cell
from huimin.writing.sentences.changes import Moved, overall, tally
from huimin.writing.sentences.joining import run_on, some
from huimin.writing.sentences.reporting import Reports, came

SMALL = 30
"""With fewer cases than this an indicator moves by chance more than by work, and the letter says so."""


@dataclass(frozen=True)
class Feedback:
    """A year of all areas: values of it and the year before, and the reports of each of its months."""

    panel: Panel
    year: Period

    @cached_property
    def moved(self) -> dict[str, list[Moved]]:
        """The change of every indicator against the year before, for every area of the tree."""
        return {
            one.code: self.panel.moved(one, self.year, self.year.shift(-1), "annual") for one in self.panel.indicators
        }

    @cached_property
    def months(self) -> list[Period]:
        """The months of the year."""
        return list(self.year.parts("month"))


def figures_facts(frame: Frame, given: Feedback, row: int) -> Facts:
    """The facts of one area's letter. ``row`` is its tree index."""
    panel, lang, tree = given.panel, frame.lang, given.panel.tree
    draft, name = Draft(frame), tree.name(row, lang)
    up = int(tree.parent[row])
    found = tally([(one.name(lang), given.moved[one.code][row]) for one in panel.indicators
                   if panel.value(one.code, given.year, row) is not None])  # fmt: skip
    absent = [one.name(lang) for one in panel.indicators if panel.value(one.code, given.year, row) is None]
    small = [one.name(lang) for one in panel.indicators if _cases(panel, one, given.year, row) < SMALL]
    # Forms that are not this area's matter are left out: a village owes no county return.
    reports = [one for form in panel.forms if (one := _reports(panel, form, given.year, row, lang)) is not None]
    whole = Reports(name, *(sum(getattr(one, part) for one in reports) for part in ("expected", "received", "on_time")))
    no_data = len(absent) == len(panel.indicators)
    draft.fields |= {
        "area": name,
        "level": tree.level_name(row, lang),
        "above": tree.name(up, lang) if up >= 0 else "",
        "year": given.year.name(lang),
        "no_data": no_data,
        "reporting": run_on([came(one, lang) for one in reports], lang),
        "missing_reports": whole.missing,
        "late_reports": whole.late,
        "against_year": "" if no_data else run_on([overall(found, "annual", lang)], lang),
        "absent": "" if no_data else some(absent, lang, 8, "项"),
        "small": some(small, lang, 8, "项"),
        "incomplete": whole.complete is not None and whole.complete < LEAST_COMPLETE,
        "months_missing": _months_missing(given, row, lang),
    }
    draft.tables["figures"] = _figures(frame, given, row, up)
    monthly = [form for form in panel.forms if form.frequency == "month"]
    by_month = [panel.reports(monthly, month, row, month.name(lang)) for month in given.months]
    head = name + frame.say("：", ": ") + overall(found, "annual", lang) if found.count else ""
    if picture := pictures.own_change(frame, panel, given.year, row, given.moved, head):
        draft.pictures["change"] = picture
    if (
        whole.expected > len(given.months)
        and (whole.missing or whole.late)
        and (picture := pictures.months(frame, by_month, name))
    ):
        draft.pictures["months"] = picture
    return draft.finished()


def _reports(panel: Panel, form: Form, year: Period, row: int, lang: str) -> Reports | None:
    found = panel.reports([form], year, row, form.name(lang))
    return found if found.expected else None


def _cases(panel: Panel, one: Indicator, year: Period, row: int) -> float:
    """The cases behind a value; without a denominator, or not reported, nothing is called small."""
    value = float(panel.measured[one.code, year].denominator[row])
    return value if value == value else float("inf")


def _months_missing(given: Feedback, row: int, lang: str) -> str:
    """The months of which the area's own monthly report is missing, where it owes just one a month."""
    missing = []
    for month in given.months:
        for form in given.panel.forms:
            if form.frequency == "month":
                one = given.panel.reports([form], month, row, "")
                if one.expected == 1 and not one.received:
                    missing.append(f"{month.first % 12 + 1}月" if lang == "zh" else f"{month.start:%B}")
    return some(missing, lang, 12)


def _figures(frame: Frame, given: Feedback, row: int, up: int) -> Table:
    panel, lang = given.panel, frame.lang
    root = panel.tree.roots()[0] if panel.tree.roots() else row
    beside = [(up, panel.tree.name(up, lang))] if up >= 0 and up != root else []
    beside += [(root, panel.tree.name(root, lang))] if root != row else []
    lines = []
    for one in panel.indicators:
        style, found = style_of(one), panel.measured[one.code, given.year]
        part, whole = found.numerator[row], found.denominator[row]
        base = f"{plain(part)}/{plain(whole)}" if whole == whole else "–"
        lines.append((
            one.name(lang), cell(panel.value(one.code, given.year, row), style), base,
            cell(panel.value(one.code, given.year.shift(-1), row), style), change_cell(given.moved[one.code][row], one),
            *(cell(panel.value(one.code, given.year, other), style) for other, _ in beside),
        ))  # fmt: skip
    more = [layouts.numbers(name, name, 1.1) for _, name in beside]
    note = change_note(frame, compared=False)
    return layouts.FIGURES.filled(frame, lines, note, more, year=given.year.name(lang))


def rows_at(panel: Panel, levels: Sequence[str]) -> list[int]:
    """The tree indexes of the areas of some levels, depth first; of all areas where none is named."""
    wanted = set(levels)
    return [row for row, level in enumerate(panel.tree.level) if not wanted or level in wanted]
