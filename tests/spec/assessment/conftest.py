"""A scheme and a few figures as text; what every area is scored, by both evaluators."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import yaml

from huimin.areas import AreaRow, Areas, Level, Levels
from huimin.assessment.adjustments import NONE, Adjustment, Adjustments
from huimin.assessment.binding import bind_scheme, check_scheme, judgement_form, with_judged
from huimin.assessment.ranking import Standing, standings
from huimin.assessment.reading import read_scheme
from huimin.assessment.scoring import Scores, Status, score_scheme
from huimin.figures.dictionary import Dictionary, Element
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.findings import Finding
from huimin.findings.section import raise_if_faulty
from huimin.indicators.definitions import Indicator, Names
from huimin.indicators.reference import ReportedFigures, reference_table
from huimin.indicators.values import Columns, by_columns, by_reference

ELEMENTS = ("checked", "target", "births", "girls", "funding", "revenue", "late")
INDICATORS = (
    Indicator("coverage", "覆盖率", "Coverage", "proportion", "checked", "target", show="percent", better="higher"),
    Indicator("birth_rate", "出生率", "Birth rate", "rate", "births", "target", show="permille"),
    Indicator("sex_ratio", "性别比", "Sex ratio", "ratio", "births", "girls", per=100),
)
YEAR = Period.of("2012")


def figures_of(
    text: str,
) -> tuple[list[str], list[tuple[str, str, str]], dict[tuple[str, Period], dict[str, float]]]:
    """Read the table: a column a figure, ``area``, and if wanted ``year`` and ``month``."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    header, areas, reports = lines[0], [], {}
    for line in lines[1:]:
        row = dict(zip(header, line, strict=True))
        area, year = row.pop("area"), row.pop("year", "2012")
        if area not in areas:
            areas.append(area)
        values = {name: float(cell) for name, cell in row.items() if cell}
        reports[area, Period.of(year)] = values
    return areas, [], reports


class Assessed:
    """What came out: by area and item, and by area."""

    def __init__(self, scores: Scores, places: list[Standing], areas: list[str]) -> None:
        self.scores, self.areas = scores, areas
        self.standing = dict(zip(areas, places, strict=True))

    def _by_area(self, values: np.ndarray) -> dict[str, float | None]:
        rounded = [None if np.isnan(v) else round(float(v), 9) for v in values]
        return dict(zip(self.areas, rounded, strict=True))

    def share(self, item: str = "1") -> dict[str, float | None]:
        one = next(one for one in self.scores.items if one.bound.item.id == item)
        return self._by_area(one.share)

    def points(self, item: str = "1") -> dict[str, float | None]:
        one = next(one for one in self.scores.items if one.bound.item.id == item)
        return self._by_area(one.points)

    def status(self, item: str = "1") -> dict[str, str]:
        one = next(one for one in self.scores.items if one.bound.item.id == item)
        return dict(zip(self.areas, (Status(int(s)).name.lower() for s in one.status), strict=True))

    @property
    def score(self) -> dict[str, float | None]:
        return self._by_area(self.scores.score)

    @property
    def with_missing(self) -> dict[str, float | None]:
        return self._by_area(self.scores.with_missing)

    @property
    def rank(self) -> dict[str, int | None]:
        return {area: standing.rank for area, standing in self.standing.items()}


def _scheme_document(text: str) -> dict[str, Any]:
    """A whole scheme from its items (or from everything, where it names itself)."""
    document = yaml.safe_load(text)
    if isinstance(document, list):
        document = {"items": document}
    items = document["items"]
    for item in items:
        item.setdefault("id", "1"), item.setdefault("zh", "项目"), item.setdefault("en", "Item")
        item.setdefault("points", 0 if item["rule"]["kind"] in ("deduction", "bonus") else 10)
    total = sum(item["points"] for item in items)
    return {"scheme": "test", "zh": "测试", "en": "Test", "level": "county", "total": total, **document}


def world(areas: list[str]) -> Areas:
    rows = [AreaRow("city", "", "", "city", "市", "City", None, None)]
    rows += [AreaRow(area, "", "city", "county", area, area, None, None) for area in areas]
    return Areas.read(rows, (), Levels((Level("city", "市", "City"), Level("county", "县", "County"))))


def assess_text(
    figures: str,
    scheme: str,
    due: set[str] | None = None,
    late: frozenset[str] = frozenset(),
    factors: str = "",
) -> Assessed:
    """Score a scheme on figures written as a table, with both evaluators, which must agree."""
    names_of_areas, _, reports = figures_of(figures)
    adjustments = factors_of(factors) if factors else NONE
    tree_of = world(sorted({*names_of_areas, *(due or ())}))
    faults: list[Finding] = []
    read = read_scheme(_scheme_document(scheme), faults)
    raise_if_faulty(faults)
    elements = tuple(Element(code, code, code.title(), "person", "flow", "sum", "sum") for code in ELEMENTS)
    dictionary = with_judged(Dictionary(elements), [read])
    form = Form("yearly", "年报", "Yearly", "year", ("county",), "county", 5, ELEMENTS, frozenset(ELEMENTS))
    judged = judgement_form(read)
    forms = (form, judged) if judged else (form,)
    names = Names(dictionary, INDICATORS)
    check_scheme(read, names, forms, ("city", "county"), faults)
    raise_if_faulty(faults)
    sent = {}
    for (area, period), values in reports.items():
        for one in forms:
            given = {a: values[_short(a)] for a in one.atoms if _short(a) in values}
            given = {a: v * 10 ** dictionary.element_of(a).decimals for a, v in given.items()}
            if given or one is form:
                sent[one.code, period, area] = ReportedFigures(area not in late, given)
    bound = bind_scheme(read, names, YEAR)
    table = reference_table(bound.leaves(), tree_of, YEAR.end, dictionary, forms, sent, bound.spans(forms))
    columns = Columns(table, forms, table.tree.at_level("county"))
    scores = score_scheme(bound, columns, forms, by_columns, adjustments)
    slow = score_scheme(bound, columns, forms, by_reference, adjustments)
    np.testing.assert_allclose(scores.score, slow.score, rtol=1e-12)
    for one, two in zip(scores.items, slow.items, strict=True):
        np.testing.assert_allclose(one.share, two.share, rtol=1e-12)
        np.testing.assert_array_equal(one.status, two.status)
    keys = [table.tree.keys[row] for row in columns.rows]
    return Assessed(scores, standings(scores, [""] * len(keys)), keys)


def _short(atom: str) -> str:
    """Judged atoms are called in the table as their item, ``item.part`` or ``red_code``."""
    return atom.removeprefix("test_")


def factors_of(text: str) -> Adjustments:
    """Factors written as a table: kind, area, element, year, factor, and its interval where it has one."""
    header, *lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    made = []
    for line in lines:
        row = dict(zip(header, line, strict=True))
        year, factor = Period.of(row["year"]), float(row["factor"])
        ends = float(row.get("low") or factor), float(row.get("high") or factor)
        made.append(Adjustment(row["kind"], row["area"], row["element"], year.first, year.last, factor, *ends))
    return Adjustments(tuple(made))


@pytest.fixture
def assess() -> Callable[..., Assessed]:
    return assess_text
