"""What the lists say: two lists or more, one area or many."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from huimin.demography.intervals import quantile
from huimin.demography.registration import (
    ByArea,
    Histories,
    Linkage,
    ModelRange,
    SampleCoverage,
    TwoLists,
    by_area,
    chapman_linked,
    corrected,
    fit_models,
    redrawn_totals,
    sample_coverage,
)
from huimin.demography.registration.two_lists import FEWEST_MATCHES, PROMISED
from huimin.findings import Fact, Finding, Invalid, Place, Severity, nearest

_DOUBTS = {
    "few-missed": "registration-few-missed", "few-matches": "registration-few-matches",
    "leans": "registration-leans", "apart": "registration-apart", "inside": "registration-inside",
    "empty": "registration-empty", "unknown": "registration-unknown",
}  # fmt: skip
"""What each word of a promise that is not kept is told as."""
ODDS = (0.5, 2.0, 4.0)
LEANING = 0.5


@dataclass(frozen=True, eq=False)
class Counted:
    """The lists of some areas: ``histories`` has shape (areas, …) and ``areas`` their names; ``source`` is the file."""

    areas: tuple[str, ...]
    histories: Histories
    source: str = ""


@dataclass(frozen=True)
class Wish:
    """What is asked.

    Attributes:
        register: the name of the list under test; the first one where empty.
        limit: the unreported share that is borne, 0 to 1; NaN where none was named.
        confidence: of the intervals. odds_ratio: dependence of two lists that is assumed.
        linkage: how well people were found again in the other list.
    """

    register: str = ""
    limit: float = float("nan")
    confidence: float = 0.95
    odds_ratio: float = 1.0
    linkage: Linkage = Linkage()


@dataclass(frozen=True)
class Middle:
    """A number with its interval; NaN where nothing can be said, ``high`` infinite where there is no upper end."""

    value: float
    low: float
    high: float

    @property
    def known(self) -> bool:
        """Whether there is a number."""
        return bool(np.isfinite(self.value))


@dataclass(frozen=True)
class Spot:
    """One area, or all together: its lists (register, others, both), the total, the unreported share, and its word."""

    area: str
    register: float
    others: float
    both: float
    total: Middle
    unreported: Middle
    own_total: Middle
    promise: str


@dataclass(frozen=True, eq=False)
class Estimated:
    """The answer.

    Attributes:
        counted, wish: what it was made from. register: the name of the list under test.
        whole: all areas together. places: area by area; empty with one area.
        models, coverage: with three lists or more (coverage with three).
        if_tied: with two lists: the answer if they depended on each other, by odds ratio.
        pooled: with more than one area: spread and typical completeness.
        notes: what the answer does not promise.
    """

    counted: Counted
    wish: Wish
    register: str
    whole: Spot
    places: tuple[Spot, ...]
    models: ModelRange | None
    coverage: SampleCoverage | None
    if_tied: tuple[tuple[float, Spot], ...]
    pooled: ByArea | None
    notes: tuple[Finding, ...]

    @property
    def span(self) -> tuple[float, float]:
        """The smallest and the largest estimate that stand: of the models and of sample coverage; else the estimate."""
        if self.models is None:
            return self.whole.total.value, self.whole.total.value
        ends = [*self.models.span, *([self.coverage.total] if self.coverage is not None else [])]
        known = [end for end in ends if np.isfinite(end)]
        return (min(known), max(known)) if known else (float("nan"), float("nan"))


def estimate(counted: Counted, wish: Wish) -> Estimated:
    """Estimate how many there are and what share the register lacks.

    Two lists: Chapman, or area by area with partial pooling where there are several. Three and more: all models of
    pairs, whose range is the answer for all areas together; for single areas the register stands against all other
    lists joined, with the dependence that the best model found.

    Raises:
        Invalid: ``registration-register-unknown``, and what the lists themselves are refused for.
    """
    at = _register(counted.histories, wish.register)
    maker = _Two(counted, wish, at) if len(counted.histories.names) == 2 else _More(counted, wish, at)
    return maker.made()


def _register(histories: Histories, name: str) -> int:
    if not name:
        return 0
    if name not in histories.names:
        facts: dict[str, Fact] = {"found": name, "nearest": nearest(name, histories.names) or ""}
        facts["options"] = ", ".join(histories.names)
        raise Invalid([Finding("registration-register-unknown", Severity.ERROR, facts=facts)])
    return histories.names.index(name)


class _Two:
    """Two lists."""

    def __init__(self, counted: Counted, wish: Wish, at: int) -> None:
        self.counted, self.wish, self.at = counted, wish, at
        self.one, self.two, self.both = counted.histories.pair(at)
        self.notes: list[Finding] = []

    def made(self) -> Estimated:
        """The answer."""
        wish = self.wish
        whole, places, pooled = self.at_odds(wish.odds_ratio)
        tied = (
            tuple((odds, self.at_odds(odds)[0]) for odds in (wish.odds_ratio * one for one in ODDS))
            if whole.total.known
            else ()
        )
        self.notes.append(Finding("registration-dependence", Severity.NOTE))
        self.note(whole, places, pooled)
        return self.answer(whole, places, pooled, tied)

    def answer(
        self, whole: Spot, places: tuple[Spot, ...], pooled: ByArea | None,
        tied: tuple[tuple[float, Spot], ...] = (), models: ModelRange | None = None,
        coverage: SampleCoverage | None = None,
    ) -> Estimated:  # fmt: skip
        """Everything put together."""
        name = self.counted.histories.names[self.at]
        return Estimated(self.counted, self.wish, name, whole, places, models, coverage, tied, pooled,
                         tuple(self.notes))  # fmt: skip

    def at_odds(self, odds: float) -> tuple[Spot, tuple[Spot, ...], ByArea | None]:
        """All together, each area and what they have in common, at a dependence."""
        one, two, both = self.sums
        if len(self.counted.areas) == 1:
            alone = chapman_linked(one, two, both, self.wish.linkage, self.wish.confidence, odds)
            total, missing = _single(alone)
            spot = Spot(self.counted.areas[0], one, two, both, total, missing, total, str(alone.promise))
            return spot, (), None
        found = by_area(self.one, self.two, self.both, self.wish.confidence, odds, self.wish.linkage)
        total, missing = (Middle(*(float(x) for x in one)) for one in (found.nation_total, found.nation_unreported))
        promise = str(chapman_linked(one, two, both, self.wish.linkage).promise)
        whole = Spot("", one, two, both, total, missing, total, promise)
        return whole, tuple(self._place(found, at) for at in range(len(self.counted.areas))), found

    @property
    def sums(self) -> tuple[float, float, float]:
        """The counts of the areas that have all of them, added up; not known where none has."""
        if not self.known.any():
            return float("nan"), float("nan"), float("nan")
        one, two, both = (float(counts[self.known].sum()) for counts in (self.one, self.two, self.both))
        return one, two, both

    @property
    def known(self) -> np.ndarray:
        """Areas with all counts."""
        return np.isfinite(self.one + self.two + self.both)

    def _place(self, found: ByArea, at: int) -> Spot:
        total, missing = (Middle(*(float(x[at]) for x in one)) for one in (found.total, found.unreported))
        own = Middle(float(found.own.total[at]), float(found.own.low[at]), float(found.own.high[at]))
        one, two, both = (float(counts[at]) for counts in (self.one, self.two, self.both))
        return Spot(self.counted.areas[at], one, two, both, total, missing, own, str(found.own.promise[at]))

    def note(self, whole: Spot, places: tuple[Spot, ...], pooled: ByArea | None) -> None:
        """What is not promised, place by place; small areas that lean on the others are told as such."""
        if whole.promise != PROMISED:
            self._say(whole.promise, whole)
        for one in places:
            if one.promise in ("unknown", "inside"):
                self._say(one.promise, one)
            elif one.promise in ("apart", "few-matches", "empty") and pooled is not None:
                self._say("leans", one)

    def _say(self, word: str, place: Spot) -> None:
        grave = Severity.NOTE if word in ("few-missed", "leans") else Severity.WARNING
        at = Place(area=place.area) if place.area else Place(file=self.counted.source)
        facts: dict[str, Fact] = {"found": place.both, "expected": FEWEST_MATCHES}
        self.notes.append(Finding(_DOUBTS[word], grave, at, facts))


def _single(one: TwoLists) -> tuple[Middle, Middle]:
    """Total and unreported share of one estimate."""
    share = one.unreported
    return Middle(float(one.total), float(one.low), float(one.high)), Middle(*(float(end) for end in share))


class _More(_Two):
    """Three lists or more. Dependence is what the models find; errors of linkage are put right for three lists: the
    counts first, then the width of the interval.
    """

    def __init__(self, counted: Counted, wish: Wish, at: int) -> None:
        self.found, self.linkage = counted.histories, wish.linkage
        three, short = len(counted.histories.names) == 3, 0.0
        if three and wish.linkage != Linkage():
            right = corrected(counted.histories, wish.linkage)
            counted, short = replace(counted, histories=right.histories), right.short
        super().__init__(counted, replace(wish, linkage=Linkage(), odds_ratio=1.0), at)
        if (wish.linkage != Linkage() and not three) or wish.odds_ratio != 1.0:
            self.notes.append(Finding("registration-two-lists-only", Severity.WARNING))
        if short >= 0.5:
            facts: dict[str, Fact] = {"count": round(short)}
            self.notes.append(Finding("registration-linkage-beyond", Severity.WARNING, facts=facts))

    def made(self) -> Estimated:
        """The answer."""
        histories, wish = self.counted.histories, self.wish
        alone = len(self.counted.areas) == 1
        together = Histories(histories.names, histories.counts[0]) if alone else histories.together()
        models = fit_models(together, wish.confidence)
        coverage = sample_coverage(together, wish.confidence) if len(together.names) == 3 else None
        one, two, both = (float(x) for x in together.pair(self.at))
        total = self._widened(self._range(models, coverage))
        name = self.counted.areas[0] if alone else ""
        whole = Spot(name, one, two, both, total, _missing(one, total), total, PROMISED)
        places, pooled = self._areas(models, one, two, both)
        self._doubts(models, coverage)
        self.note(whole, places, pooled)
        return self.answer(whole, places, pooled, (), models, coverage)

    def _range(self, models: ModelRange, coverage: SampleCoverage | None) -> Middle:
        """The mean of the models that stand, with an interval that reaches over all of them and the coverage."""
        low, high = models.interval
        if coverage is not None and np.isfinite(coverage.total) and np.isfinite(low):
            low, high = min(low, coverage.low), max(high, coverage.high)
        return Middle(models.average, low, high)

    def _widened(self, total: Middle) -> Middle:
        """The interval with what errors of linkage add to it."""
        if self.linkage == Linkage() or len(self.found.names) != 3 or not total.known:
            return total
        found = self.found if self.found.counts.ndim == 1 else self.found.together()

        def total_of(counts: np.ndarray) -> float:
            return fit_models(Histories(found.names, counts), self.wish.confidence).average

        drawn = redrawn_totals(found, self.linkage, total_of)
        return _reaching(total, drawn[np.isfinite(drawn)], max(float(found.size(at)) for at in range(len(found.names))),
                         self.wish.confidence)  # fmt: skip

    def _areas(self, models: ModelRange, one: float, two: float, both: float) -> tuple[tuple[Spot, ...], ByArea | None]:
        """Each area at the dependence that gives all areas together the models' total."""
        if len(self.counted.areas) == 1 or models.best is None or both == 0 or one == both or two == both:
            return (), None
        odds = max(models.average - (one + two - both), 1e-6) / ((one - both) * (two - both) / both)
        _, places, pooled = self.at_odds(odds)
        return places, pooled

    def _doubts(self, models: ModelRange, coverage: SampleCoverage | None) -> None:
        if models.best is None:
            self.notes.append(Finding("registration-models-none", Severity.WARNING))
        elif models.best.df == 0:
            low, high = models.all_span
            facts: dict[str, Fact] = {"low": f"{low:,.0f}", "high": f"{high:,.0f}"}
            self.notes.append(Finding("registration-saturated", Severity.WARNING, facts=facts))
        if coverage is not None and not coverage.enough:
            facts = {"found": round(100 * coverage.coverage, 1)}
            self.notes.append(Finding("registration-coverage-low", Severity.NOTE, facts=facts))


