"""A sentence says what drives the change: births, deaths and moves, and what stands behind them."""

from dataclasses import replace

import pytest

from huimin.tasks.project import driving_sentence


def test_births_deaths_and_moves_make_up_the_change(projection):
    one = projection({"A": 1000.0}, "medium", net_migration=-3.0).runs[0].drivers[0]

    assert one.births - one.deaths + one.migrants == pytest.approx(one.change)


def test_so_do_age_structure_fertility_longer_lives_and_migration(projection):
    for run in projection({"A": 1000.0}, "medium", "low", "high", "constant", "replacement", "zero-migration").runs:
        one = run.drivers[0]
        assert sum(one.parts.values()) == pytest.approx(one.change)


@pytest.mark.parametrize(("levels", "part"), [
    ({"tfr": 0.4}, "fertility"),
    ({"tfr": 2.05, "net_migration": -30.0}, "migration"),
    ({"tfr": 5.0}, "fertility"),
])  # fmt: skip
def test_what_weighs_most_is_named(projection, levels, part):
    one = projection({"A": 1000.0}, "constant", **levels).runs[0].drivers[0]

    words = {
        "fertility": ("生育水平偏离更替水平", "fertility away from replacement"),
        "migration": ("人口迁移", "migration"),
    }
    assert f"影响最大的是{words[part][0]}" in driving_sentence(one, "甲县", "zh")
    assert f"What weighs most is {words[part][1]}" in driving_sentence(one, "A", "en")


def test_lives_that_grow_no_longer_add_nothing(projection):
    one = projection({"A": 1000.0}, "constant").runs[0].drivers[0]

    assert round(one.mortality) == 0 and "longer lives" not in driving_sentence(one, "A", "en")


def test_a_population_that_stays_says_what_cancels_out(projection):
    one = replace(projection().runs[0].drivers[0], before=36_000.0, after=36_010.0)

    assert "births" in driving_sentence(one, "A", "en") and "stays at about 36,010" in driving_sentence(one, "A", "en")
    assert "基本不变" in driving_sentence(one, "甲县", "zh") and "死亡" in driving_sentence(one, "甲县", "zh")
