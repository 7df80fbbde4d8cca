"""Changes to accounts and roles. Each is told in the log, in its transaction; none is made to one's own account."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django_otp import devices_for_user

from huimin.findings import Invalid
from huimin.web.base import audit, clock, passwords, sessions
from huimin.web.base.models import Grant, Person
from huimin.web.people.reading import NAME_LONGEST, Account, fault
from huimin.workflow import Role


def not_own(by: Person, person: Person) -> None:
    """Refuse to change one's own account: another administrator does that.

    Raises:
        Invalid: it is one's own.
    """
    if by.pk == person.pk:
        raise Invalid([fault("own-account")])


def make(by: Person | None, account: Account, password: str = "") -> tuple[Person, str]:
    """Make an account with its roles. The person, and the one-time password where none was given.

    Raises:
        Invalid: the user name is taken.
    """
    with transaction.atomic():
        if Person.objects.filter(username=account.username).exists():
            raise Invalid([fault("username-taken", found=account.username)])
        people, shown = _people([account], password)
        _roles(by, [account], people)
        _tell(by, [account])
    return people[0], shown[0]


def make_many(by: Person, accounts: Sequence[Account]) -> list[tuple[Account, str]]:
    """Make many accounts at once, or none: each with its one-time password."""
    with transaction.atomic():
        people, shown = _people(accounts)
        _roles(by, accounts, people)
        _tell(by, accounts)
    return list(zip(accounts, shown, strict=True))


def _people(accounts: Sequence[Account], password: str = "") -> tuple[list[Person], list[str]]:
    shown = ["" if password else passwords.one_time() for _ in accounts]
    made = []
    for account, once in zip(accounts, shown, strict=True):
        person = Person(username=Person.normalize_username(account.username), name=account.name)
        if once:
            person.password, person.must_change_password = passwords.hash_of_one_time(once), True
        else:
            person.set_password(password)
        made.append(person)
    return list(Person.objects.bulk_create(made)), shown


def _roles(by: Person | None, accounts: Sequence[Account], people: Sequence[Person]) -> None:
    pairs = zip(accounts, people, strict=True)
    Grant.objects.bulk_create(
        Grant(person=person, kind=role.kind.value, area=role.area, first=role.first, last=role.last, given_by=by)
        for account, person in pairs for role in account.roles
    )  # fmt: skip


def _tell(by: Person | None, accounts: Iterable[Account]) -> None:
    for account in accounts:
        audit.record(by, "account-made", subject=account.username)
        for role in account.roles:
            audit.record(by, "role-given", subject=account.username, area=role.area, **_facts(role))


def _facts(role: Role) -> dict[str, str]:
    days = {"first": role.first, "last": role.last}
    return {"role": role.kind.value, **{name: day.isoformat() for name, day in days.items() if day}}


def give_role(by: Person, person: Person, role: Role) -> None:
    """Give a role.

    Raises:
        Invalid: it is one's own account, or the person holds the role already.
    """
    not_own(by, person)
    running = Q(last=None) | Q(last__gte=role.first or clock.today())
    with transaction.atomic():
        if person.grants.filter(running, kind=role.kind.value, area=role.area).exists():
            raise Invalid([fault("role-held-already")])
        Grant.objects.create(person=person, kind=role.kind.value, area=role.area, first=role.first, last=role.last,
                             given_by=by)  # fmt: skip
        audit.record(by, "role-given", subject=person.username, area=role.area, **_facts(role))


def end_role(by: Person, grant: Grant, last: date | None) -> None:
    """End a role with its last day; None ends it now, so that yesterday was the last.

    Raises:
        Invalid: it is one's own account.
    """
    not_own(by, grant.person)
    with transaction.atomic():
        grant.last = last or clock.today() - timedelta(days=1)
        grant.save(update_fields=["last"])
        audit.record(by, "role-ended", subject=grant.person.username, area=grant.area, role=grant.kind,
                     last=grant.last.isoformat())  # fmt: skip


def change_details(by: Person, person: Person, name: str, subject: str | None) -> None:
    """Change the name, and the person's subject at the OpenID Connect provider (None leaves it as it is).

    Raises:
        Invalid: it is one's own account, the name is missing, or another account has this subject.
    """
    not_own(by, person)
    name = " ".join(name.split())
    if not name or len(name) > NAME_LONGEST:
        raise Invalid([fault("person-name-wrong", count=NAME_LONGEST)])
    whole = person.subject if subject is None else _whole(subject)
    if whole and Person.objects.filter(subject=whole).exclude(pk=person.pk).exists():
        raise Invalid([fault("subject-taken")])
    with transaction.atomic():
        linked = whole != person.subject
        person.name, person.subject = name, whole
        person.save(update_fields=["name", "subject"])
        audit.record(by, "account-changed", subject=person.username, linked=linked)


def _whole(subject: str) -> str:
    subject = subject.strip()[:120]
    return f"{settings.HUIMIN_SITE.oidc_issuer.rstrip('/')} {subject}" if subject else ""


def new_password(by: Person, person: Person) -> str:
    """Give a new one-time password; the person's sessions end. The password, to be shown once."""
    not_own(by, person)
    once = passwords.one_time()
    with transaction.atomic():
        person.password, person.must_change_password = passwords.hash_of_one_time(once), True
        person.save(update_fields=["password", "must_change_password"])
        sessions.end(person)
        audit.record(by, "password-given", subject=person.username)
    return once


def reset_second_factor(by: Person, person: Person) -> None:
    """Take the second factor away, for somebody who lost it; the person's sessions end."""
    not_own(by, person)
    with transaction.atomic():
        for device in devices_for_user(person, confirmed=None):
            device.delete()
        sessions.end(person)
        audit.record(by, "second-factor-reset", subject=person.username)


def end_sessions(by: Person, person: Person) -> int:
    """End all sessions of a person."""
    not_own(by, person)
    with transaction.atomic():
        ended = sessions.end(person)
        audit.record(by, "sessions-ended", subject=person.username, count=ended)
    return ended


def close(by: Person, person: Person) -> None:
    """Close an account: it cannot be entered, its sessions end, and what the person decided keeps the name."""
    not_own(by, person)
    with transaction.atomic():
        person.is_active = False
        person.save(update_fields=["is_active"])
        sessions.end(person)
        audit.record(by, "account-closed", subject=person.username)


def reopen(by: Person, person: Person) -> None:
    """Open a closed account again, with a one-time password to be given anew."""
    not_own(by, person)
    with transaction.atomic():
        person.is_active = True
        person.save(update_fields=["is_active"])
        audit.record(by, "account-reopened", subject=person.username)
