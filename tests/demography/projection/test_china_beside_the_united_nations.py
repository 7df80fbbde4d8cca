"""China's intervals beside those that the United Nations published, and what the difference comes from."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from china_trajectories import Chances, china, past_longevity, past_migration
from reference_runs import CHINA, INDIA, prospects, rows, survival_from_mx

from huimin.demography.projection.trajectories import (
    DoubleLogistic,
    FertilityModel,
    fan,
    fit_gap,
    fit_return,
    fit_slowing,
)
from huimin.tasks.project import LEVELS
from huimin.tasks.project.chance import DRIFT, GAP, MOVES

YEARS = {2050: 6, 2100: 16}
KNOWN = FertilityModel(level_error=0.3)
FIRST = Chances(KNOWN, start_e0=0.0, estimates_known=True)
"""As if the levels of today and the models' estimates were known for sure."""


def published(year: int) -> np.ndarray:
    """The United Nations' bounds and median of China's people on the first of January, in thousands. Theirs are of the
    first of July: the mean of two neighbours is taken.
    """
    found = {row["year"]: row for row in rows("wpp2024_annual_totals_intervals.csv", CHINA)}

    def of(year: int) -> np.ndarray:
        row = found[str(year)]
        middle = float(row["popM"]) + float(row["popF"])
        return np.array(
            [float(row["pop_95l"]), float(row["pop_80l"]), middle, *(float(row[f"pop_{b}u"]) for b in (80, 95))]
        )

    return (of(year - 1) + of(year)) / 2.0


def bounds(people: np.ndarray) -> np.ndarray:
    found = fan(people, axis=0)
    (low80, high80), (low95, high95) = found.bounds[0.80], found.bounds[0.95]
    return np.stack([low95, low80, found.median, high80, high95], axis=-1)


@cache
def beside(name: str, chances: Chances) -> dict[int, tuple[float, float]]:
    """By year how far the median is off and how wide the 95 per cent are, against theirs; printed for the docs."""
    found, made = bounds(china(chances)), {}
    for year, index in YEARS.items():
        ours, theirs = found[index] / 1e3, published(year) / 1e3
        made[year] = (ours[2] / theirs[2] - 1, (ours[4] - ours[0]) / (theirs[4] - theirs[0]))
        print(
            f"{name}, {year}: {ours.round()}, UN {theirs.round()}: median {made[year][0]:+.1%}, width {made[year][1]:.2f}"
        )
    return made


def test_the_dates_of_the_two_publications_are_half_a_year_apart():
    for year, index in YEARS.items():
        assert published(year)[2] == pytest.approx(prospects(2024, CHINA, 2020).people[index].sum(), rel=1e-6)


def test_around_their_medium_variant_the_middle_and_the_width_are_near_theirs():
    found = beside("around the medium variant", Chances())
    assert abs(found[2050][0]) < 0.01
    assert abs(found[2100][0]) < 0.03
    assert 0.75 < found[2050][1] < 1.0
    assert 0.85 < found[2100][1] < 1.1


@pytest.mark.parametrize("level", [1.6, 2.1])
def test_the_middle_depends_on_the_level_that_fertility_returns_to(level):
    error = 0.3 if level == 1.6 else 0.0
    model = FertilityModel(level=level, level_error=error, start_error=LEVELS["tfr_error"])
    found = beside(f"returns to {level}", Chances(model, around=False))
    assert 0.0 < found[2050][0] < 0.05
    assert 0.1 < found[2100][0] < 0.5


def test_much_of_what_is_missing_in_2050_is_that_today_is_not_known_for_sure():
    first, now = beside("as if today were known", FIRST), beside("now", Chances())
    tfr = beside("start of fertility unsure", replace(FIRST, fertility=Chances().fertility))
    e0 = beside("start of longevity unsure", replace(FIRST, start_e0=LEVELS["e0_error"]))
    models = beside("estimates of the models unsure", replace(FIRST, estimates_known=False))
    assert now[2050][1] - first[2050][1] > 0.4 * (1.0 - first[2050][1])
    assert min(tfr[2050][1], e0[2050][1]) > first[2050][1] + 0.05
    assert models[2050][1] < first[2050][1] + 0.05


def test_with_the_published_spread_of_births_and_lives_the_widths_are_the_same():
    both = beside("both as published", Chances(tfr="published", e0="published"))
    assert all(0.9 < width < 1.1 for _, width in both.values())
    lives = beside("lives as published", replace(FIRST, e0="published"))
    births = beside("births as published", replace(FIRST, tfr="published"))
    assert lives[2050][1] > births[2050][1]
    assert lives[2100][1] < births[2100][1]


def test_the_people_counted_and_migration_explain_little():
    first = beside("as if today were known", FIRST)
    people = beside("people of 2020 known to 0.1 %", replace(FIRST, people=0.001))
    still = beside("no noise of migration", replace(FIRST, moves=0.0))
    thrice = beside("three times the noise of migration", replace(FIRST, moves=3.0))
    for year in YEARS:
        assert abs(people[year][1] - first[year][1]) < 0.02
        assert abs(still[year][1] - first[year][1]) < 0.04
    assert thrice[2050][1] - first[2050][1] < 0.2


def test_births_and_lives_that_move_together_widen_and_against_each_other_narrow_the_interval():
    widths = [beside(f"correlation {r}", Chances(together=r))[2050][1] for r in (-0.5, 0.0, 0.5)]
    assert widths[0] < widths[1] < widths[2]


def test_the_constants_of_every_projection_are_what_the_published_past_says():
    women, men = past_longevity()
    drift, gap = fit_slowing(women, DoubleLogistic()), fit_gap(women, men)
    assert (round(float(drift.error[0]), 3), round(drift.noise, 3), drift.free) == DRIFT
    assert (round(gap.keep, 3), round(gap.noise, 3), round(gap.keep_error, 3), gap.free) == GAP
    moves = fit_return(past_migration()[0])
    assert (round(moves.keep, 3), round(moves.keep_error, 3), moves.free) == (MOVES.keep, MOVES.keep_error, MOVES.free)
    assert round(moves.noise * 1000, 3) == LEVELS["migration_noise"]


def test_what_is_known_of_today_is_measured_by_what_a_later_edition_changed():
    """World Population Prospects 2024 against the edition of 2012, China and India, 1980 to 2010."""
    tfr, e0 = [], []
    for code in (CHINA, INDIA):
        old, new = prospects(2012, code, 1950), prospects(2024, code, 1950)
        tfr.append((new.tfr - old.tfr)[6:12])
        e0.append((survival_from_mx(new.mx, new.ages).e0 - survival_from_mx(old.mx, old.ages).e0)[6:12])
    assert np.sqrt(np.mean(np.square(tfr))) == pytest.approx(LEVELS["tfr_error"], abs=0.001)
    assert np.sqrt(np.mean(np.square(e0))) == pytest.approx(LEVELS["e0_error"], abs=0.005)


def test_the_slowing_of_gains_fits_the_past_of_china_and_india():
    """The means first published fall short of what Chinese women gained in five years by 0.4 years."""
    first = DoubleLogistic((13.215, 41.070, 9.235, 17.605), 2.84, 0.385)
    for code in (CHINA, INDIA):
        e0 = np.array([float(row["e0F"]) for row in rows("wpp2024_5x5_e0.csv", code)])[6:14]
        off, before = (float((np.diff(e0) - model.gain(e0[:-1])).mean()) for model in (DoubleLogistic(), first))
        print(f"{code}: gains missed by {off:+.2f} years in five, {before:+.2f} with the means first published")
        assert abs(off) < 0.1
        if code == CHINA:
            assert before > 0.4
