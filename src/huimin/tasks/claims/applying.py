"""What is wrong or odd about what is handed in: identity numbers, birthdays, facts, consent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from huimin.benefits import Benefit, read_facts
from huimin.findings import Finding, Place, Severity
from huimin.reconciliation.identity import GOOD, MISSING, OLD, born, check_digit, read_identity, sex_of
from huimin.tasks.benefits.entitled import authority_facts
from huimin.tasks.claims.ports import AccountGiven, Application

_ACCOUNT = re.compile(r"[0-9]{8,32}")
SEXES = {1: "male", 2: "female"}


def sensitive_facts(benefit: Benefit) -> frozenset[str]:
    """The facts that need special care."""
    return frozenset(one.code for one in benefit.facts if one.sensitive)


def identity_key(identity: str) -> str:
    """An identity number as it is hashed: the 17 digits of the person, also for a number of 15; empty for none."""
    number, kind = read_identity(identity)
    return f"{number:017d}" if kind in (GOOD, OLD) else ""


def birthday(identity: str) -> date | None:
    """The birthday in an identity number."""
    key = identity_key(identity)
    return born(key + check_digit(key)) if key else None


def faults(benefit: Benefit, given: Application, today: date) -> list[Finding]:
    """Everything for which a claim is not taken."""
    account = account_faults(given.account) if given.account else ()
    return [*_consent(benefit, given), *_persons(benefit, given), *account,
            *_facts(benefit, given.facts, given.by_family, today)]  # fmt: skip


def _error(code: str, element: str, **facts: Any) -> Finding:
    return Finding(code, Severity.ERROR, Place(element=element), facts)


def _consent(benefit: Benefit, given: Application) -> Iterator[Finding]:
    if not given.consent:
        yield _error("claim-consent-missing", "consent")
    if not given.separate_consent and (benefit.subject == "child" or sensitive_facts(benefit)):
        yield _error("claim-separate-consent-missing", "separate_consent")


def _persons(benefit: Benefit, given: Application) -> Iterator[Finding]:
    for who, person in (("claimant", given.claimant), ("subject", given.subject)):
        if not person.name.strip():
            yield _error("claim-name-missing", f"{who}.name")
        yield from identity_faults(who, person.identity, who == "claimant")
    own, other = identity_key(given.claimant.identity), identity_key(given.subject.identity)
    if benefit.subject == "child" and own and own == other:
        yield _error("claim-child-is-claimant", "subject.identity")
    older, younger = birthday(given.claimant.identity), birthday(given.subject.identity)
    if benefit.subject == "child" and older and younger and own != other and younger <= older:
        yield _error("claim-child-older", "subject.identity")


def identity_faults(who: str, identity: str, needed: bool) -> Iterator[Finding]:
    """What is wrong with an identity number; ``who``: ``claimant`` or ``subject``."""
    kind = read_identity(identity)[1]
    if kind == MISSING and needed:
        yield _error("claim-identity-missing", f"{who}.identity")
    elif kind not in (GOOD, OLD, MISSING):
        yield _error("claim-identity-wrong", f"{who}.identity")


def account_faults(given: AccountGiven) -> list[Finding]:
    """What is wrong with an account."""
    found = []
    if not _ACCOUNT.fullmatch(given.number.replace(" ", "")):
        found.append(_error("claim-account-wrong", "account.number"))
    if not given.holder.strip():
        found.append(_error("claim-holder-missing", "account.holder"))
    return found


def _facts(benefit: Benefit, facts: Mapping[str, Any], by_family: bool, today: date) -> Iterator[Finding]:
    yield from (one for one in read_facts(benefit, facts, today).findings if one.severity is Severity.ERROR)
    known = {one.code for one in benefit.facts if not one.member} | {"members"}
    for code in facts:
        if code not in known:
            yield _error("claim-fact-unknown", code, found=code)
        elif by_family and code in authority_facts(benefit) and facts[code] is not None:
            name = benefit.fact(code).name
            yield _error("claim-fact-of-authority", code, name_zh=name.zh, name_en=name.en)


def fact_faults(benefit: Benefit, facts: Mapping[str, Any], by_family: bool, today: date) -> list[Finding]:
    """Everything for which facts told later are not taken."""
    return list(_facts(benefit, facts, by_family, today))


# --- odd, and for a person to look at


def checked(benefit: Benefit, persons: Mapping[str, Any], facts: Mapping[str, Any]) -> list[Finding]:
    """What was told, held against the identity numbers: birthdays and sexes that differ, numbers that are missing."""
    found = list(_against(benefit, persons, facts))
    if not identity_key(persons["subject"].get("identity", "")):
        found.append(Finding("claim-subject-without-number", Severity.WARNING, Place(element="subject.identity")))
    return found


def _against(benefit: Benefit, persons: Mapping[str, Any], facts: Mapping[str, Any]) -> Iterator[Finding]:
    for fact in benefit.facts:
        if not fact.of or facts.get(fact.code) in (None, ""):
            continue
        key = identity_key(persons[fact.of].get("identity", ""))
        if not key:
            continue
        told, says = str(facts[fact.code]), {"name_zh": fact.name.zh, "name_en": fact.name.en}
        if fact.kind == "date" and (day := born(key + check_digit(key))) is not None and told != day.isoformat():
            yield Finding("claim-birthday-differs", Severity.WARNING, Place(element=fact.code), says)
        if fact.kind == "choice" and told in SEXES.values() and told != SEXES[sex_of(int(key))]:
            yield Finding("claim-sex-differs", Severity.WARNING, Place(element=fact.code), says)
