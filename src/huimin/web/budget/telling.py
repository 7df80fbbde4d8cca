"""What the pages show of a budget: tables and pictures, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from huimin.charts import Band, BeforeAfter, Format, Line, Pair, Trend
from huimin.tasks.budget import TOGETHER, Budget, Setting, Trial, in_order, level_word
from huimin.tasks.project import scenario_word
from huimin.web.base import place
from huimin.web.base.pages import area_name
from huimin.web.base.words import say

TEN_THOUSAND = 10_000_00
_STATUS = {"T": "good", "S": "good", "G": "warn", "ours": "grey"}


def benefits(budget: Budget, key: str, lang: str) -> list[dict[str, Any]]:
    """A row a benefit: money with its interval, who is entitled."""
    rows = []
    for one in budget.benefits:
        cost, money = budget.cost(one.code, key), budget.money(one.code, key)
        rows.append({"code": one.code, "name": one.name.of(lang), "fen": money.fen, "low": money.low,
                     "high": money.high, "people": cost.people, "families": cost.families, "open": cost.open,
                     "take_up": budget.take_up[one.code].share})  # fmt: skip
    return rows


def levels(found: Mapping[str, int], lang: str) -> list[tuple[str, int]]:
    """Who pays how much, from the top down."""
    return [(level_word(level, lang), fen) for level, fen in in_order(found).items()]


def below(setting: Setting, key: str) -> list[str]:
    """The keys of the places into which a place is divided: areas of a sum, parts of an area."""
    for one in setting.basis.sums:
        if one.area.key == key:
            return [setting.basis.people.areas[at].key for at in one.parts]
    return [place.key for place, _ in setting.parts.get(key, ())]


def places(budget: Budget, keys: Iterable[str], lang: str) -> list[dict[str, Any]]:
    """A row a place below: people, money together with its interval."""
    rows = []
    for key in keys:
        money = budget.money(TOGETHER, key)
        rows.append({"key": key, "name": area_name(lang, key), "people": budget.people[key], "fen": money.fen,
                     "low": money.low, "high": money.high})  # fmt: skip
    return rows


def assumed(setting: Setting, budget: Budget, lang: str) -> list[dict[str, str]]:
    """What is assumed of the facts that the benefits ask for, and how sure it is."""
    codes = {fact.code for one in budget.benefits for fact in one.facts}
    names = {fact.code: fact.name.of(lang) for one in budget.benefits for fact in one.facts}
    return [
        {"name": names.get(one.code, one.code), "note": one.note.of(lang), "source": one.source.title,
         "status": one.source.status, "kind": _STATUS[one.source.status]}
        for one in setting.assumptions.facts.values() if one.note.of(lang) and one.code in codes
    ]  # fmt: skip


# --- pictures


def _frame(lang: str, heading: str, decimals: int = 0) -> dict[str, Any]:
    return {"lang": lang, "heading": heading, "simulated": place.definitions().title.simulated,
            "footer": say(lang, "budget.simulated-short"), "format": Format("number", decimals)}  # fmt: skip


def _scaled(fen: float) -> float:
    return round(fen / TEN_THOUSAND, 2)


def compared(tried: Trial, keys: Iterable[str], lang: str) -> BeforeAfter:
    """The money of each place before and after the change, in ten thousands of yuan."""
    before, after = ({one.code for one in budget.benefits} for budget in (tried.before, tried.after))
    pairs = tuple(
        Pair(area_name(lang, key), _scaled(sum(tried.before.money(code, key).fen for code in before)),
             _scaled(sum(tried.after.money(code, key).fen for code in after)))
        for key in keys
    )  # fmt: skip
    return BeforeAfter(**_frame(lang, say(lang, "budget.compared-title"), 1), pairs=pairs, ranked=False,
                       before=say(lang, "budget.before"), after=say(lang, "budget.after"))  # fmt: skip


def _sides(pair: Sequence[Sequence[float]]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    low, high = (tuple(_scaled(fen) for fen in side) for side in pair)
    return low, high


def bounds(record: Mapping[str, Any], code: str, scenario: str, lang: str) -> list[tuple[str, list[tuple[int, int]]]]:
    """Intervals around a scenario by where they come from: for each the low and the high end of every year."""
    return [(say(lang, f"budget.of-{of}"), list(zip(*sides[code], strict=True)))
            for of, sides in record["bounds"][scenario].items()]  # fmt: skip


def years(record: Mapping[str, Any], code: str, scenario: str, lang: str) -> Trend:
    """Money in the coming years: a line a scenario, around the chosen one its intervals; ten thousands of yuan."""
    lines = []
    for name, money in sorted(record["scenarios"].items(), key=lambda one: one[0] != scenario):
        bands: tuple[Band, ...] = ()
        if name == scenario:
            sides = record["bounds"][name]
            bands = tuple(Band(*_sides(sides[of][code]), say(lang, f"budget.of-{of}"))
                          for of in ("all", "95") if of in sides)  # fmt: skip
        lines.append(Line(scenario_word(name, lang), tuple(_scaled(fen) for fen in money[code]), bands))
    return Trend(**_frame(lang, say(lang, "budget.years-title"), 1), periods=tuple(map(str, record["years"])),
                 lines=tuple(lines))  # fmt: skip
