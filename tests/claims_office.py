"""The people who work on claims, on top of the cast of the site, and claims of invented families to work on.

The children and parents are invented; their identity numbers begin with 000000, which is the area code of no place.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from huimin.reconciliation.identity import check_digit
from huimin.web.base.access import rights_of
from site_fixtures import PASSWORD, Site

OFFICE = {
    "clerk": [("clerk", "township")],
    "second_clerk": [("clerk", "township")],
    "case_officer": [("case-officer", "county")],
    "second_case_officer": [("case-officer", "county")],
    "third_case_officer": [("case-officer", "county")],
    "paymaster": [("paymaster", "county")],
    "second_paymaster": [("paymaster", "county")],
    "far_clerk": [("clerk", "neighbour")],
}
"""name -> roles, as in the cast of the site."""


def hire(site: Site) -> None:
    """Make the accounts of the office in a site, and the benefits of the sample city."""
    from django.contrib.auth.hashers import make_password

    from huimin.adapters.definitions.sample_benefits import write_sample_benefits
    from huimin.web.base.models import Grant, Person

    write_sample_benefits(site.folder)
    hashed = make_password(PASSWORD, hasher="argon2")
    for name, roles in OFFICE.items():
        person = Person(username=name, name=name.replace("_", " ").title(), password=hashed)
        person.save()
        Grant.objects.bulk_create([Grant(person=person, kind=kind, area=site.places[area]) for kind, area in roles])
        site.people[name] = person


def identity(birth: date, serial: int) -> str:
    """An identity number with a good check digit and the area code of no place."""
    first = f"000000{birth:%Y%m%d}{serial:03d}"
    return first + check_digit(first)


MOTHER = identity(date(1993, 5, 6), 24)
CHILD = identity(date(2025, 3, 2), 12)


def form(**more: str) -> dict[str, str]:
    """The form of a claim for the childcare subsidy, as a browser sends it."""
    typed = {
        "c-name": "测试甲", "c-identity": MOTHER, "c-phone": "13000000000", "c-address": "虚构村1号",
        "relation": "mother", "s-name": "测试乙", "s-identity": CHILD,
        "q-child_birth-y": "2025", "q-child_birth-m": "3", "q-child_birth-d": "2",
        "q-applicant_birth-y": "1993", "q-applicant_birth-m": "5", "q-applicant_birth-d": "6",
        "q-guardian": "yes", "a-holder": "测试甲", "a-number": "6200 0000 0000 0001", "a-bank": "虚构银行",
        "consent": "yes", "consent-apart": "yes", "send": "yes",
    }  # fmt: skip
    return typed | more


@dataclass(frozen=True)
class Made:
    """A claim that was made: its number and receipt code."""

    number: str
    code: str


def claims_of(site: Site, who: str = "") -> Any:
    """The claims, handled by somebody of the office or (empty) by the family."""
    from huimin.web.base.claiming import desk

    return desk.office(site.people[who], rights_of(site.people[who])) if who else desk.family()


def make_claim(
    site: Site, child: int = 12, birth: date = date(2025, 3, 2), benefit: str = "childcare-subsidy", **facts: Any
) -> Made:
    """A family's claim for the childcare subsidy of a child of its own; ``child``: a serial number."""
    taken = claims_of(site).take(application(site, child, birth, benefit, **facts))
    return Made(taken.claim, taken.receipt_code)


def application(
    site: Site, child: int = 12, birth: date = date(2025, 3, 2), benefit: str = "childcare-subsidy", **facts: Any
) -> Any:
    """What a family hands in for a child of its own."""
    from huimin.tasks.claims.ports import Application, Identified

    mother = Identified("测试甲", identity(date(1993, 5, 6), child * 2 % 900 + 20), "13000000000", "虚构村1号")
    told = {"child_birth": birth.isoformat(), "applicant_birth": "1993-05-06", "guardian": "yes", **facts}
    return Application(
        benefit, site.places["township"], mother, Identified("测试乙", identity(birth, child)), "mother", told,
        consent=True, separate_consent=True, by_family=True,
    )  # fmt: skip
