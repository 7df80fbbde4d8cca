"""``huimin budget`` on the simulated city, and the files it reads and writes."""

from __future__ import annotations

import csv
import json
import shutil

import numpy as np
import openpyxl
import pytest

from huimin.benefits.budget.facts import column
from huimin.cli.options import opened
from huimin.tasks.budget import People
from huimin.wiring.budget import read_budgeting
from workspace_fixtures import edit_text, huimin

SUBSIDY = "childcare-subsidy"


@pytest.fixture(scope="module")
def place(city, tmp_path_factory):
    return shutil.copytree(city, tmp_path_factory.mktemp("budget") / "city")


@pytest.fixture(scope="module")
def changed(place):
    """The subsidy of the workspace with another amount."""
    target = place.parent / "changed.yaml"
    shutil.copy(place / "benefits" / f"{SUBSIDY}.yaml", target)
    edit_text(target, "yuan: 3600", "yuan: 4800")
    return target


def rows_of(answer, **wanted):
    return [row for row in answer["budget"] if all(row[key] == value for key, value in wanted.items())]


def test_a_year_is_told_by_area_benefit_and_level(place):
    answer = huimin("budget", "--year", "2026", "-w", place, "--json").json
    assert answer["year"] == 2026
    for area in ("9901", "990102"):
        whole = rows_of(answer, area=area, benefit=SUBSIDY, level="*")[0]
        parts = [row["yuan"] for row in rows_of(answer, area=area, benefit=SUBSIDY) if row["level"] != "*"]
        assert sum(parts) == pytest.approx(whole["yuan"]) and whole["low"] < whole["yuan"] < whole["high"]
    counties = [row["yuan"] for row in rows_of(answer, benefit=SUBSIDY, level="*") if len(row["area"]) == 6]
    assert sum(counties) == pytest.approx(rows_of(answer, area="9901", benefit=SUBSIDY, level="*")[0]["yuan"])
    townships = [
        row
        for row in rows_of(answer, benefit=SUBSIDY, level="*")
        if row["area"].startswith("990102") and len(row["area"]) > 6
    ]
    assert sum(row["yuan"] for row in townships) == pytest.approx(
        rows_of(answer, area="990102", benefit=SUBSIDY, level="*")[0]["yuan"]
    )


def test_the_words_say_that_nobody_is_meant(place):
    for lang, words in (("zh", ("模拟人口", "不对应任何真实的人", "育儿补贴", "各级负担", "中央")),
                        ("en", ("stand for nobody", "Childcare subsidy", "who pays", "central government"))):  # fmt: skip
        out = huimin("budget", "-w", place, lang=lang).out
        assert [word for word in words if word not in out] == []


def test_a_changed_rule_is_held_against_the_one_in_force(place, changed, tmp_path):
    target = tmp_path / "compared.xlsx"
    ran = huimin("budget", "--with", changed, "--area", "990102", "-w", place, "--to", target, "--json")
    (whole, *_) = [row for row in ran.json["trial"] if row["area"] == "990102"]
    assert whole["difference"] == pytest.approx(whole["after"] - whole["before"]) and whole["losing"] == 0
    assert whole["gaining"] > 0 and whole["mean_gain"] * whole["gaining"] == pytest.approx(
        whole["difference"], rel=1e-4
    )
    assert sum(one["gaining"] for one in ran.json["families"]) == whole["gaining"]
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["About", "Compared", "Before", "After"]
    assert "stand for nobody" in " ".join(str(row[0]) for row in book["About"].iter_rows(values_only=True))
    text = huimin("budget", "--with", changed, "--area", "990102", "-w", place).out
    assert "gaining" in text and "mean gain" in text


def test_a_change_is_told_in_a_sentence_and_one_without_effect_too(place, tmp_path):
    """A fourth year costs more and is new for families; a day that was tried in vain says where to look."""
    longer, same = tmp_path / "longer.yaml", tmp_path / "same.yaml"
    for target, old, new in (
        (longer, "unit: year, value: 3", "unit: year, value: 4"),
        (same, "en: Childcare", "en: The childcare"),
    ):
        shutil.copy(place / "benefits" / f"{SUBSIDY}.yaml", target)
        edit_text(target, old, new)
    said = huimin("budget", "--with", longer, "-w", place, "--json").json["sentence"]
    assert " more (+" in said and "central government" in said and "newly entitled: 0" not in said
    assert "Nothing changes" in huimin("budget", "--with", same, "-w", place, "--json").json["sentence"]
    assert "没有变化" in huimin("budget", "--with", same, "-w", place, lang="zh").out


