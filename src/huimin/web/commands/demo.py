"""For ``make demo``: accounts and a month in the middle of its work, on a simulated workspace only."""

from __future__ import annotations

import sys

from huimin.web.base import place
from huimin.web.base.migrating import bring_up_to_date
from huimin.web.base.words import say
from huimin.web.demo import accounts, claims, comparing, month, office, offices, paying

REFUSED = 2


def run(lang: str, arguments: list[str]) -> int:
    """Make the accounts, play what happened so far, and print who can sign in."""
    if not place.definitions().title.simulated:
        print(say(lang, "base.demo-only-simulated"), file=sys.stderr)
        return REFUSED
    bring_up_to_date()
    people, counties = accounts.make(lang), offices.make(lang)
    month.play(people, counties, lang)
    office.play(people, counties, lang)
    codes = claims.play(people, lang)
    paying.play(people)
    comparing.play(people, lang)
    width = max(len(name) for name in people)
    print(say(lang, "base.demo-accounts", password=accounts.PASSWORD))
    for name, person in people.items():
        print(f"  {name:<{width}}  {person.name}")
    if codes:
        print(say(lang, "base.demo-codes"))
        for code, stage in codes:
            print(f"  {code}  {say(lang, f'claiming.stage-{stage}')}")
    return 0
