"""The form of a new comparison: what somebody typed, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from huimin.adapters.linkage.guard import LONGEST_KEPT
from huimin.findings import Finding, Severity
from huimin.tasks.reconcile.comparing import MOST_LISTS
from huimin.tasks.reconcile.reviewing import BUDGETS, USUAL
from huimin.web.base import clock, place
from huimin.web.reconciliation.actions import Wanted
from huimin.workflow import Act, Rights

USUAL_DAYS = 30
LONGEST_NAME = 40
_MONTH = re.compile(r"^(\d{4})-(\d{2})$")


@dataclass
class Wish:
    """What was typed. Every value is text as it came; ``faults`` has findings whose fact ``field`` names the field."""

    typed: dict[str, str] = field(default_factory=dict)
    faults: list[Finding] = field(default_factory=list)

    @classmethod
    def usual(cls, rights: Rights) -> Wish:
        """What is proposed: the last quarter that is over."""
        year, month = clock.today().year, clock.today().month
        last = year * 12 + month - 1 - (month - 1) % 3 - 1
        months = {"from": _text(last - 2), "to": _text(last)}
        top = next(iter(rights.tops(Act.ASSESS)), "")
        usual = {"area": top, "limit": "95", "days": str(USUAL_DAYS), "budget": str(USUAL), **months}
        return cls({**usual, **{f"name{at}": "" for at in range(1, MOST_LISTS + 1)}, "simulated": ""})

    @classmethod
    def read(cls, posted: Mapping[str, str], rights: Rights) -> Wish:
        """What came with a form."""
        made = cls.usual(rights)
        made.typed = {name: posted.get(name, "").strip() for name in made.typed}
        return made

    def wanted(self, rights: Rights) -> Wanted | None:
        """The comparison that was asked for; None with ``faults`` where it cannot be made."""
        area, typed = self.typed["area"], self.typed
        if not rights.may(Act.ASSESS, area):
            self.fault("area")
        names = tuple(filter(None, (typed[f"name{at}"][:LONGEST_NAME] for at in range(1, MOST_LISTS + 1))))
        if not (typed["name1"] and typed["name2"]) or len(set(names)) < len(names):
            self.fault("name1", "reconcile-name-missing")
        first, last = (self._month(which) for which in ("from", "to"))
        if first is not None and last is not None and first > last:
            self.fault("from", "reconcile-month-order")
        limit = self._number("limit", 1, 100)
        days, budget = self._number("days", 1, LONGEST_KEPT), self._number("budget", 0, BUDGETS[-1])
        if self.faults:
            return None
        simulated = bool(typed["simulated"]) or place.definitions().title.simulated
        return Wanted(area, names, first, last, limit / 100, int(days), int(budget), simulated)

    def fault(self, name: str, code: str = "reconcile-field") -> None:
        """Note what is wrong with a field."""
        self.faults.append(Finding(code, Severity.ERROR, facts={"field": name}))

    def _month(self, name: str) -> int | None:
        found = _MONTH.match(self.typed[name])
        if self.typed[name] and (found is None or not 1 <= int(found[2]) <= 12):
            self.faults.append(Finding("reconcile-month-unreadable", Severity.ERROR,
                                       facts={"field": name, "found": self.typed[name]}))  # fmt: skip
            return None
        return int(found[1]) * 12 + int(found[2]) - 1 if found else None

    def _number(self, name: str, least: float, most: float) -> float:
        try:
            value = float(self.typed[name].removesuffix("%"))
        except ValueError:
            value = float("nan")
        if not least <= value <= most:
            self.fault(name)
            return least
        return value


def _text(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02d}"


def areas_for(rights: Rights, lang: str) -> list[tuple[str, str]]:
    """The areas that a comparison may be for: the topmost of the person, and what lies right below them."""
    tree = place.definitions().areas.at(clock.today())
    options: list[tuple[str, str]] = []
    for top in rights.tops(Act.ASSESS):
        at = tree.index(top)
        options.append((top, _name(tree, at, lang, top)))
        if at is not None:
            options += [(tree.keys[one], f"— {_name(tree, one, lang, '')}") for one in tree.children(at)]
    return options


def _name(tree: Any, at: int | None, lang: str, key: str) -> str:
    return key if at is None else str(tree.name(at, lang))
