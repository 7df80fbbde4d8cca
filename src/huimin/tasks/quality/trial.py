"""Trial cities: invented figures with known faults in them, to measure what the quality review finds and what it
makes up.

Only arrays, no workbooks, so that hundreds of cities take minutes. The honest figures are made to be difficult:
villages of a few hundred people, seasons, growth, offices of different quality, months that vary more than chance,
parts that are nearly their whole, stocks that hardly move, fixed prices, reports that are missing. Everything is
simulated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np

from huimin.figures.periods import Period
from huimin.quality.panel import AMOUNT, COUNT, STOCK, Column, Floats, Ints, Panel, grouped_sums
from huimin.quality.targets import TargetSeries

COPIED_MONTH, SHIFTED, SHAVED = "copied months", "shifted columns", "target shaving"
ROUNDED, DAMPED, TENFOLD = "rounding", "damped variation", "tenfold errors"
KINDS = (COPIED_MONTH, SHIFTED, SHAVED, ROUNDED, DAMPED, TENFOLD)
TARGET, TARGET_PART, TARGET_WHOLE = 0.80, "checks", "couples"
BAND = 0.01  # how far above the target a shaver dares to go
FIRST = "2024-01"


@dataclass(frozen=True, slots=True)
class Size:
    """How large a trial city is."""

    counties: int = 5
    townships: int = 6
    villages: int = 17
    months: int = 24


@dataclass(frozen=True, slots=True)
class Planted:
    """One planted fault: its kind, the areas (keys) whose figures it is in, and the periods; ``points`` of shaving."""

    kind: str
    areas: frozenset[str]
    periods: frozenset[str]
    points: int = 0


@dataclass
class TrialCity:
    """A made city: its panel, its target series at every level, and what was planted in it."""

    panel: Panel
    county: Ints
    targets: list[TargetSeries] = field(default_factory=list)
    planted: list[Planted] = field(default_factory=list)


Recipe = tuple[str, str, str, float]
# name, kind, of what, size: a stock for each thousand people, events a year and thousand people, a share, a price
RECIPES: tuple[Recipe, ...] = (
    ("people", STOCK, "", 1000.0), ("households", STOCK, "", 372.0), ("boys", COUNT, "", 3.4),
    ("girls", COUNT, "", 3.2), ("births", "sum", "boys girls", 0.0), ("deaths", COUNT, "", 7.9),
    ("moved_in", COUNT, "", 14.0), ("moved_out", COUNT, "", 15.0), ("declared", "part", "births", 0.985),
    ("declared_on_time", "part", "declared", 0.94), ("couples", COUNT, "", 13.0), ("checks", "part", "couples", 0.86),
    ("high_risk", "part", "checks", 0.17), ("deliveries", "part", "births", 0.988),
    ("screened", "part", "births", 0.97), ("under_3", STOCK, "", 20.5), ("places", STOCK, "", 3.9),
    ("claims", COUNT, "", 22.0), ("claims_decided", "part", "claims", 0.97), ("entitled", STOCK, "", 31.0),
    ("payments", COUNT, "", 62.0), ("payments_on_time", "part", "payments", 0.962),
    ("amount", AMOUNT, "payments", 486.37), ("services", COUNT, "", 95.0), ("served", "part", "services", 0.91),
    ("requests", COUNT, "", 41.0), ("answered", "part", "requests", 0.965),
)  # fmt: skip
SEASON = 1 + 0.15 * np.sin(2 * np.pi * np.arange(12) / 12)


def trial_city(seed: int, size: Size | None = None, faults: bool = True, restless: float = 0.15) -> TrialCity:
    """One city.

    Args:
        seed: the same seed, the same city.
        faults: whether any are planted.
        restless: standard deviation (of the logarithm) of the months of an area beyond chance.
    """
    size = size or Size()
    rng = np.random.default_rng([2027, seed])
    township = np.repeat(np.arange(size.counties * size.townships), size.villages)
    county = township // size.townships
    values = _honest(rng, size, county, restless)
    columns = tuple(Column(name, name, _kind(kind)) for name, kind, _, _ in RECIPES)
    periods = tuple(Period.of(FIRST).shift(back).code for back in range(size.months))
    first = tuple(Period.of(code).first for code in periods)
    keys = tuple(f"{t:03d}-{i:05d}" for i, t in enumerate(township.tolist()))
    senders = tuple(f"{t:03d}" for t in range(size.counties * size.townships))
    panel = Panel("trial", periods, first, np.ones(size.months, bool), keys, senders, township, county, columns, values)
    city = TrialCity(panel, county)
    if faults:
        _plant(city, rng)
    _lose(rng, city)
    city.targets = _targets(city)
    return city


def _kind(kind: str) -> str:
    return COUNT if kind in ("sum", "part") else kind


def _honest(rng: np.random.Generator, size: Size, county: Ints, restless: float) -> Floats:
    """Honest figures; (columns, months, villages)."""
    villages, months = len(county), size.months
    people = (
        np.clip(1050 * np.exp(rng.normal(0, 0.5, villages)), 250, 6000)
        * np.exp(rng.normal(0, 0.4, size.counties))[county]
    )
    people = people * np.cumprod(1 + rng.normal(-0.0003, 0.004, (months, villages)), axis=0)
    quality = rng.normal(0, 0.5, size.counties)[county] + rng.normal(0, 0.3, villages)
    made: dict[str, Floats] = {}
    for name, kind, of, much in RECIPES:
        made[name] = _column(rng, made, people, quality, (kind, of, much, restless))
    return np.stack([made[name] for name, *_ in RECIPES])


def _column(
    rng: np.random.Generator, made: dict[str, Floats], people: Floats, quality: Floats,
    recipe: tuple[str, str, float, float],
) -> Floats:  # fmt: skip
    kind, of, much, restless = recipe
    months, villages = people.shape
    year = np.arange(months)[:, None] // 12
    if kind == STOCK:
        steady = people * much / 1000 * np.exp(rng.normal(0, 0.1, villages)) * (1 + 0.05 * year * (much < 100))
        return np.asarray(
            np.round(steady if much > 100 else np.broadcast_to(steady[:1], steady.shape) * (1 + 0.05 * year))
        )
    if kind == "sum":
        return sum((made[name] for name in of.split()), np.zeros(people.shape))
    if kind == "part":
        odds = np.log(much / (1 - much)) + 0.4 * quality + rng.normal(0, 0.15, (months, villages))
        return rng.binomial(made[of].astype(int), 1 / (1 + np.exp(-odds))).astype(float)
    if kind == AMOUNT:
        return np.round(made[of] * much * np.exp(rng.normal(0, 0.1, people.shape)), 2)
    lasting = np.exp(rng.normal(0, 0.25, villages) + rng.normal(0, restless, people.shape))
    start = int(rng.integers(12))
    season = SEASON[(np.arange(months) + start) % 12][:, None]
    return rng.poisson(people * much / 12000 * season * lasting * (1 + 0.03 * year)).astype(float)


def _lose(rng: np.random.Generator, city: TrialCity) -> None:
    """One workbook in a hundred never came, one row in five hundred is blank; not those that hold a planted fault."""
    panel = city.panel
    months, villages = panel.shape
    lost = (rng.random((months, len(panel.senders))) < 0.01)[:, panel.sender] | (rng.random((months, villages)) < 0.002)
    for fault in city.planted:
        if len(fault.periods) == 1:
            mine = np.array([key in fault.areas for key in panel.areas])
            for code in fault.periods:
                lost[panel.periods.index(code), mine] = False
    panel.values[:, lost] = np.nan


# --- faults

Planter = Callable[[TrialCity, np.random.Generator, Ints], Iterator[Planted]]


def _plant(city: TrialCity, rng: np.random.Generator) -> None:
    """Each kind in townships of its own; a shaving county keeps all of its townships."""
    shaver = int(rng.integers(int(city.county.max()) + 1))
    free = [
        t
        for t in rng.permutation(len(city.panel.senders)).tolist()
        if city.county[city.panel.by_sender[t][0]] != shaver
    ]
    city.planted += _shave(city, rng, shaver)
    for kind, planter, number in PLANTERS:
        for _ in range(number):
            members = city.panel.by_sender[free.pop()]
            city.planted += [one for one in planter(city, rng, members) if one.kind == kind]


def _noted(city: TrialCity, kind: str, members: Ints, months: list[int], points: int = 0) -> Planted:
    areas = {city.panel.areas[i] for i in members.tolist()} | {
        city.panel.senders[t] for t in city.panel.sender[members].tolist()
    }
    return Planted(kind, frozenset(areas), frozenset(city.panel.periods[t] for t in months), points)


def _copy(city: TrialCity, rng: np.random.Generator, members: Ints) -> Iterator[Planted]:
    now = int(rng.integers(1, city.panel.shape[0]))
    then = now - 1 if rng.random() < 0.7 else int(rng.integers(now))
    city.panel.values[:, now, members] = city.panel.values[:, then, members]
    yield _noted(city, COPIED_MONTH, members, [now])


def _shift(city: TrialCity, rng: np.random.Generator, members: Ints) -> Iterator[Planted]:
    now, start = int(rng.integers(city.panel.shape[0])), int(rng.integers(1, len(RECIPES) // 2))
    rows = city.panel.values[:, now, members]
    rows[start + 1 :] = rows[start:-1].copy()
    rows[start] = np.nan
    city.panel.values[:, now, members] = rows
    yield _noted(city, SHIFTED, members, [now])


def _round(city: TrialCity, rng: np.random.Generator, members: Ints) -> Iterator[Planted]:
    """An office that reports in fives whatever is 5 or more."""
    counts = city.panel.of_kind(COUNT)
    every = np.ix_(counts, np.arange(city.panel.shape[0]), members)
    v = city.panel.values[every]
    city.panel.values[np.ix_(counts, np.arange(city.panel.shape[0]), members)] = np.where(
        v >= 5, 5 * np.round(v / 5), v
    )
    yield _noted(city, ROUNDED, members, list(range(city.panel.shape[0])))


def _damp(city: TrialCity, rng: np.random.Generator, members: Ints) -> Iterator[Planted]:
    """Figures made up around the usual one: three tenths of the honest variation is left."""
    counts = city.panel.of_kind(COUNT)
    every = np.ix_(counts, np.arange(city.panel.shape[0]), members)
    v = city.panel.values[every]
    usual = v.mean(axis=1, keepdims=True)
    city.panel.values[every] = np.round(usual + 0.3 * (v - usual))
    yield _noted(city, DAMPED, members, list(range(city.panel.shape[0])))


def _tenfold(city: TrialCity, rng: np.random.Generator, members: Ints) -> Iterator[Planted]:
    """One digit too many in a figure of 4 or more."""
    v = city.panel.values[:, :, members]
    places = np.argwhere(v >= 4)
    j, t, i = places[int(rng.integers(len(places)))].tolist()
    city.panel.values[j, t, members[i]] *= 10
    yield _noted(city, TENFOLD, members[[i]], [t])


PLANTERS: tuple[tuple[str, Planter, int], ...] = (
    (COPIED_MONTH, _copy, 3), (SHIFTED, _shift, 3), (ROUNDED, _round, 1), (DAMPED, _damp, 1), (TENFOLD, _tenfold, 4),
)  # fmt: skip


def _shave(city: TrialCity, rng: np.random.Generator, shaver: int) -> Iterator[Planted]:
    """A county whose true share lies 1 to 10 points below the target, and which reports just above it for 12 months."""
    names = [column.atom for column in city.panel.columns]
    part, whole = names.index(TARGET_PART), names.index(TARGET_WHOLE)
    members = np.flatnonzero(city.county == shaver)
    points = int(rng.integers(1, 11))
    months = list(range(city.panel.shape[0] - 12, city.panel.shape[0]))
    city.panel.values[part][:, members] = rng.binomial(
        city.panel.values[whole][:, members].astype(int), TARGET - points / 100
    )
    for t in months:
        least, most = city.panel.values[part, t, members], city.panel.values[whole, t, members]
        low = np.ceil(most.sum() * TARGET - 1e-9)
        goal = rng.integers(low, max(np.floor(most.sum() * (TARGET + BAND)), low) + 1)
        city.panel.values[part, t, members] = _raised(rng, least, most, int(goal - least.sum()))
    yield _noted(city, SHAVED, members, months, points)


def _raised(rng: np.random.Generator, part: Floats, whole: Floats, missing: int) -> Floats:
    """``part`` raised one by one until ``missing`` more are counted; unchanged where the target was reached anyway."""
    places = np.repeat(np.arange(len(part)), (whole - part).astype(int))
    if missing <= 0 or not len(places):
        return part
    chosen = rng.choice(places, min(missing, len(places)), replace=False)
    return np.asarray(part + np.bincount(chosen, minlength=len(part)))


def _targets(city: TrialCity) -> list[TargetSeries]:
    """The share of checks at every level, and of four other services."""
    panel, made = city.panel, []
    names = [column.atom for column in panel.columns]
    counties = int(city.county.max()) + 1
    pairs = ((TARGET_PART, TARGET_WHOLE, TARGET), ("declared_on_time", "declared", 0.9), ("served", "services", 0.9),
             ("answered", "requests", 0.95), ("screened", "births", 0.95))  # fmt: skip
    for part, whole, target in pairs:
        both = panel.values[[names.index(part), names.index(whole)]]
        both = np.where(np.isfinite(both).all(axis=0), both, np.nan)
        for level, group, keys in (
            ("village", None, panel.areas), ("township", panel.sender, panel.senders),
            ("county", city.county, tuple(f"county-{c}" for c in range(counties))),
        ):  # fmt: skip
            n, d = both if group is None else grouped_sums(both, group, len(keys))
            made.append(TargetSeries(f"{part}/{level}", target, panel.periods, panel.reviewed, keys, n, d))
    return made
