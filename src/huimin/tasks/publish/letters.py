"""The facts of letters about one assessed area: its scorecard, and the notice, interview and yellow card of the ladder.

All are addressed to the office of the area; none says anything of a person or a family.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from huimin.assessment.explanation import Explainer
from huimin.figures.periods import Period
from huimin.indicators.rounding import plain
from huimin.tasks.publish import layouts, pictures
from huimin.tasks.publish.frame import Draft, Frame
from huimin.tasks.publish.ports import RunResult
from huimin.tasks.publish.report import gravest
from huimin.writing.blocks import Table
from huimin.writing.facts import Facts, Value
from huimin.writing.numbers import SCORE, cell, points, share
from huimin.writing.numbers import day as day_text
from huimin.writing.sentences import points as told
from huimin.writing.sentences.joining import run_on
from huimin.writing.sentences.reporting import Reports, came

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Terms:
    """What an office has laid down for its letters: days to reply, to hand in a plan, and to put things right."""

    reply_days: int = 10
    plan_days: int = 15
    mend_days: int = 60


def area_facts(frame: Frame, run: RunResult, key: str, explainer: Explainer) -> tuple[Draft, list[told.Part], Record]:
    """The part that all letters about an assessed area share.

    Raises:
        KeyError: the run does not assess the area.
    """
    record = run.area(key)
    if record is None:
        raise KeyError(key)
    lang, described = frame.lang, run.described
    period = Period.of(described["period"])
    found = told.parts(explainer, described, record, period.end)
    draft = Draft(frame)
    standing = record["standing"]
    draft.fields |= {
        "area": run.name(key, lang),
        "scheme": described["scheme"][lang],
        "period": period.name(lang),
        "score": points(record["score"]),
        "total": plain(described["scheme"]["total"]),
        "rank": standing["rank"],
        "ranked_areas": standing["of"],
        "grade": told.grade(record, described, lang),
        "result": told.total(record, described, lang),
        "unranked": told.unranked(record, described, lang),
        "where_lost": run_on([told.where_lost(found, lang)], lang),
        "small_numbers": run_on([told.untold(found, lang), told.pooled(found, lang)], lang),
        "missing": run_on([told.missing(found, lang)], lang),
        "run": run.run,
        "lost": tuple(_lost(one, lang) for one in told.largest(found, 8)),
        "full_items": sum(one.full for one in found),
        "item_count": sum(not one.extra for one in found),
    }
    return draft, found, record


def _lost(one: told.Part, lang: str) -> Value:
    return {
        "name": one.name,
        "value": one.value,
        "wanted": one.wanted,
        "points": points(one.lost),
        "best": points(one.best),
        "reported": one.status != "not_reported",
        "sentence": run_on([told.shortfall(one, lang)], lang).rstrip("。."),
    }


# --- scorecard letter


def scorecard_facts(frame: Frame, run: RunResult, key: str, explainer: Explainer) -> Facts:
    """The facts of an area's scorecard letter: points and reasons, where they went, what to do."""
    draft, found, record = area_facts(frame, run, key, explainer)
    lang, described = frame.lang, run.described
    forms = _forms(run, record, lang)
    draft.fields |= {
        "reporting": run_on([came(one, lang) for one in forms if one.expected], lang),
        "reasons": tuple(_reason(one, lang) for one in told.largest(found, 8)),
        "headings": tuple(_heading(one, described, found, lang) for one in described["headings"] if not one["leaf"]),
    }
    draft.tables["items"] = items_table(frame, found)
    if picture := pictures.points_lost(frame, run.name(key, lang), described, record):
        draft.pictures["points"] = picture
    return draft.finished()


def _forms(run: RunResult, record: Record, lang: str) -> list[Reports]:
    names = run.described.get("form_names", {})
    return [
        Reports(names.get(code, {}).get(lang, code), int(expected), int(received), int(on_time))
        for code, (expected, received, on_time) in record["forms"].items()
        if not code.startswith("judge_")
    ]


def _reason(one: told.Part, lang: str) -> Value:
    """An item that fell short, with the numbers behind its value and how far it is from what is asked for."""
    return {
        "name": one.name,
        "sentence": run_on([told.short_of(one, lang)], lang),
        "numbers": one.numbers,
        "gap": run_on([one.gap], lang),
        "points": points(one.lost),
    }


def _heading(heading: Record, described: Record, found: Sequence[told.Part], lang: str) -> Value:
    inside = [one for one in found if one.id.startswith(f"{heading['id']}.")]
    return {
        "name": heading[lang],
        "best": plain(heading["points"]),
        "earned": points(sum(one.earned or 0.0 for one in inside if not one.extra)),
    }


