"""People by age from reported figures: what ``reported.yaml`` may say, and what was not reported is told, never 0."""

from __future__ import annotations

import shutil
from contextlib import closing

import numpy as np
import pytest

from huimin.demography import AgeGroups
from huimin.demography.projection import Ages
from huimin.figures.periods import Period
from huimin.findings import Invalid
from huimin.tasks.project import AgeMapping, Reports, people_reported
from huimin.wiring import open_workspace
from huimin.wiring.reported_people import reported_people
from reported_ages import PLAIN, SIZES, report_ages
from workspace_fixtures import huimin


@pytest.fixture(scope="module")
def counted(city, tmp_path_factory):
    """The city with people by age among its figures."""
    folder = tmp_path_factory.mktemp("counted") / "city"
    shutil.copytree(city, folder)
    report_ages(folder)
    return folder


@pytest.fixture
def taken(counted):
    """``taken(mapping)`` gives the people that the text of a mapping leads to."""

    def run(mapping: str):
        (counted / "demography/reported.yaml").write_text(mapping, "utf-8")
        with closing(open_workspace(counted)) as place:
            return reported_people(place.folder, place.definitions, place.store)

    return run


def told(people):
    return [one.code for one in people.notes]


def test_groups_become_single_years_that_add_up_to_what_was_reported(taken):
    people = taken(PLAIN)

    assert [area.key for area in people.areas] == ["990102", "990121"]
    assert (people.year, people.ages) == (2025, Ages.single(100))
    edges = [0, 5, 15, 60, 80]
    assert np.add.reduceat(people.counts[0], edges, axis=-1) == pytest.approx(
        np.round(np.array([[0.52], [0.48]]) * SIZES * 100)
    )
    assert people.counts.min() >= 0 and people.counts[0, 0, 80] > people.counts[0, 0, 99]


def test_who_was_counted_and_when_is_said(taken):
    note = taken(PLAIN + "moment: mid-year\n").notes[0]

    assert note.code == "project-people-reported"
    assert (note.facts["kind_en"], note.facts["kind_zh"]) == ("resident population, at mid-year", "年中常住人口")
    assert taken(PLAIN).notes[0].facts["kind_zh"] == "年末常住人口"


def test_figures_of_another_month_need_to_say_when_people_were_counted():
    ages = AgeGroups((0, 15, 60))
    mapping = AgeMapping(
        "f", ((("a",),) * 3,), ages, "resident", "", None, 0.5, "tell", "monotone", 100, "reported.yaml"
    )
    with pytest.raises(Invalid) as invalid:
        people_reported(mapping, Reports(Period.of("2025-03"), {}, ()), None)

    assert [one.code for one in invalid.value.findings] == ["project-moment-missing"]


def test_a_county_without_a_group_is_told_and_left_out(taken):
    people = taken(PLAIN)

    (missing,) = (one for one in people.notes if one.code == "project-groups-missing")
    assert (missing.facts["count"], missing.facts["missing"]) == (1, "80+")
    assert "990103" not in [area.key for area in people.areas]


def test_it_is_filled_from_the_structure_around_it_only_when_asked_and_that_is_said(taken):
    people = taken(PLAIN + "missing: parent\n")

    assert [area.key for area in people.areas] == ["990102", "990121", "990103"]
    assert "project-groups-filled" in told(people) and "project-groups-missing" not in told(people)
    assert people.counts[2].sum() == pytest.approx(SIZES.sum() * 50, rel=1e-3)


def test_without_sexes_a_share_of_men_must_be_stated(taken):
    words = "element: people_by_band\npeople: registered\nages: {young: 0-14, grown: 15-59, old: 60+}\n"
    with pytest.raises(Invalid) as invalid:
        taken(words)
    assert [one.code for one in invalid.value.findings] == ["project-men-needed"]

    people = taken(words + "men: 51%\n")
    assert people.counts[0].sum(axis=-1) == pytest.approx([0.49 * 95_500, 0.51 * 95_500])
    assert "project-sexes-shared-out" in told(people)
    assert people.ages == Ages.single(60)  # three groups are too few to spread the last one
    assert people.notes[0].facts["method"] == "monotone"


