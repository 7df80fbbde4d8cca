"""What a quality review says, as plain data: all that a page, a document or a table needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

DIMENSIONS: dict[str, tuple[str, str]] = {
    "completeness": ("报送率", "reports received"),
    "timeliness": ("按时率", "received on time"),
    "filled": ("填报率", "figures filled in"),
    "related": ("审核关系", "reports that keep the rules"),
    "expected": ("与历史、同组相符", "figures as history and peers make likely"),
    "outside": ("与外部数据相符", "within 10% of outside sources"),
}
"""The dimensions after the WHO's data quality review: completeness, timeliness, internal consistency (between related
elements and over time), consistency with outside sources. Each is a number n of m."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension of an area: ``n`` of ``of`` are as they should be. ``of`` is 0 where nothing could be told."""

    code: str
    n: int
    of: int

    @property
    def share(self) -> float | None:
        """n / of, or None where nothing could be told."""
        return self.n / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Profile:
    """The quality of the reports of one area and everything below it.

    Attributes:
        signs: how many signs there are in it and below.
    """

    area: str
    zh: str
    en: str
    level: str
    parent: str
    dimensions: tuple[Dimension, ...]
    signs: int


@dataclass(frozen=True, slots=True)
class SignRecord:
    """A sign with its words. ``area`` and ``sender`` are keys; ``folded`` counts signs of single areas that it covers.

    ``zh`` and ``en`` say what was seen, ``rarity`` how rare it is by chance, ``innocent`` what may explain it,
    ``next`` what to do.
    """

    code: str
    area: str
    area_zh: str
    area_en: str
    level: str
    form: str
    elements: tuple[str, ...]
    periods: tuple[str, ...]
    statistic: float
    p: float
    q: float
    effect: float
    folded: int
    zh: str
    en: str
    rarity_zh: str
    rarity_en: str
    innocent_zh: str
    innocent_en: str
    next_zh: str
    next_en: str

    def said(self, what: str, lang: str) -> str:
        """``rarity``, ``innocent`` or ``next`` in ``zh`` or ``en``; with ``""`` the sentence itself."""
        text: str = getattr(self, f"{what}_{lang}" if what else lang)
        return text


@dataclass(frozen=True, slots=True)
class FamilyRecord:
    """A family of tests: how many were made, how many signs came out, and what could not be told (reason: count)."""

    code: str
    zh: str
    en: str
    tests: int
    signs: int
    untold: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class QualityReview:
    """One review.

    Attributes:
        period: what was reviewed, as it was asked for (``2025``, ``2025-03``, or ``2024-01_2026-01``).
        first, last: codes of the first and last month under review.
        months: how many months of history were read.
        marker, snapshot: the snapshot of the figures, as its number and its hash.
        software: name, version and hash of the program.
        rate: the false discovery rate.
        figures: how many figures were looked at.
        area: key of the only area wanted, or "".
        notes: what could not be reviewed at all, in words (zh, en).
    """

    period: str
    first: str
    last: str
    months: int
    marker: int
    snapshot: str
    software: Mapping[str, str]
    simulated: bool
    rate: float
    figures: int
    area: str
    families: tuple[FamilyRecord, ...]
    profiles: tuple[Profile, ...]
    signs: tuple[SignRecord, ...]
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def tests(self) -> int:
        """How many tests were made in all."""
        return sum(family.tests for family in self.families)

    def as_dict(self) -> dict[str, Any]:
        """Everything, for JSON."""
        made = asdict(self)
        for profile in made["profiles"]:
            for one in profile["dimensions"]:
                one["zh"], one["en"] = DIMENSIONS[one["code"]]
        return {**made, "tests": self.tests}

    def rows(self) -> Iterator[dict[str, Any]]:
        """The signs as rows of a table."""
        for sign in self.signs:
            row = asdict(sign)
            yield {**row, "elements": " ".join(sign.elements), "periods": " ".join(sign.periods)}
