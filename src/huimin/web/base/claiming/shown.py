"""How a claim is shown, to the office and to the family: what was told, what the rule says, what happens next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from huimin.benefits import Benefit, Decision, Fact, Reason, Words, yuan_text
from huimin.benefits.ages import month_start
from huimin.benefits.claims import Plan, Stage, Standing, Told, plan_of
from huimin.benefits.facts import MEMBERS
from huimin.benefits.payments.entries import Entry
from huimin.benefits.wording import counted, date_text, month_text
from huimin.findings import Finding, Severity
from huimin.tasks.benefits.entitled import authority_facts
from huimin.tasks.claims.handing import owing, places_of
from huimin.tasks.claims.ports import PURPOSES, Advice, ClaimCard, ClaimHead, ClaimSkeleton, Happened, ViewRow
from huimin.tasks.pay.ports import Booked
from huimin.web.base.attachments import KINDS, LARGEST, Uploaded, clean_name, kind_of
from huimin.web.base.benefits import catalogue
from huimin.web.base.claiming.form import CHILD_RELATIONS, PERSON_RELATIONS
from huimin.web.base.models import Person
from huimin.web.base.pages import area_name
from huimin.web.base.words import say

GivenPaper = tuple[str, str, bytes]
"""Name, media type and bytes of a paper."""
PAPER_KINDS = ("application/pdf", "image/png", "image/jpeg")
"""What a family may send: no office files, which can hold what runs."""
STAGE_KINDS = {
    Stage.TAKEN: "", Stage.ASKED: "warn", Stage.PROPOSED: "", Stage.NOTICE: "", Stage.GRANTED: "good",
    Stage.REFUSED: "stop", Stage.HELD: "warn", Stage.STOPPED: "grey", Stage.WITHDRAWN: "grey",
}  # fmt: skip
"""The colour of a stage's tag."""


def benefit_of(code: str) -> Benefit | None:
    """The benefit as it is now; None where it is no longer there."""
    return catalogue().benefits.get(code)


def benefit_name(code: str, lang: str) -> str:
    """What a benefit is called; its code where it is no longer there."""
    found = benefit_of(code)
    return found.name.of(lang) if found else code


def names_of(usernames: Iterable[str]) -> dict[str, str]:
    """The names of people of the office by user name."""
    wanted = {one for one in usernames if one}
    return dict(Person.objects.filter(username__in=wanted).values_list("username", "name")) if wanted else {}


@dataclass(frozen=True)
class Row:
    """A fact as a line of a table. ``member``: of which member of the family, from 1; 0: the subject's own."""

    fact: Fact
    text: str
    authority: bool
    member: int = 0


def fact_rows(benefit: Benefit, facts: Mapping[str, Any], lang: str) -> list[Row]:
    """Everything that the benefit asks, with what was told; empty text where nothing was."""
    theirs = authority_facts(benefit)
    rows = [Row(one, told_text(one, facts.get(one.code), lang), one.code in theirs)
            for one in benefit.facts if not one.member]  # fmt: skip
    for number, member in enumerate(facts.get(MEMBERS) or (), 1):
        rows += [Row(one, told_text(one, member.get(one.code), lang), one.code in theirs, number)
                 for one in benefit.facts if one.member]  # fmt: skip
    return rows


def told_text(fact: Fact, value: Any, lang: str) -> str:
    """What was told, in words; empty where nothing was."""
    if value is None or value == "":
        return ""
    match fact.kind:
        case "date":
            try:
                return date_text(value if isinstance(value, date) else date.fromisoformat(str(value)), lang)
            except ValueError:
                return str(value)
        case "yes-no":
            yes = str(value).lower() in ("yes", "true", "1", "1.0", "是")
            return say(lang, "base.yes" if yes else "base.no")
        case "choice":
            return fact.options[value].of(lang) if value in fact.options else str(value)
        case "area":
            last = str(value[-1] if isinstance(value, (list, tuple)) else value)
            return say(lang, "base.elsewhere") if last == "elsewhere" else area_name(lang, last)
        case _:
            return counted(float(value), fact.unit, lang)


