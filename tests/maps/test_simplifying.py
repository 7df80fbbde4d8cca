"""Simplifying: far fewer points, neighbours that still meet, nobody lost; kept until something changes."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
import shapely

from huimin.adapters.maps import map_bytes, simplify, write_map
from huimin.adapters.maps.shapes import polygon_of
from huimin.tasks.maps import Map
from huimin.tasks.sample_city import make_places
from huimin.tasks.sample_city.boundaries import make_boundaries
from huimin.wiring import city_settings, open_workspace
from huimin.wiring.maps import KEPT_IN, check_maps, simplify_maps
from rough_maps import roughened
from workspace_fixtures import huimin


@pytest.fixture(scope="module")
def rough():
    """Three invented counties with borders as rough as surveyed ones."""
    settings = city_settings().scaled(counties=3, townships=6, villages=36, first="2025-01", months=3)
    return roughened(make_boundaries(7, make_places(settings))["county"], 0.004)


def edges(shapes):
    return Counter(
        tuple(sorted(edge))
        for shape in shapes.values()
        for polygon in shape
        for ring in polygon
        for edge in pairwise(ring)
    )


def polygons(shapes):
    return np.array([polygon_of(shape) for shape in shapes.values()])


def test_points_go_and_form_stays(rough):
    thin, found = simplify(rough.shapes, 0.005)
    assert found == () and list(thin) == list(rough.shapes)
    before, after = len(map_bytes(rough)), len(map_bytes(Map("county", thin)))
    assert after < before / 4
    areas = shapely.area(polygons(rough.shapes)), shapely.area(polygons(thin))
    assert areas[1] == pytest.approx(areas[0], rel=0.02)
    assert shapely.is_valid(polygons(thin)).all()


def test_neighbours_still_meet(rough):
    thin, _ = simplify(rough.shapes, 0.005)
    assert shapely.coverage_is_valid(polygons(thin))
    shared = [edge for edge, count in edges(thin).items() if count == 2]
    assert shared and max(edges(thin).values()) == 2
    inside = shapely.union_all(polygons(rough.shapes)).area
    assert shapely.union_all(polygons(thin)).area == pytest.approx(inside, rel=0.01)
    assert shapely.get_num_geometries(shapely.union_all(polygons(thin))) == 1


def test_the_same_shapes_give_the_same_bytes_and_nothing_is_done_without_tolerance(rough):
    assert simplify(rough.shapes, 0.005) == simplify(rough.shapes, 0.005)
    assert simplify(rough.shapes, 0)[0] == rough.shapes and simplify({}) == ({}, ())


@pytest.mark.parametrize("scale", [1.0, 0.01, 0.0001])
def test_small_areas_keep_their_form_by_a_smaller_tolerance(rough, scale):
    small = {key: tuple(tuple(tuple((1 + x * scale, 1 + y * scale) for x, y in ring) for ring in polygon) for polygon in shape)
             for key, shape in rough.shapes.items()}  # fmt: skip
    thin, _ = simplify(small)
    assert shapely.area(polygons(thin)) == pytest.approx(shapely.area(polygons(small)), rel=0.06)


LEFT, RIGHT = ((0, 0), (2, 0), (2, 1), (2, 2), (0, 2), (0, 0)), ((2, 0), (4, 0), (4, 2), (2, 2), (2, 0))


def shifted(aside):
    return {"left": ((LEFT,),), "right": ((tuple((x + aside, y) for x, y in RIGHT),),)}


def test_offsets_of_less_than_a_metre_are_taken_out():
    thin, found = simplify(shifted(0.000002), 0.005)
    assert found == () and shapely.coverage_is_valid(polygons(thin))


@pytest.mark.parametrize("aside", [-0.1, -0.0004, 0.0004])
def test_overlaps_and_gaps_are_told_and_drawn_all_the_same(aside):
    thin, found = simplify(shifted(aside), 0.005, "maps/county.geojson")
    assert [one.code for one in found] == ["map-overlap"] and found[0].facts["found"] == "left, right"
    assert shapely.coverage_is_valid(polygons(thin))
    assert shapely.area(polygons(thin)) == pytest.approx([4, 4 + min(aside, 0) * 2], rel=0.01)


def test_neighbours_that_miss_each_others_points_are_given_them():
    thin, found = simplify(shifted(0), 0.005)
    assert found == () and shapely.coverage_is_valid(polygons(thin)) and max(edges(thin).values()) == 2


def test_shapes_that_cross_themselves_do_not_stop_it(rough):
    bow = {"bow": ((((0, 0), (2, 2), (2, 0), (0, 2), (0, 0)),),), **shifted(0)}
    assert set(simplify(bow, 0.005)[0]) == {"bow", "left", "right"}


def test_an_area_that_touches_nobody_keeps_its_parts_and_holes():
    islands = {"a": (LEFT,), "b": ()}
    ring = tuple((10 + x, y) for x, y in LEFT)
    hole = tuple((10.5 + x / 4, 0.5 + y / 4) for x, y in LEFT[::-1])
    shapes = {"a": ((islands["a"][0],), (ring, hole))}
    thin, found = simplify(shapes, 0.005)
    assert found == () and [len(polygon) for polygon in thin["a"]] in ([1, 2], [2, 1])


# --- kept


def test_a_simplified_map_is_kept_until_boundaries_tree_or_settings_change(own_made_city):
    place = open_workspace(own_made_city)
    areas, kept = place.definitions.areas, own_made_city / KEPT_IN

    def made():
        return [one.kept for one in simplify_maps(own_made_city, areas)]

    assert made() == [False] * 3 and made() == [True] * 3
    first = place.map("county")
    assert len(list(kept.iterdir())) == 3
    (own_made_city / "maps" / "maps.yaml").write_text("source: 测绘队\ntolerance: 0.02\n", encoding="utf-8")
    assert made() == [False] * 3 and place.map("county").points < first.points
    assert "来源：测绘队" in place.map("county").caption("zh")
    (own_made_city / "maps" / "maps.yaml").unlink()
    changes = own_made_city / "areas" / "changes.csv"
    changes.write_bytes(changes.read_bytes() + b"\n")
    assert made() == [False] * 3 and place.map("county") == first
    for damaged in kept.iterdir():
        damaged.write_text("{", encoding="utf-8")
    assert place.map("county") == first


def test_only_a_few_states_are_kept(own_made_city):
    place = open_workspace(own_made_city)
    for tolerance in (0.001, 0.002, 0.003, 0.004, 0.005, 0.006):
        simplify_maps(own_made_city, place.definitions.areas, tolerance)
    assert len(list((own_made_city / KEPT_IN).glob("county-*"))) == 4


# --- commands and settings


def test_the_commands_tell_what_is_there_and_what_is_wrong(own_made_city, rough):
    folder = own_made_city / "maps"
    ran = huimin("maps", "check", "-w", own_made_city)
    assert ran.code == 0 and "nothing found" in ran.out
    write_map(own_made_city, rough)
    (folder / "maps.yaml").write_text(
        "licence: ours\nlevels:\n  conty: {note: x}\n  village: {colour: red}\n", encoding="utf-8"
    )
    (folder / "vilage.geojson").write_text("{}", encoding="utf-8")
    ran = huimin("maps", "check", "-w", own_made_city, "--json")
    assert {one["code"] for one in ran.json["findings"]} == {"level-unknown", "definition-key-unknown", "no-such-level"}
    assert ran.code == 1 and {one["level"]: one["drawn"] for one in ran.json["maps"]}["county"] == 3
    ran = huimin("maps", "simplify", "--tolerance", 0.01, "-w", own_made_city)
    assert ran.code == 0 and "tolerance: 0.01" in ran.out
    made = huimin("maps", "simplify", "-w", own_made_city, "--json").json["maps"]
    assert made[0]["size"] < made[0]["size_before"] / 4 and made[0]["tolerance"] == 0.005
    for path in folder.glob("*"):
        path.unlink()
    assert "no boundaries" in huimin("maps", "check", "-w", own_made_city).out
    assert "no boundaries" in huimin("maps", "simplify", "-w", own_made_city).out
    assert check_maps(own_made_city, open_workspace(own_made_city).definitions.areas) == ([], ())


def test_the_calendar_of_a_workspace_is_counted_and_its_own_days_listed(own_made_city):
    (own_made_city / "calendar.csv").write_text(
        "day,working,note\n2026-08-03,no,台风\n2026-13-01,no,\n", encoding="utf-8"
    )
    ran = huimin("calendar", "check", "--year", 2026, "-w", own_made_city, "--json").json
    assert sum(ran["working_days"]) == 247 and ran["own"][0]["note"] == "台风"
    assert [one["code"] for one in ran["findings"]] == ["calendar-day-unreadable"]
    text = (own_made_city / "huimin.yaml").read_text("utf-8")
    (own_made_city / "huimin.yaml").write_text(text + "calendar: weekdays\n", encoding="utf-8")
    ran = huimin("calendar", "check", "--year", 2026, "-w", own_made_city)
    assert ran.code == 1 and "260 working days" in ran.out and "2026-08-03  free  台风" in ran.out
