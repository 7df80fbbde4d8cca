"""Who is ahead, who is behind, and who cannot be told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from huimin.writing.numbers import Style, shown
from huimin.writing.sentences.joining import halves, some, with_value


@dataclass(frozen=True, slots=True)
class Placed:
    """One area of a comparison.

    Attributes:
        value: None where it was not reported.
        rank: 1 is best; None where it is not ranked.
        side: against all others together: 1 clearly above, -1 clearly below, 0 cannot be told, None nothing known.
        tied: whether chance could exchange it with the first (the first itself is not tied).
        reason: why it is not ranked: ``not-reported``, ``incomplete``, ``odd`` or "".
    """

    name: str
    value: float | None
    rank: int | None = None
    side: int | None = None
    tied: bool | None = None
    reason: str = ""


def first(areas: Sequence[Placed], style: Style, lang: str) -> str:
    """Who is first, with those that chance could put in its place. Empty where nobody is ranked."""
    ranked = sorted((one for one in areas if one.rank is not None), key=lambda one: one.rank or 0)
    if len(ranked) < 2:
        return ""
    best = [one for one in ranked if one.rank == 1]
    close = [one for one in ranked if one.rank != 1 and one.tied]
    zh = lang == "zh"
    named = some([one.name for one in best], lang)
    value = shown(best[0].value, style, lang)
    if len(best) + len(close) == len(ranked) and len(ranked) > 2 and close:
        return (
            f"{with_value(named, value, lang)}数值最高，但各地之间的差别均在正常波动范围内，不能分出先后"
            if zh
            else f"{with_value(named, value, lang)} stands first, but chance could exchange it with any other area"
        )
    told = f"{with_value(named, value, lang)}位居第一" if zh else f"{with_value(named, value, lang)} comes first"
    if len(best) > 1:
        told = (
            f"{with_value(named, value, lang)}并列第一"
            if zh
            else f"{with_value(named, value, lang)} share the first place"
        )
    if close:
        others = some([one.name for one in close], lang, word="地")
        told += (
            f"，与{others}的差别在正常波动范围内，不能分出先后"
            if zh
            else f", though it cannot be told apart from {others}"
        )
    return told


def sides(areas: Sequence[Placed], lang: str, whole: tuple[str, str] = ("全市", "the rest of the city")) -> str:
    """Who is clearly better or worse than all others together. ``side`` must count better as above."""
    zh = lang == "zh"
    above = [one.name for one in areas if one.side == 1 and not one.reason]
    below = [one.name for one in areas if one.side == -1 and not one.reason]
    parts = []
    if above:
        parts.append(
            f"明显好于{whole[0]}其他地区的有{some(above, lang, 9)}"
            if zh
            else f"clearly better than {whole[1]}: {some(above, lang, 9)}"
        )
    if below:
        parts.append(
            f"明显差于{whole[0]}其他地区的有{some(below, lang, 9)}"
            if zh
            else f"clearly worse: {some(below, lang, 9)}"
            if above
            else f"clearly worse than {whole[1]}: {some(below, lang, 9)}"
        )
    return halves(parts, lang)


def apart(areas: Sequence[Placed], lang: str) -> str:
    """Who is not ranked, and why; those who reported too little are told of with the reports (:func:`too_little`)."""
    zh = lang == "zh"
    words = {
        "not-reported": ("未报送，不参加排名", "did not report and {is} not ranked"),
        "odd": (
            "数值异常，待核实，不参加排名",
            "reported a value out of line, which is being checked, and {is} not ranked",
        ),
    }
    parts = []
    for reason, told in words.items():
        names = [one.name for one in areas if one.reason == reason]
        if names:
            verb = "is" if len(names) == 1 else "are"
            parts.append(some(names, lang, 9) + (told[0] if zh else f" {told[1].format(**{'is': verb})}"))
    return halves(parts, lang)


def too_little(names: Sequence[str], lang: str, least: str) -> str:
    """Who is ranked nowhere because too few reports came. ``least``: the share that is needed, ``80%``."""
    if not names:
        return ""
    if lang == "zh":
        return f"{some(names, lang, 9)}报送率不足{least}，数字不全，不参加各项指标的排名"
    return f"less than {least} of the reports of {some(names, lang, 9)} came, too few to be ranked by any indicator"
