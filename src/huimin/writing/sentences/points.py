"""Where the points of an area went, and what would win them back."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from huimin.assessment.explanation import COUNTED, Explainer
from huimin.indicators.rounding import plain
from huimin.writing.numbers import Style, not_reported, points, share, shown
from huimin.writing.rules import target, tidy
from huimin.writing.sentences.joining import clauses, some, with_value

Record = Mapping[str, Any]
_SHARE = re.compile(r"([\d.]+)%")
LEAST = 0.005
"""Fewer points than this are no loss as they are printed."""


@dataclass(frozen=True, slots=True)
class Part:
    """One item of an area as a letter tells it.

    ``value`` and ``wanted`` are texts, ``""`` where there is none; ``lost`` are points short of the best or taken off;
    ``status`` is the record's; ``numbers`` what the value is made of, ``gap`` how far it is from what is asked for.
    """

    id: str
    name: str
    status: str
    earned: float | None
    best: float
    lost: float
    value: str
    wanted: str
    extra: bool = False
    numbers: str = ""
    gap: str = ""

    @property
    def full(self) -> bool:
        """Whether it earned all it could."""
        return self.status in COUNTED and not self.extra and self.lost < LEAST


def parts(explainer: Explainer, described: Record, record: Record, on: date | None = None) -> list[Part]:
    """All items of an area, in the order of the scheme."""
    lang = explainer.lang
    made = []
    for item, scored in zip(described["items"], record["items"], strict=True):
        counted = scored["status"] in COUNTED
        made.append(
            Part(
                item["id"],
                tidy(item[lang], lang),
                scored["status"],
                scored["points"] if counted else None,
                item["points"],
                lost(item, scored),
                value_of(explainer, item, scored),
                target(item, lang, on),
                item["extra"],
                numbers(item, scored, lang),
                gap(item, scored, lang),
            )
        )
    return made


def lost(item: Record, scored: Record) -> float:
    """The points an item did not bring: short of the best, taken off, or not reported (and so not earned)."""
    if item["extra"]:
        return max(0.0, -scored["points"]) if scored["status"] in COUNTED else 0.0
    if scored["status"] in COUNTED:
        return float(item["points"] - scored["points"])
    return float(item["points"]) if scored["status"] == "not_reported" else 0.0


def value_of(explainer: Explainer, item: Record, scored: Record) -> str:
    """The value an item turned on, as text; ``""`` where it turns on several."""
    lang = explainer.lang
    measured = scored["pooled"] if scored["status"] == "pooled" else scored["measured"]
    if item["measure"] is not None and measured is not None:
        return shown(measured["value"], Style(item["measure"]["show"], item["measure"]["decimals"]), lang)
    of = next((one for one in item["inputs"] if one["name"] == "of"), None)
    if of is None:
        return ""
    value = scored["inputs"].get("of")
    if value is None:
        return not_reported(lang)
    if of["kind"] in ("completeness", "timeliness"):
        return share(value)
    if item["rule"]["kind"] == "checklist":
        return f"{plain(value)}/{len(of['leaves'])}"
    return explainer.shown(of, value)


def numbers(item: Record, scored: Record, lang: str) -> str:
    """The counts behind a value and its interval: ``核查相符项数864，核查数据项数966，95%区间87.34%至91.23%``."""
    measure = item["measure"]
    measured = scored["pooled"] if scored["status"] == "pooled" else scored["measured"]
    if measure is None or measured is None or measured["numerator"] is None or measured["denominator"] is None:
        return ""
    style, zh = Style(measure["show"], measure["decimals"]), lang == "zh"
    made = [
        f"{measure[part][lang]}{'' if zh else ': '}{plain(measured[part])}" for part in ("numerator", "denominator")
    ]
    if measured["low"] is not None and measured["high"] is not None:
        low, high = shown(measured["low"], style, lang), shown(measured["high"], style, lang)
        made.append(f"95%区间{low}至{high}" if zh else f"95% interval {low} to {high}")
    return tidy(clauses(made, lang), lang)


def gap(item: Record, scored: Record, lang: str) -> str:
    """How many more cases would have reached the target, with as many to serve; ``""`` where that says nothing."""
    measured = scored["measured"]
    found = _SHARE.search(target(item, "en"))
    if item["rule"]["kind"] != "at_least" or not measured or not found or scored["status"] not in COUNTED:
        return ""
    if item["measure"] is None or item["measure"]["kind"] != "proportion" or measured["denominator"] is None:
        return ""
    more = math.ceil(float(found[1]) / 100 * measured["denominator"] - measured["numerator"] - 1e-9)
    if more <= 0:
        return ""
    base = plain(measured["denominator"])
    return (
        f"以本期{base}计，达到要求还差{plain(more)}"
        if lang == "zh"
        else f"of {base}, {plain(more)} more would have done"
    )


def largest(found: Sequence[Part], most: int = 5) -> list[Part]:
    """The items that lost most, the largest first."""
    ordered = sorted((one for one in found if one.lost >= LEAST), key=lambda one: -one.lost)
    return ordered[:most]


def shortfall(one: Part, lang: str) -> str:
    """One item that fell short: its value, what is asked for, what it cost; a sentence without its stop."""
    zh = lang == "zh"
    cost = (
        f"失{points(one.lost)}分"
        if zh
        else f"{points(one.lost)} {'point' if points(one.lost) == '1' else 'points'} lost"
    )
    told = clauses((short_of(one, lang), cost), lang)
    if one.status == "not_reported":
        best = points(one.lost)
        return (
            f"{one.name}：所需数字未报送，暂不计分，涉及{best}分"
            if zh
            else f"{one.name}: the figures it needs were not reported, so its {best} points could not be scored"
        )
    if one.extra:
        taken = points(one.lost)
        return f"{one.name}：{one.wanted}，共扣{taken}分" if zh else f"{one.name}: {one.wanted}; {taken} taken off"
    return f"{one.name}：{told}" if zh else f"{one.name}: {told}"


def short_of(one: Part, lang: str) -> str:
    """The value and what is asked for, without the item's name and what it cost."""
    zh = lang == "zh"
    if one.status == "not_reported":
        return "所需数字未报送，请补报" if zh else "the figures it needs were not reported: please send them"
    if not one.value:
        return f"要求{one.wanted}" if zh else f"asked for: {one.wanted}"
    return f"实际为{one.value}，要求{one.wanted}" if zh else f"{one.value}, where {one.wanted} is asked for"


