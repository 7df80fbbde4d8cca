"""Boundaries of an office's own: read where they are sound, mended where they can be, told where they cannot."""

from __future__ import annotations

import json
from datetime import date

import pytest

from huimin.adapters.maps import read_map, write_map
from huimin.adapters.maps.reading import POINT_LIMIT
from huimin.areas import AreaRow, Areas, ChangeRow, Level, Levels
from huimin.findings import Invalid, Severity, explain, next_step
from huimin.tasks.maps import AreaCodes, Map, MapSettings, homes_of, ring_area
from huimin.wiring import open_workspace

SQUARE = [[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]
HOLE = [[0.5, 0.5], [1, 0.5], [1, 1], [0.5, 1], [0.5, 0.5]]
EAST = [[2, 0], [4, 0], [4, 2], [2, 2], [2, 0]]
NORTH = [[0, 2], [2, 2], [2, 4], [0, 4], [0, 2]]
LEVELS = Levels((Level("city", "市", "city", (6,)), Level("county", "县", "county", (6,))))
DAY = date(2026, 1, 1)


def areas_of(keys, changes=(), ended=()):
    """A city 990100 with counties; ``ended`` ones have their last day on the last day of 2024."""
    rows = [AreaRow("990100", "990100", "", "city", "示范市", "Sample City", None, None)]
    made = [ChangeRow(date(2025, 1, 1), kind, tuple(old), tuple(new)) for kind, old, new in changes]
    young = {key for change in made for key in change.new}
    rows += [AreaRow(key, key, "990100", "county", f"{key}县", f"County {key}", date(2025, 1, 1) if key in young else None,
                     date(2024, 12, 31) if key in ended else None) for key in keys]  # fmt: skip
    areas = Areas.read(rows, made, LEVELS)
    assert areas.defects == ()
    return areas


PLAIN = areas_of(["990101", "990102", "990103"])


def feature(code, coordinates, kind="Polygon", /, **properties):
    code = {} if code is None else {"code": code}
    return {
        "type": "Feature",
        "properties": {**code, **properties},
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def put(tmp_path, document):
    (tmp_path / "maps").mkdir(exist_ok=True)
    text = document if isinstance(document, str) else json.dumps(document)
    (tmp_path / "maps" / "county.geojson").write_text(text, encoding="utf-8")


def read(tmp_path, *features, areas=PLAIN, settings=None, **more):
    put(tmp_path, {"type": "FeatureCollection", "features": list(features), **more})
    return read_map(tmp_path, AreaCodes(areas, "county", DAY), settings)


def told(drawn, *but):
    """The codes of what is told, apart from areas that have no shape, and from these."""
    return [one.code for one in drawn.findings if one.code not in ("map-areas-missing", *but)]


def test_no_file_is_no_map(tmp_path):
    assert read_map(tmp_path, AreaCodes(PLAIN, "county", DAY)) is None


def test_polygons_and_multipolygons_are_read_and_turned_the_right_way(tmp_path):
    drawn = read(
        tmp_path, feature("990101", [SQUARE[::-1], HOLE]), feature(990102, [[EAST], [[[5, 5], [6, 5], [6, 6], [5, 5]]]], "MultiPolygon"),
        feature(990103, [NORTH]), note="mine",
    )  # fmt: skip
    assert drawn.findings == () and drawn.note == "mine" and drawn.bounds == (0, 0, 6, 6)
    outer, hole = drawn.shapes["990101"][0]
    assert ring_area(outer) == 4 and ring_area(hole) == -0.25
    assert [ring_area(polygon[0]) for polygon in drawn.shapes["990102"]] == [4, 0.5]
    assert drawn.points == 5 + 5 + 5 + 4 + 5


def test_what_is_written_is_what_is_read(tmp_path):
    drawn = read(
        tmp_path,
        feature("990101", [SQUARE, HOLE]),
        feature("990102", [EAST]),
        feature("990103", [NORTH]),
        note="一 one",
    )
    path = write_map(tmp_path, drawn)
    codes = AreaCodes(PLAIN, "county", DAY)
    assert read_map(tmp_path, codes) == drawn
    first = path.read_bytes()
    assert write_map(tmp_path, read_map(tmp_path, codes)).read_bytes() == first
    assert Map("county", {}).bounds is None


SOUND = feature("990101", [SQUARE])
OPEN = [[2, 0], [4, 0], [4, 2], [2, 2]]
BOW = [[2, 0], [4, 2], [4, 0], [2, 2], [2, 0]]
WRONG = {
    # code of the finding: (a faulty feature, whether its area is drawn all the same)
    "map-code-missing": (feature(None, [EAST], name="Minghu"), False),
    "map-code-unknown": (feature("990109", [EAST]), False),
    "map-code-twice": (feature("990101", [EAST]), False),
    "map-other-level": (feature("990100", [EAST]), False),
    "map-empty": (feature("990102", []), False),
    "map-not-polygon": (feature("990102", [1, 1], "Point"), False),
    "map-shape-broken": (feature("990102", [[[0, "x"], [1, 1], [2, 3]]]), False),
    "map-outside": (feature("990102", [[[0, 91], [1, 0], [2, 5], [0, 91]], [[999, 0], [1, 0], [2, 5]]]), False),
    "map-ring-open": (feature("990102", [OPEN]), True),
    "map-self-crossing": (feature("990102", [BOW]), True),
}


@pytest.mark.parametrize("code", WRONG)
def test_every_fault_is_told_with_number_and_name_and_the_rest_is_drawn(tmp_path, code):
    faulty, drawn_too = WRONG[code]
    faulty["properties"].setdefault("name", "Minghu")
    drawn = read(tmp_path, SOUND, faulty)
    assert told(drawn) == [code]
    found = drawn.findings[0]
    assert (found.facts["number"], found.facts["name"]) == (2, "Minghu")
    assert (found.place.file, found.place.element) == ("maps/county.geojson", "features[2]")
    for lang in ("zh", "en"):
        assert "2" in explain(found, lang) and "Minghu" in explain(found, lang) and next_step(found, lang)
    assert {*drawn.shapes} == ({"990101", "990102"} if drawn_too else {"990101"})


@pytest.mark.parametrize("geometry", [
    None, "x", {"type": "Polygon"}, {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}, {"type": "Polygon", "coordinates": ["x"]},
    {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [2, 2], [0, 0]]]}, {"type": "MultiPolygon", "coordinates": 7},
    {"type": "Polygon", "coordinates": [[0, 1, 2]]}, {"type": "Polygon", "coordinates": [[[0], [1, 1], [2, 2]]]},
    {"type": "Polygon", "coordinates": [[{}, {}, {}]]}, {"type": "GeometryCollection", "geometries": []}, {"type": 3, "coordinates": [1]},
], ids=str)  # fmt: skip
def test_whatever_stands_in_place_of_a_shape_is_told_and_not_drawn(tmp_path, geometry):
    drawn = read(tmp_path, SOUND, {"type": "Feature", "properties": {"code": "990102"}, "geometry": geometry})
    assert len(told(drawn)) == 1 and {*drawn.shapes} == {"990101"}


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"type":"FeatureCollection","features":{}}', "[" * 3000, '"x"',
                                  '{"type":"Topology","objects":{}}', "\ufeff{}"])  # fmt: skip
