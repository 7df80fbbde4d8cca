"""Many formulas over many areas, a block of areas at a time.

A formula makes an array for each of its steps. Over a nation these do not fit into a processor's cache, and
fetching them from memory takes longer than the arithmetic; over a block they do. Blocks are independent, so
they also keep all cores busy. The results are those of evaluating each formula at once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from huimin.language import Expression, Leaf, compile_columns

Column = NDArray[np.float64]
BLOCK = 16_384  # areas; a column of them is 128 KB


def evaluate_blocks(
    expressions: Mapping[str, Expression],
    column_of: Callable[[Leaf], Column],
    length: int,
    threads: int | None = None,
) -> dict[str, Column]:
    """The values of every expression for ``length`` areas, each as :func:`huimin.language.evaluate_columns`
    has it.

    ``threads``: how many blocks are worked on at once (None: one a core).
    """
    steps = [(compile_columns(expression), np.empty(length)) for expression in expressions.values()]

    def work(start: int) -> None:
        block = slice(start, min(start + BLOCK, length))
        for step, made in steps:
            made[block] = step(lambda leaf: column_of(leaf)[block], block.stop - start)

    starts = range(0, length, BLOCK)
    if len(starts) < 2:
        for start in starts:
            work(start)
    else:
        with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
            list(pool.map(work, starts))
    return dict(zip(expressions, (made for _, made in steps), strict=True))
