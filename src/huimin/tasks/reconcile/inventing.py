"""Invented births in several lists, with the truth known: names by frequency, twins, and the slips that offices make.

Everything is drawn from a seed; no record stands for a person. A list is a table of texts as an office would send it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from huimin.reconciliation.dates import lunar_day, parts, written_lunar
from huimin.reconciliation.identity import WEIGHTS
from huimin.reconciliation.readings import Readings
from huimin.reconciliation.shapes import ALIKE
from huimin.tasks.reconcile import inventing_words as words

Texts = NDArray[np.str_]
COLUMNS = ("number", "name", "identity", "sex", "birth", "weight", "order", "mother", "area")


@dataclass(frozen=True)
class Slips:
    """How often a list goes wrong, as shares of its records.

    Attributes:
        absent: births that the list lacks. unnamed: 张三之子 in place of a name.
        sound, tone-deaf typing: other characters of the same sound; shape: a similar character; typed: any other one.
        no_identity: without the child's number (1: the list has none). moved: another area.
        twice: births entered twice.
    """

    absent: float = 0.03
    unnamed: float = 0.0
    sound: float = 0.015
    shape: float = 0.005
    typed: float = 0.005
    mother_sound: float = 0.01
    no_mother: float = 0.02
    swapped: float = 0.003
    digit: float = 0.004
    lunar: float = 0.002
    wrong_sex: float = 0.002
    no_sex: float = 0.004
    no_weight: float = 0.1
    no_order: float = 0.5
    no_identity: float = 1.0
    moved: float = 0.05
    twice: float = 0.002


HOSPITAL = Slips(unnamed=0.25, no_weight=0.01, no_order=0.1)
POLICE = Slips(no_identity=0.02, no_weight=1.0, no_order=1.0)
VACCINE = Slips(no_weight=0.4, no_order=0.9)


@dataclass(frozen=True, eq=False)
class Invented:
    """One list: its columns of texts, and the child behind each row (the truth)."""

    columns: Mapping[str, Texts]
    child: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Births:
    """The truth: children of mothers, some of them twins."""

    surname: Texts
    first: Texts
    second: Texts
    mother: Texts
    birth: NDArray[np.int32]
    sex: NDArray[np.int8]
    weight: NDArray[np.int32]
    order: NDArray[np.int8]
    area: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.birth)

    @property
    def name(self) -> Texts:
        """The children's names."""
        return joined(self.surname, self.first, self.second)


def joined(*parts: Texts) -> Texts:
    """Texts put together row by row."""
    out = parts[0]
    for part in parts[1:]:
        out = np.char.add(out, part)
    return out


def _zipf(rng: np.random.Generator, letters: str, size: int, slope: float = 0.75) -> Texts:
    """Characters, earlier ones more often."""
    pool = np.array(list(dict.fromkeys(letters)))
    weights = 1 / np.arange(3, len(pool) + 3) ** slope
    return pool[rng.choice(len(pool), size, p=weights / weights.sum())]


def _surnames(rng: np.random.Generator, size: int) -> Texts:
    common = list(words.SURNAMES)
    tail = np.linspace(2.0, 0.5, len(common) - len(words.TWENTY)) ** 1.5
    tail *= (words.HUNDRED - sum(words.TWENTY)) / tail.sum()
    rare = np.full(len(words.RARER), (100 - words.HUNDRED) / len(words.RARER))
    weights = np.concatenate([words.TWENTY, tail, rare])
    pool = np.array(common + list(words.RARER))
    return pool[rng.choice(len(pool), size, p=weights / weights.sum())]


