"""``huimin people add`` and ``huimin people list``: the first administrator, and who has an account."""

from __future__ import annotations

import json
import sys
from typing import Any

from huimin.findings import Invalid
from huimin.web.base import clock, passwords, place
from huimin.web.base.migrating import bring_up_to_date
from huimin.web.base.models import Person
from huimin.web.base.pages import area_name
from huimin.web.base.words import say
from huimin.web.people import actions
from huimin.web.people.reading import read_account, read_role
from huimin.web.people.scope import Scope
from huimin.workflow import Kind, Rights, Role


def run(lang: str, arguments: list[str]) -> int:
    """``add NAME USERNAME ROLE AREA FORM`` with the password in the first line of the input, or ``list FORM``.

    FORM is ``json`` for programs to read, else ``text``.
    """
    bring_up_to_date()
    what, *more = arguments
    return _add(lang, *more) if what == "add" else _list(lang, *more)


def _add(lang: str, name: str, username: str, role: str, area: str, form: str) -> int:
    # Who has the workspace in hand may give any role.
    scope = Scope(Rights([Role(Kind.ADMINISTRATOR)], place.definitions().areas, clock.today()))
    account, found = read_account({"name": name, "username": username})
    given, wrong = read_role({"role": role, "area": area or "all areas"}, scope)
    password = sys.stdin.readline().rstrip("\r\n")
    found += [*wrong, *passwords.faults(password, Person(username=username, name=name))]
    if found or given is None:
        raise Invalid(found)
    person, _ = actions.make(None, type(account)(account.username, account.name, (given,)), password)
    if form == "json":
        print(json.dumps({"person": _record(person)}, ensure_ascii=False))
    else:
        print(say(lang, "people.added", name=person.name, username=person.username,
                  role=say(lang, f"base.kind-{given.kind.value}"), area=_area(lang, given.area)))  # fmt: skip
    return 0


def _list(lang: str, form: str) -> int:
    people = Person.objects.prefetch_related("grants").order_by("username")
    if form == "json":
        print(json.dumps({"people": [_record(one) for one in people]}, ensure_ascii=False))
        return 0
    for one in people:
        held = [role for role in one.roles() if role.held(clock.today())]
        roles = [f"{say(lang, f'base.kind-{role.kind.value}')} {_area(lang, role.area)}" for role in held]
        state = "" if one.is_active else f"  [{say(lang, 'people.state-closed')}]"
        print(f"{one.username}  {one.name}  {say(lang, 'base.comma').join(roles) or say(lang, 'base.none')}{state}")
    return 0


def _area(lang: str, key: str) -> str:
    return area_name(lang, key) if key else say(lang, "people.whole-tree")


def _record(person: Person) -> dict[str, Any]:
    days = {"first", "last"}
    roles = [{"role": role.kind.value, "area": role.area,
              **{name: day.isoformat() for name in sorted(days) if (day := getattr(role, name))}}
             for role in person.roles()]  # fmt: skip
    return {"username": person.username, "name": person.name, "open": person.is_active, "roles": roles}
