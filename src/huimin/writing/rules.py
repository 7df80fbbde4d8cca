"""What an item of a scheme asks for, in the words of a letter rather than of a score sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from huimin.writing.sentences.joining import halves

Record = Mapping[str, Any]
_BESIDE_CJK = re.compile(
    r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]) +| +(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])"
)
_SHARES = re.compile(r"(?:live|row)\d+ (?:= 1 and row\d+ )?then ([\d.]+)")
_LAST_YEAR = {"zh": ("〔去年同期〕", "（上年）"), "en": (" [a year before]", " last year")}


def tidy(text: str, lang: str) -> str:
    """Without spaces beside Chinese characters; in English with none twice."""
    return _BESIDE_CJK.sub("", text) if lang == "zh" else re.sub(r" {2,}", " ", text)


def target(item: Record, lang: str, on: date | None = None) -> str:
    """What earns the full points of an item, without naming the measure: ``达到80%`` or ``80% or more``.

    Args:
        item: an item as :class:`huimin.assessment.record.Described` describes it.
        on: the day for which the rows of a decision table are taken; all rows without one.
    """
    kind, words = item["rule"]["kind"], item["rule"][lang]
    made = _OWN[kind](item, lang, on) if kind in _OWN else ""
    return tidy(made or _head(words, lang), lang)


def scoring(item: Record, lang: str, on: date | None = None) -> str:
    """How the item is scored, in words that need no formula language."""
    if item["rule"]["kind"] == "table":
        return tidy(_rows(item, lang, on), lang)
    if item["rule"]["kind"] == "reduce_excess":
        return target(item, lang)
    return tidy(item["rule"][lang], lang)


def _head(words: str, lang: str) -> str:
    """The part of a rule's words that tells when the points are full."""
    if lang == "zh":
        return words.split("得满分")[0].strip("，； ")
    first = words.split(";")[0].removeprefix("full points ").strip()
    for begin, after in (("from ", "{} or more"), ("up to ", "at most {}"), ("where ", "{}"), ("for ", "{}")):
        if first.startswith(begin):
            return after.format(first.removeprefix(begin).removesuffix(" on"))
    return first


def _first_row(item: Record, lang: str, on: date | None) -> str:
    live = _live(item, on)
    return _condition(live[0][0], lang) if live else ""


def _rows(item: Record, lang: str, on: date | None) -> str:
    """The rows of a decision table that are in force, with the share each earns."""
    found = []
    for one, share in _live(item, on):
        part = f"{float(share):.0%}"
        told = _condition(one, lang)
        found.append(f"{told}的，得{part}分值" if lang == "zh" else f"{part} of the points where {told}")
    none = "其余不得分" if lang == "zh" else "nothing otherwise"
    return halves([*found, none], lang)


def _condition(one: Record, lang: str) -> str:
    was, now = _LAST_YEAR[lang]
    text = str(one[lang]).replace(was, now)
    return re.sub(r" ([≥≤<>]) ", r"\1", text) if lang == "zh" else text


def _live(item: Record, on: date | None) -> list[tuple[Record, str]]:
    rows = [one for one in item["inputs"] if one["name"].startswith("row")]
    spans = {one["name"]: one["text"] for one in item["inputs"] if one["kind"] == "dated"}
    shares = _SHARES.findall(item["rule"]["share"])
    made = []
    for number, one in enumerate(rows):
        span = spans.get(f"live{one['name'].removeprefix('row')}", "/")
        if on is None or _within(span, on):
            made.append((one, shares[number] if number < len(shares) else "1"))
    return made


def _within(span: str, day: date) -> bool:
    first, _, last = span.partition("/")
    return (not first or day >= date.fromisoformat(first)) and (not last or day <= date.fromisoformat(last))


def _reduce(item: Record, lang: str, _: date | None) -> str:
    """``reduce_excess`` tells its base as a bare number; readers know shares in per cent."""

    def percent(match: re.Match[str]) -> str:
        return f"{float(match[0]) * 100:.12g}%"

    words = re.sub(r"\b0\.\d+\b", percent, str(item["rule"][lang]))
    words = words.split("，不足")[0] if lang == "zh" else words.split(", in proportion")[0]
    steps = re.search(r"[（(]>([\d.]+)%: ([\d.]+)%[）)]$", words.strip())
    if steps is None:
        return words
    base, by = steps[1], steps[2]
    return f"上年超出{base}%的部分下降{by}%" if lang == "zh" else f"last year’s excess over {base}% down by {by}%"


def _evidence(item: Record, lang: str, _: date | None) -> str:
    words = str(item["rule"][lang])
    asked = re.split(r"[：:]", words, maxsplit=1)[-1].strip()
    return f"按“{asked}”评定" if lang == "zh" else f"judged by: {asked}"


def _checklist(item: Record, lang: str, _: date | None) -> str:
    parts = len(item["inputs"][0].get("leaves", ())) if item["inputs"] else 0
    return f"所列{parts}项全部做到" if lang == "zh" else f"all {parts} parts met"


def _whole(item: Record, lang: str, _: date | None) -> str:
    return str(item["rule"][lang])


def _outgrow(item: Record, lang: str, _: date | None) -> str:
    return "达到本项所述要求" if lang == "zh" else "as the item says"


def _frequency(item: Record, lang: str, _: date | None) -> str:
    found = re.search(r"\d+", str(item["rule"][lang]))
    times = int(found[0]) if found else 1
    if lang == "zh":
        return f"每期不少于{times}次"
    return f"at least {'once' if times == 1 else 'twice' if times == 2 else f'{times} times'} a period"


def _count(item: Record, lang: str, _: date | None) -> str:
    found = re.search(r"[\d.,]+", str(item["rule"][lang]))
    number = found[0] if found else ""
    return f"不少于{number}" if lang == "zh" else f"at least {number}"


def _deadline(item: Record, lang: str, _: date | None) -> str:
    due = next((one["text"] for one in item["inputs"] if one["kind"] == "due"), "")
    match = re.fullmatch(r"(\d\d)-(\d\d)", due)
    if not match:
        return _head(str(item["rule"][lang]), lang)
    month, day = int(match[1]), int(match[2])
    return f"{month}月{day}日前完成" if lang == "zh" else f"done by {day} {date(2000, month, 1):%B}"


def _bands(item: Record, lang: str, _: date | None) -> str:
    found = re.search(r"≥\s*([\d.,]+[%‰]?)", str(item["rule"][lang]))
    if not found:
        return ""
    return f"达到{found[1]}" if lang == "zh" else f"{found[1]} or more"


_OWN = {
    "table": _first_row, "reduce_excess": _reduce, "evidence": _evidence, "checklist": _checklist,
    "deduction": _whole, "bonus": _whole, "outgrow": _outgrow, "count": _count, "deadline": _deadline, "bands": _bands,
    "frequency": _frequency,
}  # fmt: skip
