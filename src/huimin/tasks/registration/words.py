"""The answer in sentences, in Chinese and English."""

from __future__ import annotations

from typing import Any

import numpy as np

from huimin.tasks.registration.estimating import Estimated, Middle, Spot

ENDLESS = 100.0
WORDS: dict[str, tuple[str, str]] = {
    "nothing": (
        "“{name}”漏登多少，从这些名单说不出来。",
        "How many “{name}” lacks cannot be told from these lists.",
    ),
    "endless": (
        "“{name}”登记 {listed} 人，估计漏登 {share}，{sure} 的把握至少漏登 {low}；总数没有可靠的上限。",
        "“{name}” holds {listed}; about {share} are missing, with {sure} confidence {low} at least. "
        "The total has no upper end to rely on.",
    ),
    "found": (
        "“{name}”登记 {listed} 人，估计实有 {total} 人（{sure} 区间 {first} 至 {last}），"
        "漏登约 {missed} 人，漏登率 {share}（{low} 至 {high}）。",
        "“{name}” holds {listed} of an estimated {total} ({sure} interval {first} to {last}): "
        "about {missed} are missing, {share} of all ({low} to {high}).",
    ),
    "ranged": (
        "“{name}”登记 {listed} 人。实有多少取决于名单之间怎样关联：估计 {span} 人（连同偶然误差 {first} 至 {last}），"
        "漏登率 {shares}（{low} 至 {high}）。",
        "“{name}” holds {listed}. How many there are depends on how the lists are related: {span} "
        "(with chance, {first} to {last}). Missing: {shares} of all ({low} to {high}).",
    ),
    "within": ("漏登率确实不超过 {limit}。", "The missing share is surely no more than {limit}."),
    "beyond": ("漏登率确实超过 {limit}。", "The missing share is surely above {limit}."),
    "open": (
        "漏登率是否超过 {limit}，凭这些数字还说不准。",
        "Whether the missing share is above {limit} cannot be told from these figures.",
    ),
    "models": (
        "{every} 个模型中有 {standing} 个与数据不明显矛盾；全部模型的估计从 {low} 到 {high} 人。",
        "Of {every} models {standing} {verb} not clearly wrong; all of them together give from {low} to {high}.",
    ),
    "coverage": (
        "不用选模型的覆盖率法估计为 {total} 人（{low} 至 {high}）。",
        "Sample coverage, which needs no choice of model, gives {total} ({low} to {high}).",
    ),
    "tied": (
        "两份名单可能有关联：登记了的人出现在另一份名单里的优势若是未登记者的 k 倍，漏登率为 {told}。",
        "The lists may depend on each other. If those registered had k times the odds of the others to be in the other "
        "list, missing would be {told}.",
    ),
    "areas": (
        "{count} 个地区的登记完整率居中水平为 {middle}（{low} 至 {high}）；小地区的结果向它靠拢，区间已计入。",
        "Completeness in the middle of {count} areas is {middle} ({low} to {high}); small areas lean towards it, and "
        "their intervals take that into account.",
    ),
    "linkage": (
        "重合人数已按比对误差校正：同一个人比中 {hit}，比中的有 {false} 不是同一个人。",
        "The number in both lists was put right for errors of linkage: {hit} of true pairs were found, {false} of the "
        "pairs found are false.",
    ),
}


def percent(share: float) -> str:
    """A share as a per cent with the figures that count: ``1.8%``, ``23%``, ``0.04%``."""
    if not np.isfinite(share):
        return "–"
    value = 100 * share
    places = 0 if value >= 9.95 or value == 0 else 1 if value >= 0.95 else 2
    return f"{value:.{places}f}%"


def as_given(share: float) -> str:
    """A share that somebody named, as it was named: ``2%``."""
    return f"{100 * share:.6g}%"


def people(value: float) -> str:
    """A whole number with marks between thousands."""
    return f"{value:,.0f}" if np.isfinite(value) else "∞"


def endless(place: Spot) -> bool:
    """Whether the interval of the total reaches so far that it says nothing of the upper end."""
    seen = place.register + place.others - place.both
    return not np.isfinite(place.total.high) or place.total.high > ENDLESS * max(seen, 1)


def sentences(found: Estimated, lang: str) -> list[str]:
    """What was found, in ``lang`` (``zh`` or ``en``): the register first, then where the number comes from."""
    told = [_headline(found, lang)]
    if found.whole.total.known and not np.isnan(found.wish.limit):
        told.append(_against_limit(found.whole.unreported, found.wish.limit, lang))
    told += _of_models(found, lang)
    if found.if_tied:
        parts = [f"{percent(one.unreported.value)} (k = {odds:g})" for odds, one in found.if_tied]
        told.append(_say("tied", lang, told="、".join(parts) if lang == "zh" else ", ".join(parts)))
    if found.pooled is not None:
        middle, low, high = (percent(float(one)) for one in found.pooled.typical)
        told.append(_say("areas", lang, count=int(found.pooled.known.sum()), middle=middle, low=low, high=high))
    link = found.wish.linkage
    if link.sensitivity < 1 or link.false_share > 0:
        told.append(_say("linkage", lang, hit=as_given(link.sensitivity), false=as_given(link.false_share)))
    return told


def _say(which: str, lang: str, **facts: Any) -> str:
    return WORDS[which][lang != "zh"].format(**facts)


def _headline(found: Estimated, lang: str) -> str:
    place = found.whole
    facts = {
        "name": found.register, "sure": as_given(found.wish.confidence), "listed": people(place.register),
        "total": people(place.total.value), "first": people(place.total.low), "last": people(place.total.high),
        "missed": people(max(place.total.value - place.register, 0)), "share": percent(place.unreported.value),
        "low": percent(place.unreported.low), "high": percent(place.unreported.high),
    }  # fmt: skip
    if not place.total.known:
        return _say("nothing", lang, **facts)
    if endless(place):
        return _say("endless", lang, **facts)
    if found.models is None:
        return _say("found", lang, **facts)
    ends = found.span
    shares = [percent(max(0.0, 1 - place.register / end)) for end in ends]
    return _say("ranged", lang, span=_span([people(end) for end in ends], lang), shares=_span(shares, lang), **facts)


def _span(ends: list[str], lang: str) -> str:
    """From the one to the other; one of them where they are the same."""
    return ends[0] if ends[0] == ends[1] else (" 至 " if lang == "zh" else " to ").join(ends)


def _against_limit(share: Middle, limit: float, lang: str) -> str:
    which = "within" if share.high <= limit else "beyond" if share.low > limit else "open"
    return _say(which, lang, limit=as_given(limit))


def _of_models(found: Estimated, lang: str) -> list[str]:
    models, one = found.models, found.coverage
    if models is None or models.best is None:
        return []
    low, high = (people(end) for end in models.all_span)
    standing = len(models.standing)
    verb = "is" if standing == 1 else "are"
    told = [_say("models", lang, every=len(models.models), standing=standing, verb=verb, low=low, high=high)]
    if one is not None and np.isfinite(one.total):
        told.append(_say("coverage", lang, total=people(one.total), low=people(one.low), high=people(one.high)))
    return told
