"""By which areas a comparison is told: by county, or by township where nearly all of it lies in one county."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from huimin.reconciliation.keys import Rows
from huimin.reconciliation.places import Places
from huimin.reconciliation.records import Records

MAIN = 0.9
"""Of the records whose area is known, the share that one county must hold in every list to be told by its townships."""
TOLD = 0.5
"""Of these, the share whose township must be known in every list."""
FEWEST = 10
"""Townships with fewer children than this in any list stand together: a share of so few says nothing, and who is
missing could be guessed."""
FEWEST_TOWNS = 2
"""Townships that must be left to be told by themselves; else the county is told as one."""
TOGETHER = 2**31 - 2
"""The number of the areas that stand together; above every code and every place in a tree."""
Groups = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Grouping:
    """The areas of a comparison.

    Attributes:
        of: for each list the area of each row that counts: its number, 0 not known, ``TOGETHER``.
        county: the county whose townships are told; 0 where counties are told.
    """

    of: tuple[Groups, ...]
    county: int = 0


def grouping(lists: Sequence[Records], rows: Sequence[Rows]) -> Grouping:
    """The areas by which rows of the lists are told."""
    counties = [one.county[here].astype(np.int64) for one, here in zip(lists, rows, strict=True)]
    county = _main(counties)
    if not county:
        return Grouping(tuple(counties))
    towns = [one.area[here].astype(np.int64) for one, here in zip(lists, rows, strict=True)]
    known = [(town > 0) & (town != county) & (at == county) for town, at in zip(towns, counties, strict=True)]
    if not all(one[at == county].mean() >= TOLD for one, at in zip(known, counties, strict=True)):
        return Grouping(tuple(counties))
    told = [np.where(sure, town, at) for sure, town, at in zip(known, towns, counties, strict=True)]
    small = _small(told)
    if len(np.setdiff1d(np.concatenate(told), small)) < FEWEST_TOWNS:
        return Grouping(tuple(counties))
    return Grouping(tuple(np.where(np.isin(one, small), TOGETHER, one) for one in told), county)


def _main(counties: Sequence[Groups]) -> int:
    """The county in which nearly all records of every list lie; 0 where there is none."""
    found = set()
    for one in counties:
        values, counts = np.unique(one[one > 0], return_counts=True)
        if not len(values) or counts.max() < MAIN * counts.sum():
            return 0
        found.add(int(values[counts.argmax()]))
    return found.pop() if len(found) == 1 else 0


def _small(told: Sequence[Groups]) -> Groups:
    """Areas that have to stand together: those with few children, and one more where they are few even together."""
    areas = np.unique(np.concatenate(told))
    areas = areas[areas > 0]
    sizes = np.array([[int((one == area).sum()) for area in areas] for one in told])
    order = np.argsort(sizes.min(axis=0), kind="stable")
    count = int((sizes.min(axis=0) < FEWEST).sum())
    while 0 < count < len(areas) and sizes[:, order[:count]].sum(axis=1).min() < FEWEST:
        count += 1
    return np.asarray(areas[order[:count]])


def area_words(area: int, county: int, places: Places, lang: str) -> str:
    """What an area of a grouping is called.

    Args:
        county: whose townships are told; 0 for none.
    """
    zh = lang == "zh"
    if area == TOGETHER:
        return "人数少的合计" if zh else "places with few children, together"
    name = places.name(area, lang)
    if county and area == county:
        return f"{name}（乡镇不明）" if zh else f"{name} (township not known)"
    return name
