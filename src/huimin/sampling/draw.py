"""The draw: which sites are visited, told by seed and frame alone.

Every site has one random fraction ``u`` (:mod:`huimin.sampling.numbers`). In a *simple* draw the ``n`` sites of a
stratum with the least ``u`` are taken. In a draw *by size* it is the ``n`` with the least

    q = u (1 - p) / ((1 - u) p),    p = n * size / (sum of sizes)

which is Pareto sampling (Rosén 1997, "On sampling with probability proportional to size", J. Stat. Plan. Inference 62):
the number of sites is fixed, no site comes twice, ``p`` is its chance of being taken (very nearly so: Bondesson, Traat
and Lundqvist 2006), and with equal sizes it is the simple draw. A site whose ``p`` would be 1 or more is taken for
certain, and the rest is drawn from the others. All comparisons are made with exact fractions, so no machine and no
language can come to another result.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

from huimin.sampling.frame import Frame, Site
from huimin.sampling.numbers import fraction

METHODS = ("simple", "size")
SAMPLE_COLUMNS = ("site", "stratum", "size", "chance", "number", "name")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One site that was drawn: its chance of being taken (1: for certain) and its random fraction."""

    site: Site
    chance: Fraction
    number: Fraction


@dataclass(frozen=True)
class Sample:
    """The sites drawn, by stratum and key."""

    drawn: tuple[Drawn, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the sites, in order."""
        return tuple(one.site.key for one in self.drawn)

    def text(self) -> str:
        """The list as it is published; chances are exact fractions, numbers have 15 decimals for people to read."""
        file = io.StringIO()
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(SAMPLE_COLUMNS)
        for one in self.drawn:
            site = one.site
            writer.writerow((site.key, site.stratum, site.size, one.chance, f"{float(one.number):.15f}", site.name))
        return file.getvalue()

    def hash(self) -> str:
        """SHA-256 of :meth:`text`."""
        return sha256(self.text().encode("utf-8")).hexdigest()


def chances(sizes: Sequence[int], count: int, method: str) -> list[Fraction]:
    """The chance of each site of one stratum to be among the ``count`` that are taken.

    Args:
        sizes: 1 at least. count: 0 to the number of sites. method: one of :data:`METHODS`.
    """
    if method == "simple":
        return [Fraction(count, len(sizes))] * len(sizes)
    certain: set[int] = set()
    while True:
        left = count - len(certain)
        total = sum(size for place, size in enumerate(sizes) if place not in certain)
        more = {place for place, size in enumerate(sizes) if place not in certain and left * size >= total}
        if not more or not left:
            break
        certain |= more
    return [Fraction(1) if place in certain else Fraction(left * size, total) for place, size in enumerate(sizes)]


def draw(frame: Frame, allocation: Mapping[str, int], method: str, seed: str, round_name: str) -> Sample:
    """Draw a sample: ``allocation`` says how many sites of each stratum (see the head of this module)."""
    drawn: list[Drawn] = []
    for name, sites in frame.strata.items():
        count = min(allocation.get(name, 0), len(sites))
        given = chances([site.size for site in sites], count, method)
        found = [Drawn(site, chance, fraction(seed, round_name, site.key))
                 for site, chance in zip(sites, given, strict=True)]  # fmt: skip
        chosen = sorted(found, key=_rank)[:count]
        drawn += sorted(chosen, key=lambda one: one.site.key)
    return Sample(tuple(drawn))


def _rank(one: Drawn) -> tuple[Fraction, str]:
    """The quotient by which sites are taken, the least first; -1 for what is taken for certain."""
    if one.chance == 1:
        return Fraction(-1), one.site.key
    u, p = one.number, one.chance
    return (u * (1 - p) / ((1 - u) * p) if p else Fraction(2) ** 99), one.site.key


@dataclass(frozen=True)
class Redrawn:
    """What drawing again came to: what differs from the published list, if anything."""

    only_published: tuple[str, ...]
    only_redrawn: tuple[str, ...]
    same_bytes: bool

    @property
    def same(self) -> bool:
        """Whether both lists are the same, byte for byte."""
        return self.same_bytes and not (self.only_published or self.only_redrawn)


def compare(published: str, redrawn: Sample) -> Redrawn:
    """Hold a published list against the one drawn again."""
    rows = csv.DictReader(io.StringIO(published))
    there = {(row.get("site") or "") for row in rows}
    mine = set(redrawn.keys)
    return Redrawn(tuple(sorted(there - mine)), tuple(sorted(mine - there)), published == redrawn.text())
