"""A reader who keeps two publications, pages and downloads, and adds and subtracts everything: nothing small comes out."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from itertools import product
from pathlib import Path

from huimin.disclosure.attack import attack, rate_attack
from huimin.disclosure.policy import protected_elements
from huimin.figures.periods import Period
from huimin.wiring.workspace import open_workspace

THRESHOLD = 5
Cell = tuple[str, str, str, str]  # element, part, period, area


def read(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def numbers_of(folder: Path, protected: set[str]) -> tuple[dict[Cell, tuple[float, float]], set[Cell]]:
    """What the counts of a publication tell: ranges of numbers, and which are hidden."""
    told, hidden = {}, set()
    for row in read(folder, "counts"):
        cell = (row["element"], row["part"], row["period"], row["area"])
        if row["element"] not in protected:
            continue
        if row["status"] == "Q":
            hidden.add(cell)
        elif row["status"] == "A":
            value, base = float(row["value"]), float(row["rounded_to"] or 0)
            told[cell] = (max(value - (base - 1) / 2, 0.0), value + (base - 1) / 2) if base else (value, value)
    return told, hidden


def sums_of(cells: set[Cell], parents: dict[str, str], elements: dict) -> list[dict[Cell, int]]:
    """Everything that readers know to add up: parts of an element, months of a quarter, quarters of a year."""
    made = []
    for element, part, period, area in cells:
        one, span = elements[element], Period.of(period)
        picked = part.split(".") if part != "_T" else []
        for way in one.by:
            codes = [category.code for category in way.categories]
            if not set(picked) & set(codes):
                parts = [(element, name, period, area) for code in codes
                         if (name := joined(one, [*picked, code]))]  # fmt: skip
                if all(cell in cells for cell in parts):
                    made.append({(element, part, period, area): 1, **dict.fromkeys(parts, -1)})
        if one.over_time == "sum" and span.frequency != "month":
            for shorter in ("month", "quarter", "half-year"):
                pieces = [(element, part, p.code, area) for p in span.parts(shorter)]
                if len(pieces) > 1 and all(cell in cells for cell in pieces):
                    made.append({(element, part, period, area): 1, **dict.fromkeys(pieces, -1)})
    return made


def joined(element, codes: list[str]) -> str:
    """The name of a part, its codes in the order of the element's ways."""
    ordered = [c for way in element.by for c in codes if c in {category.code for category in way.categories}]
    return ".".join(ordered)


def tree_sums(cells: set[Cell], parents: dict[str, str], elements: dict) -> list[dict[Cell, int]]:
    """An area is the areas below it and whatever it reports itself: a remainder that nobody publishes."""
    below: dict[str, list[str]] = defaultdict(list)
    for area, parent in parents.items():
        below[parent].append(area)
    made = []
    for element, part, period, area in cells:
        children = [(element, part, period, child) for child in below[area]]
        there = [cell for cell in children if cell in cells]
        if there and elements[element].over_areas == "sum":
            rest = (element, part, period, f"rest of {area}")
            made.append({(element, part, period, area): 1, **dict.fromkeys(there, -1), rest: -1})
    return made


def small(found) -> list:
    return [one for one in found if 0 < one.high < THRESHOLD]


def test_no_small_count_is_published_and_none_can_be_worked_out(twice) -> None:
    place = open_workspace(twice.folder)
    elements = {one.code: one for one in protected_elements(place.definitions.dictionary)}
    place.close()
    told, hidden = {}, set()
    for folder in (twice.first, twice.second):  # what was told once stays told
        numbers, secret = numbers_of(folder, set(elements))
        told, hidden = {**told, **numbers}, hidden | secret
    hidden -= set(told)
    assert hidden and not [cell for cell, (low, high) in told.items() if low == high and 1 <= low < THRESHOLD]
    cells = {*told, *hidden}
    parents = {row["area"]: row["parent"] for row in read(twice.second, "areas") if row["parent"]}
    sums = [*sums_of(cells, parents, elements), *tree_sums(cells, parents, elements)]
    assert len(sums) > 100
    assert small(attack(told, hidden, sums, THRESHOLD)) == []


