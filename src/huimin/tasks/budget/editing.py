"""Changing the numbers of a benefit for a trial: its fields for a year, and the definition with other numbers in them.

A changed definition is read like any other, so that whatever is wrong with it is told at the field it is about: the
name of a field is the path of its value in the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from huimin.benefits import Benefit, Words, read_benefit
from huimin.findings import Finding, Invalid, Severity, nearest
from huimin.findings.section import Located, raise_if_faulty

LEVEL_WORDS = {
    "central": Words("中央", "central government"), "province": Words("省级", "province"),
    "city": Words("市级", "city"), "county": Words("县级", "county"), "township": Words("乡镇（街道）", "township"),
    "village": Words("村（居）", "village"), "employer_of_mother": Words("女方单位", "mother's employer"),
    "employer_of_father": Words("男方单位", "father's employer"), "": Words("尚未写明", "not laid down yet"),
}  # fmt: skip
"""What levels that pay are called; others by their code."""


def in_order(levels: Mapping[str, int]) -> dict[str, int]:
    """Levels with their fen from the top down, those that pay nothing left out."""
    known = list(LEVEL_WORDS)
    order = sorted(levels, key=lambda one: known.index(one) if one in known else len(known))
    return {one: levels[one] for one in order if levels[one]}


def level_word(level: str, lang: str) -> str:
    """A level in words."""
    return LEVEL_WORDS.get(level, Words(level, level)).of(lang)


@dataclass(frozen=True)
class Field:
    """A number of a benefit that can be tried otherwise.

    Attributes:
        name: the path of the value in the file. group: ``amounts``, ``values``, ``caps`` or ``shares``.
        words: what it is. value: as it is written. unit: of the value. since: from when it counts, None always.
    """

    name: str
    group: str
    words: Words
    value: str
    unit: str
    since: date | None = None


def fields_of(benefit: Benefit, document: Mapping[str, Any], year: int) -> tuple[Field, ...]:
    """The numbers of a benefit that count in a year, in the order of its file."""
    made: list[Field] = []
    for one in benefit.amounts:
        part = _part(document, "amounts", one.code)
        made += _dated("amounts", one.code, one.name, part, "yuan", "yuan", year)
    for named in benefit.values:
        part = _part(document, "values", named.code)
        if "value" in part:
            made.append(Field(f"values[{named.code}].value", "values", named.name, _text(part["value"]), named.unit))
        made += _dated("values", named.code, named.name, part, "value", named.unit, year)
    for at, cap in enumerate(document.get("caps") or ()):
        per = Words("每月", "a month") if cap.get("per") == "month" else Words("每年", "a year")
        words = Words(f"{per.zh}最高", f"at most {per.en}")
        made.append(Field(f"caps[{at}].yuan", "caps", words, _text(cap.get("yuan", "")), "yuan"))
    return (*made, *_shares(document, year))


def _part(document: Mapping[str, Any], key: str, code: str) -> Mapping[str, Any]:
    return next((one for one in document.get(key) or () if one.get("code") == code), {})


def _dated(
    key: str, code: str, words: Words, part: Mapping[str, Any], what: str, unit: str, year: int
) -> Iterator[Field]:  # fmt: skip
    """The entries that count on some day of the year."""
    entries = [(_day(one.get("from")), at, one) for at, one in enumerate(part.get("dated") or ())]
    before = [one for one in entries if one[0] <= date(year, 1, 1)]
    during = [one for one in entries if date(year, 1, 1) < one[0] <= date(year, 12, 31)]
    for since, at, one in [*sorted(before, key=lambda each: each[0])[-1:], *during]:
        yield Field(f"{key}[{code}].dated[{at}].{what}", key, words, _text(one.get(what, "")), unit, since)


def _shares(document: Mapping[str, Any], year: int) -> Iterator[Field]:
    entries = [(_day(one.get("from")), at, one) for at, one in enumerate(document.get("shares") or ())]
    begun = sorted((one for one in entries if one[0] <= date(year, 12, 31)), key=lambda each: each[0])
    for since, at, one in begun[-1:]:
        for level, share in (one.get("of") or {}).items():
            words = LEVEL_WORDS.get(level, Words(level, level))
            yield Field(f"shares[{at}].of.{level}", "shares", words, _text(share), "share", since)


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return date.min


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def changed(
    document: Mapping[str, Any], changes: Mapping[str, str], since: date | None = None
) -> tuple[Benefit, dict[str, Any]]:  # fmt: skip
    """The benefit with other numbers.

    Args:
        document: its definition as parsed.
        changes: field name -> what was typed.
        since: the day from which changed amounts count; None: in the place of the old ones.

    Raises:
        Invalid: what is wrong with it, each fault with the path of its value.
    """
    made = deepcopy(dict(document) if not isinstance(document, Located) else document)
    for name, text in changes.items():
        _put(made, name, text.strip(), since)
    faults: list[Finding] = []
    benefit = read_benefit(made, faults)
    raise_if_faulty(faults)
    if benefit is None:
        raise Invalid(faults)
    return benefit, made


def _put(document: dict[str, Any], name: str, text: str, since: date | None) -> None:
    """Write a value at its path."""
    *steps, last = _steps(name)
    place: Any = document
    for step in steps:
        found = None
        if isinstance(place, list):
            by_code = [one for one in place if isinstance(one, dict) and str(one.get("code")) == step]
            found = by_code[0] if by_code else place[int(step)] if step.isdigit() and int(step) < len(place) else None
        elif isinstance(place, dict):
            found = place.get(step)
        if found is None:
            raise Invalid([Finding("budget-field-unknown", Severity.ERROR, facts={
                "found": name, "nearest": nearest(step, list(place) if isinstance(place, dict) else [])})])  # fmt: skip
        if isinstance(found, list) and since is not None and steps[0] == "amounts" and step == "dated":
            entry = Located(found[0])
            entry.update({"from": since, "yuan": text, "status": "ours"})
            entry.file, entry.line = getattr(found[0], "file", ""), getattr(found[0], "line", 0)
            found[:] = [one for one in found if _day(one.get("from")) < since] + [entry]
            return
        place = found
    if not isinstance(place, dict) or last not in place:
        raise Invalid([Finding("budget-field-unknown", Severity.ERROR, facts={"found": name, "nearest": ""})])
    place[last] = text


def _steps(name: str) -> list[str]:
    """``amounts[standard].dated[0].yuan`` as its steps."""
    return [step for step in name.replace("]", "").replace("[", ".").split(".") if step]
