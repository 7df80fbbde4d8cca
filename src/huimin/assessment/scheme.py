"""A scheme as a frozen tree: items with points and a rule each, grades, red lines, a ladder of consequences.

Every scoring rule, whatever its kind, comes down to the same few parts: named *inputs* (formulas over figures, counts
of reports, or what people judged) and one *share* formula over those inputs, whose value times the item's points is
the score. So one evaluator scores all rules, and one explanation explains them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from huimin.figures.dictionary import Element
from huimin.indicators.definitions import Source

GUARDS = ("none", "full", "pool", "cannot_tell")


@dataclass(frozen=True, slots=True)
class Input:
    """One named input of a rule.

    ``kind``: ``formula`` (``text`` is a formula over figures), ``judged`` (``text`` is the formula over judged
    elements), ``completeness`` or ``timeliness`` (of the rule's forms).
    """

    name: str
    text: str = ""
    kind: str = "formula"


@dataclass(frozen=True, slots=True)
class Rule:
    """How an item is scored.

    Attributes:
        kind: the word in the scheme file (``at_least``, ``bands``, …).
        inputs: what the share formula may name.
        share: formula over the inputs. Its value, held between 0 and 1, is the share of the item's points. For
            deductions and bonuses it is the number of points themselves (negative or positive).
        measure: the input that the rule turns on; where that is an indicator, its interval guards the verdict.
        targets: values of ``measure`` at which the verdict turns, for the guard.
        zh, en: the rule in words.
        forms: for completeness and timeliness.
        judged: the elements that people fill in for this item.
        extra: points come on top (bonus) or off (deduction) instead of counting towards the total.
        show: how values of ``measure`` are shown.
    """

    kind: str
    inputs: tuple[Input, ...]
    share: str
    measure: str = ""
    targets: tuple[float, ...] = ()
    zh: str = ""
    en: str = ""
    forms: tuple[str, ...] = ()
    judged: tuple[Element, ...] = ()
    extra: bool = False

    def words(self, lang: str) -> str:
        """The rule in words."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Guard:
    """What to do where small numbers cannot carry the verdict.

    They cannot where the interval of the value allows full points as well as fewer, by more than the share ``doubt``:
    with an all-or-nothing rule, wherever the interval holds the target; with partial credit, where besides that chance
    alone could move the score by more than that share of the item's points. A value that is clearly short of the target
    is scored, however few the cases.

    ``none``: score the value as it is. ``full``: the benefit of the doubt, the best share the interval allows.
    ``pool``: use this many years together where one year cannot tell, and if that cannot tell either, take the item
    out. ``cannot_tell``: take the item out of the total, in the open.
    """

    method: str = "none"
    years: int = 3
    doubt: float = 0.5


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the score sheet: either a heading with ``items`` below it, or a ``rule``.

    ``values``: whether it is scored by ``reported``, ``verified`` or ``corrected`` values.
    """

    id: str
    zh: str
    en: str
    points: float
    rule: Rule | None = None
    items: tuple[Item, ...] = ()
    guard: Guard = Guard()
    source: Source = Source()
    ours: bool = False
    ours_note_zh: str = ""
    ours_note_en: str = ""
    values: str = "reported"

    def name(self, lang: str) -> str:
        """The item's name."""
        return self.zh if lang == "zh" else self.en

    def leaves(self) -> Iterator[Item]:
        """The items with a rule, in the order of the sheet."""
        if self.rule is not None:
            yield self
        for item in self.items:
            yield from item.leaves()


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade from a share of the points available upwards."""

    code: str
    zh: str
    en: str
    at_least: float


@dataclass(frozen=True, slots=True)
class RedLine:
    """A line whose crossing, decided by a named person on evidence, caps the grade."""

    code: str
    zh: str
    en: str
    grade: str
    element: Element
    source: Source = Source()


@dataclass(frozen=True, slots=True)
class Consequence:
    """A step of the ladder for the area's office, where its share of the points is below ``below``."""

    code: str
    zh: str
    en: str
    below: float
    deadline_days: int = 0


@dataclass(frozen=True, slots=True)
class Declined:
    """Something the source asks for that is not scored, and why."""

    id: str
    zh: str
    en: str
    reason_zh: str
    reason_en: str
    source: Source = Source()


@dataclass(frozen=True)
class Scheme:
    """A whole scheme of assessment."""

    code: str
    version: str
    zh: str
    en: str
    level: str
    frequency: str
    total: float
    items: tuple[Item, ...]
    grades: tuple[Grade, ...] = ()
    red_lines: tuple[RedLine, ...] = ()
    ladder: tuple[Consequence, ...] = ()
    declined: tuple[Declined, ...] = ()
    confidence: float = 0.95
    minimum_completeness: float = 0.8
    minimum_scored: float = 0.8
    peers: str = "level"
    source: Source = Source()
    note_zh: str = ""
    note_en: str = ""

    def name(self, lang: str) -> str:
        """The scheme's title."""
        return self.zh if lang == "zh" else self.en

    def leaves(self) -> tuple[Item, ...]:
        """Every item with a rule, in the order of the sheet."""
        return tuple(leaf for item in self.items for leaf in item.leaves())

    def judged(self) -> tuple[Element, ...]:
        """Every element that people judge: items first, then red lines."""
        items = tuple(element for leaf in self.leaves() if leaf.rule for element in leaf.rule.judged)
        return items + tuple(line.element for line in self.red_lines)

    @property
    def form_code(self) -> str:
        """The code of the judgement form."""
        return "judge_" + slug(self.code)


def slug(text: str) -> str:
    """A code made of a text: lower case, everything else an underscore."""
    return "".join(c if c.isascii() and c.isalnum() else "_" for c in text.lower()).strip("_")