def test_rates_do_not_give_hidden_counts_back(twice) -> None:
    """A value stands only beside its own counts, and neither of these is small."""
    for folder in (twice.first, twice.second):
        for row in read(folder, "indicators"):
            if row["status"] != "A":
                assert not any(row[name] for name in ("value", "low", "high", "numerator", "denominator"))
            elif row["numerator"] and row["denominator"]:
                numerator, denominator = float(row["numerator"]), float(row["denominator"])
                assert not 0 < numerator < THRESHOLD or not numerator.is_integer(), row
                assert not 0 < denominator < THRESHOLD, row


def test_pages_tell_no_more_than_the_downloads(twice) -> None:
    """Every value in a page of an indicator stands in the table to be downloaded, hidden where that hides it."""
    marks = {(row["indicator"], row["period"], row["area"]): row for row in read(twice.second, "indicators")}
    looked = 0
    for path in sorted((twice.second / "en" / "indicator").rglob("20??.html")):
        text = path.read_text("utf-8").split('id="over-time"')[0]
        for area, rest in re.findall(r'<tr><th scope="row"><a href="[^"]*area/([^/"]+)/[^"]*">[^<]*</a>(.*?)</tr>', text,
                                     re.DOTALL):  # fmt: skip
            row = marks[path.parent.name, path.stem, area]
            value = re.search(r'data-label="Value">(.*?)</td>', rest, re.DOTALL)
            assert value is not None
            if row["status"] == "Q":
                assert re.sub(r"<.*?>", "", value[1]) == "hidden"
                looked += 1
                assert not re.search(r"\d", re.sub(r"Returns received.*", "", re.sub(r"<[^>]*>", "", rest), flags=re.S)
                                     .rsplit("\n", 2)[0]) or "%" in rest  # fmt: skip
    assert looked > 20


def test_scores_give_no_hidden_points_back(twice) -> None:
    """The range of a score is what the shown items leave open: every hidden item may have earned nothing or all."""
    items = [row for row in read(twice.second, "scores") if row["item"] != "_T"]
    for score in (row for row in read(twice.second, "scores") if row["item"] == "_T" and row["low"]):
        mine = [row for row in items if (row["scheme"], row["area"]) == (score["scheme"], score["area"])]
        if not any(row["status"] == "Q" for row in mine):
            continue
        assert score["points"] == "" and not any(row["points"] for row in mine if row["status"] == "Q")
        known = [row for row in mine if row["status"] == "A" and float(row["possible"])]
        extra = sum(float(row["points"]) for row in mine if row["status"] == "A" and not float(row["possible"]))
        earned, available = (sum(float(row[name]) for row in known) for name in ("points", "possible"))
        open_ = sum(float(row["possible"]) for row in mine if row["status"] == "Q")
        assert float(score["low"]) <= earned / (available + open_) * 100 + extra + 1e-6
        assert float(score["high"]) >= min(100.0, (earned + open_) / (available + open_) * 100 + extra) - 1e-6


def test_the_attack_finds_what_is_not_protected() -> None:
    """The same attack on a table with one hidden number only: it would tell."""
    cells = dict.fromkeys(product(("births",), ("_T",), ("2025",), ("city", "a")), (10.0, 10.0))
    hidden = ("births", "_T", "2025", "b")
    total, other = ("births", "_T", "2025", "city"), ("births", "_T", "2025", "a")
    cells[other] = (7.0, 7.0)
    assert [one.low for one in small(attack(cells, {hidden}, [{total: 1, other: -1, hidden: -1}], THRESHOLD))] == [3]
    assert rate_attack(0.03, 4, (100, 100), 1.0, THRESHOLD) == (3, 3)