def invent_births(size: int, seed: int, days: int = 365, areas: int = 1200) -> Births:
    """``size`` births within ``days`` from 2026-01-01 in ``areas`` townships; 2.2 per cent are one of twins."""
    rng = np.random.default_rng(seed)
    surname, first, second = _surnames(rng, size), _zipf(rng, words.GIVEN, size), _zipf(rng, words.GIVEN, size)
    second = np.where(rng.random(size) < 0.12, "", second)
    mother = joined(_surnames(rng, size), _zipf(rng, words.MOTHERS, size),
                    np.where(rng.random(size) < 0.25, "", _zipf(rng, words.MOTHERS, size)))  # fmt: skip
    foreign = rng.random(size) < 0.01
    pool = np.array(words.UIGHUR)
    both = joined(pool[rng.integers(0, len(pool), size)], np.full(size, "·"), pool[rng.integers(0, len(pool), size)])
    mother = np.where(foreign, both, mother)
    birth = np.datetime64("2026-01-01").astype("datetime64[D]").astype(np.int32) + rng.integers(0, days, size)
    sex = np.where(rng.random(size) < 0.525, 1, 2)
    weight = np.clip(rng.normal(3250, 420, size), 900, 5200).round(-1)
    place = 1 + rng.integers(0, areas, size)
    order = np.zeros(size, np.int8)
    lead = np.flatnonzero(rng.random(size - 1) < 0.011)
    lead = lead[np.diff(lead, prepend=-5) > 1]
    twin = lead + 1
    for column in (surname, mother, birth, place):
        column[twin] = column[lead]
    sex[twin] = np.where(rng.random(len(twin)) < 0.65, sex[lead], sex[twin])
    first[twin] = np.where(rng.random(len(twin)) < 0.5, first[lead], first[twin])
    alike = twin[(first[twin] == first[lead]) & (second[twin] == second[lead])]
    second[alike] = np.where(second[alike] == "宁", "安", "宁")
    weight[twin] = np.clip(weight[lead] + rng.normal(0, 250, len(twin)), 900, 5200).round(-1)
    order[lead], order[twin] = 1, 2
    return Births(surname, first, second, mother, birth.astype(np.int32), sex.astype(np.int8),
                  weight.astype(np.int32), order, place.astype(np.int32))  # fmt: skip


def invent_list(births: Births, slips: Slips, seed: int, readings: Readings, mark: str = "A") -> Invented:
    """A list of these births as an office would send it, rows in no order. ``mark`` begins its record numbers."""
    rng = np.random.default_rng(seed)
    held = np.flatnonzero(rng.random(len(births)) >= slips.absent)
    held = rng.permutation(np.concatenate([held, held[rng.random(len(held)) < slips.twice]]))
    size = len(held)

    def some(share: float) -> NDArray[np.intp]:
        return np.flatnonzero(rng.random(size) < share)

    maker = _Slipping(rng, readings)
    first, second, mother = births.first[held].copy(), births.second[held].copy(), births.mother[held].copy()
    for table, share in ((maker.by_sound, slips.sound), (maker.by_shape, slips.shape), (maker.by_chance, slips.typed)):
        rows = some(share)
        there = rng.random(len(rows)) < 0.5
        first[rows[there]] = maker.changed(first[rows[there]], table)
        second[rows[~there]] = maker.changed(second[rows[~there]], table)
    name = joined(births.surname[held], first, second)
    rows = some(slips.mother_sound)
    mother[rows] = maker.endings(mother[rows])
    sex = births.sex[held].copy()
    name = _unnamed(name, mother, sex, some(slips.unnamed), rng)
    mother[some(slips.no_mother)] = ""
    identity = _numbers(births, held)
    identity[some(slips.no_identity)] = ""
    sex[rows] = 3 - sex[rows := some(slips.wrong_sex)]
    shown_sex = np.array(["", "男", "女"])[sex]
    shown_sex[some(slips.no_sex)] = ""
    birth = _dates(births.birth[held], some(slips.swapped), some(slips.digit), some(slips.lunar))
    weight = births.weight[held].astype("<U5")
    weight[some(slips.no_weight)] = ""
    order = np.array(["", "1", "2"])[births.order[held]]
    order[some(slips.no_order)] = ""
    place = births.area[held].copy()
    rows = some(slips.moved)
    place[rows] = 1 + rng.integers(0, int(births.area.max(initial=1)), len(rows))
    number = np.char.add(mark, np.char.zfill((1 + rng.permutation(size)).astype("<U8"), 8))
    columns = dict(zip(COLUMNS, (number, name, identity, shown_sex, birth, weight, order, mother, area_code(place)),
                       strict=True))  # fmt: skip
    return Invented(columns, held)


