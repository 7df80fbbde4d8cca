"""A scheme's document as a list of numbers that may be changed, and the document with some of them changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from typing import Any

from huimin.findings import Fact, Finding, Invalid, Place, Severity, nearest
from huimin.findings.section import read_number
from huimin.tasks.what_if.fields import GUARD, LISTS, POINTS, RULES, WHOLE, WHOLE_LISTS, Field, Option

LONGEST, LARGEST = 40, 1e12
_SIGNS = {"%": 100, "‰": 1000}


@dataclass(frozen=True, slots=True)
class Editable:
    """One number of a scheme that may be tried out.

    Attributes:
        item: the item's id; empty for what belongs to the whole scheme.
        key: ``points``, ``target``, ``bands.1.share``, ``guard.years``, ``grades.good.at_least`` …
        value: as the scheme's author wrote it (``80%``), or the default; empty where it is left out.
        zh, en: what it means. item_zh, item_en: the item's name.
        optional: whether it may be left out.
        options: the words that may stand there, where it is no number.
    """

    item: str
    key: str
    value: str
    zh: str
    en: str
    item_zh: str
    item_en: str
    optional: bool = False
    options: tuple[Option, ...] = ()

    @property
    def name(self) -> str:
        """``F2.1.points``; the key alone for what belongs to the whole scheme."""
        return f"{self.item}.{self.key}" if self.item else self.key

    @property
    def number(self) -> float | None:
        """The value as a number (``80%`` is 0.8); None where it is none or left out."""
        return read_number(self.value) if self.value else None


@dataclass(frozen=True, slots=True)
class Change:
    """One number changed: as it was written, and as it is written now (empty: left out); ``zh``, ``en``: what it is.

    ``words`` are before and after for readers, in Chinese and in English, where they are no numbers.
    """

    item: str
    key: str
    before: str
    after: str
    zh: str
    en: str
    words: tuple[tuple[str, str], tuple[str, str]] | None = None

    def ends(self, lang: str) -> tuple[str, str]:
        """Before and after, for readers."""
        return (self.before, self.after) if self.words is None else self.words[lang != "zh"]


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where an editable number stands: the mapping that holds it and its key there."""

    editable: Editable
    holder: dict[str, Any]
    key: str


def _written(value: Any, default: str | None) -> str:
    if value is None:
        return default or ""
    return _digits(value) if isinstance(value, (int, float)) else str(value)


def _digits(value: float, scale: int = 1) -> str:
    """A number as a person writes it, every digit of it and no exponent."""
    return f"{(Decimal(repr(value)) * scale).normalize():f}"


class _Walk:
    """Finds every editable number of a document. ``guarded``: the items that a small-number guard can serve."""

    def __init__(self, document: dict[str, Any], guarded: Collection[str]) -> None:
        self.document, self.guarded = document, guarded

    def spots(self) -> Iterator[_Spot]:
        """Every number, those of the items in the order of the sheet, then those of the whole scheme."""
        for item in items_of(self.document):
            if item.get("rule") is not None:
                yield from self._item(item)
        for field in WHOLE:
            yield from self._one({}, field, field.key, self.document)
        for place, field in WHOLE_LISTS:
            for entry in self.document.get(place) or ():
                named = field._replace(zh=f"“{entry.get('zh')}”{field.zh}", en=f"“{entry.get('en')}” {field.en}")
                yield from self._one({}, named, f"{place}.{entry.get('code')}.{field.key}", entry)

    def _item(self, item: dict[str, Any]) -> Iterator[_Spot]:
        rule = item["rule"]
        kind = str(rule.get("kind"))
        if kind not in ("deduction", "bonus"):
            yield from self._one(item, POINTS, POINTS.key, item)
        for field in RULES.get(kind, ()):
            # The year's target of a pace may be a formula, which is no number to try.
            if kind != "pace" or read_number(rule.get(field.key, "")) is not None:
                yield from self._one(item, field, field.key, rule)
        place, zh, en, fields = LISTS.get(kind, ("", "", "", ()))
        for number, entry in enumerate(rule.get(place) or (), 1):
            for field in fields:
                told = field._replace(zh=f"{zh.format(n=number)}{field.zh}", en=f"{en.format(n=number)}, {field.en}")
                yield from self._one(item, told, f"{place}.{number}.{field.key}", entry)
        if item.get("id") in self.guarded:
            for field in GUARD:
                yield from self._one(item, field, f"guard.{field.key}", item["guard"])

    def _one(self, item: Mapping[str, Any], field: Field, key: str, holder: dict[str, Any]) -> Iterator[_Spot]:
        if field.only_there and holder.get(field.key) is None:
            return
        made = Editable(
            str(item.get("id", "")), key, _written(holder.get(field.key), field.default), field.zh, field.en,
            str(item.get("zh", "")), str(item.get("en", "")), field.default is not None, field.options,
        )  # fmt: skip
        yield _Spot(made, holder, field.key)


