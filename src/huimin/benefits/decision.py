"""A decision about one subject: yes, no or not known, with every condition, its numbers and its reason in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from huimin.benefits.ages import day_number, day_of
from huimin.benefits.claiming import claim_window
from huimin.benefits.definition import Benefit, Source, Words
from huimin.benefits.entitlement import capped
from huimin.benefits.facts import Known, read_facts
from huimin.benefits.money import divided, yuan_text
from huimin.benefits.periods import tested_on
from huimin.benefits.reference import Held, Standing, Truth, numbers_on, standing
from huimin.benefits.stretch import stretch
from huimin.benefits.wording import Sentences, asked, date_text
from huimin.findings import Finding, explain
from huimin.language import Expression, leaves

HELD, FAILED, UNKNOWN = "held", "failed", "unknown"
STATES = {True: HELD, False: FAILED, None: UNKNOWN}
ELIGIBLE = {True: "yes", False: "no", None: "unknown"}


@dataclass(frozen=True)
class Reason:
    """One condition: whether it held, failed or is not known, the numbers it rests on, and the words for it.

    Attributes:
        numbers: by name; dates as ``2025-06-01``, None not known.
        asks: codes of the facts that are missing to tell.
        authority: it is the authority's legal condition: decided by it, and to be logged.
    """

    code: str
    state: str
    numbers: Mapping[str, float | str | None]
    words: Words
    asks: tuple[str, ...] = ()
    authority: bool = False


@dataclass(frozen=True)
class Decision:
    """What a rule says about one subject on one day. It is a proposal: a person decides.

    Attributes:
        on: the day asked about; tested: the day on which conditions and amount were looked up.
        eligible: ``yes``, ``no`` or ``unknown``.
        fen: the amount of a whole ``period``; None where there is none or it is not known.
        first, last: from when to when it stands so; None: no limit can be told.
        missing: codes of facts to ask for. asks: the questions, in the same order.
        claim_first, claim_last: when it can be claimed, where that is limited.
        findings: what is wrong with the facts.
    """

    benefit: str
    on: date
    tested: date
    eligible: str
    reasons: tuple[Reason, ...]
    fen: int | None
    amount: str
    amount_since: date | None
    amount_source: Source | None
    period: str
    first: date | None
    last: date | None
    missing: tuple[str, ...]
    asks: tuple[Words, ...]
    claim_first: date | None
    claim_last: date | None
    findings: tuple[Finding, ...]

    def as_dict(self) -> dict[str, Any]:
        """The decision as plain data, to be stored with a claim: no fact is in it but the numbers of its reasons."""
        source = self.amount_source
        return {
            "benefit": self.benefit, "on": self.on.isoformat(), "tested": self.tested.isoformat(),
            "eligible": self.eligible, "fen": self.fen, "period": self.period, "amount": self.amount,
            "amount_since": _iso(self.amount_since),
            "amount_source": None if source is None else {"title": source.title, "status": source.status},
            "first": _iso(self.first), "last": _iso(self.last), "missing": list(self.missing),
            "claim_first": _iso(self.claim_first), "claim_last": _iso(self.claim_last),
            "reasons": [
                {"code": one.code, "state": one.state, "numbers": dict(one.numbers), "zh": one.words.zh,
                 "en": one.words.en, "asks": list(one.asks), "authority": one.authority}
                for one in self.reasons
            ],
            "findings": [{"code": one.code, "zh": explain(one, "zh"), "en": explain(one, "en")}
                         for one in self.findings],
        }  # fmt: skip


def decide(benefit: Benefit, given: Mapping[str, Any], on: date, *, claimed: date | None = None) -> Decision:
    """Decide about one subject on a day.

    Args:
        benefit: the rule.
        given: the facts, see :func:`huimin.benefits.read_facts`. What is missing is not known.
        on: the day asked about; facts after it lie in the future. A benefit paid once is tested on its event.
        claimed: the day of the claim: outside the claim window the answer is no, where a late claim is lost.
    """
    known = read_facts(benefit, given, on)
    day = _tested(benefit, known, on)
    found = standing(benefit, known, day)
    reasons = _reasons(benefit, known, found, day)
    truth = found.truth
    if benefit.period == "once" and known.values.get(benefit.event) is None and truth:
        truth = None
    window = claim_window(benefit, known)
    late = _late(benefit, window, claimed)
    if late is not None:
        reasons, truth = (*reasons, late), truth if late.state == HELD else False
    first, last = stretch(benefit, known, day) if truth and benefit.period != "once" else (None, None)
    missing = _missing(benefit, known, found, truth)
    dated = found.dated if truth else None
    return Decision(
        benefit.code, on, day_of(day), ELIGIBLE[truth], reasons, _whole(benefit, found.fen) if truth else None,
        found.amount.code if truth and found.amount else "", dated.since if dated else None,
        dated.source if dated else None, benefit.period, first, last, missing,
        tuple(benefit.fact(code).ask for code in missing), *window, known.findings,
    )  # fmt: skip


def _whole(benefit: Benefit, fen: int | None) -> int | None:
    """The amount of a whole period: rounded, and cut at the caps."""
    if fen is None:
        return None
    return capped(benefit, divided(fen, 1, benefit.rounding.way, benefit.rounding.unit), 0)


def _tested(benefit: Benefit, known: Known, on: date) -> int:
    event = known.values.get(benefit.event) if benefit.event else None
    if benefit.period == "once":
        return day_number(on) if event is None else int(event)
    return tested_on(benefit, on)


def _missing(benefit: Benefit, known: Known, found: Standing, truth: Truth) -> tuple[str, ...]:
    """What has to be asked before the answer can be known; nothing where it is known."""
    if truth is not None:
        return ()
    codes = [code for one in found.held if one.truth is None for code in _unknown(benefit, known, one.bound.asks)]
    codes += _unknown(benefit, known, found.asks)
    if benefit.period == "once" and known.values.get(benefit.event) is None:
        codes.append(benefit.event)
    return tuple(dict.fromkeys(codes))


def _unknown(benefit: Benefit, known: Known, codes: tuple[str, ...]) -> list[str]:
    made = []
    for code in asked(benefit, codes):
        values = known.members if benefit.fact(code).member else (known.values,)
        if not values or any(one.get(code) is None for one in values):
            made.append(code)
    return made


# --- reasons


def _reasons(benefit: Benefit, known: Known, found: Standing, day: int) -> tuple[Reason, ...]:
    if not benefit.in_force(day_of(day)):
        return (_not_in_force(benefit, day),)
    numbers = numbers_on(benefit, known, day)
    sentences = Sentences(benefit, numbers, day)
    made = [_reason(benefit, known, one, sentences) for one in found.held]
    if found.nobody:
        made.append(Reason("nobody", FAILED, {}, Words("家庭没有成员。", "The family has no members.")))
    if found.truth is False and all(one.truth for one in found.held) and not found.nobody:
        words = Words("没有适用于这种情况的标准。", "There is no amount for this case.")
        made.append(Reason("no-amount", FAILED, {}, words))
    return tuple(made)


def _reason(benefit: Benefit, known: Known, one: Held, sentences: Sentences) -> Reason:
    condition = one.bound.condition
    numbers: dict[str, float | str | None] = {}
    for code, value in one.numbers.items():
        is_date = any(fact.code == code and fact.kind == "date" for fact in benefit.facts)
        numbers[code] = day_of(int(value)).isoformat() if is_date and value is not None else value
    used = _leaves(one.bound.expression)
    asks = tuple(_unknown(benefit, known, one.bound.asks)) if one.truth is None else ()
    return Reason(condition.code, STATES[one.truth], {code: numbers[code] for code in numbers if code in used},
                  _words(benefit, one, asks, sentences), asks, condition.authority)  # fmt: skip


@lru_cache(maxsize=4096)
def _leaves(expression: Expression) -> frozenset[str]:
    atoms = {leaf.atom for leaf in leaves(expression)}
    return frozenset(atoms | {atom.partition(".")[0] for atom in atoms})


def _words(benefit: Benefit, one: Held, asks: tuple[str, ...], sentences: Sentences) -> Words:
    if one.truth is not None:
        words = one.bound.condition.held if one.truth else one.bound.condition.failed
        return Words(sentences.fill(words, "zh"), sentences.fill(words, "en"))
    if not asks:
        return Words("现有信息不能确定。", "It cannot be told from what is known.")
    zh = "、".join(benefit.fact(code).name.zh for code in asks)
    en = ", ".join(benefit.fact(code).name.en for code in asks)
    return Words(f"尚不能确定，需要了解：{zh}。", f"Not known yet; still to be asked: {en}.")


def _not_in_force(benefit: Benefit, day: int) -> Reason:
    on, since, until = day_of(day), benefit.since, benefit.until
    said = [Words(f"{date_text(since, 'zh')}起", f"from {date_text(since, 'en')}")]
    if until is not None:
        said.append(Words(f"{date_text(until, 'zh')}止", f"until {date_text(until, 'en')}"))
    zh, en = "，".join(one.zh for one in said), " ".join(one.en for one in said)
    return Reason("not-in-force", FAILED, {"day": on.isoformat()}, Words(
        f"{date_text(on, 'zh')}本办法不在有效期内（{zh}有效）。",
        f"The rule is not in force on {date_text(on, 'en')}; it holds {en}."))  # fmt: skip


def _late(benefit: Benefit, window: tuple[date | None, date | None], claimed: date | None) -> Reason | None:
    """What a claim after the window means: no, or that nothing is paid for the time before it."""
    last = window[1]
    if claimed is None or last is None or claimed <= last or benefit.claiming is None:
        return None
    zh = f"{date_text(claimed, 'zh')}提出申请，已超过期限（{date_text(last, 'zh')}）"
    en = f"It was claimed on {date_text(claimed, 'en')}; the last day was {date_text(last, 'en')}"
    lost = benefit.claiming.lost
    if not lost:
        zh_from, en_from = ("申请当年", "the year") if benefit.period == "year" else ("申请当月", "the month")
        zh, en = f"{zh}：从{zh_from}起发放，以前的不补发", f"{en}: it is paid from {en_from} of the claim on"
    return Reason("claim-late", FAILED if lost else HELD, {"claimed": claimed.isoformat(), "last": last.isoformat()},
                  Words(f"{zh}。", f"{en}."))  # fmt: skip


_FINAL = {
    "yes": Words("符合条件", "entitled"), "no": Words("不符合条件", "not entitled"),
    "unknown": Words("尚不能确定", "not known yet"),
}  # fmt: skip
_PER = {"once": Words("一次性", "once"), "month": Words("每月", "a month"), "year": Words("每年", "a year")}


def headline(decision: Decision, lang: str) -> str:
    """``entitled: 3,600 yuan a year`` in either language."""
    said = _FINAL[decision.eligible].of(lang)
    if decision.eligible != "yes":
        return said
    if decision.fen is None:
        return said + ("：金额尚待本单位填写" if lang == "zh" else ": the office still has to fill in the amount")
    per = _PER[decision.period].of(lang)
    yuan = yuan_text(decision.fen)
    return f"{said}：{per}{yuan}元" if lang == "zh" else f"{said}: {yuan} yuan {per}"


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
