"""Matching funds: what each level owes for what was rolled, against the money that has come, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from huimin.benefits.money import yuan_text


@dataclass(frozen=True, slots=True)
class Fund:
    """One level: its share of what was rolled, and what has come from it, in fen."""

    level: str
    due: int
    arrived: int

    @property
    def missing(self) -> int:
        """What has not come; 0 where enough or more has."""
        return max(self.due - self.arrived, 0)

    @property
    def permille(self) -> int | None:
        """Thousandths of the share that have come, rounded down, so that 1000 means all; None where nothing is due."""
        return self.arrived * 1000 // self.due if self.due else None

    def words(self, lang: str, name: str) -> str:
        """The state of the level's money in a sentence. ``name``: what the level is called."""
        due, arrived, missing = (yuan_text(one) for one in (self.due, self.arrived, self.missing))
        share = "" if self.permille is None else f"{self.permille // 10}.{self.permille % 10}%"
        over = yuan_text(self.arrived - self.due)
        if lang == "zh":
            told = f"{name}应配套 {due} 元，到位 {arrived} 元"
            if self.missing:
                return f"{told}，到位率 {share}，尚缺 {missing} 元"
            return f"{told}，多到 {over} 元" if self.arrived > self.due else f"{told}，已足额到位"
        told = f"{name}: {due} yuan due, {arrived} yuan received"
        if self.missing:
            return f"{told} ({share}); {missing} yuan still to come"
        return f"{told}; {over} yuan more than due" if self.arrived > self.due else f"{told}, in full"


def funding(due: Mapping[str, int], arrived: Mapping[str, int]) -> tuple[Fund, ...]:
    """All levels that owe or have sent money, in the order of the first mapping, others after them."""
    return tuple(Fund(level, due.get(level, 0), arrived.get(level, 0)) for level in dict.fromkeys((*due, *arrived)))
