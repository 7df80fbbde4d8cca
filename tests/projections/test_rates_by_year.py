"""Rates by age that change from year to year: read, checked, and followed by the scenario ``csv``."""

from __future__ import annotations

import numpy as np
import pytest

from huimin.adapters.projections import RateFiles, read_rates
from huimin.demography.projection import Ages
from huimin.findings import Invalid
from huimin.tasks.project import AreaName, Basis, ByYear, People, Wish, project_people
from huimin.tasks.project.schedules import mortality

AGES = Ages.single(90)
SEXES = ("female", "male")
LEVELS = {"e0_female": 80.0, "e0_male": 75.0, "tfr": 1.0}


def written(tmp_path, name, header, rows):
    path = tmp_path / name
    path.write_text("\n".join([header, *(",".join(map(str, row)) for row in rows)]) + "\n", "utf-8")
    return path


def births(years, columns=1, rate=lambda year: 0.04):
    """Rows of fertility by single years; of two columns the second is two years on."""
    return [[year, *([year + 2] if columns > 1 else []), age, rate(year)] for year in years for age in range(15, 50)]


def deaths(years, factor=lambda year: 1.0):
    table = mortality(AGES)
    return [
        [year, sex, AGES.label(i), table[at, i] * factor(year)]
        for year in years
        for at, sex in enumerate(SEXES)
        for i in range(AGES.count)
    ]


def given(year=2025, **files):
    return read_rates(RateFiles(**files), AGES, year)


def told(call):
    with pytest.raises(Invalid) as invalid:
        call()
    return [(one.code, one.place.file, one.place.line) for one in invalid.value.findings]


def projected(rates, *scenarios, to=2040, levels=LEVELS, **more):
    people = People((AreaName("A"), AreaName("B")), 2025, AGES, np.full((2, 2, AGES.count), 100.0))
    return project_people(Basis(people, (levels, levels), rates), Wish(to, scenarios, **more))


@pytest.mark.parametrize(("line", "expected"), [(True, [1.0, 1.2, 2.0, 2.0]), (False, [1.0, 1.0, 2.0, 2.0])])
def test_between_years_lie_straight_lines_or_the_value_holds(line, expected):
    rates = ByYear((2025, 2030), np.array([[1.0], [2.0]]), line, 2030)
    assert rates.at([2025, 2026, 2030, 2050])[:, 0] == pytest.approx(expected)


def test_a_step_of_several_years_has_the_mean_of_its_years():
    rates = ByYear((2025, 2030), np.array([1.0, 2.0]), True, 2030)
    assert rates.over([2025, 2030], 5) == pytest.approx([1.4, 2.0])


def test_fertility_of_a_file_is_followed_year_by_year(tmp_path):
    path = written(tmp_path, "f.csv", "year,age,rate", births((2025, 2035), rate=lambda y: 0.02 if y < 2030 else 0.04))
    csv, constant = projected(given(fertility=path), "csv", "constant").runs
    assert constant.tfr[0] == pytest.approx(np.full(15, 1.0))
    assert csv.tfr[0, [0, 5, 10, 14]] == pytest.approx([0.7, 1.05, 1.4, 1.4])
    assert csv.births[0, -1].sum() > constant.births[0, -1].sum()


def test_from_and_to_hold_in_all_their_years(tmp_path):
    rows = births((2025, 2028), 2, lambda year: 0.02 if year < 2028 else 0.04)
    found = given(fertility=written(tmp_path, "f.csv", "from,to,age,rate", rows))
    assert (found.yearly.fertility.line, found.yearly.fertility.until) == (False, 2030)
    assert projected(found, "csv").runs[0].tfr[0, :5] == pytest.approx([0.7, 0.7, 0.7, 1.4, 1.4])


def test_death_rates_of_a_file_are_taken_as_they_are(tmp_path):
    """The same rates in every year give what rates without years give at their own life expectancy."""
    path = written(tmp_path, "m.csv", "year,sex,age,mx", deaths((2025, 2026)))
    csv, constant = projected(given(mortality=path), "csv", "constant", levels={"tfr": 1.0}).runs
    assert csv.e0[0, 0] == pytest.approx(constant.e0[0, 0])
    assert csv.population[0] == pytest.approx(constant.population[0], rel=1e-3)
    falling = written(
        tmp_path, "n.csv", "year,sex,age,mx", deaths((2025, 2040), lambda year: 1 if year < 2030 else 0.5)
    )
    run = projected(given(mortality=falling), "csv").runs[0]
    assert (np.diff(run.e0[0, :, 0]) > 0).all()
    assert run.population[0, -1].sum() > csv.population[0, -1].sum()


