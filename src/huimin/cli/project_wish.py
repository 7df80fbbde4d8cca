"""What the options of ``huimin project`` say, as they were typed, made into a wish."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from huimin.findings import Fact, Finding, Invalid, Severity, nearest

if TYPE_CHECKING:
    from huimin.tasks.project import Basis, Target, Wish

AHEAD = 25
DRAWN = 500
"""Futures that are drawn where intervals are asked for and no number is said."""
_TARGET = re.compile(r"(\w+)=([^@]+)@(\d{4})")


@dataclass(frozen=True)
class Futures:
    """What the options say about chance: how many futures, around which scenarios, and whether ages are wanted too."""

    count: int
    around: tuple[str, ...]
    seed: int
    by_age: bool

    @property
    def drawn(self) -> int:
        """How many are drawn: some, where scenarios were named and no number."""
        return self.count or (DRAWN if self.around else 0)


@dataclass(frozen=True)
class Asked:
    """What the options say, as they were typed."""

    area: str | None
    to: int | None
    scenarios: Sequence[str]
    step: int
    timing: str
    targets: Sequence[str]
    futures: Futures

    def wish(self, basis: Basis, key: str, owns: Sequence[Any]) -> Wish:
        """The wish they make up, for the people and rates of ``basis``."""
        from huimin.tasks.project import ALL, USUAL, Wish

        names = tuple(self.scenarios) + tuple(one.name for one in owns)
        by_year = ("csv",) if basis.given.yearly else ()
        names = names or (*by_year, *USUAL, *(("target",) if self.targets else ()))
        futures = self.futures
        around = futures.around or ("medium",)
        if futures.drawn:
            names = (*(name for name in around if name not in (ALL, *names)), *names)
        return Wish(
            self.to or basis.people.year + AHEAD, names, self.step, _timing(self.timing),
            tuple(_target(one) for one in self.targets), tuple(owns), futures.drawn, around, futures.by_age,
            futures.seed, key,
        )  # fmt: skip


def wrong(code: str, **facts: Fact) -> Invalid:
    """One error about an option."""
    return Invalid([Finding(code, Severity.ERROR, facts=facts)])


def step_of(step: int) -> int:
    """Years in a step: 1 or 5."""
    if step not in (1, 5):
        raise wrong("project-step", found=step)
    return step


def _timing(text: str) -> Any:
    from huimin.demography.projection import END, EVEN, split

    if text in ("end", "even"):
        return END if text == "end" else EVEN
    try:
        return split(float(text))
    except ValueError:
        raise wrong("project-timing", found=text) from None


def settings_of(texts: Sequence[str]) -> Mapping[str, float]:
    """Levels that were typed as ``name=value``."""
    from huimin.tasks.project import LEVELS

    made = {}
    for text in texts:
        name, _, value = text.partition("=")
        if name not in LEVELS:
            raise wrong("project-name-unknown", found=name, nearest=nearest(name, LEVELS), options=", ".join(LEVELS))
        made[name] = _number(text, value)
    return made


def _target(text: str) -> Target:
    from huimin.tasks.project import Target

    found = _TARGET.fullmatch(text)
    if found is None:
        raise wrong("project-target-unreadable", found=text)
    return Target(found[1], _number(text, found[2]), int(found[3]))


def _number(text: str, value: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise wrong("project-setting-unreadable", found=text) from None
