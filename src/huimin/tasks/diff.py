"""Diff: which scores moved between two runs, and which figure, definition or tree change moved them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from huimin.tasks.reproduce import manifest_reasons

Record = Mapping[str, Any]
NEAR = 5e-10


@dataclass(frozen=True)
class ItemMove:
    """One item of one area that scored differently, with everything below it that is different."""

    item: str
    before: float | None
    after: float | None
    status_before: str
    status_after: str
    causes: tuple[str, ...]
    figures: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class AreaMove:
    """One area whose result is different."""

    key: str
    zh: str
    en: str
    before: float | None
    after: float | None
    rank_before: int | None
    rank_after: int | None
    items: tuple[ItemMove, ...]


@dataclass(frozen=True)
class Difference:
    """Everything that differs between two runs.

    ``parts`` are the parts of the manifests that differ, ``definitions`` the items that are defined differently.
    """

    parts: tuple[str, ...]
    moved: tuple[AreaMove, ...]
    only_before: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()
    definitions: tuple[str, ...] = ()


class Comparable(Protocol):
    """What a diff needs of a finished run; fulfilled by the same object that explains it."""

    @property
    def described(self) -> Record:
        """What is the same for all areas."""

    def records(self) -> Iterable[Record]:
        """Every area's record."""

    def leaf(self, key: str, number: int) -> tuple[float | None, float, float]:
        """Value, reports received, reports expected of a leaf."""

    def children(self, key: str) -> Sequence[str]:
        """The areas directly below."""


def _differs(one: float | None, two: float | None) -> bool:
    if one is None or two is None:
        return one is not two
    return abs(one - two) > NEAR * max(1.0, abs(one), abs(two))


def diff(first: Comparable, second: Comparable, manifest_one: Record, manifest_two: Record) -> Difference:
    """Compare two finished runs, the second against the first."""
    one = {record["key"]: record for record in first.records()}
    two = {record["key"]: record for record in second.records()}
    changed = changed_items(first.described, second.described)
    moved = [
        _area(first, second, one[key], two[key], changed)
        for key in one if key in two and _moved(one[key], two[key])
    ]  # fmt: skip
    return Difference(
        manifest_reasons(manifest_one, manifest_two), tuple(moved),
        tuple(sorted(set(one) - set(two))), tuple(sorted(set(two) - set(one))), tuple(sorted(changed)),
    )  # fmt: skip


def _moved(one: Record, two: Record) -> bool:
    if _differs(one["score"], two["score"]) or one["standing"]["rank"] != two["standing"]["rank"]:
        return True
    return [_state(item) for item in one["items"]] != [_state(item) for item in two["items"]]


def _state(item: Record) -> tuple[str, str, object]:
    points = item["points"]
    return item["id"], item["status"], None if points is None else round(points, 9)


def changed_items(one: Record, two: Record) -> set[str]:
    """The items whose definition is not the same in both runs."""
    before = {item["id"]: _definition(item) for item in one["items"]}
    after = {item["id"]: _definition(item) for item in two["items"]}
    return {name for name in {*before, *after} if before.get(name) != after.get(name)}


def _definition(item: Record) -> tuple[object, ...]:
    formulas = tuple((one["name"], one["text"]) for one in item["inputs"])
    measure = item["measure"] or {}
    parts = tuple(measure.get(part, {}).get("text") for part in ("numerator", "denominator"))
    return item["points"], item["rule"]["share"], str(item["guard"]), formulas, parts


def _area(first: Comparable, second: Comparable, one: Record, two: Record, changed: set[str]) -> AreaMove:
    before = {item["id"]: item for item in one["items"]}
    moves = []
    for number, item in enumerate(two["items"]):
        old = before.get(item["id"])
        if old is None or _state(old) != _state(item):
            moves.append(_item(first, second, two["key"], number, old, item, changed))
    return AreaMove(two["key"], two["zh"], two["en"], one["score"], two["score"], one["standing"]["rank"],
                    two["standing"]["rank"], tuple(moves))  # fmt: skip


def _item(
    first: Comparable, second: Comparable, key: str, number: int, old: Record | None, new: Record, changed: set[str]
) -> ItemMove:
    causes = ["definition"] if new["id"] in changed else []
    figures = tuple(_figures(first, second, key, number))
    if any(figure["what"] == "tree" for figure in figures):
        causes.append("tree")
    if any(figure["what"] != "tree" for figure in figures):
        causes.append("figures")
    return ItemMove(
        new["id"], old["points"] if old else None, new["points"], old["status"] if old else "", new["status"],
        tuple(causes), figures,
    )  # fmt: skip


def _leaf_numbers(described: Record, number: int) -> list[int]:
    item = described["items"][number]
    places = [place for one in item["inputs"] for place in one.get("leaves", [])]
    return sorted({leaf for leaf, _up in places})


def _figures(first: Comparable, second: Comparable, key: str, number: int) -> Iterator[Mapping[str, Any]]:
    """The lowest areas whose value of some leaf of this item differs, or whose place in the tree does."""
    other = {_leaf_name(leaf): n for n, leaf in enumerate(first.described["leaves"])}
    for leaf in _leaf_numbers(second.described, number):
        described = second.described["leaves"][leaf]
        old = other.get(_leaf_name(described))
        if old is not None:
            yield from _lowest(first, second, key, old, leaf, described)


def _leaf_name(leaf: Record) -> tuple[object, ...]:
    return leaf["atom"], leaf["first"], leaf["last"]


def _lowest(
    first: Comparable, second: Comparable, key: str, old: int, new: int, leaf: Record
) -> Iterator[Mapping[str, Any]]:
    before, after = first.leaf(key, old), second.leaf(key, new)
    if not _differs(before[0], after[0]) and before[1:] == after[1:]:
        return
    kids_before, kids_after = set(first.children(key)), set(second.children(key))
    if kids_before != kids_after:
        yield {"what": "tree", "area": key, "left": sorted(kids_before - kids_after),
               "came": sorted(kids_after - kids_before)}  # fmt: skip
    below = [
        found for child in sorted(kids_before & kids_after)
        for found in _lowest(first, second, child, old, new, leaf)
    ]  # fmt: skip
    if below:
        yield from below
    elif kids_before == kids_after:
        yield {"what": "figure", "area": key, "atom": leaf["atom"], "before": before[0], "after": after[0],
               "reports_before": before[1], "reports_after": after[1]}  # fmt: skip