def test_groups_may_be_figures_of_their_own(taken):
    """Women of 0 to 4 and of 5 to 14 are added up; so are both sexes of the rest."""
    people = taken(
        """
people: resident
groups:
- {ages: 0-14, women: [residents_by_age.a0_4.women, residents_by_age.a5_14.women], men: [residents_by_age.a0_4.men, residents_by_age.a5_14.men]}
- {ages: 15-59, women: residents_by_age.a15_59.women, men: residents_by_age.a15_59.men}
- {ages: 60+, women: [residents_by_age.a60_79.women, residents_by_age.a80.women], men: [residents_by_age.a60_79.men, residents_by_age.a80.men]}
method: monotone
"""
    )

    assert people.counts[0, :, :15].sum(axis=-1) == pytest.approx([0.52 * 15_000, 0.48 * 15_000])


@pytest.mark.parametrize(("mapping", "code", "line"), [
    ("element: residents\npeople: resident\n", "project-element-unknown", 1),
    ("element: births\npeople: resident\n", "project-element-without-ages", 1),
    ("element: people_by_band\npeople: resident\n", "project-element-without-ages", 1),
    ("people: resident\n", "project-mapping-empty", 1),
    ("element: residents_by_age\npeople: everybody\n", "definition-not-an-option", 2),
    ("element: residents_by_age\n", "definition-key-missing", 1),
    (PLAIN + "peiod: 2025\n", "definition-key-unknown", 3),
    (PLAIN + "period: soon\n", "not-a-period", 3),
    (PLAIN + "period: 2019\n", "project-nothing-reported", 0),
    (PLAIN + "form: county_yearly\n", "project-form-without-ages", 3),
    ("element: people_by_band\npeople: resident\nmen: 51\nages: {young: 0-14, grown: 15-59, old: 60+}\n", "project-share-of-men", 3),
    ("element: people_by_band\npeople: resident\nmen: 0.5\nages: {young: 0-14, grown: 16-59, old: 60+}\n", "demography-ages-gap", 4),
    ("element: people_by_band\npeople: resident\nmen: 0.5\nages: {young: 0-14, grown: 15-59, old: 60-99}\n", "project-ages-not-whole", 4),
    ("element: people_by_band\npeople: resident\nages: {young: 0-14, grown: 15-59, old: 60+}\n", "project-men-needed", 1),
    (PLAIN + "last: 80\n", "demography-last-age", 3),
    ("people: resident\ngroups:\n- {ages: 0-14, both: people_by_band.yuong}\n- {ages: 15+, both: people_by_band.old}\nmen: 0.5\n", "project-element-unknown", 3),
    ("people: resident\ngroups:\n- {ages: 0-14, both: people_by_band.young}\n- {ages: 15+, women: people_by_band.old, men: people_by_band.old}\n", "project-sexes-mixed", 2),
])  # fmt: skip
def test_a_fault_of_the_mapping_is_told_with_its_line(taken, mapping, code, line):
    with pytest.raises(Invalid) as invalid:
        taken(mapping)

    found = [(one.code, one.place.line) for one in invalid.value.findings]
    assert (code, line) in found, found
    assert all(one.place.file == "demography/reported.yaml" for one in invalid.value.findings)


def test_the_command_projects_them_and_says_what_is_missing(counted, taken):
    taken(PLAIN)
    ran = huimin("project", "-w", counted, "--step", 5, "--to", 2035, "--json")

    assert ran.code == 0, ran
    assert [one["key"] for one in ran.json["areas"]] == ["9901", "990102", "990121"]
    assert ran.json["areas"][0]["name"] == "Huimin Demonstration City (lacking 1 area)"
    assert {one["code"] for one in ran.json["notes"]} == {"project-people-reported", "project-groups-missing"}


def test_a_year_without_reports_is_told(counted, taken):
    taken(PLAIN)
    ran = huimin("project", "-w", counted, "--year", 2019, "--json")
    assert [(one["code"], one["facts"]["period"]) for one in ran.json["errors"]] == [
        ("project-nothing-reported", "2019")
    ]


def test_a_file_and_figures_at_once_are_refused(city):
    ran = huimin("project", city / "demography/population.csv", "-w", city, "--reported", "--json")
    assert [one["code"] for one in ran.json["errors"]] == ["project-two-sources"]


def test_a_file_of_people_goes_first_unless_figures_are_asked_for(city, own_city):
    assert huimin("project", "-w", own_city, "--step", 5, "--reported", "--json").json["errors"][0]["code"] == (
        "project-mapping-missing"
    )
