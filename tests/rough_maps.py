"""Maps as rough as surveyed ones: every border of a smooth map gets bays and capes, the same on both sides."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from zlib import crc32

import numpy as np

from huimin.tasks.maps import Map

DECIMALS = 6


def roughened(drawn: Map, step: float) -> Map:
    """The map with edges broken by moving their middles aside until they are shorter than ``step`` (a fractal line)."""
    return replace(drawn, shapes={
        key: tuple(tuple(_ring(ring, step) for ring in polygon) for polygon in shape) for key, shape in drawn.shapes.items()
    })  # fmt: skip


def _ring(ring, step):
    points = [point for a, b in pairwise(ring) for point in _edge(a, b, step)]
    return (*points, points[0])


def _edge(a, b, step):
    """The points from ``a`` up to but without ``b``. Both neighbours walk the edge the other way: the line is the same."""
    if a > b:
        return [a, *_edge(b, a, step)[:0:-1]]
    rng = np.random.default_rng(crc32(repr((a, b)).encode()))
    return _broken(a, b, step, rng)


def _broken(a, b, step, rng):
    if abs(a[0] - b[0]) + abs(a[1] - b[1]) < step:
        return [a]
    aside = rng.uniform(-0.18, 0.18)
    middle = (
        round((a[0] + b[0]) / 2 - aside * (b[1] - a[1]), DECIMALS),
        round((a[1] + b[1]) / 2 + aside * (b[0] - a[0]), DECIMALS),
    )
    return [*_broken(a, middle, step, rng), *_broken(middle, b, step, rng)]
