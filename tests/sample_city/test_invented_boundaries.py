"""The sample city's boundaries: nested, without gaps or overlaps, edges shared vertex for vertex, the same every time."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from huimin.adapters.maps.writing import write_map
from huimin.tasks.maps import ring_area
from huimin.tasks.sample_city import make_places
from huimin.tasks.sample_city.boundaries import make_boundaries
from huimin.wiring import city_settings, open_workspace


@pytest.fixture(scope="module")
def places():
    return make_places(city_settings())


@pytest.fixture(scope="module", params=[2012, 24])  # 24 is found only at its second try
def maps(request, places):
    return make_boundaries(request.param, places)


def edges(shape):
    """Every edge with its direction."""
    return [edge for polygon in shape for ring in polygon for edge in pairwise(ring)]


def area(shape):
    return sum(ring_area(ring) for polygon in shape for ring in polygon)


def inside(shape, points):
    """For each point whether it lies in the shape, by the rule of odd crossings."""
    x, y = points.T
    odd = np.zeros(len(points), bool)
    for (ax, ay), (bx, by) in edges(shape):
        if ay != by:
            odd ^= ((ay > y) != (by > y)) & (x < (bx - ax) * (y - ay) / (by - ay) + ax)
    return odd


def below(maps, level, key):
    return {one: shape for one, shape in maps[level].shapes.items() if one.startswith(key)}


def test_every_area_of_the_last_tree_has_one_piece(maps, places):
    assert {level: len(drawn.shapes) for level, drawn in maps.items()} == {"county": 9, "township": 74, "village": 1244}
    for drawn in maps.values():
        assert all(len(shape) == 1 for shape in drawn.shapes.values())
        assert all(ring[0] == ring[-1] and len(set(ring)) == len(ring) - 1
                   for shape in drawn.shapes.values() for polygon in shape for ring in polygon)  # fmt: skip
    assert "990121199" in maps["township"].shapes  # the township made by the merger
    assert not {change.old[0] for change in places.changes} & {*maps["township"].shapes, *maps["village"].shapes}


def test_areas_are_positive_and_add_up_level_by_level(maps):
    whole = {level: sum(area(shape) for shape in drawn.shapes.values()) for level, drawn in maps.items()}
    assert whole["county"] == pytest.approx(whole["township"]) == pytest.approx(whole["village"])
    for drawn in maps.values():
        assert min(area(shape) for shape in drawn.shapes.values()) > 0
    for upper, lower in (("county", "township"), ("township", "village")):
        for key, shape in maps[upper].shapes.items():
            assert area(shape) == pytest.approx(sum(map(area, below(maps, lower, key).values())))


@pytest.mark.parametrize("level", ["county", "township", "village"])
def test_an_edge_between_two_areas_is_the_same_edge_in_both(maps, level):
    seen = Counter(edge for shape in maps[level].shapes.values() for edge in edges(shape))
    assert set(seen.values()) == {1}  # two areas on one side of an edge would overlap
    outline = {edge for edge in seen if edge[::-1] not in seen}
    assert outline == {e for shape in maps["county"].shapes.values() for e in edges(shape)} & outline
    corners = Counter(end for edge in outline for end in edge)
    assert set(corners.values()) == {2}  # the edges that nobody shares are one closed outline


def test_boundaries_of_an_area_are_edges_of_those_below_it(maps):
    for upper, lower in (("county", "township"), ("township", "village")):
        for key, shape in maps[upper].shapes.items():
            parts = {edge for one in below(maps, lower, key).values() for edge in edges(one)}
            assert set(edges(shape)) == {edge for edge in parts if edge[::-1] not in parts}


@pytest.mark.parametrize("level", ["county", "township", "village"])
def test_no_point_lies_in_two_areas(maps, level):
    west, south, east, north = maps["county"].bounds
    points = np.random.default_rng(5).uniform((west, south), (east, north), (1500, 2))
    found = sum(inside(shape, points).astype(int) for shape in maps[level].shapes.values())
    assert found.max() == 1
    city = sum(inside(shape, points).astype(int) for shape in maps["county"].shapes.values())
    assert (found == city).all() and 0.5 < city.mean() < 0.9


def test_urban_counties_are_small_and_in_the_middle(maps, places):
    urban = {unit.key for unit in places.units["county"] if unit.group == "urban"}
    shapes = maps["county"].shapes
    assert max(area(shapes[key]) for key in urban) < min(area(shapes[key]) for key in {*shapes} - urban) / 2
    middle = np.mean([point for shape in shapes.values() for point in shape[0][0]], axis=0)
    away = {key: float(np.hypot(*(np.mean(shape[0][0], axis=0) - middle))) for key, shape in shapes.items()}
    assert max(away[key] for key in urban) < min(away[key] for key in {*shapes} - urban)


def test_the_same_seed_gives_the_same_small_files_and_another_seed_others(maps, places, tmp_path):
    again = make_boundaries(2012, places)
    assert (again["county"].shapes == maps["county"].shapes) == (again == maps)
    limits = {"county": 30_000, "township": 150_000, "village": 400_000}
    for level, drawn in again.items():
        path = write_map(tmp_path, drawn)
        assert path.stat().st_size < limits[level]
        assert "虚构" in path.read_text("utf-8") and "invented" in path.read_text("utf-8")
    west, south, east, north = again["county"].bounds
    assert 0 <= west < east <= 3 and 0 <= south < north <= 3  # the open sea, west of Africa


@pytest.mark.parametrize(("counties", "townships", "villages"), [(1, 2, 4), (2, 4, 9), (3, 6, 36), (9, 20, 200)])
def test_smaller_cities_have_boundaries_too(counties, townships, villages):
    settings = city_settings().scaled(counties, townships, villages, "2025-01", 12)
    drawn = make_boundaries(7, make_places(settings))
    assert [len(drawn[level].shapes) for level in ("county", "township", "village")] == [counties, townships, villages]
    assert all(area(shape) > 0 for one in drawn.values() for shape in one.shapes.values())


def test_a_new_city_comes_with_its_maps(made_city):
    place = open_workspace(made_city)
    for level, count in (("county", 3), ("township", 6), ("village", 36)):
        drawn = place.map(level)
        assert len(drawn.shapes) == count and drawn.findings == () and "虚构" in drawn.note
        tree = place.definitions.areas.at(date(2025, 12, 31))
        assert {*drawn.shapes} == {tree.keys[i] for i in tree.at_level(level)}
    assert place.map("city") is None
