"""The form of a claim, for clerks and families: who claims, for whom, the benefit's own questions, the account.

:class:`ClaimForm` keeps everything as typed, with the faults beside their fields. What it read is :class:`Filled`,
from which the screens make the application.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from huimin.areas import Tree
from huimin.benefits import Benefit
from huimin.benefits.claims import PlanStep, plan_of
from huimin.findings import Finding, Invalid, Severity, explain
from huimin.reconciliation.identity import GOOD, MISSING, OLD, read_identity
from huimin.web.base import place, questions
from huimin.web.base.benefits import catalogue
from huimin.web.base.words import say

PERSON = ("name", "identity", "phone", "address")
CHILD_RELATIONS = ("mother", "father", "guardian", "institution")
PERSON_RELATIONS = ("self", "family")
LIMITS = {"name": 50, "identity": 30, "phone": 30, "address": 200, "holder": 50, "number": 40, "bank": 60}


def claimed_here(day: date) -> list[Benefit]:
    """The benefits in force on a day that are claimed at an office of the area tree, not at a hospital."""
    return [one for one in catalogue().benefits.values() if one.in_force(day) and level_of(one)]


def level_of(benefit: Benefit) -> str:
    """The level at which a benefit is claimed; empty where that is no level of the tree."""
    first: PlanStep = plan_of(benefit).steps[0]
    levels = place.definitions().areas.levels
    if first.by:
        return first.by if first.by in levels else ""
    return str(levels.codes[-1])


@dataclass(frozen=True)
class Account:
    """Where the money goes."""

    holder: str
    number: str
    bank: str


@dataclass(frozen=True)
class Filled:
    """What a form says, read. ``claimant`` and ``subject`` have name, identity, phone and address."""

    claimant: Mapping[str, str]
    subject: Mapping[str, str]
    relation: str
    facts: Mapping[str, Any]
    consent: bool
    account: Account | None


@dataclass
class ClaimForm:
    """The form of one benefit's claim.

    Attributes:
        typed: what stands in the fields, by name. errors: what is wrong, in words, by name of the field.
        findings: what is wrong with no one field.
        family: whether a family fills it in; then the facts of the authority are not asked for.
    """

    benefit: Benefit
    area: str
    lang: str
    family: bool
    typed: Mapping[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def child(self) -> bool:
        """Whether the benefit is for a child."""
        return self.benefit.subject == "child"

    @property
    def sensitive(self) -> bool:
        """Whether a separate consent is needed: it is about a child, or about what is sensitive."""
        return self.child or any(one.sensitive for one in self.benefit.facts)

    @property
    def relations(self) -> Sequence[str]:
        """What the one who claims can be to the one it is for."""
        return CHILD_RELATIONS if self.child else PERSON_RELATIONS

    @property
    def facts(self) -> tuple[Any, ...]:
        """The facts that are asked for here."""
        return questions.for_the_family(self.benefit)

    def questions(self, tree: Tree) -> list[questions.Question]:
        """The fields of the benefit's own questions."""
        areas = questions.area_choices(tree, self.area, self.lang, second_level(tree))
        made = questions.questions(self.facts, self.typed, self.errors, areas)
        for number in range(1, self.members + 1):
            made += questions.questions(self.facts, self.typed, self.errors, areas, number)
        return made

    @property
    def members(self) -> int:
        """How many members of the family are asked about; 0 where the benefit asks nothing of members."""
        return max(1, questions.members_in(self.typed)) if any(one.member for one in self.facts) else 0

    @property
    def faults(self) -> list[tuple[str, str, str]]:
        """What has to be put right, in the order in which it was found: (anchor of the field, its label, what)."""
        return [(*self._named(name), said) for name, said in self.errors.items()]

    def _named(self, name: str) -> tuple[str, str]:
        """The anchor and the label of a field."""
        for fact in self.benefit.facts:
            if name.endswith(f"-{fact.code}") and name.startswith("q-"):
                return name, fact.name.of(self.lang)
        owner, _, part = name.partition("-")
        if owner in ("c", "s", "a") and part:
            whose = {"c": "applicant", "s": "child" if self.child else "person-for", "a": "account"}[owner]
            word = "account-number" if name == "a-number" else part
            return f"f-{name}", f"{say(self.lang, f'claiming.{whose}')} · {say(self.lang, f'claiming.{word}')}"
        return name, say(self.lang, "claiming.consent-short" if name == "consent" else "claiming.relation-person")

    def put(self, invalid: Invalid) -> None:
        """Note what the store complained about, beside the field where it names one."""
        for one in invalid.findings:
            name = field_of(one)
            if name in self.errors or not name:
                self.findings.append(one)
            else:
                self.errors[name] = explain(one, self.lang)

    def wrong(self, name: str, code: str) -> None:
        """Note a fault beside a field."""
        self.errors.setdefault(name, explain(Finding(code, Severity.ERROR), self.lang))

    def read(self, today: date, tree: Tree) -> Filled | None:
        """What the form says; None, with its errors noted, where something is missing or cannot be."""
        told = questions.answers(self.benefit, self.facts, self.typed, today, self.lang, tree)
        self.errors |= told.errors
        self.findings += [one for one in told.others if one.severity is Severity.ERROR]
        claimant = self._person("c", self._text("relation") == "institution")
        subject = self._subject(claimant)
        if self._text("relation") not in self.relations:
            self.wrong("relation", "claim-form-field")
        if not self._text("consent") or (self.sensitive and not self._text("consent-apart")):
            self.wrong("consent", "claim-form-consent")
        account, wrong = account_of(self.typed)
        for name, code in wrong.items():
            self.wrong(name, code)
        if self.errors or self.findings:
            return None
        facts = dict(told.facts) | {one.code: today.isoformat() for one in self.benefit.facts if one.claim_day}
        return Filled(claimant, subject, self._text("relation"), facts, True, account)

    def _text(self, name: str) -> str:
        limit = LIMITS.get(name.partition("-")[2], 100)
        return " ".join(self.typed.get(name, "").replace("\0", "").split())[:limit]

    def _person(self, prefix: str, institution: bool = False) -> dict[str, str]:
        person = {part: self._text(f"{prefix}-{part}") for part in PERSON}
        if not person["name"]:
            self.wrong(f"{prefix}-name", "claim-form-field")
        kind = read_identity(person["identity"])[1]
        if kind not in (GOOD, OLD) and not (institution and kind == MISSING):
            self.wrong(f"{prefix}-identity", "claim-form-identity" if kind != MISSING else "claim-form-field")
        return person

    def _subject(self, claimant: Mapping[str, str]) -> dict[str, str]:
        """Whom it is for: the child (perhaps without an identity number yet), or the one who claims."""
        given = {part: self._text(f"s-{part}") for part in ("name", "identity")}
        if not self.child and self._text("relation") != "family":
            return dict(claimant)
        kind = read_identity(given["identity"])[1]
        if not given["name"]:
            self.wrong("s-name", "claim-form-field")
        if kind not in (GOOD, OLD) and not (self.child and kind == MISSING):
            self.wrong("s-identity", "claim-form-identity" if kind != MISSING else "claim-form-field")
        return {**given, "phone": claimant["phone"], "address": claimant["address"]}


