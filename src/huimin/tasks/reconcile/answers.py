"""What the answers of a clerical review come to: how the readers agree, and how good the matching is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huimin.demography.registration import Linkage
from huimin.reconciliation.review import agreement as agreeing
from huimin.reconciliation.review.estimating import Answers, Ends, Goodness, goodness
from huimin.reconciliation.review.frame import BANDS, BEST, EDGES, MADE
from huimin.tasks.reconcile.link_errors import linkage_from_review


@dataclass(frozen=True)
class Threshold:
    """What follows if every pair of at least this weight counted as one child, made or not.

    Attributes:
        bits: the weight; None for the matching as it is. pairs: how many would count. good: how good that would be.
    """

    bits: float | None
    pairs: int
    good: Goodness


@dataclass(frozen=True, eq=False)
class Found:
    """What a review has come to.

    Attributes:
        pairs: drawn. both: read by two. settled: with an answer that counts. unsure: settled as cannot be told.
        apart: read by two who differ, and no third has settled it yet. agreed: how the two readers agree.
        one_sided: only pairs that were matched could be drawn, as of encoded lists: recall cannot be told (NaN).
        now: how good the matching is. thresholds: with other thresholds; both empty before anything is settled.
    """

    pairs: int
    both: int
    settled: int
    unsure: int
    apart: int
    agreed: agreeing.Agreement
    now: Threshold | None
    thresholds: tuple[Threshold, ...]
    one_sided: bool = False

    @property
    def complete(self) -> bool:
        """Whether every pair has an answer that counts."""
        return self.settled == self.pairs

    def record(self) -> dict[str, Any] | None:
        """The outcome as plain data, which :func:`link_errors.linkage_from_review` reads too; None where nothing can be
        told yet.
        """
        if self.now is None:
            return None
        good = {"precision": _ends(self.now.good.precision), "recall": _ends(self.now.good.recall)}
        told = [one for name, one in good.items() if name != "recall" or not self.one_sided]
        if not all(isfinite(end) for one in told for end in one.values()):
            return None
        kappa = {"value": self.agreed.kappa, "low": self.agreed.low, "high": self.agreed.high}
        return {
            "precision": good["precision"], "recall": None if self.one_sided else good["recall"], "pairs": self.pairs,
            "settled": self.settled, "cannot_tell": self.unsure, "agreed": self.agreed.agreed.value,
            "kappa": {name: round(end, 6) for name, end in kappa.items()} if isfinite(self.agreed.kappa) else None,
        }  # fmt: skip

    def linkage(self) -> Linkage | None:
        """The error of matching for estimates of how many births there are; None where it cannot be told."""
        told = self.record() if self.complete else None
        return linkage_from_review(told) if told and (self.one_sided or told["recall"]["value"]) else None


def _ends(ends: Ends) -> dict[str, float]:
    return {name: round(float(end), 4) for name, end in zip(("value", "low", "high"), ends, strict=True)}


def apart(answers: Mapping[int, Mapping[int, str]], pairs: int) -> list[int]:
    """The pairs on which the first two readers differ, which a third has to settle."""
    told = ((pair, answers.get(pair, {})) for pair in range(pairs))
    return [pair for pair, given in told if 1 in given and 2 in given and given[1] != given[2]]


def found(
    sizes: Sequence[int], strata: Sequence[int], answers: Mapping[int, Mapping[int, str]], one_sided: bool = False
) -> Found:  # fmt: skip
    """What the answers come to.

    Args:
        sizes: pairs of the frame by stratum. strata: the stratum of each pair that was drawn.
        answers: by pair and seat (1, 2, 3) what was answered. one_sided: the frame holds only pairs that were matched.
    """
    read, same, unsure = (np.zeros(len(sizes)) for _ in range(3))
    two = []
    for pair, stratum in enumerate(strata):
        given = answers.get(pair, {})
        if 1 not in given or 2 not in given:
            continue
        two.append((given[1], given[2]))
        verdict = agreeing.settled([given[seat] for seat in (1, 2, 3) if seat in given])
        read[stratum] += verdict in (agreeing.SAME, agreeing.DIFFERENT)
        same[stratum] += verdict == agreeing.SAME
        unsure[stratum] += verdict == agreeing.UNSURE
    told = Answers(np.array(sizes, np.float64), read, same, unsure)
    settled = int(read.sum() + unsure.sum())
    now, others = _thresholds(told) if read.sum() else (None, ())
    if one_sided:
        now, others = _without_recall(now), ()
    return Found(len(strata), len(two), settled, int(unsure.sum()), len(two) - settled, agreeing.agreement(two), now,
                 others, one_sided)  # fmt: skip


def _without_recall(now: Threshold | None) -> Threshold | None:
    if now is None:
        return None
    nothing = np.full(np.shape(now.good.recall.value), np.nan)
    good = replace(now.good, recall=Ends(nothing, nothing, nothing))
    return replace(now, good=good)


def _thresholds(told: Answers) -> tuple[Threshold, tuple[Threshold, ...]]:
    kinds, bands = np.divmod(np.arange(len(told.size)), BANDS)

    def at(accepted: NDArray[np.bool_], bits: float | None) -> Threshold:
        return Threshold(bits, int(told.size[accepted].sum()), goodness(told, accepted))

    choices = [(edge, (kinds <= BEST) & (bands > number)) for number, edge in enumerate(EDGES)]
    others = tuple(at(accepted, edge) for edge, accepted in choices if told.size[accepted].sum())
    return at(kinds == MADE, None), others
