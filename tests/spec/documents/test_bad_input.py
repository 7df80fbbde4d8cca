"""An area without data, one value only, a million-fold value, a name of 60 characters: each gives a readable document.

What was not reported is told as not reported, a value out of line is shown as being checked, ranked nowhere, and told as a
finding.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from huimin.areas import Areas
from huimin.areas.levels import Level, Levels
from huimin.areas.rows import AreaRow
from huimin.figures.periods import Period
from huimin.indicators.definitions import Indicator
from huimin.indicators.intervals import wilson
from huimin.indicators.values import Measured
from huimin.tasks.publish.figures_letter import Feedback, figures_facts
from huimin.tasks.publish.frame import Frame
from huimin.tasks.publish.monthly import monthly_facts, periods_of
from huimin.tasks.publish.panel import Panel

LONG = (
    "中华人民共和国某某自治州某某自治县某某民族乡某某村民委员会第一第二第三第四第五第六第七第八第九第十联合村民小组合作社"
    + "甲" * 3
)
MONTH = Period.of("2025-06")
SHARE = Indicator("share", "筛查率", "Screening", "proportion", "a", "b", show="percent", better="higher")
COUNT = Indicator("count", "床位数", "Beds", "value", formula="a", better="higher")


def tree(*names):
    rows = [AreaRow(key="1", code="1", parent="", level="city", zh="甲市", en="City", start=None, end=None)]
    rows += [
        AreaRow(key=f"1{n}", code=f"1{n}", parent="1", level="county", zh=name, en=name, start=None, end=None)
        for n, name in enumerate(names, 1)
    ]
    return Areas.read(rows, [], Levels((Level("city", "市", "city"), Level("county", "县", "county")))).at(
        date(2025, 6, 30)
    )


def measured(indicator, numerator, denominator):
    top, bottom = np.array(numerator, float), np.array(denominator, float)
    nothing = np.full(len(top), np.nan)
    with np.errstate(all="ignore"):
        value = top / bottom
    if indicator.kind == "value":
        return Measured(top, nothing, nothing, nothing, nothing, np.ones(len(top)), np.ones(len(top)))
    return Measured(value, top, bottom, *wilson(top, bottom), np.ones(len(top)), np.ones(len(top)))


def panel(names, indicator, now, spans):
    """One indicator with the same values in every period; ``now``: (numerator, denominator) of each area, the city first."""
    found = measured(indicator, [one[0] for one in now], [one[1] for one in now])
    areas = tree(*names)
    return Panel(areas, (), (indicator,), {(indicator.code, span): found for span in spans}, {})


def circular(names, indicator, now, lang="zh"):
    frame = Frame(lang, "甲市家庭服务办公室", "甲市", simulated=True)
    return monthly_facts(frame, panel(names, indicator, now, periods_of(MONTH)), MONTH, 0, [])


def told(facts):
    """All texts of the facts, tables too."""
    rows = [cell for table in facts.tables.values() for row in table.rows for cell in row]
    return str(dict(facts.fields)) + " ".join(rows)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_area_that_reported_nothing_is_not_reported_and_never_zero(lang):
    facts, found = circular(["乙", "丙"], SHARE, [(80, 100), (80, 100), (np.nan, np.nan)], lang)
    (one,) = facts.fields["indicators"]
    assert ("丙未报送，不参加排名" if lang == "zh" else "丙 did not report and is not ranked") in one["standing"]
    row = next(row for row in facts.tables["share"].rows if row[0] == "丙")
    assert row[1] == "–" and found == []


def test_nobody_reported_anything():
    facts, _ = circular(["乙"], SHARE, [(np.nan, np.nan)] * 2)
    (one,) = facts.fields["indicators"]
    assert one["sentence"] == "全市筛查率未报送。"
    assert facts.fields["any_reported"] is False and "trend" not in facts.pictures and "nan" not in told(facts)


def test_a_million_fold_value_is_shown_unranked_and_told():
    facts, found = circular(["乙", "丙", "丁", "戊"], COUNT, [(10, 1), (10, 1), (11, 1), (12, 1), (1.1e7, 1)])
    assert [(one.code, one.place.area) for one in found] == [("publish-value-odd", "14")]
    (one,) = facts.fields["indicators"]
    assert "戊数值异常，待核实，不参加排名" in one["standing"] and "丁（12.00）位居第一" in one["standing"]


def test_a_share_above_one_is_out_of_line():
    _, found = circular(["乙", "丙"], SHARE, [(80, 100), (120, 100), (80, 100)])
    assert [one.code for one in found] == ["publish-value-odd"]


def test_one_area_and_one_value_are_enough():
    facts, _ = circular(["乙"], SHARE, [(1, 1), (1, 1)])
    assert facts.fields["indicators"][0]["value"] == "100.00%"
    letter = figures_facts(Frame("zh", "甲", "甲市"), Feedback(panel(["乙"], SHARE, [(1, 1), (1, 1)],
                           [Period.of("2025"), Period.of("2024")]), Period.of("2025")), 1)  # fmt: skip
    assert letter.fields["small"] == "筛查率" and letter.fields["no_data"] is False


def test_an_area_without_data_gets_a_letter_that_says_so():
    spans = [Period.of("2025"), Period.of("2024")]
    given = Feedback(panel(["乙"], SHARE, [(np.nan, np.nan)] * 2, spans), Period.of("2025"))
    letter = figures_facts(Frame("zh", "甲", "甲市"), given, 1)
    assert letter.fields["no_data"] is True and letter.fields["against_year"] == "" and not letter.pictures


def test_a_long_name_is_told_whole():
    assert len(LONG) >= 58
    facts, _ = circular([LONG, "丙"], SHARE, [(150, 200), (99, 100), (51, 100)])
    assert LONG in told(facts) and LONG in facts.fields["indicators"][0]["standing"]


def test_noise_is_not_ranked_in_words():
    facts, _ = circular(["乙", "丙", "丁"], SHARE, [(24, 30), (8, 10), (9, 10), (7, 10)])
    assert "不能分出先后" in facts.fields["indicators"][0]["standing"]