def amount_text(decision: Decision, lang: str) -> str:
    """``3,600 yuan a year``; that the office has to fill it in; empty where nothing is granted."""
    return _amount(decision.fen, decision.period, lang) if decision.eligible == "yes" else ""


def _amount(fen: int | None, period: str, lang: str) -> str:
    if fen is None:
        return say(lang, "claiming.amount-open")
    return say(lang, f"claiming.per-{period}", yuan=yuan_text(fen))


@dataclass(frozen=True)
class Grounds:
    """What a claim rests on: the reasons and the amount in words.

    ``decided``: as they were kept with the decision; else what the rule says now.
    """

    reasons: tuple[Reason, ...]
    amount: str
    decided: bool


def grounds_of(card: ClaimCard, lang: str) -> Grounds | None:
    """The grounds of the decision that is in force; while one is being made, what the rule says now."""
    kept = (card.decided or {}).get("decision")
    if kept and card.standing.stage not in (Stage.TAKEN, Stage.ASKED, Stage.PROPOSED):
        reasons = tuple(Reason(one["code"], one["state"], {}, Words(one["zh"], one["en"]), authority=one["authority"])
                        for one in kept["reasons"])  # fmt: skip
        granted = (card.decided or {}).get("outcome") == "yes"
        return Grounds(reasons, _amount(kept["fen"], kept["period"], lang) if granted else "", True)
    if card.advice is None:
        return None
    return Grounds(card.advice.decision.reasons, amount_text(card.advice.decision, lang), False)


def months_of(advice: Advice, lang: str) -> list[tuple[str, str]]:
    """What is owed by month, in words: (month, yuan)."""
    return [(month_text(month_start(due.month), lang), yuan_text(due.fen)) for due in advice.dues.months]


@dataclass(frozen=True)
class Next:
    """What comes next: whose step, and until when; ``days`` working days after the step before where no day is known.

    ``what``: the words of the step; ``family``: it is for the family.
    """

    what: str
    day: date | None
    days: int | None = None


def next_steps(plan: Plan, at: Standing, lang: str) -> list[Next]:
    """The steps still before a claim, the present one first, with their last days where these are known."""
    if at.stage in (Stage.TAKEN, Stage.PROPOSED):
        steps = plan.steps[max(0, at.step) :]
        made = [Next(steps[0].name.of(lang), at.due, None if at.due else steps[0].working_days)]
        return made + [Next(one.name.of(lang), None, one.working_days) for one in steps[1:]]
    if at.stage is Stage.ASKED:
        first = plan.steps[0]
        left = None if first.working_days is None else max(1, first.working_days - at.used)
        made = [Next(first.name.of(lang), None, left)]
        return made + [Next(one.name.of(lang), None, one.working_days) for one in plan.steps[1:]]
    return []


def history_names(history: Sequence[Happened], views: Sequence[ViewRow] = ()) -> dict[str, str]:
    """The names of everybody in the history and the list of looks."""
    return names_of([one.by for one in history] + [one.by for one in views])


def purpose_text(view: ViewRow, lang: str) -> str:
    """Why somebody looked, in words."""
    return PURPOSES[view.purpose].of(lang)


def paper_of(uploaded: Uploaded) -> tuple[GivenPaper, Finding | None]:
    """An uploaded paper, and what speaks against it: empty, too large, of another kind."""
    name = clean_name(uploaded.name or "") or "paper"
    if (uploaded.size or 0) > LARGEST:
        facts = {"size": f"{(uploaded.size or 0) / 1e6:.1f}", "limit": f"{LARGEST >> 20}"}
        return (name, "", b""), Finding("attachment-too-large", Severity.ERROR, facts=facts)
    data = b"".join(uploaded.chunks())
    if not data:
        return (name, "", data), Finding("attachment-empty", Severity.ERROR)
    kind = kind_of(data)
    if kind is None or kind not in PAPER_KINDS:
        return (name, "", data), Finding("claim-paper-kind", Severity.ERROR)
    ending = KINDS[kind]
    known = (".jpg", ".jpeg") if ending == "jpg" else (f".{ending}",)
    return (name if name.lower().endswith(known) else f"{name}.{ending}", kind, data), None