def account_of(typed: Mapping[str, str]) -> tuple[Account | None, dict[str, str]]:
    """The account that was typed (None: none was), and the codes of what is wrong, by field."""
    holder, number, bank = (" ".join(typed.get(f"a-{part}", "").split())[: LIMITS[part]] for part in
                            ("holder", "number", "bank"))  # fmt: skip
    digits = number.replace(" ", "").replace("-", "")
    wrong: dict[str, str] = {}
    if not digits and not holder:
        return None, wrong
    if not (digits.isascii() and digits.isdecimal()) or not 8 <= len(digits) <= 30:
        wrong["a-number"] = "claim-form-account"
    if not holder:
        wrong["a-holder"] = "claim-form-field"
    return Account(holder, digits, bank), wrong


_FIELDS = {"claimant": "c", "subject": "s", "account": "a"}


def field_of(finding: Finding) -> str:
    """The field that a finding is about: its place ``claimant.identity`` stands for the field ``c-identity``."""
    told = str(finding.facts.get("field", "") or finding.place.element)
    owner, _, part = told.partition(".")
    if owner in _FIELDS and part:
        return f"{_FIELDS[owner]}-{part}"
    return "consent" if told in ("consent", "relation") else ""


def second_level(tree: Tree) -> str:
    """The level of places to choose from: the one below the top."""
    codes = [tree.level[at] for root in tree.roots() for at in tree.children(root)[:1]]
    return str(codes[0]) if codes else str(tree.level[tree.roots()[0]])


def posted(request: Any) -> dict[str, str]:
    """All fields of a form as they were sent, of bounded length."""
    return {name: str(value)[:2000] for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
