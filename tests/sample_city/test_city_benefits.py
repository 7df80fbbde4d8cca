"""The simulated city's benefits: whatever the pack leaves open is filled in, and says that it is invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huimin.adapters.definitions.sample_benefits import HEAD, OF, write_sample_benefits
from huimin.adapters.definitions.workspace import PACKS
from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.benefits import decide
from huimin.tasks.benefits import run_cases
from huimin.wiring.benefits import benefits_of
from huimin.wiring.pay import ABOVE

FILLED = load_yaml(PACKS / "sample_city" / "benefits.yaml")["benefits"]
DAY = date(2026, 1, 4)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    (folder / "huimin.yaml").write_text("title_zh: 试\ntitle_en: Test\npacks: [china]\n", "utf-8")
    write_sample_benefits(folder)
    return benefits_of(folder)


def test_nothing_is_left_open_and_nothing_is_wrong(catalogue):
    assert catalogue.findings == ()
    assert all(one.open == () for one in catalogue.benefits.values())
    assert set(FILLED) == set(catalogue.benefits) == set(benefits_of(None).benefits)


def test_every_case_is_right_with_what_was_filled_in(catalogue):
    cases = [case for ones in catalogue.cases.values() for case in ones]
    assert len(cases) > 40
    assert [finding for one in run_cases(cases, catalogue.benefits) for finding in one.findings] == []


def test_shares_belong_to_levels_that_pay(catalogue):
    levels = {*ABOVE, *(one["code"] for one in load_yaml(PACKS / "sample_city" / "levels.yaml")["levels"])}
    for one in catalogue.benefits.values():
        assert set(one.shares_at(DAY).parts) <= levels, one.code


def test_what_was_filled_in_says_that_it_is_invented(catalogue):
    for code, fill in FILLED.items():
        benefit = catalogue.benefits[code]
        assert benefit.shares_at(DAY).source.title.startswith("模拟")
        if "amount" in fill:
            assert all(entry.source.title.startswith("模拟") for one in benefit.amounts for entry in one.dated)
            assert benefit.amounts[0].dated[-1].value == fill["amount"] * 100


@pytest.mark.parametrize("code", sorted(FILLED))
def test_every_piece_that_is_replaced_stands_in_the_pack(code):
    text = Path(PACKS / OF / "benefits" / f"{code}.yaml").read_text("utf-8")
    fill = FILLED[code]
    assert [old for old in fill.get("words", {}) if old not in text] == []
    assert ("to-fill" in text) == ("amount" in fill)
    assert "areas: [" in text or "areas" not in fill


def test_a_file_of_the_city_says_at_its_head_that_it_is_simulated(tmp_path):
    written = write_sample_benefits(tmp_path)
    assert written and all(path.read_text("utf-8").startswith(HEAD) for path in written)
    assert "SIMULATED" in HEAD and "模拟" in HEAD


def test_awards_for_some_places_hold_in_the_city(catalogue):
    facts = {"home": ["9901", "990102"], "birth": "1960-01-01", "sex": "male", "confirmed_urban_award": "yes"}
    assert decide(catalogue.benefits["huizhou-urban-award"], facts, DAY).eligible == "yes"
    assert decide(benefits_of(None).benefits["huizhou-urban-award"], facts, DAY).eligible == "no"
