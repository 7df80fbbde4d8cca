"""A review away from the site: what each reader gets, in an order of the reader's own, and what has come back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from huimin.tasks.reconcile.answers import Found, apart, found
from huimin.tasks.reconcile.reviewing import Drawn

READERS = (1, 2)
THIRD = 3
Said = Mapping[int, Mapping[int, Mapping[int, str]]]
"""By number of the two lists' review, reader and number of the pair in that reader's workbook: the answer."""


@dataclass(frozen=True, eq=False)
class Round:
    """One draw of pairs.

    Attributes:
        drawn: the review of every two lists. names: of the lists. seed: of the readers' orders.
        encoded: pairs are known by codes alone. simulated: the lists are invented. lang: of the workbooks.
    """

    drawn: tuple[Drawn, ...]
    names: tuple[str, ...]
    seed: int
    lang: str
    encoded: bool = False
    simulated: bool = False

    def plain(self) -> dict[str, Any]:
        """As plain data without the pairs, for :meth:`of`."""
        return {"names": list(self.names), "seed": self.seed, "lang": self.lang, "encoded": self.encoded,
                "simulated": self.simulated, "lists": [[one.left, one.right] for one in self.drawn]}  # fmt: skip

    @classmethod
    def of(cls, plain: Mapping[str, Any], drawn: Sequence[Drawn]) -> Round:
        """From plain data and the pairs."""
        return cls(tuple(drawn), tuple(plain["names"]), plain["seed"], plain["lang"], plain["encoded"],
                   plain["simulated"])  # fmt: skip

    def order(self, at: int, reader: int) -> list[int]:
        """The pairs of review ``at`` as a reader of the first two numbers them, 1 for the first: another order for each,
        so that nobody gives away an answer by its number.
        """
        rng = np.random.default_rng([self.seed, at, reader])
        return [int(one) for one in rng.permutation(len(self.drawn[at].pairs))]

    def answers(self, at: int, said: Said) -> dict[int, dict[int, str]]:
        """By pair and reader what was answered of review ``at``."""
        out: dict[int, dict[int, str]] = {}
        for reader, given in sorted(said.get(at, {}).items()):
            order = self.order(at, reader)
            for number, answer in given.items():
                if 1 <= number <= len(order):
                    out.setdefault(order[number - 1], {})[reader] = answer
        return out

    def found(self, at: int, said: Said) -> Found:
        """What review ``at`` has come to."""
        drawn = self.drawn[at]
        strata = [one.stratum for one in drawn.pairs]
        return found(drawn.sizes, strata, self.answers(at, said), one_sided=self.encoded)

    def for_reader(self, at: int, reader: int, said: Said) -> list[tuple[int, int]]:
        """(number in the workbook, pair) of what a reader reads of review ``at``; the third what is not settled by the
        first two.
        """
        numbered = list(enumerate(self.order(at, reader), 1))
        if reader != THIRD:
            return numbered
        differ = set(apart(self.answers(at, said), len(numbered)))
        return [(number, pair) for number, pair in numbered if pair in differ]
