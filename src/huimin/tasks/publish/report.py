"""The facts of 考核通报: a run told to all who were assessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from huimin.assessment.chance import apart, score_span
from huimin.assessment.explanation import COUNTED, Explainer
from huimin.figures.periods import Period
from huimin.indicators.rounding import plain
from huimin.tasks.publish import layouts, pictures
from huimin.tasks.publish.frame import Draft, Frame
from huimin.tasks.publish.ports import RunResult
from huimin.tasks.publish.report_compared import Row, compared
from huimin.writing.facts import Facts, Value
from huimin.writing.numbers import SCORE, cell, points, share
from huimin.writing.rules import scoring, target, tidy
from huimin.writing.sentences import points as told
from huimin.writing.sentences.joining import joined, run_on, some, with_value

Record = Mapping[str, Any]
WELL = 0.95
"""From this mean share of its points an item counts as well done."""


def rows_of(run: RunResult, lang: str) -> list[Row]:
    """The assessed areas, best first; those that are not ranked last."""
    made = [Row(one, one[lang] or one["key"], score_span(run.described, one)) for one in run.records()]
    return sorted(made, key=lambda one: (one.rank or 10**9, -(one.score or -1.0), one.record["key"]))


def report_facts(frame: Frame, run: RunResult, before: RunResult | None, level: str) -> Facts:
    """The facts of the report on a run.

    Args:
        before: the run of the same scheme for the period before, where there is one.
        level: what the assessed areas are called: ``县（市、区）``.
    """
    lang, described = frame.lang, run.described
    draft, rows = Draft(frame), rows_of(run, lang)
    scheme, period = described["scheme"], Period.of(described["period"])
    draft.fields |= {
        "scheme": scheme[lang],
        "period": period.name(lang),
        "level": level,
        "areas": len(rows),
        "ranked_areas": sum(one.rank is not None for one in rows),
        "total": plain(scheme["total"]),
        "item_count": sum(not one["extra"] for one in described["items"]),
        "run": run.run,
        "scheme_note": scheme[f"note_{lang}"],
    }
    _results(draft, run, rows)
    _items(draft, run, rows, period)
    _consequences(draft, run, rows)
    compared(draft, rows, rows_of(before, lang) if before is not None else None)
    draft.tables["ranking"] = _ranking_table(frame, run, rows)
    if picture := pictures.scores(frame, rows, scheme["total"]):
        draft.pictures["ranking"] = picture
    return draft.finished()


def _results(draft: Draft, run: RunResult, rows: Sequence[Row]) -> None:
    """Grades, who is ahead, who cannot be told apart, who is not ranked."""
    lang, frame = draft.frame.lang, draft.frame
    grades: list[Value] = []
    for grade in run.described["grades"]:
        names = [one.name for one in rows if one.record["standing"]["grade"] == grade["code"]]
        if names:
            grades.append({"name": grade[lang], "count": len(names), "areas": some(names, lang, 20)})
    ranked = [one for one in rows if one.rank is not None]
    known = [one.score for one in ranked if one.score is not None]
    first = [one.name for one in ranked if one.rank == 1]
    draft.fields |= {
        "grades": tuple(grades),
        "first": joined(first, lang),
        "first_score": points(max(known)) if known else "",
        "last_score": points(min(known)) if known else "",
        "middle_score": points(_median(known)) if known else "",
        "apart": run_on([_groups(ranked, lang)], lang),
        "unranked": run_on([_unranked(one, run, lang) for one in rows if one.rank is None], lang),
        "capped": run_on([_capped(one, run, frame) for one in rows if one.record["standing"]["capped_by"]], lang),
    }


def _unranked(row: Row, run: RunResult, lang: str) -> str:
    why = told.unranked(row.record, run.described, lang)
    return f"{row.name}{why}" if lang == "zh" else f"{row.name} is {why}"


def _capped(row: Row, run: RunResult, frame: Frame) -> str:
    standing, lang = row.record["standing"], frame.lang
    line = next(one[lang] for one in run.described["red_lines"] if one["code"] == standing["capped_by"])
    grade = next(one[lang] for one in run.described["grades"] if one["code"] == standing["grade"])
    return frame.say(
        f"{row.name}经查实触碰红线“{line}”，等次定为{grade}",
        f"{row.name} was found to have crossed the red line “{line}”; its grade is {grade}",
    )


def _median(values: Sequence[float]) -> float:
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _groups(ranked: Sequence[Row], lang: str) -> str:
    """Which neighbouring ranks chance could exchange."""
    if len(ranked) < 2:
        return ""
    gaps, groups = apart([one.span for one in ranked]), [[0]]
    for place in range(1, len(ranked)):
        if gaps[place]:
            groups.append([place])
        else:
            groups[-1].append(place)
    close = [(group[0] + 1, group[-1] + 1) for group in groups if len(group) > 1]
    zh = lang == "zh"
    if not close:
        return (
            "相邻名次的得分差距均超出偶然波动的范围" if zh else "no two neighbouring ranks could be exchanged by chance"
        )
    spans = [f"第{first}至第{last}位" if zh else f"ranks {first} to {last}" for first, last in close]
    if zh:
        return f"{joined(spans, lang)}相邻名次之间的得分差距在偶然波动范围内，名次先后仅供参考，不宜据此评判优劣"
    return (
        f"within {joined(spans, lang)} chance could exchange each with its neighbour: read those ranks as a group, not "
        "as an order"
    )


def _items(draft: Draft, run: RunResult, rows: Sequence[Row], period: Period) -> None:
    """Item by item: the mean share, who did best, who lost most."""
    frame, lang = draft.frame, draft.frame.lang
    lines = []
    well: list[tuple[float, Record, list[str]]] = []
    weak: list[tuple[float, Record, list[str]]] = []
    for number, item in enumerate(run.described["items"]):
        if item["extra"]:
            continue
        scored = [(one.name, one.record["items"][number]) for one in rows]
        counted = [(name, rec) for name, rec in scored if rec["status"] in COUNTED]
        mean = sum(rec["share"] for _, rec in counted) / len(counted) if counted else None
        lost = sorted(((item["points"] - rec["points"], name) for name, rec in counted), key=lambda one: -one[0])
        named = [with_value(name, points(gone), lang) for gone, name in lost[:3] if gone >= told.LEAST]
        out = len(scored) - len(counted)
        lines.append(
            (
                f"{item['id']} {tidy(item[lang], lang)}",
                plain(item["points"]),
                share(mean, 1),
                plain(len(counted)),
                "–" if not out else plain(out),
                joined(named, lang) or "–",
            )
        )
        if mean is not None:
            (well if mean >= WELL else weak).append((mean, item, named))
    weak.sort(key=lambda one: (1 - one[0]) * -one[1]["points"])
    draft.fields |= {
        "well": some([tidy(one[1][lang], lang) for one in well], lang, 12, "项"),
        "well_count": len(well),
        "weak": tuple(_weak(one, lang, period) for one in weak[:5]),
    }
    draft.tables["items"] = layouts.ITEMS.filled(frame, lines)


def _weak(one: tuple[float, Record, list[str]], lang: str, period: Period) -> Value:
    mean, item, named = one
    return {
        "name": tidy(item[lang], lang),
        "share": share(mean, 1),
        "target": target(item, lang, period.end),
        "scoring": scoring(item, lang, period.end),
        "areas": joined(named, lang),
    }


def _consequences(draft: Draft, run: RunResult, rows: Sequence[Row]) -> None:
    """The ladder: each area under the gravest step it has reached."""
    lang = draft.frame.lang
    made: list[Value] = []
    for step in reversed(run.described["ladder"]):
        reached = [one for one in rows if gravest(one.record) == step["code"]]
        if reached:
            codes = reached[0].record["standing"]["steps"]
            named = [_step(one, draft.frame) for one in reversed(run.described["ladder"]) if one["code"] in codes]
            made.append(
                {
                    "name": joined(named, lang),
                    "areas": some([one.name for one in reached], lang, 20),
                    "below": share(step["below"], 0),
                }
            )
    draft.fields["steps"] = tuple(made)


def _step(step: Record, frame: Frame) -> str:
    name, days = step[frame.lang], step["deadline_days"]
    return frame.say(f"{name}（限期{days}日）", f"{name} ({days} days)") if days else name


def gravest(record: Record) -> str:
    """The code of the gravest step of the ladder that an area has reached; ``""`` for none. The ladder goes down."""
    steps: Sequence[str] = record["standing"]["steps"]
    return steps[-1] if steps else ""


def _ranking_table(frame: Frame, run: RunResult, rows: Sequence[Row]) -> Any:
    lang, described = frame.lang, run.described
    lines = []
    for one in rows:
        span = f"{cell(one.span.low, SCORE)}–{cell(one.span.high, SCORE)}" if one.span else "–"
        lines.append(
            (
                plain(one.rank) if one.rank else "–",
                one.name,
                cell(one.score, SCORE),
                span,
                cell(one.record["with_missing"], SCORE),
                share(one.record["complete"], 1),
                told.grade(one.record, described, lang) or frame.say("不评定", "none"),
            )
        )
    return layouts.RANKING.filled(frame, lines)


def explainer_of(run: RunResult, lang: str) -> Explainer:
    """An explainer that stops at an area's own numbers."""
    return Explainer(run, lang, below=False)