def papers_of(files: Iterable[Uploaded]) -> tuple[list[GivenPaper], list[Finding]]:
    """The papers of a form, and what is wrong with any of them."""
    read = [paper_of(one) for one in files]
    return [paper for paper, wrong in read if wrong is None], [wrong for _, wrong in read if wrong is not None]


def offices_of(known: ClaimSkeleton, lang: str) -> list[str]:
    """Which office pays from when to when, in words; nothing where the claim has never been handed over."""
    spans = owing((), known.first, known.standing.moves) if known.standing.moves else ()
    made = []
    for one in spans:
        first = "" if one.first is None else month_text(month_start(one.first), lang)
        last = "" if one.last is None else month_text(month_start(one.last), lang)
        word = "claiming.pays-between" if first and last else "claiming.pays-from" if first else "claiming.pays-until"
        made.append(say(lang, word, area=area_name(lang, one.area), first=first, last=last))
    return made


def places_asked(benefit: Benefit, lang: str) -> str:
    """What a benefit asks about places, in words; empty where it is the same everywhere."""
    return say(lang, "base.comma").join(one.name.of(lang) for one in places_of(benefit))


def latest_reason(card: ClaimCard, *moves: str) -> str:
    """The words that came with the latest of these moves; empty where there are none."""
    return next((one.words for one in reversed(card.history) if one.move in moves and one.words), "")


def step_name(head: ClaimHead, lang: str) -> str:
    """What the step is called whose turn it is; empty where it is nobody's."""
    found = benefit_of(head.benefit)
    steps = plan_of(found).steps if found else ()
    open_ = head.stage in (Stage.TAKEN, Stage.PROPOSED, Stage.ASKED)
    return steps[head.step].name.of(lang) if open_ and 0 <= head.step < len(steps) else ""


def download(name: str, kind: str, data: bytes) -> HttpResponse:
    """A paper as a download that no browser runs and no cache keeps."""
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def changes(benefit: Benefit, told: Sequence[Told], lang: str) -> list[tuple[date, list[Row]]]:
    """What was told to be different from a day on: (day, the facts that differ from those before)."""
    found = []
    for before, after in pairwise(told):
        known = fact_rows(benefit, before.facts, lang)
        rows = [row for row in fact_rows(benefit, after.facts, lang) if row not in known]
        if after.since is not None:
            found.append((after.since, rows))
    return found


def relation_text(code: str, lang: str) -> str:
    """What the one who claims is to the one it is for, in words."""
    return say(lang, f"claiming.relation-{code}") if code in (*CHILD_RELATIONS, *PERSON_RELATIONS) else code


def paid_of(booked: Iterable[Booked], lang: str) -> tuple[list[tuple[str, str]], str]:
    """What was paid by month, in words, and what is to come back in all; empty where nothing is."""
    months: dict[int, int] = {}
    back = 0
    signs = {Entry.PAID: 1, Entry.RETURNED: -1}
    owed = {Entry.OVERPAID: 1, Entry.RECOVERED: -1}
    for one in booked:
        months[one.month] = months.get(one.month, 0) + signs.get(one.entry, 0) * one.fen
        back += owed.get(one.entry, 0) * one.fen
    rows = [(month_text(month_start(month), lang), yuan_text(fen)) for month, fen in sorted(months.items()) if fen > 0]
    return rows, yuan_text(back) if back > 0 else ""