def area_code(place: NDArray[np.int32]) -> Texts:
    """Nine digits of an invented township, twenty to a county."""
    county, town = (place - 1) // 20, (place - 1) % 20
    return (990_000_000 + county * 1000 + 100 + town).astype("<U9")


def _numbers(births: Births, held: NDArray[np.intp]) -> Texts:
    """Identity numbers with a right check digit, in an area that does not exist (99)."""
    stamps = births.birth[held].astype("datetime64[D]").astype("<U10")
    day = np.char.replace(stamps, "-", "").astype(np.int64)
    sequence = held % 499 * 2 + np.where(births.sex[held] == 1, 1, 0)
    digits = (990_000 + held // 499 % 9999) * 10**11 + day * 1000 + sequence
    total = sum(
        (digits // 10 ** (16 - at) % 10 * weight for at, weight in enumerate(WEIGHTS)), np.zeros(len(held), int)
    )
    return np.char.add(digits.astype("<U17"), np.array(list("10X98765432"))[total % 11]).astype("<U18")


def _unnamed(
    name: Texts, mother: Texts, sex: NDArray[np.int8], rows: NDArray[np.intp], rng: np.random.Generator
) -> Texts:  # fmt: skip
    out = name.astype("<U24")
    ending = np.where(sex[rows] == 1, "之子", "之女")
    baby = joined(out[rows].astype("<U1"), np.where(sex[rows] == 1, "男婴", "女婴"))
    out[rows] = np.where(rng.random(len(rows)) < 0.7, joined(mother[rows], ending), baby)
    return out


def _dates(
    days: NDArray[np.int32], swapped: NDArray[np.intp], digit: NDArray[np.intp], lunar: NDArray[np.intp]
) -> Texts:  # fmt: skip
    out = days.copy()
    day = parts(out[digit])[2]
    out[digit] += np.where(day <= 18, 10, -10).astype(np.int32)
    out[lunar] = _lunar(out[lunar])
    texts = out.astype("datetime64[D]").astype("<U10")
    turned = np.array([f"{one[:4]}-{one[8:]}-{one[5:7]}" if int(one[8:]) <= 12 else one for one in texts[swapped]])
    if len(turned):
        texts[swapped] = turned
    return texts


def _lunar(days: NDArray[np.int32]) -> NDArray[np.int32]:
    """The lunar dates of days, put down as if they were common ones."""
    for back in (1, 2):
        months = days.astype("datetime64[D]").astype("datetime64[M]") - back
        written = months.astype("datetime64[D]").astype(np.int32) + (lunar_day(days) - 1).astype(np.int32)
        days = np.where(written_lunar(written, days), written, days)
    return days


class _Slipping:
    """Characters in place of others: of the same sound, of a similar shape, any."""

    def __init__(self, rng: np.random.Generator, readings: Readings) -> None:
        self.rng = rng
        pool = list(dict.fromkeys(words.GIVEN + words.MOTHERS + "".join(ALIKE)))
        self.by_chance = dict.fromkeys(pool, pool)
        by_sound: dict[str, list[str]] = {}
        for one in pool:
            by_sound.setdefault(readings.syllable(one).rstrip("12345"), []).append(one)
        self.by_sound = {one: [other for other in group if other != one] or [one] for group in by_sound.values()
                         for one in group}  # fmt: skip
        self.by_shape = {one: [other for other in group if other != one] for group in ALIKE for one in group}

    def changed(self, letters: Texts, table: Mapping[str, list[str]]) -> Texts:
        """Each character another one of its table; unchanged where it has none."""
        return np.array([self._one(one, table) for one in letters.tolist()], dtype=letters.dtype)

    def _one(self, one: str, table: Mapping[str, list[str]]) -> str:
        others = table.get(one)
        return others[int(self.rng.integers(len(others)))] if others else one

    def endings(self, names: Texts) -> Texts:
        """Names whose last character is one of the same sound."""
        return np.array([one[:-1] + self._one(one[-1:], self.by_sound) for one in names.tolist()], dtype=names.dtype)
