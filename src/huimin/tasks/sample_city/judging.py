"""Judgement sheets filled in as assessors would who know how well each office works."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from huimin.figures.dictionary import Element
from huimin.figures.periods import Period
from huimin.tasks.sample_city.chance import Floats, share
from huimin.tasks.sample_city.places import Places
from huimin.tasks.sample_city.settings import Settings

RED_LINE = "_red_"  # how the assessment names the elements of its red lines
STEP = 0.05  # assessors judge shares in twentieths


def judged(
    element: Element,
    settings: Settings,
    places: Places,
    periods: Sequence[Period],
    quality: Floats,
    rng: np.random.Generator,
) -> Floats:
    """What was judged, (periods, bodies, *categories), for an element of any kind of values.

    Yes and no are 1 and 0, a share is a multiple of :data:`STEP`, a date its ordinal day, anything else a
    small count. No red line is crossed but one: in the last period the assessors find that the shaving county
    falsified its data.
    """
    shape = (len(periods), len(quality), *(len(way.categories) for way in element.by))
    known = np.broadcast_to(quality.reshape(1, -1, *(1,) * len(element.by)), shape)
    if RED_LINE in element.code:
        return _red_line(element, settings, shape)
    match element.values:
        case "yes-no":
            return (rng.random(shape) < share(1.8 + 0.8 * known)).astype(float)
        case "share":
            exact = share(1.5 + 0.7 * known + rng.normal(0, 0.4, shape))
            return np.round(np.round(exact / STEP) * STEP, 2)
        case "date":
            days = np.clip(np.round(16 - 5 * known + rng.exponential(12, shape)), 3, 360)
            by_period = (-1, *(1,) * (known.ndim - 1))
            start = np.array([period.start.toordinal() for period in periods], float)
            length = np.array([(period.end - period.start).days for period in periods], float)
            return np.asarray(start.reshape(by_period) + np.minimum(days, length.reshape(by_period)))
        case _:
            return rng.poisson(np.exp(0.9 + 0.25 * known)).astype(float)


def _red_line(element: Element, settings: Settings, shape: tuple[int, ...]) -> Floats:
    crossed = np.zeros(shape)
    codes = [county.code for county in settings.counties]
    shaved = settings.faults.get("shaved") and element.code.endswith(settings.shaving.red_line)
    if shaved and shape[0] and shape[1] == len(codes):
        crossed[-1, codes.index(settings.shaving.county)] = 1
    return crossed