def test_a_file_that_is_no_feature_collection_is_refused_whole(tmp_path, text):
    put(tmp_path, text)
    drawn = read_map(tmp_path, AreaCodes(PLAIN, "county", DAY))
    assert drawn.findings[0].code in ("map-unreadable", "map-not-collection")
    assert drawn.findings[0].severity is Severity.ERROR and drawn.shapes == {}


def test_strange_features_are_told_one_by_one(tmp_path):
    drawn = read(tmp_path, SOUND, "x", None, {"properties": {"code": True}}, {"properties": "y"})
    assert told(drawn) == ["map-code-missing"] * 4 and {*drawn.shapes} == {"990101"}


def test_many_faults_of_a_kind_are_counted(tmp_path):
    drawn = read(tmp_path, SOUND, *(feature("1", [EAST]) for _ in range(50)))
    assert told(drawn) == ["map-code-unknown"] * 20 + ["map-faults-more"]
    assert drawn.findings[-1].facts["count"] == 50


def test_a_file_beyond_the_bounds_is_refused_before_it_is_parsed(tmp_path, monkeypatch):
    put(tmp_path, "[" * (POINT_LIMIT + 1))
    codes = AreaCodes(PLAIN, "county", DAY)
    assert [one.code for one in read_map(tmp_path, codes).findings] == ["map-too-many-points"]
    monkeypatch.setattr("huimin.adapters.maps.reading.SIZE_LIMIT", 1_000_000)
    assert [one.code for one in read_map(tmp_path, codes).findings] == ["map-too-large"]


