"""The simulated people: residents of every village month by month, births, deaths and moves.

The residents of a month are those of the month before, plus births, minus deaths, plus people moved in, minus
people moved out, to the person. Events are Poisson; boys are a binomial share of the births.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from huimin.tasks.sample_city.chance import Floats, stream
from huimin.tasks.sample_city.places import Places
from huimin.tasks.sample_city.settings import Settings


@dataclass(frozen=True)
class Residents:
    """What happened, each array (months, villages); ``births`` is (months, villages, 2): boys and girls."""

    residents: Floats
    migrants: Floats
    births: Floats
    deaths: Floats
    moved_in: Floats
    moved_out: Floats


def live(settings: Settings, places: Places, seed: int) -> Residents:
    """Simulate the people of every village over all months."""
    rng = stream(seed, "people")
    people, months = settings.people, settings.months_span
    county = places.county_of("village")
    now = _sizes(settings, county, rng)
    fertility = np.exp(rng.normal(0, 0.12, now.size))
    boys = people.sex_ratio / (100 + people.sex_ratio)
    rows: list[tuple[Floats, ...]] = []
    for month in months:
        at = month % 12
        births = rng.poisson(now * fertility * people.births * people.births_by_month[at] / 12000)
        male = rng.binomial(births, boys)
        deaths = np.minimum(rng.poisson(now * people.deaths * people.deaths_by_month[at] / 12000), now)
        away = np.minimum(rng.poisson(now * people.moved_out * people.moves_by_month[at] / 12000), now - deaths)
        coming = rng.poisson(now * people.moved_in * people.moves_by_month[at] / 12000)
        now = now + births - deaths + coming - away
        rows.append(tuple(x.astype(float) for x in (now, np.stack([male, births - male], -1), deaths, coming, away)))
    residents, born, deaths_, moved_in, moved_out = (np.stack(column) for column in zip(*rows, strict=True))
    return Residents(residents, _migrants(settings, county, residents, rng), born, deaths_, moved_in, moved_out)


def _sizes(settings: Settings, county: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Residents before the first month: lognormal, within bounds, larger where the county says so."""
    people = settings.people
    size = np.array([c.size for c in settings.counties])[county]
    drawn = people.median * np.exp(rng.normal(0, people.sigma, len(county))) * np.sqrt(size)
    return np.asarray(np.round(np.clip(drawn, people.low, people.high) * np.sqrt(size)), np.int64)


def _migrants(settings: Settings, county: np.ndarray, residents: Floats, rng: np.random.Generator) -> Floats:
    """Residents registered elsewhere: a share by village that moves a little over the year."""
    mean = np.array([c.migrants for c in settings.counties])[county]
    share = rng.beta(mean * 30, (1 - mean) * 30)
    wave = 1 + 0.04 * np.sin(2 * np.pi * (np.arange(len(residents)) + 4) / 12)
    return np.asarray(np.minimum(np.round(residents * share * wave[:, None]), residents))