def items_of(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Every item and heading of a scheme's document, in the order of the sheet."""
    for item in document.get("items") or ():
        yield item
        yield from items_of(item)


def _own_copy(document: Mapping[str, Any]) -> dict[str, Any]:
    """A copy to be changed, in which every guard is a mapping."""
    made: Any = deepcopy(document)
    for item in items_of(made):
        guard = item.get("guard")
        if item.get("rule") is not None and not isinstance(guard, dict):
            item["guard"] = {"method": guard or "none"}
    copied: dict[str, Any] = made
    return copied


def editables(document: Mapping[str, Any], guarded: Collection[str] = ()) -> list[Editable]:
    """The numbers of a scheme's document that may be tried out. ``guarded``: see :func:`changed`."""
    return [spot.editable for spot in _Walk(_own_copy(document), guarded).spots()]


def parse_changes(texts: Sequence[str], known: Sequence[Editable]) -> list[dict[str, Any]]:
    """Changes written ``F2.1.points=8`` or ``grades.good.at_least=85%``; nothing after ``=`` leaves the number out.

    Raises:
        Invalid: a text has no ``=``, or names no number that may be tried.
    """
    by_name = {one.name: one for one in known}
    faults, made = [], []
    for text in texts:
        name, sign, value = (part.strip() for part in text.partition("="))
        if not sign:
            faults.append(Finding("what-if-not-a-change", Severity.ERROR, facts={"found": text}))
        elif name not in by_name:
            faults.append(_unknown(name, by_name))
        else:
            one = by_name[name]
            made.append({"item": one.item, "key": one.key, "value": value or None})
    if faults:
        raise Invalid(faults)
    return made


def _unknown(name: str, known: Collection[str]) -> Finding:
    item = name.rpartition(".")[0]
    mine = [one for one in known if one.startswith(f"{item}.")] or list(known)
    facts: dict[str, Fact] = {"found": name, "nearest": nearest(name, known), "options": ", ".join(mine[:12])}
    return Finding("what-if-unknown", Severity.ERROR, facts=facts)


def changed(
    document: Mapping[str, Any], changes: Sequence[Mapping[str, Any]], guarded: Collection[str] = ()
) -> tuple[dict[str, Any], tuple[Change, ...]]:
    """A copy of a scheme's document with some numbers changed, and what was really changed.

    The points of headings follow those of their items, and the scheme's total follows them all.

    Args:
        changes: each with ``item`` (empty for the whole scheme), ``key`` and ``value``: a number, a text such as
            ``85%``, or None to leave it out.
        guarded: ids of the items whose small-number guard may be changed.

    Raises:
        Invalid: a change that names nothing, comes twice, or whose value can be no number.
    """
    made = _own_copy(document)
    spots = {(spot.editable.item, spot.editable.key): spot for spot in _Walk(made, guarded).spots()}
    faults: list[Finding] = []
    done: dict[tuple[str, str], Change] = {}
    seen: set[tuple[str, str]] = set()
    for change in changes:
        place = str(change.get("item") or ""), str(change.get("key") or "")
        name = ".".join(filter(None, place))
        if place not in spots:
            faults.append(_unknown(name, [spot.editable.name for spot in spots.values()]))
        elif place in seen:
            faults.append(Finding("what-if-twice", Severity.ERROR, facts={"found": name}))
        else:
            seen.add(place)
            one = _change(spots[place], change.get("value"), faults)
            done |= {place: one} if one else {}
    if faults:
        raise Invalid(faults)
    if any(key == POINTS.key for _, key in done):
        _follow(made)
    return made, tuple(done.values())


def _change(spot: _Spot, value: Any, faults: list[Finding]) -> Change | None:
    """Write one new value in the style of the old; None where it says the same, or cannot be written."""
    one = spot.editable
    if value is None or value == "":
        after = ""
    elif (text := _text(value, one)) is None:
        expected = " / ".join(option.code for option in one.options) or "number"
        facts: dict[str, Fact] = {"key": one.name, "expected": expected, "found": str(value)[:LONGEST]}
        faults.append(Finding("definition-wrong-kind", Severity.ERROR, Place(element=one.name), facts))
        return None
    else:
        after = text
    if after == one.value or (after and one.number is not None and read_number(after) == one.number):
        return None
    if after:
        # Plain numbers stay numbers, so that the reading code prints them as it does those of a file.
        spot.holder[spot.key] = float(after) if _is_plain(after) else after
    else:
        spot.holder.pop(spot.key, None)
    words = {option.code: option for option in one.options}
    if one.value in words and after in words:
        old, new = words[one.value], words[after]
        return Change(one.item, one.key, one.value, after, one.zh, one.en, ((old.zh, new.zh), (old.en, new.en)))
    return Change(one.item, one.key, one.value, after, one.zh, one.en)


def _is_plain(text: str) -> bool:
    try:
        return isfinite(float(text))
    except ValueError:
        return False


def _text(value: Any, one: Editable) -> str | None:
    """A new value as it would be written: a number becomes per cent where the old one was in per cent."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    if isinstance(value, str):
        text = value.strip()
        if len(text) > LONGEST:
            return None
        of_numbers = not one.options and (one.number is not None or not one.value)
        number = read_number(text) if of_numbers else None
        # What is no number where one should stand is left to the reading code, which says so with the place.
        return text if number is None or _bearable(number) else None
    if not _bearable(value):
        return None
    sign = one.value[-1:] if one.value[-1:] in _SIGNS else ""
    return _digits(value, _SIGNS.get(sign, 1)) + sign


def _bearable(value: float) -> bool:
    try:
        return abs(value) <= LARGEST  # false for NaN and for the infinities
    except OverflowError:
        return False


def _follow(document: dict[str, Any]) -> None:
    """Let headings and the total say what their items add up to."""

    def points(item: dict[str, Any]) -> float:
        parts = item.get("items") or ()
        if not parts:
            return read_number(item.get("points", 0.0)) or 0.0
        inner = round(sum(points(part) for part in parts), 9)
        if item.get("points") is not None:
            item["points"] = inner
        return inner

    for item in document.get("items") or ():
        points(item)
    rules = [item for item in items_of(document) if item.get("rule") is not None]
    counted = [item for item in rules if item["rule"].get("kind") not in ("deduction", "bonus")]
    document["total"] = round(sum(read_number(item.get("points", 0.0)) or 0.0 for item in counted), 9)
