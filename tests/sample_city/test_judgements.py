"""Judgement sheets are filled in like all others, by the assessors of the city, from the same seed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from huimin.figures.dictionary import Category, Dictionary, Disaggregation, Element
from huimin.figures.forms import Form
from huimin.tasks.sample_city import make_city

PARTS = Disaggregation("parts", "分项", "Part", (Category("plan", "计划", "plan"), Category("staff", "人员", "staff")))


def judged(code, values, by=(), decimals=0):
    return Element(
        code, code, code, "1", "stock", "last", "none", by=by, values=values, decimals=decimals
    )  # fmt: skip


ELEMENTS = (
    judged("s_a1", "yes-no", by=(PARTS,)),
    judged("s_a2", "share", decimals=4),
    judged("s_a3", "date"),
    judged("s_a4", ""),
    judged("s_red_falsified_data", "yes-no"),
    judged("s_red_coercion", "yes-no"),
)


@pytest.fixture(scope="module")
def sheet(content):
    atoms = tuple(atom for element in ELEMENTS for atom in element.atoms)
    form = Form("judge_s", "评审表", "Judgement", "year", ("county",), "", 60, atoms, frozenset())
    dictionary = Dictionary(content.dictionary.elements + ELEMENTS)
    return make_city(5, content.settings, dictionary, [*content.forms, form])


def column(sheet, atom):
    each = sheet.figures["judge_s"]
    return each.truth[:, :, each.form.atoms.index(atom)]


def test_one_sheet_a_year_holds_all_counties(sheet):
    files = [file for file in sheet.files if file.form == "judge_s"]
    assert [(file.period.code, file.sender, len(file.areas)) for file in files] == [
        ("2024", "9901", 9),
        ("2025", "9901", 9),
    ]


def test_answers_are_what_their_columns_may_hold(sheet):
    assert set(np.unique(column(sheet, "s_a1.plan"))) <= {0.0, 1.0}
    shares = column(sheet, "s_a2")
    assert ((shares >= 0) & (shares <= 1)).all()
    for year, days in zip((2024, 2025), column(sheet, "s_a3"), strict=True):
        assert {date.fromordinal(int(day)).year for day in days} == {year}
    assert (column(sheet, "s_a4") >= 0).all()


def test_better_offices_are_judged_better(sheet):
    shares = column(sheet, "s_a2").mean(0)
    counties = [county.code for county in sheet.settings.counties]
    assert shares.argmin() == counties.index(sheet.settings.poor_county)


def test_only_the_shaving_county_has_crossed_a_red_line_and_only_once_it_was_found_out(sheet):
    crossed = column(sheet, "s_red_falsified_data")
    counties = [county.code for county in sheet.settings.counties]
    assert np.argwhere(crossed).tolist() == [[1, counties.index(sheet.settings.shaving.county)]]
    assert not column(sheet, "s_red_coercion").any()


def test_a_form_with_an_unknown_element_gets_plain_figures(content):
    new = Element("home_visits", "家访次数", "Home visits", "visit", "flow", "sum", "sum")
    money = Element("toy_library", "玩具馆经费", "Toy library", "yuan", "flow", "sum", "sum", decimals=2)
    form = Form("extra", "加报", "Extra", "quarter", ("village",), "township", 5, (new.code, money.code), frozenset())
    dictionary = Dictionary((*content.dictionary.elements, new, money))
    settings = replace(content.settings.scaled(2, 4, 16), months=6)
    city = make_city(3, settings, dictionary, [*content.forms, form])
    visits, cost = city.figures["extra"].truth[0].T
    assert visits.sum() > 0
    assert (visits % 1 == 0).all()
    assert (cost > 0).all()
