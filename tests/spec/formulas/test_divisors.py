"""A divisor that can be zero is noted, not refused: for areas where it is zero the value is not known."""

from __future__ import annotations

import pytest

from huimin.findings import Severity
from huimin.language import check, parse


def notes(formula, names):
    return [w.place.column for w in check(parse(formula), names).warnings if w.code == "formula-division-by-zero"]


def test_it_is_a_note_at_the_divisor(names):
    (note,) = check(parse("births / population"), names).warnings
    assert (note.code, note.severity, note.place.column) == ("formula-division-by-zero", Severity.NOTE, 10)
    assert note.facts["divisor"] == "population"


@pytest.mark.parametrize(
    "formula",
    [
        "births / 100",
        "births / -2",
        "births / max(population, 1)",
        "births / (population + 1)",
        "births / (1 + deaths * 2)",
        "if population > 0 then births / population else 0",
        "if population != 0 then births / population else 0",
        "if 0 < population then births / population else 0",
        "if population >= 1 then births / (population * 1000) else 0",
        "if population = 0 then 0 else births / population",
        "if population > 0 and deaths > 0 then births / population / deaths * deaths else 0",
        "if population = 0 or deaths = 0 then 0 else births / population / deaths * deaths",
        "if not population = 0 then births / population else 0",
        "population > 0 and births / population > 3%",
        "population = 0 or births / population > 3%",
        "if ytd(population) > 0 then births / ytd(population) else 0",
    ],
)
def test_there_is_none_where_the_divisor_cannot_be_zero(names, formula):
    assert notes(formula, names) == []


@pytest.mark.parametrize(
    "formula",
    [
        "births / (population - 1)",
        "births / (population - deaths)",
        "births / min(population, 1)",
        "if population > 0 then 0 else births / population",
        "if population >= 0 then births / population else 0",
        "if deaths > 0 then births / population else 0",
        "if population > 0 or deaths > 0 then births / population else 0",
        "births / growth(population)",
        "if population > 0 then births / ytd(population) else 0",
    ],
)
def test_there_is_one_where_it_can(names, formula):
    assert notes(formula, names)
