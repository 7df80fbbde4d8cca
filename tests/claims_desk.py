"""An invented office that works on claims: families that nobody is, four people of the office, a day that goes by.

Identity numbers begin with 000000, which is the area code of no place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from huimin.reconciliation.identity import check_digit
from huimin.tasks.claims.ports import AccountGiven, Application, Identified, Taken
from huimin.wiring.claims import Claims
from huimin.wiring.workspace import Workspace

ZONE = ZoneInfo("Asia/Shanghai")
BENEFIT = "childcare-subsidy"
CLERK, SECOND, OFFICER, THIRD = "clerk", "clerk-two", "officer", "officer-two"


def identity(birth: date, serial: int = 1, woman: bool = True) -> str:
    """A good identity number of nobody."""
    first = f"000000{birth:%Y%m%d}{serial * 2 - (0 if woman else 1):03d}"
    return first + check_digit(first)


@dataclass
class Desk:
    """A workspace whose claims stand in one database, on one day."""

    place: Workspace
    alias: str = ""
    day: date = date(2026, 1, 5)
    area: str = ""
    serial: int = field(default=0)

    def at(self, who: str = "", **more: Any) -> Claims:
        """The claims, worked on by somebody of the office, or by the family itself (empty)."""
        moment = datetime(self.day.year, self.day.month, self.day.day, 10, 0, tzinfo=ZONE)
        return Claims(self.place, who, family=not who, alias=self.alias, at=moment, **more)

    @property
    def clerk(self) -> Claims:
        return self.at(CLERK)

    @property
    def officer(self) -> Claims:
        return self.at(OFFICER)

    @property
    def family(self) -> Claims:
        return self.at()

    def application(self, birth: date = date(2025, 5, 3), child: int | None = None, mother: int | None = None,
                    **more: Any) -> Application:  # fmt: skip
        """An application for the childcare subsidy; each call is for another child unless ``child`` says."""
        self.serial += 1
        child, mother = child or self.serial, mother or self.serial
        facts = {"child_birth": birth.isoformat(), "applicant_birth": "1995-03-04", "guardian": True,
                 "lawful_birth": True} | more.pop("facts", {})  # fmt: skip
        told = {
            "benefit": BENEFIT, "area": self.area, "relation": "母亲", "consent": True, "separate_consent": True,
            "claimant": Identified("测试甲", identity(date(1995, 3, 4), mother), "13000000000", "虚构村1号"),
            "subject": Identified("测试乙", identity(birth, child)),
            "account": AccountGiven("测试甲", f"62220000{mother:08d}", "虚构银行"),
        } | more  # fmt: skip
        return Application(facts={k: v for k, v in facts.items() if v is not None}, **told)  # type: ignore[arg-type]

    def take(self, **more: Any) -> Taken:
        """A claim that the clerk took."""
        return self.clerk.take(self.application(**more))

    def granted(self, **more: Any) -> str:
        """A claim that two people granted."""
        claim = self.take(**more).claim
        self.clerk.propose(claim, "yes")
        self.officer.confirm(claim)
        return claim

    def months(self, claim: str, until: str = "2026-12") -> dict[str, str]:
        """What a claim is owed: month -> yuan, ``back`` where it is taken back."""
        year, month = map(int, until.split("-"))
        awards = self.officer.awards(BENEFIT, year * 12 + month - 1)[0]
        return {
            f"{one.month // 12}-{one.month % 12 + 1:02d}": "back" if one.withdrawn else f"{one.fen / 100:.0f}"
            for award in awards if award.claim == claim for one in award.months
        }  # fmt: skip


def codes(findings: Iterable[Any]) -> list[str]:
    """The codes of findings, each once, sorted."""
    return sorted({one.code for one in findings})
