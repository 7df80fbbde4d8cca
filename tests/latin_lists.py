"""Invented lists in Latin letters with the child behind every row: families with brothers, sisters and twins; slips of
the pen, other addresses, names and dates left out. Names and streets are put together of syllables and are nobody's.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import pyarrow as pa

from huimin.adapters.linkage.prepare import prepare
from huimin.adapters.linkage.readings import readings
from huimin.reconciliation.mapping import ListMapping, columns_of
from huimin.reconciliation.places import CodePlaces

HEADINGS = ("given name", "surname", "sex", "date of birth", "address", "house number", "suburb", "postcode", "phone")
_BEGIN = ("bar", "ben", "cal", "dan", "el", "fran", "ger", "hol", "is", "jon", "kar", "lin", "mar", "nor", "ol", "pet", "ros", "sam", "tor", "wil")  # fmt: skip
_MIDDLE = ("a", "e", "i", "o", "be", "da", "le", "mi", "no", "ra", "ta", "vi")  # fmt: skip
_END = ("da", "la", "na", "ne", "ric", "ssa", "th", "ton", "ley", "man", "son", "wood", "field", "burn")  # fmt: skip


@dataclass(frozen=True)
class Slips:
    """Shares of the records that go wrong in a field, or as told."""

    typed: float = 0.06
    left_out: float = 0.04
    turned: float = 0.01
    renamed: float = 0.01
    moved: float = 0.05
    date: float = 0.04
    absent: float = 0.03


CAREFUL, CARELESS = Slips(), Slips(0.15, 0.08, 0.03, 0.03, 0.1, 0.08, 0.03)


def words(lot: random.Random, count: int) -> list[str]:
    """Different names, each half as common as the one half as far from the beginning."""
    made: dict[str, None] = {}
    while len(made) < count:
        made[lot.choice(_BEGIN) + "".join(lot.choices(_MIDDLE, k=lot.randint(0, 2))) + lot.choice(_END)] = None
    return list(made)


class Births:
    """The truth: children as rows of ``HEADINGS``."""

    def __init__(self, families: int, seed: int) -> None:
        lot = self.lot = random.Random(seed)
        self.given, self.surnames, self.streets = words(lot, 400), words(lot, 2000), words(lot, 1500)
        self.towns = [(town, f"{4000 + at}") for at, town in enumerate(words(lot, 150))]
        self.children = [child for _ in range(families) for child in self.family()]

    def some(self, among: list[str]) -> str:
        return among[int(len(among) ** self.lot.random()) - 1]

    def home(self) -> list[str]:
        lot = self.lot
        town, postcode = lot.choice(self.towns)
        return [
            f"{lot.choice(self.streets)} street",
            str(lot.randint(1, 180)),
            town,
            postcode,
            f"04{lot.randint(10**7, 10**8 - 1)}",
        ]

    def family(self) -> list[list[str]]:
        """One to three children of one home; 3 births of 100 are of twins."""
        lot, surname, home = self.lot, self.some(self.surnames), self.home()
        days = lot.sample(range(1, 1000), lot.choices((1, 2, 3), (80, 17, 3))[0])
        born = [day for day in days for _ in range(2 if lot.random() < 0.03 else 1)]
        named: dict[str, None] = {}
        while len(named) < len(born):
            named[self.some(self.given)] = None
        return [[name, surname, lot.choice("mf"), _date(day), *home] for name, day in zip(named, born, strict=True)]

    def listed(self, slips: Slips, seed: int) -> tuple[list[list[str]], list[int]]:
        """A list of these births in an order of its own, and the child behind each row."""
        lot = self.lot = random.Random(seed)
        here = [at for at in range(len(self.children)) if lot.random() >= slips.absent]
        lot.shuffle(here)
        return [self.written(list(self.children[at]), slips) for at in here], here

    def written(self, row: list[str], slips: Slips) -> list[str]:
        lot = self.lot
        if lot.random() < slips.moved:
            row[4:8] = self.home()[:4]
        if lot.random() < slips.renamed:
            row[0] = self.some(self.given)
        if lot.random() < slips.turned:
            row[0], row[1] = row[1], row[0]
        if lot.random() < slips.date:
            row[3] = _date(lot.randint(1, 1000)) if lot.random() < 0.3 else _slip(row[3], lot)
        for at in (0, 1, 4, 6):
            row[at] = _slip(row[at], lot) if lot.random() < slips.typed else row[at]
        return [row[0], row[1], *("" if lot.random() < slips.left_out else cell for cell in row[2:])]


def _date(day: int) -> str:
    return f"{2023 + day // 336}{day % 336 // 28 + 1:02d}{day % 28 + 1:02d}"


def _slip(text: str, lot: random.Random) -> str:
    """Two neighbours changed places, a letter lost, or another one in its place."""
    at = lot.randrange(len(text) - 1)
    other = str(lot.randrange(10)) if text.isdecimal() else lot.choice("aeioulnrst")
    return lot.choice((text[:at] + text[at + 1] + text[at] + text[at + 2 :], text[:at] + text[at + 1 :],
                       text[:at] + other + text[at + 1 :]))  # fmt: skip


def records_of(rows: list[list[str]], headings: tuple[str, ...] = HEADINGS):
    """Rows made ready, columns found by their headings."""
    table = pa.table({name: pa.array([row[at] for row in rows]) for at, name in enumerate(headings)})
    return prepare(table, columns_of(headings, ListMapping(), "", []), readings(), CodePlaces(), "").records


def two_lists(families: int, seed: int, slips: tuple[Slips, Slips] = (CAREFUL, CARELESS)):
    """Two lists made ready, and the children behind their rows."""
    births = Births(families, seed)
    made = [births.listed(one, seed + at + 1) for at, one in enumerate(slips)]
    return [records_of(rows) for rows, _ in made], [here for _, here in made]
