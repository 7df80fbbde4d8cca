"""Maps of areas in classes: what they find, what is set apart, and pictures that stand by themselves."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from itertools import pairwise
from math import cos, radians

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from huimin.charts import look
from huimin.charts.choropleth import UNKNOWN, UNTOLD, Choropleth, MapArea
from huimin.charts.classes import Classing, class_of
from huimin.charts.geography import Globe, outline
from huimin.charts.look import Format

NOTE = "The boundaries are invented."


def box(x, y, size=1.0):
    return ((((x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y)),),)


def row(*areas, **more):
    """A map of areas side by side, each a square."""
    shapes = {area.key: box(at, 40.0) for at, area in enumerate(areas)}
    return Choropleth(**{"areas": areas, "shapes": shapes, "lang": "en", "boundaries": NOTE, **more})


def area(key, value=None, **more):
    return MapArea(key, key.upper(), value, **more)


FIVE = tuple(area(key, value, cases=10) for key, value in zip("abcde", (1.0, 2.0, 3.0, 4.0, 5.0), strict=True))


# --- classes


@given(
    st.lists(st.floats(-1e6, 1e6, width=32), min_size=1, max_size=60),
    st.sampled_from(["quantiles", "equal"]),
    st.integers(1, 5),
)
def test_classes_hold_every_value_once_and_part_no_equal_ones(values, method, most):
    classes = Classing(method, most).classes(values)
    assert 1 <= len(classes) <= min(most, len(set(values)))
    for value in values:
        found = classes[class_of(value, classes)]
        assert found.low <= value <= found.high
    assert all(a.high < b.low for a, b in pairwise(classes))


@given(st.lists(st.floats(-100, 100, width=32), min_size=1, max_size=60), st.floats(-100, 100, width=32), st.booleans())
def test_around_a_middle_no_class_lies_on_both_sides(values, middle, high_is_good):
    classes = Classing("around", 4, middle, high_is_good).classes(values)
    for one in classes:
        good = one.low >= middle if high_is_good else one.high <= middle
        assert (one.side == 1) == good and one.side in (-1, 1)
        assert good or (one.high < middle if high_is_good else one.low > middle)


def test_classes_are_as_many_areas_or_as_wide():
    values = [float(one) for one in range(10)]
    assert [(one.low, one.high) for one in Classing().classes(values)] == [(0, 1), (2, 3), (4, 5), (6, 7), (8, 9)]
    assert [(one.low, one.high) for one in Classing("equal", 2).classes([0.0, 1.0, 2.0, 10.0])] == [(0, 2), (10, 10)]
    assert Classing().classes([]) == ()
    for wrong in (("around", 4, None), ("quantiles", 6, None), ("quantiles", 5, 1.0), ("jenks", 5, None)):
        with pytest.raises(ValueError, match="Classing"):
            Classing(*wrong)


# --- what it finds


FOUND = {
    "Highest: E, 5; lowest: A, 1": row(*FIVE),
    "3 of 5 areas reach 3": row(*FIVE, classing=Classing("around", 4, 3.0)),
    "1 of 5 areas stays within 1": row(*FIVE, classing=Classing("around", 4, 1.0, False)),
    "A: 1": row(FIVE[0]),
    "All 2 areas: 7": row(area("a", 7.0), area("b", 7.0)),
    "There is no value to show": row(area("a"), area("b", untold=True)),
}


@pytest.mark.parametrize("title", FOUND)
def test_the_title_says_the_finding(title):
    assert FOUND[title].title == title and title in FOUND[title].alt() and NOTE in FOUND[title].alt()


def test_what_is_not_known_is_in_no_class_and_painted_apart():
    drawn = row(*FIVE, area("f"), area("g", 3.0, untold=True, cases=2))
    assert {drawn.class_of(one) for one in FIVE} == {0, 1, 2, 3, 4}
    assert drawn.class_of(drawn.areas[5]) == UNKNOWN and drawn.class_of(drawn.areas[6]) == UNTOLD
    white, dots, _ = drawn.paint(UNKNOWN)
    assert (white, dots) == look.UNKNOWN and drawn.paint(UNTOLD)[1] == "slant"
    fills = [drawn.paint(at)[0] for at in range(5)]
    assert len(set(fills)) == 5 and white not in fills
    light = [
        sum(int(one[at : at + 2], 16) * part for at, part in ((1, 0.299), (3, 0.587), (5, 0.114))) for one in fills
    ]
    assert all(a - b > 20 for a, b in pairwise(light)), "each step is darker in grey print too"


def test_the_wrong_side_of_a_middle_is_hatched_and_the_far_ends_are_dark():
    drawn = row(*FIVE, classing=Classing("around", 4, 3.0))
    assert [drawn.paint(at)[1] for at in range(4)] == ["back", "back", "", ""]
    assert [drawn.paint(at)[0] for at in range(4)] == [
        look.DIVERGING[0],
        look.DIVERGING[1],
        look.DIVERGING[3],
        look.DIVERGING[4],
    ]
    other = row(*FIVE, classing=Classing("around", 4, 3.0, False))
    assert [other.paint(at)[1] for at in range(4)] == ["", "", "back", "back"]
    assert other.paint(3)[0] == look.DIVERGING[0] and other.paint(0)[0] == look.DIVERGING[4]


def test_the_legend_counts_areas_and_cases():
    lines = row(*FIVE, area("f"), classing=Classing("equal", 2)).legend()
    assert [(name, *counts) for _, name, counts in lines] == [
        ("4 – 5", "2 areas", "20 cases"), ("1 – 3", "3 areas", "30 cases"), ("not reported", "1 area", ""),
    ]  # fmt: skip


# --- areas of the past, and without a shape


def test_areas_of_the_past_are_drawn_by_what_they_became_and_that_is_said():
    shapes = {"new": box(0, 40), "left": box(1, 40), "right": box(2, 40)}
    areas = (area("a", 1.0, at=("new",)), area("b", 1.0, at=("new",)), area("c", 2.0, at=("left", "right")))
    drawn = Choropleth(areas=areas, shapes=shapes, lang="en")
    assert {key: number for key, (_, number) in drawn.drawn.items()} == {"new": 0, "left": 1, "right": 1}
    assert "3 areas have since merged" in " ".join(drawn.notes())
    unlike = Choropleth(areas=(areas[0], area("b", 9.0, at=("new",))), shapes=shapes, lang="en")
    assert unlike.drawn["new"][1] == UNTOLD and "holds several of that time" in " ".join(unlike.notes())


def test_an_area_without_a_shape_stands_in_the_table_only():
    drawn = Choropleth(areas=FIVE, shapes={"a": box(0, 40)}, lang="en")
    assert "4 areas have no boundary" in " ".join(drawn.notes()) and list(drawn.drawn) == ["a"]
    head, rows = drawn.table()
    assert head == ("Area", "Value", "Cases", "Class") and len(rows) == 5 and rows[4][:3] == ("E", "5", "10")
    ET.fromstring(Choropleth(areas=FIVE, shapes={}, lang="zh").svg())  # nothing to draw is a picture too


# --- pictures


EDGES = {
    "usual": row(*FIVE, simulated=True, subject="Births"),
    "one": row(FIVE[0]),
    "none": row(area("a")),
    "middle": row(*FIVE, area("f"), area("g", untold=True), classing=Classing("around", 4, 3.0)),
    "long names": row(*(MapArea(key, "很长的名称" * 12, 1e9 * at) for at, key in enumerate("abc"))),
    "outlier": row(area("a", 1.0), area("b", 1e6), area("c", 2.0)),
    "chinese": row(*FIVE, lang="zh", format=Format("percent", 1)),
    "markup": row(MapArea("a", "<b>&\"'", 1.0)),
}


@pytest.mark.parametrize("width", [300, 640])
@pytest.mark.parametrize("name", EDGES)
def test_a_picture_is_sound_and_the_same_each_time(name, width):
    text = EDGES[name].svg(width)
    root = ET.fromstring(text)
    assert root.get("width") == str(width) and "style=" not in text and "<script" not in text
    assert text == EDGES[name].svg(width)
    json.dumps(EDGES[name].spec(), allow_nan=False)


@pytest.mark.parametrize("name", ["usual", "middle"])
def test_a_picture_can_be_set_in_a_document(name, tmp_path):
    (tmp_path / "map.svg").write_text(EDGES[name].svg(), encoding="utf-8")
    (tmp_path / "page.typ").write_text(
        '#set page(width: 640pt, height: auto, margin: 0pt)\n#image("map.svg")', encoding="utf-8"
    )
    made = typst.compile(str(tmp_path / "page.typ"), format="png", ppi=72)
    assert made[:4] == b"\x89PNG" and len(made) > 5_000


def test_the_page_gets_the_shapes_or_their_address():
    spec = row(*FIVE).spec()
    assert spec["kind"] == "choropleth" and {one["properties"]["code"] for one in spec["shapes"]["features"]} == {
        *"abcde"
    }
    assert {one["code"]: one["class"] for one in spec["rows"]} == {key: at for at, key in enumerate("abcde")}
    assert set(spec["paints"]) == {str(one["class"]) for one in spec["legend"]}
    assert row(*FIVE, address="/shapes.json").spec()["shapes"] == "/shapes.json"


@pytest.mark.parametrize("north", [0.0, 40.0, 60.0])
def test_a_degree_of_longitude_is_as_long_as_the_latitude_makes_it(north):
    globe = Globe.around({"a": box(100, north - 0.5)})
    assert globe.ratio == pytest.approx(cos(radians(north)))


def test_outlines_are_short_and_lose_nothing_that_can_be_seen():
    globe = Globe.around({"a": box(0, 0, 10)})
    fine = (*((x / 1000, 0.0) for x in range(10_001)), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0))
    scaled = Globe(globe.west, globe.north, globe.width, globe.height, globe.squeeze, 30.0)
    assert len(outline(((fine,),), scaled)) < len(str(fine)) / 8
    assert outline((((*box(5, 5, 0.0001)[0][0],),),), scaled).endswith("z"), "a tiny area is a dot"


def test_a_city_of_villages_is_drawn_in_less_than_300_kb():
    keys = [f"{at:012}" for at in range(1260)]
    ring = [(cos(turn / 4) * 0.4, cos(turn / 4 - 1.571) * 0.4) for turn in range(25)]
    shapes = {
        key: ((tuple((at % 36 + x, 20 + at // 36 + y) for x, y in (*ring, ring[0])),),) for at, key in enumerate(keys)
    }
    areas = tuple(MapArea(key, f"第{at}村民委员会", float(at % 97), cases=at) for at, key in enumerate(keys))
    assert len(Choropleth(areas=areas, shapes=shapes, lang="zh").svg().encode()) < 300_000
