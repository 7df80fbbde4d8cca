"""A formula can be read aloud: names in place of codes, with their figures where there are some."""

from __future__ import annotations

import pytest

from huimin.language import number_text

FIGURES = {"births.male": 1204.0, "births.female": 1100.0, "population": 91234.5}


def test_with_figures(words):
    formula = "births.male / births.female * 100"
    assert words(formula, "en", FIGURES) == "births · male (1,204) ÷ births · female (1,100) × 100"
    assert words(formula, "zh", FIGURES) == "出生人数·男（1,204） ÷ 出生人数·女（1,100） × 100"


def test_without_figures(words):
    assert words("(births + deaths) / population * 1000", "en") == "(births + deaths) ÷ population × 1000"


def test_windows_follow_the_name(words):
    assert words("last_year(ytd(births)) / 2", "en") == "births [year to date] [a year before] ÷ 2"
    assert words("去年同期(出生人数)", "zh", FIGURES) == "出生人数〔去年同期〕（2,304）"
    assert words("rolling(births / population, 12)", "en") == "(births ÷ population) [last 12 months]"
    assert words("previous(births)", "zh") == "出生人数〔上期〕"


def test_growth_is_written_out(words):
    assert words("growth(births)", "en") == "births ÷ births [a year before] − 1"
    assert words("growth(births) * 2", "en") == "(births ÷ births [a year before] − 1) × 2"


def test_indicators_keep_their_name_and_show_their_value(words):
    assert words("sex_ratio > 107", "en", FIGURES) == "sex ratio (109.4545) > 107"


def test_a_missing_figure_is_said_to_be_missing(words):
    assert words("deaths >= 1", "en", FIGURES) == "deaths (no figure) ≥ 1"
    assert words("deaths >= 1", "zh", FIGURES) == "死亡人数（无数据） ≥ 1"


def test_choices_and_functions_use_the_words_of_the_language(words):
    formula = "if not births > 1 or reported(deaths) then round(population, 1) else 80%"
    assert words(formula, "zh") == "如果 非 出生人数 > 1 或 已报(死亡人数) 则 四舍五入(人口，1) 否则 80%"
    assert words(formula, "en") == "if not births > 1 or reported(deaths) then round(population, 1) else 80%"


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (-0.0, "0"), (1204.0, "1,204"), (1.00005, "1.0001"), (-2.5, "-2.5"), (0.0000123456789, "0.0000123457"),
     (100.0, "100"), (None, "no figure"), (True, "yes"), (0.1 + 0.2, "0.3"), (1e90, "1" + ",000" * 30)],
)  # fmt: skip
def test_figures_are_rounded_for_reading(value, text):
    assert number_text(value, "en") == text