# --- coordinates

METRES = """
    system                                east        north
    EPSG:3857                             12945000    4852000
    CGCS2000 / Gauss-Kruger zone 20       20440000    4420000
    CGCS2000 / Gauss-Kruger zone 39       39440000    4420000
    CGCS2000 / 3-degree Gauss-Kruger CM   440000      4420000
"""


@pytest.mark.parametrize(
    "line", [line.rsplit(None, 2) for line in METRES.strip().splitlines()[1:]], ids=lambda line: line[0].strip()
)
@pytest.mark.parametrize("north_first", [False, True])
def test_metres_are_told_with_what_they_look_like(tmp_path, line, north_first):
    system, east, north = line[0].strip(), float(line[1]), float(line[2])
    if north_first and system == "EPSG:3857":
        return  # its axes are never turned
    ring = [[east, north], [east + 900, north], [east, north + 900], [east, north]]
    drawn = read(tmp_path, feature("990101", [[point[::-1] for point in ring] if north_first else ring]))
    assert [one.code for one in drawn.findings] == ["map-projected"] and drawn.shapes == {}
    assert drawn.findings[0].facts["found"].startswith(system)
    assert "EPSG:4326" in next_step(drawn.findings[0], "zh")


def crs(name):
    return {"crs": {"type": "name", "properties": {"name": name}}}


@pytest.mark.parametrize(
    "name",
    ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4490", "urn:ogc:def:crs:EPSG:6.9:4326"],
)
def test_degrees_by_name_are_taken_as_they_are(tmp_path, name):
    assert told(read(tmp_path, SOUND, **crs(name))) == []


@pytest.mark.parametrize("name", ["EPSG:3857", "urn:ogc:def:crs:EPSG::4534", "EPSG:43260"])
def test_another_system_by_name_is_told_and_degrees_are_drawn_all_the_same(tmp_path, name):
    drawn = read(tmp_path, SOUND, **crs(name))
    assert told(drawn) == ["map-crs"] and drawn.findings[0].facts["found"] == name and {*drawn.shapes} == {"990101"}


def test_latitude_first_is_noticed_and_turned(tmp_path):
    ring = [[40, 110], [41, 110], [41, 111], [40, 111], [40, 110]]
    drawn = read(tmp_path, feature("990101", [ring]))
    assert told(drawn) == ["map-swapped"] and drawn.bounds == (110, 40, 111, 41)


# --- codes

CODES = """
    in the file    property
    990102         code
    990102         adcode
    156990102      gb
    990102000      id
    990102000000   行政区划代码
"""


@pytest.mark.parametrize("line", [line.split() for line in CODES.strip().splitlines()[1:]], ids=" ".join)
def test_codes_are_found_where_and_how_files_of_china_write_them(tmp_path, line):
    code, name = line
    for value in (code, int(code), float(code)):
        drawn = read(tmp_path, feature(None, [EAST], **{name: value, "OBJECTID": 7}))
        assert {*drawn.shapes} == {"990102"} and told(drawn) == []


def test_the_property_that_holds_codes_is_found_among_others(tmp_path):
    drawn = read(tmp_path, feature(None, [SQUARE], id=1, adcode="990101"), feature(None, [EAST], id=2, adcode="990102"))
    assert {*drawn.shapes} == {"990101", "990102"} and told(drawn) == []


