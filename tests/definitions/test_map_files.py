"""Boundaries of an office's own: read where they are sound, told where they are not, never in the way."""

from __future__ import annotations

import json

import pytest

from huimin.adapters.definitions.maps import read_map, write_map
from huimin.findings import Invalid, explain, next_step
from huimin.tasks.maps import Map, ring_area
from huimin.wiring import open_workspace

SQUARE = [[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]
HOLE = [[0.5, 0.5], [1, 0.5], [1, 1], [0.5, 1], [0.5, 0.5]]


def feature(code, coordinates, kind="Polygon"):
    return {"type": "Feature", "properties": {"code": code}, "geometry": {"type": kind, "coordinates": coordinates}}


def read(tmp_path, *features, known=None, **more):
    (tmp_path / "maps").mkdir(exist_ok=True)
    document = {"type": "FeatureCollection", "features": list(features), **more}
    (tmp_path / "maps" / "county.geojson").write_text(json.dumps(document), encoding="utf-8")
    return read_map(tmp_path, "county", (lambda code: code if known is None or code in known else None))


def test_no_file_is_no_map(tmp_path):
    assert read_map(tmp_path, "county") is None


def test_polygons_and_multipolygons_are_read_and_turned_the_right_way(tmp_path):
    drawn = read(
        tmp_path, feature("a", [SQUARE[::-1], HOLE]), feature(2, [[SQUARE], [[[5, 5], [6, 5], [6, 6]]]], "MultiPolygon"),
        note="mine",
    )  # fmt: skip
    assert drawn.findings == () and drawn.note == "mine" and drawn.bounds == (0, 0, 6, 6)
    outer, hole = drawn.shapes["a"][0]
    assert ring_area(outer) == 4 and ring_area(hole) == -0.25
    assert [ring_area(polygon[0]) for polygon in drawn.shapes["2"]] == [4, 0.5]  # an open ring is closed
    assert len(drawn.shapes["2"][1][0]) == 4


def test_what_is_written_is_what_is_read(tmp_path):
    drawn = read(
        tmp_path, feature("a", [SQUARE, HOLE]), feature("b", [[SQUARE], [SQUARE]], "MultiPolygon"), note="一 one"
    )
    path = write_map(tmp_path, drawn)
    assert read_map(tmp_path, "county") == drawn
    first = path.read_bytes()
    assert write_map(tmp_path, read_map(tmp_path, "county")).read_bytes() == first
    assert write_map(tmp_path / "none", Map("county", {})).is_file()
    assert read_map(tmp_path / "none", "county").bounds is None


WRONG = {
    "map-code-missing": [{"type": "Feature"}, "x", {"properties": {"code": True}}, {"properties": {"name": "a"}}],
    "map-code-unknown": [feature("z", [SQUARE])],
    "map-code-twice": [feature("good", [SQUARE])],
    "map-outside": [feature("a", [[[500000, 4000000], [500010, 4000000], [500010, 4000010]]]), feature("b", [[[0, 91], [1, 0], [2, 5]]])],
    "map-shape-broken": [
        feature("a", [0, 0], "Point"), feature("b", []), feature("c", [[[0, 0], [1, 1]]]), feature("d", [[[0, "x"], [1, 1], [2, 3]]]),
        feature("e", [[[0, 0], [1, 1], [2, 2]]]), feature("f", None, "MultiPolygon"), feature("g", [[[0], [1, 1], [2, 2]]]),
        feature("h", [[[True, 0], [1, 1], [2, 2]]]), feature("i", "x"), {"properties": {"code": "j"}, "geometry": None},
        feature("k", [[0, 1, 2]]), feature("l", ["x"]),
    ],
}  # fmt: skip


@pytest.mark.parametrize("code", WRONG)
def test_what_is_wrong_is_told_once_and_the_rest_is_drawn(tmp_path, code):
    known = {"good", *"abcdefghijkl"}
    drawn = read(tmp_path, feature("good", [SQUARE]), *WRONG[code], known=known)
    assert [finding.code for finding in drawn.findings] == [code]
    assert drawn.findings[0].facts["count"] == len(WRONG[code])
    assert drawn.findings[0].place.file == "maps/county.geojson"
    assert {*drawn.shapes} == {"good"}
    for lang in ("zh", "en"):
        assert "…" not in explain(drawn.findings[0], lang).replace(", l…", "") or len(WRONG[code]) > 8
        assert next_step(drawn.findings[0], lang)


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b'{"type": "Feature"}', b'{"type": "FeatureCollection"}', b"\xff\xfe{", b"[" * 100_000,
     b'{"type": "FeatureCollection", "features": {}}'],
)  # fmt: skip
def test_a_file_that_is_no_map_is_told_and_nothing_is_drawn(tmp_path, data):
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "county.geojson").write_bytes(data)
    drawn = read_map(tmp_path, "county")
    assert drawn.shapes == {} and [finding.code for finding in drawn.findings] == ["map-unreadable"]
    assert explain(drawn.findings[0], "zh") and next_step(drawn.findings[0], "en")


def test_numbers_that_are_none_are_not_drawn(tmp_path):
    (tmp_path / "maps").mkdir()
    text = json.dumps({"type": "FeatureCollection", "features": [feature("a", [[[0, 0], [1, 0], [1, 7]]])]})
    for number in ("NaN", "Infinity", "1e999", "9" * 400):
        (tmp_path / "maps" / "county.geojson").write_text(text.replace("7", number), encoding="utf-8")
        assert [finding.code for finding in read_map(tmp_path, "county").findings] == ["map-outside"]


def test_a_workspace_knows_its_areas_and_its_levels(own_made_city):
    place = open_workspace(own_made_city)
    drawn = read(own_made_city, feature("990102", [SQUARE]), feature("999999", [SQUARE]))
    assert len(drawn.shapes) == 2
    drawn = place.map("county")
    assert {*drawn.shapes} == {"990102"} and [finding.code for finding in drawn.findings] == ["map-code-unknown"]
    with pytest.raises(Invalid) as told:
        place.map("../county")
    assert [finding.code for finding in told.value.findings] == ["no-such-level"]
