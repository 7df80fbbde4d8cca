"""Two lists in Latin letters joined step by step, after the steps for every list.

No threshold is fitted to anything: a pair must be one person with a probability of 95 per cent where one in as many as
the longer list has is expected to be so, and each must be the other's best by a clear margin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from huimin.reconciliation.best import best_by_far
from huimin.reconciliation.cascade import Links
from huimin.reconciliation.keys import Rows
from huimin.reconciliation.latin import Latin
from huimin.reconciliation.latin_weights import CHUNK, Bits, Level, Model
from huimin.reconciliation.records import Records
from huimin.reconciliation.steps import LATIN_STEPS, LatinStep
from huimin.reconciliation.ties import sharing_any

SURE, WORTH = 0.95, 0.05
"""The least probability of a pair that is made, and of one that is worth a person's look."""
MOST_ALIKE, MOST_PAIRS, MOST_TIES = 50, 20, 2000
"""Records of a list that may bear a key; pairs weighed for each record left, ``CHUNK`` in any case (beyond, looser keys
are left out); pairs set aside for a person."""
LEARNT = 5_000
"""Records of the shorter list to learn from."""
LOOSEST = next(step for step in LATIN_STEPS if step.code == "latin-weighed")
"""The step whose pairs, where none was made, are worth a person's look."""


@dataclass(frozen=True, eq=False)
class Joined:
    """All pairs of two lists, those set aside for a person (the likeliest first), and what each outcome says."""

    links: Links
    ties: tuple[Rows, Rows]
    levels: tuple[Level, ...]


def in_latin_letters(first: Records, second: Records) -> bool:
    """Whether both lists are."""
    return first.latin is not None and second.latin is not None


def join_latin(first: Records, second: Records, links: Links) -> Joined:
    """More pairs of two lists in Latin letters, which of them comes first notwithstanding.

    Args:
        links: what the steps for every list made.
    """
    turned = _size(first) > _size(second)
    shorter, longer = (second, first) if turned else (first, second)
    model = _learnt(shorter, longer)
    for step in LATIN_STEPS:
        left = links.left[::-1] if turned else links.left
        one, two, weight = _weighed(model, left, step)
        good = best_by_far(one, weight) & best_by_far(two, weight) & (model.probability(weight) >= SURE)
        pairs = (one[good], two[good])
        links = links.with_more(step.code, *(pairs[::-1] if turned else pairs))
    left = links.left[::-1] if turned else links.left
    one, two, weight = _weighed(model, left, LOOSEST)
    some = np.argsort(-weight, kind="stable")[:MOST_TIES]
    some = some[model.probability(weight[some]) >= WORTH]
    ties = (one[some], two[some])
    return Joined(links, ties[::-1] if turned else ties, model.levels())


def _size(records: Records) -> tuple[int, int]:
    """By what the shorter list is known, and of two as long always the same one."""
    assert records.latin is not None
    return len(records.singles), sum(int(one.whole.sum(dtype=np.uint64)) for one in records.latin.columns.values())


def _learnt(shorter: Records, longer: Records) -> Model:
    """A model of two lists that has learnt of some of their records."""
    model = Model(shorter, longer)
    some = shorter.singles[:: max(1, len(shorter.singles) // LEARNT)]
    keys = [key for step in LATIN_STEPS for key in step.keys]
    model.learn(*_candidates(model.here, model.there, (some, longer.singles), keys, CHUNK))
    return model


def _weighed(model: Model, left: tuple[Rows, Rows], step: LatinStep) -> tuple[Rows, Rows, Bits]:
    """Pairs that share a key of a step, and their weights."""
    most = max(CHUNK, MOST_PAIRS * max(len(one) for one in left))
    one, two = _candidates(model.here, model.there, left, step.keys, most)
    return one, two, model.weigh(one, two, step.renamed)


def _candidates(
    first: Latin, second: Latin, left: tuple[Rows, Rows], keys: Sequence[tuple[str, ...]], most: int
) -> tuple[Rows, Rows]:  # fmt: skip
    """Pairs of left-over rows that share a key, each once."""
    shared = ((first.key(key, left[0]), second.key(key, left[1])) for key in keys)
    return sharing_any(shared, left, MOST_ALIKE, most)
