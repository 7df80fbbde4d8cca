"""The claims of a demonstration: invented families at every stage, made through the claims themselves on days gone by.

Names say that they are invented; identity numbers begin with 000000, which is the area code of no place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from huimin.reconciliation.identity import check_digit
from huimin.tasks.claims.ports import AccountGiven, Application, Identified, Taken
from huimin.web.base import clock, place
from huimin.web.base.access import rights_of
from huimin.web.base.models import Person
from huimin.web.demo.accounts import where
from huimin.web.demo.words import speak
from huimin.wiring.claims import Claims

BENEFIT, AWARD = "childcare-subsidy", "rural-old-age-award"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
Code = tuple[str, str]
"""A receipt code and the stage of its claim."""


@dataclass(frozen=True)
class Family:
    """An invented family: a number, and when its child was born."""

    number: int
    born: date

    def person(self, birth: date, serial: int, stem: str) -> Identified:
        """Somebody of the family."""
        first = f"000000{birth:%Y%m%d}{serial:03d}"
        name = f"测试{stem}{_STEMS[self.number // 10 % 10]}{_STEMS[self.number % 10]}"
        return Identified(name, first + check_digit(first), "13000000000", f"虚构路{self.number}号")

    def application(self, area: str, relation: str = "mother") -> Application:
        """The family's claim for the childcare subsidy, by mother, father or (not being one) a guardian."""
        birth = date(1992, 1 + self.number % 12, 1 + self.number % 28)
        parent = self.person(birth, 2 * self.number + (relation == "father"), "")
        child = self.person(self.born, 2 * self.number + 1, "小")
        facts = {"child_birth": self.born.isoformat(), "applicant_birth": birth.isoformat(),
                 "guardian": "no" if relation == "guardian" else "yes"}  # fmt: skip
        account = AccountGiven(parent.name, f"62000000000{self.number:05d}", "虚构银行")
        return Application(BENEFIT, area, parent, child, relation, facts, consent=True, separate_consent=True,
                           account=account, by_family=True)  # fmt: skip

    def award(self, area: str) -> Application:
        """The claim of somebody who turned 60, for the rural old-age award."""
        birth = date(1960, 1 + self.number % 12, 1 + self.number % 28)
        person = self.person(birth, 2 * self.number, "老")
        account = AccountGiven(person.name, f"62000000000{self.number:05d}", "虚构银行")
        facts = {"birth": birth.isoformat(), "registration": "rural"}
        return Application(AWARD, area, person, person, "self", facts, consent=True, separate_consent=True,
                           account=account)  # fmt: skip


class _Play:
    """What happened, and when: ``after`` days before today."""

    def __init__(self, people: Mapping[str, Person], lang: str, area: str) -> None:
        self.people, self.lang, self.area, self.number = people, lang, area, 0

    def desk(self, who: str = "", before: int = 0) -> Claims:
        """The claims, handled by somebody (empty: the family) so many days ago."""
        at: datetime = clock.now() - timedelta(days=before)
        if not who:
            return Claims(place.workspace(), family=True, alias="default", at=at)
        person = self.people[who]
        return Claims(place.workspace(), person.username, rights=rights_of(person), alias="default", at=at)

    def family(self, months: int) -> Family:
        """The next family, with a child of about so many months."""
        self.number += 1
        return Family(self.number, clock.today() - timedelta(days=30 * months + self.number))

    def taken(self, before: int, months: int = 14, guardian: bool = True, looked_up: bool = True) -> Taken:
        """A claim that a family sent; ``looked_up``: the clerk has filled in what the authority found."""
        made = self.desk("", before).take(
            self.family(months).application(self.area, "mother" if guardian else "guardian")
        )
        if looked_up:
            self.desk("clerk", before).complete(made.claim, facts={"lawful_birth": "yes"})
        return made

    def decided(self, before: int, outcome: str = "yes", words: str = "", months: int = 14) -> Taken:
        """A claim that the clerk proposed and the case officer confirmed."""
        made = self.taken(before + 12, months, outcome == "yes")
        self.desk("clerk", before + 8).propose(made.claim, outcome, words)
        self.desk("case", before).confirm(made.claim, words)
        return made


def play(people: Mapping[str, Person], lang: str) -> list[Code]:
    """Claims at every stage, where there are none yet; receipt codes of some, with their stage."""
    _, places = where()
    told = _Play(people, lang, places["township"])
    if told.desk("clerk").count():
        return []
    waiting = _waiting(told)
    going = _going(told)
    return [(made.receipt_code, stage) for made, stage in (*waiting, *going)]


def _waiting(told: _Play) -> list[tuple[Taken, str]]:
    """What waits for somebody: the clerk, the family, the county."""
    for before in (1, 2, 3, 3, 5):
        told.taken(before)
    told.taken(45)  # nobody looked at it in time
    told.taken(4, looked_up=False)
    told.taken(6, guardian=False)
    first = told.taken(2)
    twice = told.family(14)
    for before, parent in ((4, "mother"), (3, "father")):  # the same child, claimed by both
        told.desk("", before).take(twice.application(told.area, parent))
    asked = told.taken(9, looked_up=False)
    told.desk("clerk", 7).ask(asked.claim, speak("claim-ask", told.lang))
    proposed = told.taken(8)
    told.desk("clerk", 4).propose(proposed.claim, "yes")
    for before in (3, 4):
        more = told.taken(before + 5)
        told.desk("clerk", before).propose(more.claim, "yes")
    return [(first, "taken"), (asked, "asked"), (proposed, "proposed")]


def _going(told: _Play) -> list[tuple[Taken, str]]:
    """What was decided: paid, held, stopped, changed, handed over, refused and appealed against, due to be renewed."""
    granted = told.decided(60)
    told.decided(340, months=20)
    held = told.decided(90)
    told.desk("case", 5).hold(held.claim, speak("claim-hold", told.lang))
    stopped = told.decided(100)
    told.desk("case", 30).stop(stopped.claim, (clock.today() - timedelta(days=30)).replace(day=1),
                               speak("claim-stop", told.lang))  # fmt: skip
    told.desk("case2", 28).confirm(stopped.claim, speak("claim-stop", told.lang))
    changed = told.decided(80)
    told.desk("", 2).change(changed.claim, clock.today() - timedelta(days=10), {"guardian": "no"},
                            speak("claim-change", told.lang))  # fmt: skip
    moving = told.decided(70)
    tree, places = where()
    there = tree.keys[next(iter(tree.children(tree.index(places["neighbour"]) or 0)))]
    told.desk("clerk", 1).hand_over(moving.claim, there, clock.today() - timedelta(days=20),
                                    speak("claim-hand-over", told.lang))  # fmt: skip
    refused = told.decided(20, "no", speak("claim-no", told.lang))
    told.desk("", 3).appeal(refused.claim, speak("claim-appeal", told.lang))
    return [(granted, "granted"), (held, "held"), (refused, "refused"), (_on_notice(told), "notice")]


def _on_notice(told: _Play) -> Taken:
    """Two awards that are about to be granted, taken at the office."""
    for before in (6, 4):
        made = told.desk("clerk2", before + 9).take(told.family(0).award(told.area))
        told.desk("clerk2", before + 8).complete(made.claim, facts={"confirmed_rural_award": "yes"})
        told.desk("clerk2", before + 6).propose(made.claim, "yes")
        told.desk("case2", before).confirm(made.claim)
    return made
