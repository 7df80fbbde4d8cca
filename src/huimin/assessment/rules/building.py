"""What the readers of rules share: numbers as formula text and in words, and the item a rule belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from huimin.assessment.scheme import slug
from huimin.figures.dictionary import Category, Disaggregation, Element
from huimin.findings.section import Section
from huimin.indicators.rounding import plain


@dataclass(frozen=True, slots=True)
class ItemContext:
    """The item a rule belongs to."""

    scheme: str
    item: str
    zh: str
    en: str
    frequency: str

    def element(self, values: str, parts: tuple[Category, ...] = (), red: bool = False) -> Element:
        """The element that people fill in for this item.

        ``values``: ``yes-no`` and ``share`` (0 to 1), ``date`` (its day number ``date.toordinal()``) or ``count``.
        """
        code = slug(f"{self.scheme}_{self.item}")
        zh, en = ("红线", "Red line") if red else (self.item, self.item)
        way = Disaggregation(f"{code}_parts", "分项", "Part", parts)
        return Element(
            code=code, zh=f"{zh} {self.zh}", en=f"{en} {self.en}",
            unit="day" if values == "date" else "1", kind="stock", over_time="last", over_areas="none",
            by=(way,) if parts else (), decimals=4 if values == "share" else 0, low=0.0,
            high=1.0 if values in ("yes-no", "share") else None, values="" if values == "count" else values, judged=True,
            reasoned=red,
        )  # fmt: skip


def text(number: float) -> str:
    """A number as formula text, without an exponent, which formulas do not have."""
    return format(Decimal(format(number, ".15g")), "f")


def words(section: Section, key: str) -> str:
    """A number as the scheme's author wrote it (``80%`` stays ``80%``)."""
    value = section.raw(key)
    return plain(float(value)) if isinstance(value, (int, float)) else str(value)


def clamp(inner: str) -> str:
    """The formula held between 0 and 1."""
    return f"max(0, min(1, {inner}))"
