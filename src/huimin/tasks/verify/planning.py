"""Planning a round: the frame of sites, how many are visited, and the precision that buys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, isnan
from typing import Any

from huimin.areas import Tree
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.findings import Fact, Finding, Invalid, Place, Severity
from huimin.indicators.reference import expected_keys
from huimin.language import Leaf
from huimin.sampling.estimate import ENOUGH_ERRORS, ENOUGH_SITES
from huimin.sampling.frame import Frame, Site, collect, size_classes
from huimin.sampling.rounds import BY_LEVEL, BY_SIZE, Round
from huimin.sampling.sizing import Precision, precision_of, sites_for, table
from huimin.tasks.definitions import Definitions, unknown

SITES_NAMED = 3


@dataclass(frozen=True)
class Plan:
    """A round as planned, ready to be published.

    Attributes:
        wanted: the sites that the precision wanted would take. chosen: those that the budget leaves.
        rows: what other numbers of sites would buy.
        sigma: the spread of errors that was counted with; ``learned`` from an earlier round, or stated.
        findings: what a reader should know, such as sites without a size.
    """

    round: Round
    frame: Frame
    wanted: Precision
    chosen: Precision
    rows: tuple[Precision, ...]
    sigma: float
    learned: bool
    findings: tuple[Finding, ...] = ()

    def record(self, commitment: str, marker: int) -> dict[str, Any]:
        """What ``plan.json`` says: frozen with the frame before the draw. ``commitment`` is empty for a public seed."""
        return {
            "round": self.round.code, "frame_sha256": self.frame.hash(), "sites": len(self.frame.sites),
            "snapshot": marker, "draw": self.round.method, "closes": self.round.closes.isoformat(),
            "commitment": commitment, "allocation": dict(self.chosen.allocation), "visited": self.chosen.sites,
            "half_width": number(self.chosen.half_width), "half_width_wanted": self.round.precision,
            "visited_for_half_width_wanted": self.wanted.sites, "sigma": number(self.sigma),
            "confidence": self.round.assumed.confidence,
            "table": [{"sites": row.sites, "half_width": number(row.half_width)} for row in self.rows],
        }  # fmt: skip


def number(value: float) -> float | None:
    """A number as records hold it: six significant digits; None where it is not known."""
    return None if isnan(value) else float(f"{value:.6g}")


def round_of(definitions: Definitions, code: str) -> Round:
    """The round of this code.

    Raises:
        Invalid: there is none, with the nearest.
    """
    if code not in definitions.rounds:
        raise unknown("verify-round-unknown", code, definitions.rounds)
    return definitions.rounds[code]


def size_leaves(definitions: Definitions, one: Round) -> tuple[Leaf, ...]:
    """What an engine must add up to tell the sizes of sites."""
    element = definitions.dictionary[one.size_element or one.asked[0].element]
    period = one.size_period or one.period
    return tuple(Leaf(atom, period.first, period.last) for atom in element.atoms)


def frame_of(definitions: Definitions, one: Round, sizes: Mapping[str, float]) -> tuple[Frame, tuple[Finding, ...]]:
    """The frame of a round.

    A site is an area that owes the form by itself at the end of the period. Its size is rounded up to a whole number;
    one that is nothing, or not known, counts as 1, so that no site is out of reach of the draw.

    Args:
        sizes: by key of the area; NaN or absent: not known.
    """
    form = definitions.form(one.form)
    tree = definitions.areas.at(one.period.end)
    keys = _keys(definitions, form, one.period, tree)
    whole = {key: _whole(sizes.get(key, float("nan"))) for key in keys}
    classes = size_classes(whole, one.size_classes) if BY_SIZE in one.strata and whole else {}
    sites = [Site(key, _stratum(one, tree, key, classes), whole[key], tree.name(_index(tree, key))) for key in keys]
    small = [key for key in keys if not sizes.get(key, float("nan")) >= 1]
    facts: dict[str, Fact] = {"count": len(small), "sites": ", ".join(small[:SITES_NAMED])}
    place = Place(file=one.file)
    told = (Finding("verify-size-missing", Severity.NOTE, place, facts),) if small and one.method == "size" else ()
    return collect(sites), told


def _keys(definitions: Definitions, form: Form, period: Period, tree: Tree) -> list[str]:
    last = list(period.parts(form.frequency))[-1]
    return [key for key in expected_keys(definitions.areas, form, last) if tree.index(key) is not None]


def _index(tree: Tree, key: str) -> int:
    index = tree.index(key)
    assert index is not None
    return index


def _whole(size: float) -> int:
    return 1 if isnan(size) else max(ceil(size), 1)


def area_above(tree: Tree, key: str, level: str) -> str:
    """The key of the area of ``level`` that holds a site (or is it); empty where there is none."""
    return next((tree.keys[step] for step in tree.path(_index(tree, key)) if tree.level[step] == level), "")


def _stratum(one: Round, tree: Tree, key: str, classes: Mapping[str, int]) -> str:
    """``990102``, ``size-2`` or ``990102/size-2``: the parts of a stratum's name in the order of the round."""
    parts = []
    for word in one.strata:
        if word == BY_SIZE:
            parts.append(f"size-{classes[key]}")
        elif word == BY_LEVEL:
            parts.append(tree.level[_index(tree, key)])
        else:
            parts.append(area_above(tree, key, word) or "-")
    return "/".join(parts) or "all"


def plan(one: Round, frame: Frame, learned: float | None = None, findings: tuple[Finding, ...] = ()) -> Plan:
    """How many sites a round visits.

    Args:
        learned: ``sigma`` as an earlier round saw it, where the round names one.

    Raises:
        Invalid: the budget does not reach for the least a design needs.
    """
    sigma, confidence = learned if learned else one.expected.sigma, one.assumed.confidence
    wanted = sites_for(frame, one.precision, one.method, sigma, confidence)
    count = wanted.sites if one.budget is None else min(one.budget, wanted.sites)
    chosen = precision_of(frame, count, one.method, sigma, confidence)
    if one.budget is not None and chosen.sites > one.budget:
        facts = {"budget": one.budget, "least": chosen.sites, "strata": len(frame.strata)}
        raise Invalid([Finding("verify-budget-too-small", Severity.ERROR, Place(file=one.file), facts)])
    rows = tuple(table(frame, one.method, sigma, confidence))
    return Plan(
        one, frame, wanted, chosen, rows, sigma, bool(learned), (*findings, *_too_few(one, frame, chosen.sites))
    )


def _too_few(one: Round, frame: Frame, count: int) -> list[Finding]:
    """A warning where so few errors are to be met that the interval will not promise what it says."""
    needed = min(max(ENOUGH_SITES, ceil(1.5 * ENOUGH_ERRORS / one.expected.wrong)), len(frame.sites))
    if count >= needed:
        return []
    facts: dict[str, Fact] = {"count": count, "needed": needed}
    return [Finding("verify-too-few-to-promise", Severity.WARNING, Place(file=one.file), facts)]
