"""Files of rates: what can be given by age, and how a fault is told."""

from __future__ import annotations

import numpy as np
import pytest

from huimin.adapters.projections import RateFiles, read_levels, read_own, read_rates
from huimin.demography.projection import Ages
from huimin.findings import Invalid

AGES = Ages.fives(100)
SEXES = ("female", "male")


def written(tmp_path, name, header, rows):
    path = tmp_path / name
    path.write_text("\n".join([header, *(",".join(map(str, row)) for row in rows)]) + "\n", "utf-8")
    return path


def mortality_rows(value=lambda sex, age: 0.01 + age / 400):
    return [[sex, AGES.label(i), value(sex, start)] for sex in SEXES for i, start in enumerate(AGES.starts)]


def told(call):
    with pytest.raises(Invalid) as invalid:
        call()
    return [(one.code, one.place.file, one.place.line) for one in invalid.value.findings]


def test_rates_of_fertility_give_level_and_pattern(tmp_path):
    path = written(tmp_path, "f.csv", "age,rate", [[f"{a}-{a + 4}", 0.04] for a in range(15, 50, 5)])
    given = read_rates(RateFiles(fertility=path), AGES)
    assert given.tfr == pytest.approx(1.4) and given.pattern.sum() == pytest.approx(100)


def test_shares_of_fertility_must_add_up_to_100(tmp_path):
    path = written(tmp_path, "f.csv", "age,percent", [[f"{a}-{a + 4}", 10] for a in range(15, 50, 5)])
    assert told(lambda: read_rates(RateFiles(fertility=path), AGES)) == [("projection-pasfr-sum", "f.csv", 8)]


def test_a_death_rate_above_its_possible_value_is_told_at_its_line(tmp_path):
    rows = mortality_rows(lambda sex, age: 3.0 if (sex, age) == ("male", 40) else 0.01 + age / 400)
    path = written(tmp_path, "m.csv", "sex,age,mx", rows)
    assert told(lambda: read_rates(RateFiles(mortality=path), AGES)) == [("projection-mx-impossible", "m.csv", 31)]


def test_survival_above_1_is_told_at_its_line(tmp_path):
    rows = mortality_rows(lambda sex, age: 1.2 if (sex, age) == ("female", 10) else 0.9)
    path = written(tmp_path, "m.csv", "sex,age,survival", rows)
    assert told(lambda: read_rates(RateFiles(mortality=path), AGES)) == [("project-number-high", "m.csv", 4)]


def test_infants_may_stand_apart_in_five_year_groups(tmp_path):
    rows = [
        [sex, label, 0.02] for sex in SEXES for label in ("0", "1-4", *(AGES.label(i) for i in range(1, AGES.count)))
    ]
    given = read_rates(RateFiles(mortality=written(tmp_path, "m.csv", "sex,age,mx", rows)), AGES)
    assert given.mx.shape == (2, AGES.count + 1)


@pytest.mark.parametrize(("drop", "code"), [(5, "project-age-out-of-place"), (20, "project-age-missing")])
def test_ages_must_be_those_of_the_people(tmp_path, drop, code):
    rows = [row for row in mortality_rows() if row[1] != AGES.label(drop)]
    path = written(tmp_path, "m.csv", "sex,age,mx", rows)
    assert told(lambda: read_rates(RateFiles(mortality=path), AGES))[0][0] == code


def test_a_share_holds_up_to_the_next_age_told(tmp_path):
    path = written(tmp_path, "s.csv", "measure,zh,en,sex,age,share",
                   [["care", "照护", "care", sex, age, share] for sex in SEXES for age, share in ((60, 0.1), (80, 0.3))])  # fmt: skip
    (care,) = read_rates(RateFiles(shares=path), AGES).shares
    assert (care.zh, care.en) == ("照护", "care")
    assert care.share[0, [11, 12, 15, 16, 20]].tolist() == [0, 0.1, 0.1, 0.3, 0.3]


def test_all_files_are_told_at_once(tmp_path):
    one = written(tmp_path, "f.csv", "age,wrong", [[15, 1]])
    two = written(tmp_path, "m.csv", "sex,wrong", [["female", 1]])
    assert sorted(file for _, file, _ in told(lambda: read_rates(RateFiles(fertility=one, mortality=two), AGES))) == [
        "f.csv",
        "m.csv",
    ]


def test_levels_by_area_and_a_name_that_is_none(tmp_path):
    path = written(tmp_path, "l.csv", "area,name,value", [["*", "tfr", 1.2], ["A", "tfr", 1.4]])
    assert read_levels(path) == {"": {"tfr": 1.2}, "A": {"tfr": 1.4}}
    path = written(tmp_path, "l.csv", "area,name,value", [["*", "tfrr", 1.2], ["A", "tfr", "x"]])
    assert told(lambda: read_levels(path)) == [
        ("project-name-unknown", "l.csv", 2),
        ("project-number-unreadable", "l.csv", 3),
    ]


def test_a_scenario_of_one_s_own_keeps_its_lines(tmp_path):
    own = read_own(written(tmp_path, "mine.csv", "# a remark\nyear,tfr", [[2025, 1.2], [2026, 1.3]]))
    assert (own.name, own.lines) == ("mine", (3, 4))


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00\x80\x81", b"sex,age,mx\n", b"\n\n\n"])
def test_what_is_no_table_is_refused(tmp_path, data):
    path = tmp_path / "m.csv"
    path.write_bytes(data)
    assert told(lambda: read_rates(RateFiles(mortality=path), AGES))[0][0].startswith("project-")


def test_survival_that_is_given_stays(tmp_path):
    from huimin.tasks.project import AreaName, Basis, Given, People, Wish, project_people

    people = People((AreaName("A"),), 2025, AGES, np.full((1, 2, AGES.count), 100.0))
    survival = np.full((2, AGES.count), 0.95)
    found = project_people(Basis(people, ({"tfr": 1.5},), Given(survival=survival)), Wish(2035, ("medium",), 5))
    assert found.runs[0].population[0, 1, 0, 1] == pytest.approx(95)
    assert found.runs[0].e0[0, 0].tolist() == found.runs[0].e0[0, 1].tolist()