def where_lost(found: Sequence[Part], lang: str, most: int = 3) -> str:
    """Where most points went, in one sentence; that none were lost, where so."""
    worst = largest(found, most)
    if not worst:
        return "各计分项目均得满分" if lang == "zh" else "every item that was scored earned its full points"
    named = [
        with_value(one.name, f"失{points(one.lost)}分" if lang == "zh" else points(one.lost), lang) for one in worst
    ]
    return f"失分较多的是{some(named, lang)}" if lang == "zh" else f"most points were lost on {some(named, lang)}"


def untold(found: Sequence[Part], lang: str) -> str:
    """Which items were left out because small numbers cannot carry a verdict; empty where none was."""
    names = [one.name for one in found if one.status == "cannot_tell"]
    if not names:
        return ""
    if lang == "zh":
        return f"{some(names, lang, 6, '项')}因人数太少，结论与偶然波动无法区分，按方案移出总分，既不得分也不失分"
    verb = "was" if len(names) == 1 else "were"
    return (
        f"{some(names, lang, 6)} {verb} taken out of the total, neither won nor lost: the numbers are too small to "
        "tell "
        "the verdict from chance"
    )


def pooled(found: Sequence[Part], lang: str) -> str:
    """Which items were scored on several years together; empty where none was."""
    names = [one.name for one in found if one.status == "pooled"]
    if not names:
        return ""
    return (
        f"{some(names, lang, 6, '项')}单年人数太少，按方案合并多年数字计分"
        if lang == "zh"
        else f"{some(names, lang, 6)}: one year holds too few cases, so several were taken together as the scheme says"
    )


def missing(found: Sequence[Part], lang: str) -> str:
    """Which items could not be scored for want of reports; empty where none."""
    names = [one.name for one in found if one.status == "not_reported"]
    worth = sum(one.best for one in found if one.status == "not_reported")
    if not names:
        return ""
    if lang == "zh":
        return f"{some(names, lang, 6, '项')}所需数字未报送，涉及{points(worth)}分，既不作零分也不作满分，单列说明"
    return (
        f"{some(names, lang, 6)}: not reported, {points(worth)} points in all; neither zero nor full, but listed apart"
    )


def total(record: Record, described: Record, lang: str) -> str:
    """The score and rank in words: ``得96.5分（满分100分），在9个县中列第3位``; why there is no rank, where so."""
    scheme, standing = described["scheme"], record["standing"]
    best = plain(scheme["total"])
    zh = lang == "zh"
    if record["score"] is None:
        return "没有可计分的项目，不评定得分" if zh else "nothing could be scored, so there is no score"
    score = points(record["score"])
    told = f"得{score}分（满分{best}分）" if zh else f"{score} of {best} points"
    if standing["rank"] is None:
        return clauses((told, unranked(record, described, lang)), lang)
    place = (
        f"在{standing['of']}个地区中列第{standing['rank']}位" if zh else f"rank {standing['rank']} of {standing['of']}"
    )
    return clauses((told, place if standing["of"] > 1 else ""), lang)


def unranked(record: Record, described: Record, lang: str) -> str:
    """Why an area is not ranked; empty where it is."""
    reason, scheme = record["standing"]["reason"], described["scheme"]
    if reason == "incomplete":
        came, least = share(record["complete"], 1), share(scheme["minimum_completeness"], 0)
        return (
            f"报送率{came}，低于{least}，数字不全，不参加排名"
            if lang == "zh"
            else f"not ranked, for only {came} of its reports came and {least} are needed"
        )
    if reason:
        least = share(scheme["minimum_scored"], 0)
        return (
            f"可计分的分值不足{least}，不参加排名"
            if lang == "zh"
            else f"not ranked, for less than {least} of the points could be scored"
        )
    return ""


def grade(record: Record, described: Record, lang: str) -> str:
    """The grade, with the red line that capped it; ``""`` where there is none."""
    standing = record["standing"]
    names = {one["code"]: one[lang] for one in described["grades"]}
    lines = {one["code"]: one[lang] for one in described["red_lines"]}
    if standing["grade"] is None:
        return ""
    told = str(names[standing["grade"]])
    cap = lines.get(standing["capped_by"])
    if not cap:
        return told
    return f"{told}（触碰红线“{cap}”）" if lang == "zh" else f"{told} (capped by the red line: {cap})"


__all__ = [
    "Part",
    "gap",
    "grade",
    "largest",
    "lost",
    "missing",
    "numbers",
    "parts",
    "pooled",
    "short_of",
    "shortfall",
    "total",
    "unranked",
    "untold",
    "value_of",
    "where_lost",
]
