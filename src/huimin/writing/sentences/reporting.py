"""What came, what came late and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from huimin.indicators.rounding import plain
from huimin.writing.numbers import counted, share
from huimin.writing.sentences.joining import some, with_value


@dataclass(frozen=True, slots=True)
class Reports:
    """Reports of a form (or of all forms) that an area owed: expected, received, received on time."""

    name: str
    expected: int
    received: int
    on_time: int

    @property
    def missing(self) -> int:
        """Reports that did not come."""
        return max(0, self.expected - self.received)

    @property
    def late(self) -> int:
        """Reports that came after their day."""
        return max(0, self.received - self.on_time)

    @property
    def complete(self) -> float | None:
        """Received of expected; None where nothing was expected."""
        return self.received / self.expected if self.expected else None

    @property
    def timely(self) -> float | None:
        """Received on time of expected; None where nothing was expected."""
        return self.on_time / self.expected if self.expected else None


def came(one: Reports, lang: str) -> str:
    """How many reports came and how many in time: one sentence without its stop."""
    if not one.expected:
        return f"{one.name}本期没有应报的报表" if lang == "zh" else f"{one.name}: no report was due"
    if not one.received:
        return (f"{one.name}应报{plain(one.expected)}份，全部未报送" if lang == "zh" else
                f"{one.name}: {'the report' if one.expected == 1 else f'none of the {plain(one.expected)} reports'} "
                f"due {'was not received' if one.expected == 1 else 'came'}")  # fmt: skip
    if lang == "zh":
        told = f"{one.name}应报{plain(one.expected)}份，实报{plain(one.received)}份，报送率{share(one.complete)}"
        return told + f"；按时报送{plain(one.on_time)}份，按时率{share(one.timely)}"
    if one.expected == 1:
        return f"{one.name}: the report came {'on time' if one.on_time else 'late'}"
    return (f"{one.name}: {plain(one.received)} of {counted(one.expected, 'report')} came ({share(one.complete)}), "
            f"{plain(one.on_time)} of them on time ({share(one.timely)} of those due)")  # fmt: skip


def missing(parts: Sequence[Reports], lang: str, word: str = "个单位") -> str:
    """Who still owes how many reports; that nothing is missing, where so."""
    owing = [one for one in parts if one.missing]
    total = sum(one.missing for one in owing)
    if not any(one.expected for one in parts):
        return ""
    if not total:
        return "各地报表均已报齐" if lang == "zh" else "every report due has come"
    owing.sort(key=lambda one: -one.missing)
    if lang == "zh":
        named = some([with_value(one.name, f"{plain(one.missing)}份", lang) for one in owing], lang, 9, word)
        return f"尚未报送{plain(total)}份，涉及{named}"
    named = some([with_value(one.name, plain(one.missing), lang) for one in owing], lang, 9)
    return f"{counted(total, 'report')} {'is' if total == 1 else 'are'} still missing: {named}"


def late(parts: Sequence[Reports], lang: str, word: str = "个单位") -> str:
    """Who reported late; empty where nobody did."""
    slow = sorted((one for one in parts if one.late), key=lambda one: -one.late)
    total = sum(one.late for one in slow)
    if not total:
        return ""
    if lang == "zh":
        named = some([with_value(one.name, f"{plain(one.late)}份", lang) for one in slow], lang, 9, word)
        return f"逾期报送{plain(total)}份，涉及{named}"
    named = some([with_value(one.name, plain(one.late), lang) for one in slow], lang, 9)
    return f"{counted(total, 'report')} came late: {named}"
