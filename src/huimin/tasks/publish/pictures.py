"""The charts of documents, from the data the documents are written from. Their titles tell what they find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from huimin.assessment.explanation import COUNTED
from huimin.charts import (
    Band,
    BeforeAfter,
    Chart,
    Completeness,
    Format,
    Item,
    Line,
    Pair,
    Place,
    PointsLost,
    Ranking,
    Returns,
    Trend,
)
from huimin.figures.periods import Period
from huimin.indicators.definitions import Indicator
from huimin.indicators.rounding import plain, show
from huimin.tasks.publish.frame import Frame
from huimin.tasks.publish.panel import Panel
from huimin.writing.blocks import Picture
from huimin.writing.sentences.changes import Moved
from huimin.writing.sentences.reporting import Reports

_POINTS = Format("number", 1)


def _known(value: float) -> float | None:
    value = float(value)
    return value if np.isfinite(value) else None


def _format(one: Indicator) -> Format:
    return Format(one.show, min(one.decimals, 1) if one.show != "number" else one.decimals)


def _framed(frame: Frame, subject: str) -> dict[str, Any]:
    """What every chart of a document has."""
    return {"lang": frame.lang, "subject": subject, "simulated": frame.simulated}


def _picture(chart: Chart, share: float = 1.0) -> Picture:
    return Picture(chart, share=share)


def completeness(frame: Frame, parts: Sequence[Reports], when: str) -> Picture | None:
    """Reports on time, late and missing, a bar an area."""
    if not any(one.expected for one in parts):
        return None
    rows = tuple(Returns(one.name, one.on_time, one.late, one.missing) for one in parts if one.expected)
    return _picture(Completeness(rows=rows, **_framed(frame, frame.say(f"{when}报表报送情况", f"Reports, {when}"))))


def months(frame: Frame, parts: Sequence[Reports], name: str) -> Picture | None:
    """The same, a bar a month of one area."""
    owed = [one for one in parts if one.expected]
    if not owed:
        return None
    rows = tuple(Returns(one.name, one.on_time, one.late, one.missing) for one in owed)
    subject = frame.say(f"{name}各月报表报送情况", f"Reports by month, {name}")
    return _picture(Completeness(rows=rows, ranked=False, **_framed(frame, subject)))


def ranking(frame: Frame, panel: Panel, one: Indicator, period: Period, rows: Sequence[int]) -> Picture | None:
    """Areas by value with their intervals; in the tree's order where neither end is better."""
    found, lang = panel.measured[one.code, period], frame.lang
    if not np.isfinite(found.value[np.asarray(rows, np.int64)]).any():
        return None
    places = tuple(
        Place(panel.tree.name(row, lang), _known(found.value[row]), _known(found.low[row]), _known(found.high[row]))
        for row in rows
    )
    subject = f"{one.name(lang)}{'，' if frame.zh else ', '}{period.name(lang)}"
    return _picture(Ranking(places=places, high_is_good=one.better != "lower", ranked=one.better != "neither",
                            format=_format(one), **_framed(frame, subject)))  # fmt: skip


def trend(
    frame: Frame, panel: Panel, one: Indicator, periods: Sequence[Period], row: int, heading: str = ""
) -> Picture | None:  # fmt: skip
    """One area over time with its interval. ``heading``: its finding in the words of the text beside it."""
    found = [panel.measured[one.code, period] for period in periods]
    values = tuple(_known(part.value[row]) for part in found)
    if sum(value is not None for value in values) < 2:
        return None
    low, high = (tuple(_known(getattr(part, side)[row]) for part in found) for side in ("low", "high"))
    band = Band(low, high, frame.say("95%区间", "95% interval"))
    name = panel.tree.name(row, frame.lang)
    subject = f"{name}{one.zh}" if frame.zh else f"{one.en}, {name}"
    labels = tuple(period.code for period in periods)
    return _picture(Trend(periods=labels, lines=(Line(name, values, (band,)),), format=_format(one),
                          heading=heading, **_framed(frame, subject)))  # fmt: skip


