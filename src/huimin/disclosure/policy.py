"""What a workspace publishes and how small counts are protected: ``open_data.yaml``, and ``public:`` of an element."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from huimin.figures.dictionary import Dictionary, Element
from huimin.figures.periods import FREQUENCIES
from huimin.findings import Finding, Severity, nearest
from huimin.findings.section import Section

OPEN_UNITS = frozenset({"1", "place", "post", "village", "figure", "day", "bed", "institution"})
"""Units that count things of offices, not people: shown as they are unless the element says otherwise."""

DEFAULT_LEVELS: Mapping[str, tuple[str, ...]] = {
    "city": FREQUENCIES,
    "county": FREQUENCIES,
    "township": ("year",),
}
"""What is public where the workspace does not say. A month of a township is mostly counts of one or two, which would be
hidden anyway and would take their neighbours with them; villages are not public by themselves at all."""


@dataclass(frozen=True)
class Policy:
    """How counts become public.

    Attributes:
        threshold: counts from 1 to ``threshold - 1`` are small.
        zero_hidden: whether a count of 0 is hidden like a small one. By default it is shown: that nobody is concerned
            tells nothing about anybody, and readers must be able to tell 0 from hidden and from not reported.
        width: the least width of the range that readers can work out for a small count.
        base: what rounded counts are rounded to.
        round_above: where more than this share of a table's published counts would be hidden, the table is rounded.
        levels: for each level, the frequencies whose figures are public.
    """

    threshold: int = 5
    zero_hidden: bool = False
    width: int = 4
    base: int = 5
    round_above: float = 0.9
    levels: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: dict(DEFAULT_LEVELS))


def read_policy(data: object, level_codes: Iterable[str], faults: list[Finding]) -> Policy:
    """Read the protection part of ``open_data.yaml``; every fault goes to ``faults``.

    Keys: ``levels`` (level -> list of frequencies), ``threshold``, ``zeros`` (``shown`` or ``hidden``), ``width``,
    ``round_to``, ``round_above``. Keys that belong to others are theirs to read: hand over that section only.
    """
    section = Section(data, faults)
    threshold = _at_least(section, "threshold", 5, 2)
    policy = Policy(
        threshold=threshold,
        zero_hidden=section.choice("zeros", ("shown", "hidden"), "shown") == "hidden",
        width=_at_least(section, "width", threshold - 1, 1),
        base=_at_least(section, "round_to", 5, 2),
        round_above=section.number("round_above", 0.9),
        levels=_levels(section, tuple(level_codes)),
    )
    section.done()
    return policy


def _at_least(section: Section, key: str, default: int, least: int) -> int:
    value = section.whole(key, default)
    if value < least:
        section.fault("open-data-too-low", key, found=value, least=least)
        return default
    return value


def _levels(section: Section, codes: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    if not section.has("levels"):
        return {level: list_ for level, list_ in DEFAULT_LEVELS.items() if level in codes or not codes}
    part = section.section("levels")
    made: dict[str, tuple[str, ...]] = {}
    for level in list(part.keys()):
        if level not in codes:
            part.fault("open-data-level-unknown", level, found=level, nearest=nearest(level, codes) or "",
                       options=", ".join(codes))  # fmt: skip
        words = part.words(level)
        for word in words:
            if word not in FREQUENCIES:
                part.fault("open-data-frequency-unknown", level, found=word, nearest=nearest(word, FREQUENCIES) or "",
                           options=", ".join(FREQUENCIES))  # fmt: skip
        made[level] = tuple(word for word in FREQUENCIES if word in words)
    part.done()
    return made


def publicity(element: Element) -> str:
    """``yes`` (shown as it is), ``protected`` or ``no`` (never leaves the office).

    What the dictionary does not say follows from the unit: money, ratios and things of offices are shown; every other
    whole number counts people or what happened to them, and is protected.
    """
    if element.public:
        return element.public
    if element.judged:
        return "no"
    return "yes" if element.decimals or "/" in element.unit or element.unit in OPEN_UNITS else "protected"


def protected_elements(dictionary: Dictionary) -> tuple[Element, ...]:
    """The elements whose counts are protected, in dictionary order."""
    return tuple(one for one in dictionary.elements if publicity(one) == "protected")


def already_public(count: int) -> Finding:
    """The finding for small counts that readers have from earlier publications."""
    return Finding("small-counts-already-public", Severity.WARNING, facts={"count": count})