def test_or_it_is_named(tmp_path):
    settings = MapSettings(property="quhua")
    drawn = read(tmp_path, feature("990101", [SQUARE], quhua="990102"), settings=settings)
    assert {*drawn.shapes} == {"990102"}
    drawn = read(tmp_path, feature(None, [SQUARE], quhua="990102"))
    assert [one.code for one in drawn.findings] == ["map-no-codes"]


def test_a_mistyped_code_is_answered_with_the_nearest(tmp_path):
    drawn = read(tmp_path, SOUND, feature("99010z", [EAST]))
    assert drawn.findings[0].facts["nearest"] in {"990101", "990102", "990103"}


def test_areas_without_a_shape_are_listed(tmp_path):
    found = read(tmp_path, SOUND).findings[0]
    assert found.code == "map-areas-missing" and found.facts["count"] == 2
    assert "990102县、990103县" in explain(found, "zh") and "County 990102, County 990103" in explain(found, "en")


MERGED = areas_of(
    ["990101", "990102", "990103", "990104"], [("merge", ["990102", "990103"], ["990104"])], ("990102", "990103")
)
SPLIT = areas_of(["990101", "990102", "990103"], [("split", ["990101"], ["990102", "990103"])], ("990101",))


def test_old_areas_are_drawn_as_what_they_became(tmp_path):
    drawn = read(
        tmp_path,
        SOUND,
        feature("990102", [EAST]),
        feature("990103", [[[4, 0], [6, 0], [6, 2], [4, 2], [4, 0]]]),
        areas=MERGED,
    )
    assert [ring_area(polygon[0]) for polygon in drawn.shapes["990104"]] == [8]  # one shape of both
    assert told(drawn) == ["map-area-merged"] * 2 and {one.severity for one in drawn.findings} == {Severity.NOTE}
    assert drawn.findings[0].facts["successor"] == "990104"


def test_a_split_area_is_not_drawn_and_one_that_just_ended_neither(tmp_path):
    drawn = read(tmp_path, SOUND, feature("990102", [EAST]), areas=SPLIT)
    assert told(drawn) == ["map-area-split"] and drawn.findings[0].facts["found"] == "990102, 990103"
    drawn = read(tmp_path, SOUND, feature("990102", [EAST]), areas=areas_of(["990101", "990102"], (), ("990102",)))
    assert told(drawn) == ["map-area-ended"]


def test_areas_of_the_past_have_homes_on_todays_map():
    before = date(2024, 6, 1)
    assert homes_of(MERGED, ("990101", "990102", "nobody"), "county", before, DAY) == {
        "990101": ("990101",),
        "990102": ("990104",),
    }
    assert homes_of(SPLIT, ("990101",), "county", before, DAY) == {"990101": ("990102", "990103")}


# --- in a workspace


def test_numbers_that_are_none_are_not_drawn(tmp_path):
    text = json.dumps(
        {"type": "FeatureCollection", "features": [feature("990101", [[[0, 0], [1, 0], [1, 7], [0, 0]]])]}
    )
    for number in ("NaN", "Infinity", "1e999", "9" * 400):
        put(tmp_path, text.replace("7", number))
        assert told(read_map(tmp_path, AreaCodes(PLAIN, "county", DAY)))[0] in ("map-outside", "map-shape-broken")


def test_a_workspace_knows_its_areas_and_its_levels(own_made_city):
    place = open_workspace(own_made_city)
    drawn = place.map("county")
    assert len(drawn.shapes) == 3 and "虚构" in drawn.caption("zh")
    with pytest.raises(Invalid) as wrong:
        place.map("../county")
    assert [one.code for one in wrong.value.findings] == ["no-such-level"]
    put(
        own_made_city,
        {"type": "FeatureCollection", "features": [feature("990102", [SQUARE]), feature("999999", [SQUARE])]},
    )
    drawn = place.map("county")
    assert {*drawn.shapes} == {"990102"} and told(drawn) == ["map-code-unknown"]
