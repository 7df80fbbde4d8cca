"""Answers as the page shows them: money, days and papers in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from huimin.benefits import Benefit, Source, yuan_text
from huimin.benefits.definition import in_force
from huimin.tasks.benefits import Answer, State
from huimin.tasks.benefits.entitled import authority_facts
from huimin.tasks.claims.desk import ELSEWHERE
from huimin.web.base.formats import day as day_text
from huimin.web.base.questions import for_the_family, typed_of
from huimin.web.base.words import say
from huimin.web.entitled import places
from huimin.web.entitled.form import Form

GOOD = (State.YES, State.IF_CONFIRMED)
SIGNS = {"held": "✓", "failed": "✗", "unknown": "?"}


@dataclass(frozen=True)
class Why:
    """A reason: its sign, the sign in words, and the sentence."""

    state: str
    sign: str
    text: str


@dataclass(frozen=True)
class Shown:
    """One answer in words. What is empty is not shown.

    ``carried``: what was told of this subject, as the fields of a claim hold it, to be sent along in the body.
    """

    benefit: Benefit
    state: str
    whose: str
    amount: str
    total: str
    span: str
    begins: str
    claim: str
    hurry: bool
    tested: str
    whys: Sequence[Why]
    sources: Sequence[str]
    steps: Sequence[str]
    carried: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Group:
    """Answers of one kind."""

    state: str
    answers: Sequence[Shown]

    @property
    def good(self) -> bool:
        """Whether they grant something."""
        return self.state in GOOD


def groups(form: Form) -> list[Group]:
    """The answers by how they stand, the best first."""
    made = []
    for state in State:
        found = [_shown(one, form) for one in form.enquiry.answers if one.state is state]
        if found:
            made.append(Group(state.value, found))
    return made


def listed(form: Form) -> list[Shown]:
    """All benefits that there are here, without a question asked."""
    lang = form.lang
    return [
        Shown(one, "", "", _rates(one, form.today, lang), "", "", "", _window(one, lang), False, "", (),
              _sources(one, None, lang), _steps(one, lang))
        for one in form.catalogue.benefits.values() if one.in_force(form.today) and places.holds_here(one)
    ]  # fmt: skip


def _shown(answer: Answer, form: Form) -> Shown:
    lang, decision, benefit = form.lang, answer.decision, answer.benefit
    good = answer.state in GOOD
    whose = say(lang, "entitled.child-n", number=answer.child) if answer.child and form.children > 1 else ""
    total = say(lang, "entitled.total", yuan=yuan_text(answer.total)) if good and answer.total else ""
    begins = say(lang, "entitled.begins", day=day_text(answer.begins, lang)) if answer.begins else ""
    claim = _claim(answer, form.on, lang) if answer.state is not State.NO else ""
    last = decision.claim_last
    return Shown(
        benefit, answer.state.value, whose, _amount(answer, lang) if good else "", total,
        _span(answer, lang) if good else "", begins, claim, last is not None and 0 <= (last - form.on).days <= 60,
        day_text(decision.tested, lang) if decision.tested != form.on and benefit.period != "once" else "",
        _whys(answer, lang), _sources(benefit, decision.amount_source, lang), _steps(benefit, lang),
        _carried(answer, form),
    )  # fmt: skip


def _carried(answer: Answer, form: Form) -> dict[str, str]:
    """Answers that need not be given again; where somebody lives is chosen anew."""
    told = form.enquiry.told
    facts = {**told.family, **(told.children[answer.child - 1] if answer.child else {})}
    asked = [one for one in for_the_family(answer.benefit) if one.kind != "area"]
    return typed_of(asked, {code: value for code, value in facts.items() if value not in (None, "")})


def _amount(answer: Answer, lang: str) -> str:
    fen = answer.decision.fen
    if fen is None:
        return say(lang, "entitled.amount-open")
    return say(lang, f"entitled.per-{answer.benefit.period}", yuan=yuan_text(fen))


def _rates(benefit: Benefit, on: date, lang: str) -> str:
    """What is paid on a day, from the least to the most; words where a formula or the office says it."""
    found = [in_force(one.dated, on) for one in benefit.amounts if one.needs_rate]
    fen = sorted({int(one.value) for one in found if one is not None and one.value is not None})
    if not found:
        return say(lang, "entitled.amount-formula")
    if not fen:
        return say(lang, "entitled.amount-open")
    yuan = "–".join(yuan_text(one) for one in dict.fromkeys((fen[0], fen[-1])))
    return say(lang, f"entitled.per-{benefit.period}", yuan=yuan)


def _span(answer: Answer, lang: str) -> str:
    """From when to when it is paid; of a benefit for whole years, the years."""
    first, last = answer.decision.first, answer.decision.last
    if answer.benefit.period == "year" and answer.benefit.proration == "none" and first is not None:
        if last is None:
            return say(lang, "entitled.years-from", first=first.year)
        return say(lang, "entitled.years", count=last.year - first.year + 1, first=first.year, last=last.year)
    if first and last:
        return say(lang, "entitled.from-to", first=day_text(first, lang), last=day_text(last, lang))
    if first:
        return say(lang, "entitled.from", first=day_text(first, lang))
    return say(lang, "entitled.until", last=day_text(last, lang)) if last else ""


def _claim(answer: Answer, on: date, lang: str) -> str:
    """When it has to be claimed."""
    first, last = answer.decision.claim_first, answer.decision.claim_last
    if first is not None and first > on:
        return say(lang, "entitled.claim-between", first=day_text(first, lang), last=day_text(last, lang))
    if last is not None:  # where it has passed a reason says what that means
        return say(lang, "entitled.claim-by", last=day_text(last, lang)) if last >= on else ""
    return _window(answer.benefit, lang)


def _window(benefit: Benefit, lang: str) -> str:
    """The rule of the claim window, where no day can be told."""
    rule = benefit.claiming
    if rule is None:
        return say(lang, "entitled.claim-open")
    of = benefit.fact(rule.of).name.of(lang)
    return say(lang, f"entitled.claim-{rule.until}", of=of, months=rule.months)


def _whys(answer: Answer, lang: str) -> list[Why]:
    """The reasons; what is still to be asked in one line, what the office finds out itself in another."""
    made = []
    for one in answer.decision.reasons:
        if one.authority and (one.code in answer.confirms or one.state == "unknown"):
            made.append(_why("unknown", say(lang, "entitled.authority-checks")))
        elif one.state != "unknown" or not one.asks:
            made.append(_why(one.state, one.words.of(lang)))
    theirs = authority_facts(answer.benefit)
    if rest := [answer.benefit.fact(code).name.of(lang) for code in answer.decision.missing if code not in theirs]:
        made.append(_why("unknown", say(lang, "entitled.still-asked", names=say(lang, "base.comma").join(rest))))
    if answer.state is State.UNKNOWN:
        made.append(_why("unknown", say(lang, "entitled.ask-office")))
    for other in answer.beside:
        state = "failed" if answer.state is State.NO else "unknown"
        made.append(_why(state, say(lang, "entitled.beside", name=other.name.of(lang))))
    return made


def _why(state: str, text: str) -> Why:
    return Why(state, SIGNS[state], text)


def _sources(benefit: Benefit, amount: Source | None, lang: str) -> list[str]:
    """Where it is written and how sure that is; where the amount rests on something else, that too."""
    own = benefit.source
    said = " ".join(part for part in (own.title, own.article, f"({own.dated})" if own.dated else "") if part)
    made = [say(lang, "entitled.source", title=said, sure=say(lang, f"entitled.status-{own.status}"))]
    if amount is not None and (amount.title, amount.status) != (own.title, own.status):
        sure = say(lang, f"entitled.status-{amount.status}")
        made.append(say(lang, "entitled.source-amount", title=amount.title or own.title, sure=sure))
    return made


def _steps(benefit: Benefit, lang: str) -> list[str]:
    """Who decides in which order, and how long that takes."""
    made = []
    for one in benefit.steps:
        days = say(lang, "entitled.step-days", count=one.working_days) if one.working_days else ""
        made.append(one.name.of(lang) + days)
    if benefit.paid_by is not None and not any(one.by in ELSEWHERE for one in benefit.steps):
        sure = "-office" if benefit.paid_by.source.status == "ours" else ""
        made.append(say(lang, f"entitled.paid-by{sure}", by=benefit.paid_by.words(lang)))
    return made
