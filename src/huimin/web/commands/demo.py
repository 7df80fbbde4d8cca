"""For ``make demo``: accounts and a month in the middle of its work, on a simulated workspace only."""

from __future__ import annotations

import sys

from django.db import transaction

from huimin.web.base import audit, place
from huimin.web.base.migrating import bring_up_to_date
from huimin.web.base.models import Grant, Person
from huimin.web.base.words import say
from huimin.web.demo import month, office
from huimin.web.demo.accounts import ACCOUNTS, PASSWORD, places

REFUSED = 2


def run(lang: str, arguments: list[str]) -> int:
    """Make the accounts, play the month so far, and print who can sign in."""
    if not place.definitions().title.simulated:
        print(say(lang, "base.demo-only-simulated"), file=sys.stderr)
        return REFUSED
    bring_up_to_date()
    people = make_accounts()
    month.play(people)
    office.play(people)
    for line in told(lang):
        print(line)
    return 0