def test_the_coming_years_have_an_interval(place, tmp_path):
    target = tmp_path / "years.csv"
    ran = huimin("budget", SUBSIDY, "--years", "3", "--futures", "30", "-w", place, "--to", target)
    assert "everything" in ran.out and "2028" in ran.out
    lines = [line for line in target.read_text("utf-8-sig").splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines))
    medium = [
        row for row in rows if row["scenario"] == "medium" and row["area"] == "9901" and row["benefit"] == SUBSIDY
    ]
    assert [row["year"] for row in medium] == ["2026", "2027", "2028"]
    for of in ("projection 95%", "assumptions", "everything"):
        assert all(float(row[f"{of}: low"]) <= float(row["yuan needed"]) <= float(row[f"{of}: high"]) for row in medium)
    township = [row for row in rows if len(row["area"]) > 6 and row["scenario"] == "high"]
    assert township and all(float(row["everything: low"]) <= float(row["yuan needed"]) for row in township)


def test_a_total_that_is_known_is_kept_and_a_wrong_one_told(place, tmp_path):
    own = shutil.copytree(place, tmp_path / "own")
    folder = own / "budget"
    folder.mkdir(exist_ok=True)
    before = huimin("budget", "perinatal-aid-huiyang", "--year", "2025", "-w", own, "--json").json
    (folder / "margins.csv").write_text(
        "area,fact,outcome,people\n990102,low_income,yes,0\n990121,low_income,yes,0\n990103,low_income,yes,0\n", "utf-8"
    )
    after = huimin("budget", "perinatal-aid-huiyang", "--year", "2025", "-w", own, "--json").json
    assert rows_of(before, area="9901", level="*")[0]["yuan"] > rows_of(after, area="9901", level="*")[0]["yuan"] == 0
    (folder / "margins.csv").write_text(
        "area,fact,outcome,people\nnowhere,low_income,yes,3\n990102,low_income,yes,2.5\n", "utf-8"
    )
    ran = huimin("budget", "-w", own, "--json")
    assert ran.code == 2
    told = {one["code"]: one for one in json.loads(ran.out)["errors"]}
    assert (
        set(told) == {"budget-margin-area", "budget-margin-not-whole"} and told["budget-margin-not-whole"]["line"] == 3
    )


def test_assumptions_of_the_workspace_go_first_and_faults_have_their_line(place, tmp_path):
    own = shutil.copytree(place, tmp_path / "own")
    (own / "budget").mkdir(exist_ok=True)
    target = own / "budget" / "assumptions.yaml"
    target.write_text(
        "families: {household: 2.5}\nfacts:\n- {code: birth, is: birth}\n- {code: odd, rows: [{share: 20%, median: 4}]}\n"
        "- {code: wrong, rows: [{of: {a: 20%, b: 30%}}]}\n- {code: lost, rows: [{where: {gone: yes}, share: 2%}]}\n"
        "take_up:\n- {from: 2020-01-01, share: 50%, low: 60%}\n", "utf-8")  # fmt: skip
    ran = huimin("budget", "-w", own, "--json")
    assert {one["code"] for one in json.loads(ran.out)["errors"]} == {
        "budget-row-how", "budget-shares-sum", "budget-fact-missing", "budget-take-up-order"}  # fmt: skip
    target.write_text("families: {household: 2.5}\nfacts:\n- {code: birth, is: birth}\n", "utf-8")
    ran = huimin("budget", SUBSIDY, "-w", own, "--json")
    assert ran.code == 2 and json.loads(ran.out)["errors"][0]["code"] == "budget-fact-unassumed"


@pytest.mark.parametrize(("arguments", "code"), [
    (("--year", "1990"), "budget-year"), (("--to", "x.docx"), "format-unknown"), (("no-such",), "benefit-not-found"),
    (("--with", "missing.yaml"), "path-missing"), (("--area", "nowhere"), "area-not-found"),
])  # fmt: skip
def test_wrong_use_is_told(place, arguments, code):
    ran = huimin("budget", *arguments, "-w", place, "--json")
    assert ran.code == 2 and json.loads(ran.out)["errors"][0]["code"] == code


def test_the_sample_city_says_that_its_assumptions_are_invented(place):
    """Every line that the sample city replaces was there, and low incomes are the total that it knows."""
    text = (place / "budget" / "assumptions.yaml").read_text("utf-8")
    assert (
        "SIMULATED" in text and "urban: 84%" in text and "48%" not in text.split("registration")[1].split("- code")[0]
    )
    with opened(place) as found:
        setting = read_budgeting(found).setting
    people = People(setting, 2025).of(0)
    benefit = setting.benefits["perinatal-aid-huiyang"]
    poor = column(people, benefit.fact("low_income"), "parent", np.arange(people.size))
    assert int(poor.sum()) == setting.known[people.area.key].margins["low_income", "yes"] > 0
    assert people.households == setting.known[people.area.key].households
    assert sum(size for _, size in people.area.parts) == people.size and len(people.area.parts) == 2


def test_a_projection_can_tell_the_money(place):
    answer = huimin("project", "--money", "--to", "2030", "-w", place, "--json").json
    figures = {
        (one["measure"], one["year"]): one["value"]
        for one in answer["areas"][0]["figures"]
        if one["scenario"] == "medium"
    }
    assert figures["money:rural-old-age-award", 2030] > figures["money:rural-old-age-award", 2025] > 0
    assert "money needed: Rural old-age award (yuan)" in huimin("project", "--money", "--to", "2030", "-w", place).out