def items_table(frame: Frame, found: Sequence[told.Part]) -> Table:
    """Every item with its value, what was asked, and its points."""
    words = {
        "not_reported": frame.say("未报送", "not reported"),
        "not_applicable": frame.say("不适用", "does not apply"),
        "cannot_tell": frame.say("不能判定", "cannot be told"),
    }
    rows = [
        (
            f"{one.id} {one.name}",
            one.value or "–",
            one.wanted,
            "–" if one.extra else points(one.best),
            words.get(one.status) or cell(one.earned, SCORE),
        )
        for one in found
    ]
    return layouts.POINTS.filled(frame, rows)


# --- notice, interview, yellow card

KIND_OF_STEP = {
    "notice": "notice",
    "interview": "interview",
    "yellow_card": "yellow-card",
    "priority_support": "yellow-card",
}
"""The kind of letter of each step of a ladder. Support follows a yellow card and is told in it."""


def step_of(record: Record, kinds: Mapping[str, str] | None = None) -> str:
    """The kind of letter that an area's office gets for the gravest step it has reached; ``""`` for none."""
    return (kinds or KIND_OF_STEP).get(gravest(record), "")


def step_facts(frame: Frame, run: RunResult, key: str, explainer: Explainer, terms: Terms, kind: str) -> Facts:
    """The facts of a letter of the ladder: what fell short, what is asked by when, and the right of reply."""
    draft, found, record = area_facts(frame, run, key, explainer)
    lang = frame.lang
    ladder = {one["code"]: one for one in run.described["ladder"]}
    reached = [ladder[code] for code in record["standing"]["steps"]]
    own = next(
        (one for one in reversed(reached) if KIND_OF_STEP.get(one["code"]) == kind and one["deadline_days"]), None
    )
    step = own or (reached[-1] if reached else None)
    days = (own["deadline_days"] if own else 0) or terms.mend_days
    draft.fields |= {
        "step": step[lang] if step else "",
        "below": points((step["below"] if step else 0) * run.described["scheme"]["total"]),
        "below_share": share(step["below"], 0) if step else "",
        "mend_days": days,
        "mend_by": _by(frame, days),
        "plan_days": terms.plan_days,
        "plan_by": _by(frame, terms.plan_days),
        "reply_days": terms.reply_days,
        "reply_by": _by(frame, terms.reply_days),
        "support": any(one["code"] == "priority_support" for one in reached),
    }
    lines = [
        (str(number), one.name, one.value or "–", one.wanted, cell(one.lost, SCORE))
        for number, one in enumerate(told.largest(found, 10), 1)
    ]
    draft.tables["mend"] = layouts.MEND.filled(frame, lines)
    return draft.finished()


def _by(frame: Frame, days: int) -> str:
    """The day so many days after the letter's own; ``""`` while that is open."""
    return day_text(frame.day + timedelta(days=days), frame.lang) if isinstance(frame.day, date) else ""


# --- demonstration file


def demonstration_facts(
    frame: Frame, run: RunResult, key: str, explainer: Explainer, before: RunResult | None
) -> Facts:
    """The facts of an application as a demonstration area: achievements with evidence, and what is short."""
    draft, found, record = area_facts(frame, run, key, explainer)
    lang = frame.lang
    achieved = sorted((one for one in found if one.full), key=lambda one: -one.best)
    measured = [one for one in achieved if one.value]
    draft.fields |= {
        "achieved": tuple(
            {"name": one.name, "value": one.value, "wanted": one.wanted, "points": points(one.best)}
            for one in measured[:12]
        ),
        "achieved_count": len(achieved),
        "short": tuple(_lost(one, lang) for one in told.largest(found, 5)),
        "before_result": "",
        "reporting": run_on([came(one, lang) for one in _forms(run, record, lang) if one.expected], lang),
    }
    old = before.area(key) if before is not None else None
    if before is not None and old is not None:
        draft.fields["before_result"] = told.total(old, before.described, lang)
    draft.tables["evidence"] = evidence_table(frame, found)
    return draft.finished()


def evidence_table(frame: Frame, found: Sequence[told.Part]) -> Table:
    """Each achievement with the figures that prove it."""
    rows = [(one.name, one.value or "–", one.wanted, one.numbers or "–") for one in found if one.full]
    return layouts.EVIDENCE.filled(frame, rows)