def scores(frame: Frame, rows: Sequence[Any], total: float) -> Picture | None:
    """Scores with the range of chance. ``rows``: name, score and span of each assessed area."""
    places = tuple(
        Place(one.name, one.score, one.span.low if one.span else None, one.span.high if one.span else None)
        for one in rows if one.score is not None
    )  # fmt: skip
    if len(places) < 2:
        return None
    subject = frame.say(
        f"考核得分（满分{total:g}分）和偶然波动的范围", f"Scores of {total:g} and how far chance could move them"
    )
    return _picture(Ranking(places=places, format=_POINTS, **_framed(frame, subject)))


def before_after(frame: Frame, rows: Sequence[Any], then: Mapping[str, Any]) -> Picture | None:
    """Scores of two assessments, area by area. ``then``: the rows of the one before, by key."""
    pairs = []
    for one in rows:
        old = then.get(one.record["key"])
        if old is not None and old.score is not None and one.score is not None:
            apart = None
            if one.span and old.span:
                apart = one.span.low > old.span.high or one.span.high < old.span.low
            pairs.append(Pair(one.name, old.score, one.score, apart))
    if not pairs:
        return None
    words: dict[str, Any] = {"before": frame.say("上期", "before"), "after": frame.say("本期", "now")}
    subject = frame.say("两次考核的得分", "Scores of two assessments")
    return _picture(BeforeAfter(pairs=tuple(pairs), format=_POINTS, **words, **_framed(frame, subject)))


def own_change(
    frame: Frame, panel: Panel, year: Period, row: int, moved: Mapping[str, Sequence[Moved]],
    heading: str = "",
) -> Picture | None:  # fmt: skip
    """The indicators of one area that are shares, this year and last. ``moved``: their changes, for every area."""
    name = panel.tree.name(row, frame.lang)
    pairs = []
    for one in panel.indicators:
        now, then = (panel.value(one.code, span, row) for span in (year, year.shift(-1)))
        if one.show == "percent" and now is not None and then is not None and max(abs(now), abs(then)) <= 1.5:
            pairs.append(Pair(one.name(frame.lang), then, now, moved[one.code][row].sure))
    if not pairs:
        return None
    words: dict[str, Any] = {"before": year.shift(-1).name(frame.lang), "after": year.name(frame.lang)}
    subject = frame.say(f"{name}主要指标", f"Main indicators, {name}")
    return _picture(BeforeAfter(pairs=tuple(pairs), ranked=False, format=Format("percent", 1), heading=heading, **words,
                                **_framed(frame, subject)))  # fmt: skip


def points_lost(frame: Frame, name: str, described: Mapping[str, Any], record: Mapping[str, Any]) -> Picture | None:
    """From the points that count to those earned, by item, with what came on top or off; the note tells the total.

    What could not be told, does not apply or was not reported is no part of the total, so it is not drawn.
    """
    pairs = zip(described["items"], record["items"], strict=True)
    counted = [(item, scored) for item, scored in pairs if scored["status"] in COUNTED]
    items = tuple(Item(item[frame.lang], item["points"], scored["points"]) for item, scored in counted)
    if not items:
        return None
    subject = frame.say(f"{name}：各项分值和失分", f"{name}: points by item")
    picture = _picture(PointsLost(items=items, format=_POINTS, **_framed(frame, subject)))
    return replace(picture, note=_score_basis(frame, described["scheme"]["total"], record))


def _score_basis(frame: Frame, total: float, record: Mapping[str, Any]) -> str:
    """How the score comes from the points of the picture; "" where they are the same."""
    score, available = record["score"], record["available"]
    if score is None or abs(available - total) < 1e-9:
        return ""
    out, full, part = show(score), plain(total), show(available, "number", 2)
    return frame.say(
        f"不能判定、不适用和未报的项目不计入总分：图中按 {part} 分计，折合满分 {full} 分，得 {out} 分。",
        f"Items that cannot be told, do not apply or were not reported are no part of the total: the picture is out of "
        f"{part} points; put on a total of {full}, the score is {out}.",
    )
