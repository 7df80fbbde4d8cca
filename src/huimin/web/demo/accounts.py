"""The accounts of a demonstration: one of each kind, on one line of the tree from a village up to the city."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from huimin.areas import Tree
from huimin.web.base import audit, clock, place
from huimin.web.base.models import Grant, Person
from huimin.workflow import Kind

PASSWORD = "huimin-demo"
"""Of every demonstration account. Fit for invented figures on this machine and nothing else."""


@dataclass(frozen=True)
class Account:
    """A demonstration account: user name, what it is called, and its roles as (kind, where)."""

    username: str
    zh: str
    en: str
    roles: tuple[tuple[Kind, str], ...]

    def name(self, lang: str) -> str:
        """What the account is called."""
        return self.zh if lang == "zh" else self.en


ACCOUNTS = (
    Account("village", "{village}报送员", "Reporter of {village}", ((Kind.REPORTER, "village"),)),
    Account("township", "{township}报送员", "Reporter of {township}",
            ((Kind.REPORTER, "township"), (Kind.REVIEWER, "township"))),
    Account("county", "{county}审核员", "Reviewer of {county}",
            ((Kind.REPORTER, "county"), (Kind.REVIEWER, "county"))),
    Account("neighbour", "{neighbour}审核员", "Reviewer of {neighbour}", ((Kind.REVIEWER, "neighbour"),)),
    Account("city", "市级业务主管", "City officer", ((Kind.OFFICER, ""),)),
    Account("city2", "市级业务副主管", "Second city officer", ((Kind.OFFICER, ""),)),
    Account("judge", "佐证评审员甲", "First evidence judge", ((Kind.JUDGE, ""),)),
    Account("judge2", "佐证评审员乙", "Second evidence judge", ((Kind.JUDGE, ""),)),
    Account("judge3", "佐证评审员丙", "Third evidence judge", ((Kind.JUDGE, ""),)),
    Account("auditor", "审计员", "Auditor", ((Kind.AUDITOR, ""),)),
    Account("admin", "系统管理员", "Administrator", ((Kind.ADMINISTRATOR, ""),)),
    Account("clerk", "{township}惠民经办人甲", "First claims clerk of {township}", ((Kind.CLERK, "township"),)),
    Account("clerk2", "{township}惠民经办人乙", "Second claims clerk of {township}", ((Kind.CLERK, "township"),)),
    Account("case", "{county}惠民审核人甲", "First case officer of {county}", ((Kind.CASE_OFFICER, "county"),)),
    Account("case2", "{county}惠民审核人乙", "Second case officer of {county}", ((Kind.CASE_OFFICER, "county"),)),
    Account("case3", "{neighbour}惠民审核人", "Case officer of {neighbour}", ((Kind.CASE_OFFICER, "neighbour"),)),
    Account("pay", "{county}惠民发放人甲", "First paymaster of {county}", ((Kind.PAYMASTER, "county"),)),
    Account("pay2", "{county}惠民发放人乙", "Second paymaster of {county}", ((Kind.PAYMASTER, "county"),)),
)  # fmt: skip


def where() -> tuple[Tree, dict[str, str]]:
    """Today's tree, and the areas of the accounts: the first county with its first township and village, the next."""
    tree = place.definitions().areas.at(clock.today())
    county, neighbour = tree.at_level("county")[:2].tolist()
    township = tree.children(county)[0]
    village = tree.children(township)[0]
    found = {"village": village, "township": township, "county": county, "neighbour": neighbour}
    return tree, {name: tree.keys[at] for name, at in found.items()}


@transaction.atomic
def make(lang: str) -> dict[str, Person]:
    """Make the accounts that are not there yet; all of them by user name."""
    tree, places = where()
    names = {one: tree.name(tree.index(key) or 0, lang) for one, key in places.items()}
    people = {}
    for account in ACCOUNTS:
        person = Person.objects.filter(username=account.username).first()
        if person is None:
            person = Person.objects.make(account.username, account.name(lang).format(**names), PASSWORD)
            grants = [Grant(person=person, kind=kind, area=places.get(at, "")) for kind, at in account.roles]
            Grant.objects.bulk_create(grants)
            audit.record(None, "account-made", person.username)
        people[account.username] = person
    return people
