"""Statistics of claims for officers: counts by area, benefit and stage, with small counts protected.

Nobody who sees only counts may learn from them about one family: the same protection as for everything public is used
(:mod:`huimin.disclosure`), over the benefits' claims in all areas at once, whatever part of it is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from huimin.areas import Tree
from huimin.benefits import Benefit, Words
from huimin.disclosure.policy import Policy
from huimin.disclosure.protecting import protect
from huimin.disclosure.table import Status
from huimin.figures.dictionary import Category, Dictionary, Disaggregation, Element
from huimin.language import Leaf

WINDOW = (0, 0)
STATES: Mapping[str, Words] = {
    "waiting": Words("办理中", "being decided"),
    "granted": Words("已批准", "granted"),
    "refused": Words("不予批准", "refused"),
    "ended": Words("停发或撤回", "stopped or withdrawn"),
}
"""The states that are counted."""
_STATE_OF = {"taken": "waiting", "asked": "waiting", "proposed": "waiting", "notice": "waiting", "granted": "granted",
             "held": "granted", "refused": "refused", "stopped": "ended", "withdrawn": "ended"}  # fmt: skip
_WAYS = Disaggregation("state", "状态", "state", tuple(Category(code, one.zh, one.en) for code, one in STATES.items()))


@dataclass(frozen=True, slots=True)
class Count:
    """One count: ``number`` is None where it is hidden. ``state`` empty: all together."""

    area: str
    benefit: str
    state: str
    number: int | None
    rounded: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """So many claims of a benefit, at one area, in one stage; ``running``: paid while they are decided anew."""

    benefit: str
    area: str
    stage: str
    running: bool
    number: int

    @property
    def state(self) -> str:
        """The state in which they are counted: those that are paid while they are decided anew count as granted."""
        return "granted" if self.running else _STATE_OF[self.stage]


def counted(
    tallies: Iterable[Tally], benefits: Mapping[str, Benefit], tree: Tree, levels: Iterable[str],
    wanted: frozenset[str] | None,
) -> list[Count]:  # fmt: skip
    """Counts of claims at every area of some levels.

    Args:
        tallies: of all claims of the time looked at, in all areas.
        levels: of which counts are shown; those below only add to them.
        wanted: keys of the areas to show; None: all.
    """
    rows = list(tallies)
    codes = {code: f"claims_{at}" for at, code in enumerate(sorted({one.benefit for one in rows}))}
    figures = _figures(rows, codes, tree)
    dictionary = Dictionary(tuple(_element(benefits.get(code), code, name) for code, name in codes.items()))
    policy = Policy(levels=dict.fromkeys(levels, ("year",)))
    found = protect(figures, tree, dictionary, dict.fromkeys(policy.levels, (WINDOW,)), policy)
    shown = [i for i in range(len(tree)) if tree.level[i] in policy.levels
             and (wanted is None or tree.keys[i] in wanted)]  # fmt: skip
    made = []
    for code, name in codes.items():
        for state in ("", *STATES):
            column = f"{name}.{state}" if state else name
            status, numbers = found.status(column, WINDOW), found.numbers(column, WINDOW)
            for i in shown:
                number = None if np.isnan(numbers[i]) else int(numbers[i])
                made.append(Count(tree.keys[i], code, state, number, bool(status[i] == Status.ROUNDED)))
    return sorted(made, key=lambda one: (one.area, one.benefit))


def _element(benefit: Benefit | None, code: str, name: str) -> Element:
    zh, en = (benefit.name.zh, benefit.name.en) if benefit is not None else (code, code)
    return Element(name, f"{zh}申请数（{code}）", f"claims of {en} ({code})", "claim", "flow", "sum", "sum", (_WAYS,),
                   public="protected")  # fmt: skip


def _figures(tallies: list[Tally], codes: Mapping[str, str], tree: Tree) -> dict[Leaf, NDArray[np.float64]]:
    """The true counts at every area, with all below it; 0 where there is no claim."""
    counts = {Leaf(f"{name}.{state}", *WINDOW): np.zeros(len(tree)) for name in codes.values() for state in STATES}
    for one in tallies:
        at = tree.index(one.area)
        if at is not None:
            counts[Leaf(f"{codes[one.benefit]}.{one.state}", *WINDOW)][at] += one.number
    return {leaf: tree.sum_up(values) for leaf, values in counts.items()}