def test_survival_and_migration_may_change_too(tmp_path):
    rows = [
        [y, sex, AGES.label(i), 0.99 if y < 2030 else 0.98] for y in (2025, 2035) for sex in SEXES for i in range(91)
    ]
    moves = [[y, sex, AGES.label(i), 10 if y < 2030 else 0] for y in (2025, 2035) for sex in SEXES for i in range(91)]
    found = given(
        mortality=written(tmp_path, "s.csv", "year,sex,age,survival", rows),
        migration=written(tmp_path, "g.csv", "year,sex,age,net", moves),
    )
    run = projected(found, "csv").runs[0]
    assert run.population[0, 1, 0, 40] == pytest.approx(99 + 5)  # two areas of one size share who comes
    assert [run.migrants[0, step].sum() for step in (0, 5, 10)] == pytest.approx([910, 455, 0])


def test_areas_add_up_and_the_parts_of_the_change_too(tmp_path):
    path = written(tmp_path, "f.csv", "year,age,rate", births((2025, 2030)))
    run = projected(given(fertility=path), "csv").runs[0]
    assert run.drivers[0].change == pytest.approx(sum(run.drivers[0].parts.values()))


def test_intervals_may_lie_around_it(tmp_path):
    path = written(tmp_path, "m.csv", "year,sex,age,mx", deaths((2025, 2035), lambda year: 1.0 if year < 2030 else 0.7))
    found = projected(given(mortality=path), "csv", trajectories=60, intervals=("csv",))
    run = found.runs[0]
    low, high = run.bounds("aged_65", 0)[0.80]
    assert (low <= run.readouts["aged_65"][0] + 1e-9).all() and (run.readouts["aged_65"][0] <= high + 1e-9).all()
    assert high[-1] > low[-1]


def test_what_is_kept_after_the_last_year_is_said(tmp_path):
    path = written(tmp_path, "f.csv", "year,age,rate", births((2025, 2030)))
    (note,) = projected(given(fertility=path), "csv").notes
    assert (note.code, note.facts) == ("project-rates-held", {"found": 2030, "expected": 2039})
    assert projected(given(fertility=path), "constant").notes == ()


def test_without_years_there_is_nothing_to_follow(tmp_path):
    path = written(tmp_path, "f.csv", "age,rate", [row[1:] for row in births((2025,))])
    assert told(lambda: projected(given(fertility=path), "csv"))[0][0] == "project-csv-missing"


def cut(rows, at, change):
    """Rows with the one at a place left out (None) or changed."""
    return [*rows[:at], *([] if change is None else [change(rows[at])]), *rows[at + 1 :]]


@pytest.mark.parametrize(("header", "rows", "code", "line"), [
    ("year,age,rate", births((2025, 2030, 2040)), "projection-years-skip", 72),
    ("from,to,age,rate", births((2025, 2029), 2), "projection-years-skip", 37),
    ("year,age,rate", births((2030, 2025)), "project-years-backwards", 37),
    ("from,to,age,rate", [[2025, 2024, 15, 0.1]], "project-years-backwards", 2),
    ("year,age,rate", births((2026, 2027)), "project-rates-begin-late", 2),
    ("from,age,rate", births((2025,)), "project-column-missing", 1),
    ("year,age,rate", cut(births((2025, 2026)), 40, None), "project-age-out-of-place", 42),
    ("year,age,rate", cut(births((2025, 2026)), 69, None), "project-age-missing", 70),
    ("year,age,rate", cut(births((2025, 2026)), 36, lambda row: [2026, 16, 1.4]), "project-number-high", 38),
    ("year,age,rate", cut(births((2025, 2026)), 36, lambda row: ["2026.5", 16, 0.1]), "project-number-unreadable", 38),
    ("year,age,percent", births((2025, 2026), rate=lambda year: 100 / 35 if year < 2026 else 1), "projection-pasfr-sum", 71),
])  # fmt: skip
def test_a_fault_is_told_with_its_line(tmp_path, header, rows, code, line):
    path = written(tmp_path, "f.csv", header, rows)
    assert (code, "f.csv", line) in told(lambda: given(fertility=path))


def test_a_death_rate_that_cannot_be_is_told_at_its_line_in_any_year(tmp_path):
    rows = cut(deaths((2025, 2026)), 182 + 40, lambda row: [*row[:3], 5.0])
    path = written(tmp_path, "m.csv", "year,sex,age,mx", rows)
    assert told(lambda: given(mortality=path)) == [("projection-mx-impossible", "m.csv", 224)]


def test_faults_of_every_year_are_told_at_once(tmp_path):
    rows = cut(cut(births((2025, 2026)), 69, None), 5, None)
    path = written(tmp_path, "f.csv", "year,age,rate", rows)
    assert [code for code, _, _ in told(lambda: given(fertility=path))] == [
        "project-age-out-of-place",
        "project-age-missing",
    ]
