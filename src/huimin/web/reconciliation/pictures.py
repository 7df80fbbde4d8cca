"""What the page of a review shows: how good the matching is, thresholds as table and chart, weights as bars."""

from __future__ import annotations

from collections import Counter
from typing import Any

from huimin.charts import Band, Format, Line, Trend
from huimin.reconciliation.review.estimating import Ends
from huimin.tasks.reconcile import review_words as words
from huimin.tasks.reconcile.answers import Found, Threshold
from huimin.tasks.reconcile.reviewing import Drawn
from huimin.tasks.reconcile.words import pick, strength_words
from huimin.web.base import place
from huimin.web.base.words import say
from huimin.web.reconciliation.models import Review

HALF = 50.0


def bar(bits: float, most: float) -> dict[str, str]:
    """A bar from the middle of a box of 100: to the right for one child, to the left against it."""
    long = min(abs(bits) / most, 1.0) * HALF
    return {"bits": f"{bits:+.1f}", "x": f"{HALF if bits >= 0 else HALF - long:.1f}", "width": f"{long:.1f}",
            "side": "for" if bits >= 0 else "against"}  # fmt: skip


def results(found: Found, lang: str) -> dict[str, Any]:
    """The outcome in words and numbers; something must be settled."""
    assert found.now is not None
    rows = [
        {"name": words.threshold_words(one, lang), "pairs": one.pairs, "now": one.bits is None,
         "precision": words.ends_words(one.good.precision), "recall": words.ends_words(one.good.recall)}
        for one in (found.now, *found.thresholds)
    ]  # fmt: skip
    return {
        "sentences": words.review_sentences(found, lang), "rows": rows, "limit": pick(words.LIMIT, lang),
        "chart": _chart(found.thresholds, lang) if len(found.thresholds) > 1 else None,
    }  # fmt: skip


def _chart(thresholds: tuple[Threshold, ...], lang: str) -> Trend:
    """Precision and recall by threshold, with their intervals."""
    lines = []
    for code in ("precision", "recall"):
        ends = [getattr(one.good, code) for one in thresholds]
        band = Band(_values(ends, "low"), _values(ends, "high"), say(lang, "reconciliation.interval"))
        lines.append(Line(say(lang, f"reconciliation.{code}"), _values(ends, "value"), (band,)))
    return Trend(
        lang=lang, heading=say(lang, "reconciliation.chart"), footer=say(lang, "reconciliation.chart-note"),
        simulated=place.definitions().title.simulated, format=Format("percent", 1),
        periods=tuple(f"≥ {one.bits:g}" for one in thresholds), lines=tuple(lines),
    )  # fmt: skip


def _values(ends: list[Ends], side: str) -> tuple[float | None, ...]:
    found = [float(getattr(one, side)) for one in ends]
    return tuple(None if value != value else value for value in found)


def weights(drawn: Drawn, lang: str) -> list[dict[str, Any]]:
    """What every outcome of every field says, the strongest for one child first."""
    return [
        {"field": words.named(field, lang), "rows": [
            {"outcome": words.outcome(field, sort, lang), "strength": strength_words(bits, lang), **bar(bits, 15.0)}
            for sort, bits in sorted(told.items(), key=lambda one: -one[1])
        ]}
        for field, told in drawn.weights.items() if told
    ]  # fmt: skip


def strata(review: Review, lang: str) -> list[dict[str, Any]]:
    """How many pairs of each stratum there are and were drawn: the chances that the estimate rests on."""
    taken = Counter(review.strata)
    return [{"name": words.kinds_words(at, lang), "size": size, "taken": taken[at]}
            for at, size in enumerate(review.sizes) if size]  # fmt: skip
