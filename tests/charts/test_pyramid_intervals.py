"""A pyramid whose bars have intervals: drawn across their ends, in the legend, and within the axis."""

from __future__ import annotations

import re

from huimin.charts import Format, People, Pyramid, Reach

NOW = People("2050", (100.0, 80.0), (90.0, 70.0))
WIDE = Reach("95% interval", People("", (50.0, 60.0), (45.0, 70.0)), People("", (400.0, 90.0), (120.0, 70.0)))
NARROW = Reach("80% interval", People("", (70.0, 70.0), (60.0, 70.0)), People("", (150.0, 85.0), (100.0, 70.0)))


def pyramid(*reach: Reach) -> Pyramid:
    return Pyramid(lang="en", heading="Ages", footer="", simulated=True, format=Format("number", 0),
                   ages=("0-4", "5-9"), now=NOW, reach=reach)  # fmt: skip


def bands(svg: str) -> int:
    return len(re.findall(r'opacity="0\.45"', svg))


def test_each_group_that_is_not_sure_has_a_band_for_each_interval():
    assert bands(pyramid().svg()) == 0
    assert bands(pyramid(WIDE, NARROW).svg()) == 6  # women of 5 to 9 are sure: they have none


def test_the_axis_holds_the_longest_interval():
    assert pyramid().scale.high < 400 <= pyramid(WIDE).scale.high


def test_the_legend_and_the_page_name_them():
    made = pyramid(WIDE, NARROW)
    legend = made.keys()
    assert [key.name for key in legend][-2:] == ["95% interval", "80% interval"]
    assert made.data()["words"]["reach"] == ["95% interval", "80% interval"]
    assert made.data()["reach"][0] == [[[50.0, 400.0], [60.0, 90.0]], [[45.0, 120.0], [70.0, 70.0]]]
