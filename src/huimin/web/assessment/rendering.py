"""What a run's pages show whoever reads them: the bodies of ranking and scorecards, and a scorecard as plain data.

A body knows nothing of the reader but the language. So those of a published run are made once (see ``published``) and
put into the reader's frame.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.template import engines
from markupsafe import Markup

from huimin.adapters.documents.finished import FinishedRun
from huimin.adapters.documents.hashes import shown_hashes
from huimin.adapters.documents.view import ItemRow, Views, two
from huimin.adapters.documents.words import STATUSES, status_words, word
from huimin.assessment import chance
from huimin.figures.periods import Period
from huimin.indicators.rounding import plain
from huimin.web.base.words import say

Record = dict[str, Any]
LANGUAGES = ("zh", "en")
FALLS_SHOWN = 9


class Bodies:
    """Makes the bodies of one run in one language."""

    def __init__(self, run: FinishedRun, lang: str) -> None:
        self.run, self.lang = run, lang
        self.views = Views(run, lang)
        self.scheme = run.described["scheme"]

    def _template(self, name: str) -> Any:
        return engines["jinja2"].env.get_template(f"assessment/{name}.html")

    @cached_property
    def common(self) -> Record:
        """What all bodies of the run show."""
        lang, level = self.lang, self.run.levels.get(self.scheme["level"], ["", ""])
        return {
            "run": self.run.run, "lang": lang, "say": self.views.say,
            "t": lambda code, **facts: say(lang, code, **facts),
            "scheme": self.scheme[lang], "version": word("version", lang, version=self.scheme["version"]),
            "period": Period.of(self.run.described["period"]).name(lang), "total": plain(self.scheme["total"]),
            "confidence": self.views.confidence, "level": level[0 if lang == "zh" else 1],
            "hashes": shown_hashes(self.run.run, self.run.manifest, lang), "two": two,
        }  # fmt: skip

    def title(self, key: str = "") -> str:
        """The title of a scorecard, or of the ranking."""
        name = self.run.name(key, self.lang) if key else self.views.say("ranking")
        return f"{name} · {self.scheme[self.lang]} · {self.common['period']}"

    def scorecard(self, key: str) -> Markup:
        """The body of one area's scorecard. KeyError where the area was not assessed."""
        record = self.run.area(key)
        if record is None:
            raise KeyError(key)
        rows = list(self.views.rows(record))
        level = self.run.levels.get(self.run.level(key), ["", ""])
        return Markup(
            self._template("scorecard_body").render(
                self.common, place=self.views.standing(record), rows=rows, losses=self.views.losses(rows),
                falls=self.falls(rows), basis=self.views.basis(record), key=key, untold=chance.untold(record),
                span=chance.score_span(self.run.described, record), area_level=level[0 if self.lang == "zh" else 1],
                above=[self.run.name(one, self.lang) for one in record["path"][:-1]],
            )
        )  # fmt: skip

    def falls(self, rows: list[Any]) -> Record:
        """The way from the full total down to the points earned: the largest losses one by one, then the rest.

        ``first`` and ``last`` are the points that the bars run between.
        """
        lost = sorted(
            (row for row in rows if isinstance(row, ItemRow) and row.lost >= 0.005), key=lambda row: -row.lost
        )
        shown, rest = (lost, []) if len(lost) <= FALLS_SHOWN else (lost[: FALLS_SHOWN - 1], lost[FALLS_SHOWN - 1 :])
        parts = [(row.id, row.name, row.lost, row.code) for row in shown]
        if rest:
            parts.append(("", say(self.lang, "assessment.others", count=len(rest)), sum(row.lost for row in rest), ""))
        total = float(self.scheme["total"])
        tenth = total / 10
        first = max(0.0, tenth * int((total - sum(row.lost for row in lost)) / tenth))
        steps, at = [], total
        for name, words, points, code in parts:
            begin = max(first, at - points)
            left, width = 100 * (begin - first) / (total - first), 100 * (at - begin) / (total - first)
            steps.append({"id": name, "name": words, "points": two(points), "missing": code == "not_reported",
                          "from": f"{left:.1f}", "width": f"{width:.1f}"})  # fmt: skip
            at = begin
        return {"first": two(first), "last": two(total), "steps": steps}

    def ranking(self) -> Markup:
        """The body of the ranking: places with the limits of chance, areas listed apart, how totals are formed."""
        described = self.run.described
        records = list(self.run.records())
        places = [self._place(record) for record in records]
        ranked = sorted((one for one in places if one["rank"] is not None), key=lambda one: one["rank"])
        told = chance.apart([one["span"] for one in ranked])
        for place, clear in zip(ranked, told, strict=True):
            place["told_apart"] = clear
        return Markup(
            self._template("ranking_body").render(
                self.common, ranked=ranked, apart=[one for one in places if one["rank"] is None],
                statuses=[(word(code, self.lang), status_words(code, self.lang)) for code in STATUSES],
                declined=described["declined"], source=self.scheme["source"]["text"],
                has_steps=bool(described["ladder"]), note=self.scheme[f"note_{self.lang}"], axis=self._axis(places),
            )
        )  # fmt: skip

    def _place(self, record: Record) -> Record:
        span = chance.score_span(self.run.described, record)
        return {**self.views.standing(record), "span": span, "untold": chance.untold(record), "told_apart": False}

    def _axis(self, places: list[Record]) -> Record:
        """The stretch of scores that the dots are drawn on: round, and wide enough for every interval."""
        spans = [one["span"] for one in places if one["span"]]
        total = float(self.scheme["total"])
        low = min((one.low for one in spans), default=0.0)
        first = max(0.0, total * (int(low / total * 10) / 10))
        return {"first": first, "last": total, "scale": 100 / (total - first) if total > first else 1.0}


def data(run: FinishedRun, key: str) -> bytes:
    """One area's scorecard as JSON, with names in both languages. KeyError where the area was not assessed."""
    record = run.area(key)
    if record is None:
        raise KeyError(key)
    described, scheme = run.described, run.described["scheme"]
    items = [
        {"zh": item["zh"], "en": item["en"], "full": item["points"], "extra": item["extra"], **scored}
        for item, scored in zip(described["items"], record["items"], strict=True)
    ]
    span = chance.score_span(described, record)
    made = {
        "run": run.run, "simulated": run.simulated, "period": described["period"],
        "scheme": {name: scheme[name] for name in ("code", "version", "zh", "en", "total", "level", "confidence")},
        "snapshot": run.manifest["snapshot"]["hash"], "chance": {"low": span.low, "high": span.high} if span else None,
        **record, "items": items,
    }  # fmt: skip
    return json.dumps(made, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def everything(run: FinishedRun) -> Iterator[tuple[str, str, str, bytes]]:
    """All bodies of a run: (kind, area or "", language or "", bytes); title and text of a page parted by a line end."""
    for lang in LANGUAGES:
        bodies = Bodies(run, lang)
        yield "ranking", "", lang, f"{bodies.title()}\n{bodies.ranking()}".encode()
        for key in run.assessed:
            yield "scorecard", key, lang, f"{bodies.title(key)}\n{bodies.scorecard(key)}".encode()
    for key in run.assessed:
        yield "data", key, "", data(run, key)
