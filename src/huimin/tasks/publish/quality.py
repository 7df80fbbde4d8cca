"""The facts of 季度核对与数据质量分析报告: what came, what was late, corrected or odd, and where sums differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from huimin.figures.periods import Period
from huimin.findings import Finding, Severity
from huimin.findings.words import explain, next_step
from huimin.indicators.rounding import plain
from huimin.tasks.definitions import Definitions
from huimin.tasks.ports import FigureStore
from huimin.tasks.publish import layouts, pictures
from huimin.tasks.publish.frame import Draft, Frame
from huimin.tasks.publish.monthly import missing_table
from huimin.tasks.publish.panel import Panel
from huimin.tasks.publish.tables import reports_table
from huimin.writing.facts import Facts, Value
from huimin.writing.numbers import counted
from huimin.writing.sentences.joining import run_on, some, with_value
from huimin.writing.sentences.reporting import came, late, missing

SHOWN = 12
SUMS = ("own-differs-from-sum", "own-differs-from-coded")
ABOUT_REPORTS = ("report-missing", "report-late", "reports-revised")


@dataclass(frozen=True)
class Looked:
    """What a look at the reports of a quarter found: all findings, and corrected reports by the area's key."""

    findings: Sequence[Finding]
    corrected: Mapping[str, int]


def corrected_reports(definitions: Definitions, store: FigureStore, marker: int, period: Period) -> Counter[str]:
    """How many reports of a period are corrections, by the key of the area."""
    found: Counter[str] = Counter()
    for form in definitions.forms:
        if not form.code.startswith("judge_"):
            table = store.reports(marker, form.code, period.first, period.last)
            pairs = zip(table.column("area").to_pylist(), table.column("revision").to_pylist(), strict=True)
            found.update(area for area, revision in pairs if revision > 1)
    return found


def quality_facts(frame: Frame, panel: Panel, quarter: Period, root: int, looked: Looked) -> Facts:
    """The facts of a quarter's report about the area ``root``.

    Args:
        panel: report counts for the quarter and each of its months.
    """
    lang, tree = frame.lang, panel.tree
    draft, rows = Draft(frame), panel.tree.children(root) or [root]
    forms = panel.frequent(quarter)
    below = tree.level_name(rows[0], lang)
    whole = panel.reports(forms, quarter, root, frame.say("全市", tree.name(root, "en")))
    parts = [panel.reports(forms, quarter, row, tree.name(row, lang)) for row in rows]
    draft.fields |= {
        "period": quarter.name(lang),
        "place": tree.name(root, lang),
        "below": below,
        "areas": len(rows),
        "reporting": run_on(
            [came(whole, lang), missing(parts, lang, f"个{below}"), late(parts, lang, f"个{below}")], lang
        ),
        "missing_reports": whole.missing,
        "late_reports": whole.late,
        "by_form": run_on([came(panel.reports([form], quarter, root, form.name(lang)), lang) for form in forms], lang),
    }
    draft.tables["reports"] = reports_table(frame, frame.say("各地报表报送情况", "Reports by area"), parts, whole)
    months = [panel.reports(panel.frequent(month), month, root, month.name(lang)) for month in quarter.parts("month")]
    draft.tables["months"] = reports_table(
        frame, frame.say("各月报表报送情况", "Reports by month"), months, by_month=True
    )
    owing = [one for one in looked.findings if one.code == "report-missing"]
    if table := missing_table(frame, owing):
        draft.tables["missing"] = table
    if picture := pictures.completeness(frame, parts, quarter.name(lang)):
        draft.pictures["completeness"] = picture
    _sums(draft, [one for one in looked.findings if one.code in SUMS], panel)
    _found(draft, looked.findings, panel)
    _corrected(draft, looked.corrected, panel, rows)
    return draft.finished()


def _named(panel: Panel, key: str, lang: str) -> str:
    row = panel.tree.index(key)
    return panel.tree.name(row, lang) if row is not None else key


def _sums(draft: Draft, found: Sequence[Finding], panel: Panel) -> None:
    """Own figures against the sums of those below."""
    frame, lang = draft.frame, draft.frame.lang
    draft.fields["sums_differ"] = len(found)
    if found:
        lines = [
            (_named(panel, one.place.area, lang), one.place.period, explain(one, lang), next_step(one, lang))
            for one in found[:SHOWN]
        ]
        draft.tables["sums"] = layouts.SUMS.filled(frame, lines, _rest(frame, len(found)))


def _rest(frame: Frame, count: int) -> str:
    more = count - SHOWN
    if more <= 0:
        return ""
    return frame.say(
        f"另有{more}条未列出。", f"{counted(more, 'line')} more {'is' if more == 1 else 'are'} not listed."
    )


def _found(draft: Draft, findings: Iterable[Finding], panel: Panel) -> None:
    """Everything else that was found: how many of each sort, with the first of each as an example."""
    frame, lang = draft.frame, draft.frame.lang
    others = [
        one
        for one in findings
        if one.code not in SUMS and one.code not in ABOUT_REPORTS and one.severity > Severity.NOTE
    ]
    by_code: dict[str, list[Finding]] = {}
    for one in others:
        by_code.setdefault(one.code, []).append(one)
    made: list[Value] = []
    lines = []
    for found in sorted(by_code.values(), key=len, reverse=True)[:SHOWN]:
        areas = Counter(_named(panel, one.place.area, lang) for one in found if one.place.area)
        example = found[0]
        where = " ".join(
            filter(None, (_named(panel, example.place.area, lang) if example.place.area else "", example.place.period))
        )
        told = explain(example, lang)
        made.append(
            {
                "count": len(found),
                "example": told,
                "next": next_step(example, lang),
                "where": where,
                "areas": some([with_value(name, plain(n), lang) for name, n in areas.most_common(5)], lang),
            }
        )
        lines.append((plain(len(found)), where or "–", told, next_step(example, lang)))
    draft.fields |= {"findings": tuple(made), "finding_count": len(others)}
    if lines:
        draft.tables["findings"] = layouts.FOUND.filled(frame, lines, _rest(frame, len(by_code)))


def _corrected(draft: Draft, corrected: Mapping[str, int], panel: Panel, rows: Sequence[int]) -> None:
    """Corrections, by the area that they lie in."""
    lang, tree = draft.frame.lang, panel.tree
    by_area: Counter[int] = Counter()
    for key, count in corrected.items():
        at = tree.index(key)
        home = next((row for row in rows if at is not None and row <= at < int(tree.end[row])), None)
        if home is not None:
            by_area[home] += count
    total = sum(by_area.values())
    named = some(
        [with_value(tree.name(row, lang), plain(count), lang) for row, count in by_area.most_common()], lang, 9
    )
    draft.fields |= {"corrected": total, "corrected_areas": named}