def _reaching(total: Middle, drawn: np.ndarray, longest: float, confidence: float) -> Middle:
    """Total and interval with the error of matching in them.

    The total is the median of those redrawn: told 0.998 of true pairs found, give or take 0.005, fewer were found on
    average, since more than all cannot be. The interval reaches as far as that of the models and the redrawn totals
    together, by their distance from the total, and at least over the middle 95 per cent of the redrawn ones.
    """
    if not len(drawn):
        return Middle(total.value, float("nan"), float("nan"))
    value = float(np.median(drawn))
    blur = quantile(confidence) * float(np.sqrt(np.mean((drawn - value) ** 2)))
    least, most = np.quantile(drawn, [(1 - confidence) / 2, (1 + confidence) / 2])
    low = min(value - float(np.hypot(total.value - total.low, blur)), float(least))
    high = max(value + float(np.hypot(total.high - total.value, blur)), float(most))
    # How many were seen hangs on the pairs; only the longest list is sure.
    return Middle(max(value, longest), max(longest, low), max(high, longest))


def _missing(listed: float, total: Middle) -> Middle:
    """The share of the total that a list lacks."""
    ends = (total.value, total.low, total.high)
    shares = [1.0 if end == np.inf else max(0.0, 1 - listed / end) if end > 0 else np.nan for end in ends]
    return Middle(*shares)
