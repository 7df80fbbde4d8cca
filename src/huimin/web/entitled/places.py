"""Where a family is registered: the places to choose from, their codes, and which benefits hold here at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from huimin.areas import Tree
from huimin.benefits import Benefit
from huimin.web.base import clock, place

PREFIXES = (2, 4, 6, 9)
"""Digits of the codes of province, prefecture, county and township within a longer code."""
MOST = 400
"""Places in one list: enough for the counties of a province."""


class Choice(NamedTuple):
    """A place to choose: what the form sends, and its name."""

    key: str
    name: str


def tree() -> Tree:
    """The areas as they are today."""
    return place.definitions().areas.at(clock.today())


@lru_cache(maxsize=4)
def codes_of(here: Tree) -> frozenset[str]:
    """The codes of all areas."""
    return frozenset(here.codes)


def chain(here: Tree, at: int) -> tuple[str, ...]:
    """The codes of an area and of all above it, those too that the areas here do not reach up to."""
    own = here.codes[at]
    above = [own[:digits] for digits in PREFIXES if own.isdecimal() and len(own) > digits]
    return tuple(dict.fromkeys([*above, *(here.codes[step] for step in here.path(at)), own]))


def holds_here(benefit: Benefit) -> bool:
    """Whether a benefit that is for some areas only is for any of ours."""
    here = tree()
    known = codes_of(here) | {code for root in here.roots() for code in chain(here, root)}
    return all(known & set(fact.areas) for fact in benefit.facts if fact.kind == "area")


def choices(benefits: Iterable[Benefit], lang: str) -> Sequence[Choice]:
    """The areas right below the top, and deeper ones that a benefit names by themselves."""
    here = tree()
    roots = here.roots()
    places = [child for root in roots for child in here.children(root)] or roots
    named = {code for one in benefits for fact in one.facts for code in fact.areas}
    if deeper := named & codes_of(here) - {here.codes[one] for one in (*roots, *places)}:
        places = sorted({*places, *(here.codes.index(code) for code in deeper)})
    return [Choice(here.keys[one], here.name(one, lang)) for one in places[:MOST]]


def codes_told(key: str) -> tuple[str, ...] | None:
    """The codes of a chosen area and of all above it; None where there is no such area."""
    here = tree()
    at = here.index(key)
    return None if at is None else chain(here, at)
