"""Why an area got its points for an item: a tree of lines from the points back to the cells of the workbooks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from huimin.assessment.explaining_factors import values_line
from huimin.assessment.lines import Line, span
from huimin.assessment.phrases import phrase
from huimin.indicators.rounding import plain, show

Record = Mapping[str, Any]
CHILDREN_SHOWN = 8
COUNTED = ("scored", "pooled")


@dataclass(frozen=True)
class Cell:
    """A figure in a workbook."""

    area: str
    period: str
    atom: str
    value: float
    file: str
    sheet: str
    cell: str
    received: str
    revision: int
    judge: str = ""
    note: str = ""


class Finished(Protocol):
    """What an explanation needs from a finished run. Implemented by whoever keeps runs."""

    @property
    def described(self) -> Record:
        """What is the same for all areas: items, rules, leaves."""

    def area(self, key: str) -> Record | None:
        """The record of an assessed area."""

    def leaf(self, key: str, number: int) -> tuple[float | None, float, float]:
        """Value of a leaf at an area, and reports received and expected."""

    def children(self, key: str) -> Sequence[str]:
        """The keys of the areas directly below."""

    def parent(self, key: str) -> str | None:
        """The key of the area directly above."""

    def name(self, key: str, lang: str) -> str:
        """An area's name."""


CellsOf = Callable[[str, str, int, int], Sequence[Cell]]
"""(area key, atom, first month, last month) -> the cells that hold its figures."""


class Explainer:
    """Explains the items of one finished run.

    ``cells`` finds the workbook cells behind a figure; ``everything`` lists all areas below instead of the largest
    few; ``below=False`` stops at the area's own numbers, as a printed scorecard does.
    """

    def __init__(
        self,
        run: Finished,
        lang: str,
        cells: CellsOf | None = None,
        everything: bool = False,
        below: bool = True,
    ) -> None:
        self.run, self.lang, self.cells, self.everything, self.below = run, lang, cells, everything, below
        # The lines of an item that are the same for all areas, by its id.
        self._fixed: dict[str, tuple[Line, tuple[Line, ...]]] = {}

    def say(self, code: str, **facts: Any) -> str:
        """A phrase in the reader's language."""
        return phrase(code, self.lang, **facts)

    def item(self, key: str, item_id: str) -> Line | None:
        """The explanation of one item of one area; None where either is unknown to the run."""
        record = self.run.area(key)
        if record is None:
            return None
        for described, scored in zip(self.run.described["items"], record["items"], strict=True):
            if described["id"] == item_id:
                return self._item(key, described, scored)
        return None

    def items(self, key: str) -> Iterator[Line]:
        """The explanations of all items of one area, in the order of the scheme; nothing where it was not assessed."""
        record = self.run.area(key)
        for described, scored in zip(self.run.described["items"], record["items"] if record else (), strict=False):
            yield self._item(key, described, scored)

    def _item(self, key: str, item: Record, scored: Record) -> Line:
        name, lang = item[self.lang], self.lang
        # What was not scored has no points; the record's 0 only keeps it out of the sum.
        earned = show(scored["points"]) if scored["status"] in COUNTED else "–"
        headline = self.say(
            "item-extra" if item["extra"] else "item", area=self.run.name(key, lang), id=item["id"], name=name,
            points=earned, best=plain(item["points"]),
        )  # fmt: skip
        if item["id"] not in self._fixed:
            self._fixed[item["id"]] = (self._rule(item), self._origin(item))
        rule, origin = self._fixed[item["id"]]
        inputs = [self._input(key, item, one, scored) for one in item["inputs"]]
        values = values_line(item, scored, self.run.described.get("elements", {}), lang, self.say)
        below = (self._verdict(item, scored), *([values] if values else []), rule, *inputs, *origin)
        facts = {"area": key, "item": item["id"], "points": scored["points"], "status": scored["status"]}
        return Line("item", headline, facts, below)

    def _origin(self, item: Record) -> tuple[Line, ...]:
        """Where the item and its scoring come from."""
        lines = []
        if item["ours"]:
            note = item[f"ours_note_{self.lang}"]
            lines.append(Line("ours", self.say("ours", note=note) if note else self.say("ours-bare")))
        if item["source"]["text"]:
            lines.append(Line("source", self.say("source", text=item["source"]["text"])))
        return tuple(lines)

    def _verdict(self, item: Record, scored: Record) -> Line:
        status = scored["status"]
        if item["extra"] and status in COUNTED:
            words = self.say("status-extra", points=plain(scored["points"]))
            return Line("verdict", words, {"points": scored["points"]})
        share = show(scored["share"], "percent")
        return Line("verdict", self.say(f"status-{status}", share=share), {"share": scored["share"]})

    def _rule(self, item: Record) -> Line:
        rule = item["rule"]
        words = self.say("rule", words=rule[self.lang], share=rule["share"])
        guard = item["guard"]["method"]
        below: tuple[Line, ...] = ()
        if guard != "none":
            below = (Line("guard", self.say(f"guard-{guard}", years=item["guard"]["years"])),)
        return Line("rule", words, {"rule": rule["kind"], "share_formula": rule["share"]}, below)

    def _input(self, key: str, item: Record, one: Record, scored: Record) -> Line:
        value = scored["inputs"].get(one["name"])
        if one["kind"] in ("completeness", "timeliness"):
            return self._reporting(key, item, one["kind"], value)
        shown = self.shown(one, value)
        if "leaves" not in one:
            return Line("input", self.say("constant", name=self._named(one["name"]), value=shown), {"value": value})
        measured = scored["measured"] if one["name"] == item["rule"]["measure"] else None
        if measured is None or item["measure"] is None:
            code = "input" if one["name"] == "of" else "named-input"
            words = self.say(code, name=self._named(one["name"]), formula=one[self.lang], value=shown)
            return Line("input", words, {"name": one["name"], "formula": one["text"], "value": value},
                        self._leaves(key, one["leaves"]))  # fmt: skip
        return self._indicator(key, item["measure"], scored)

    def _named(self, name: str) -> str:
        """A rule's input as readers call it; rows of a decision table keep their number."""
        word = name.rstrip("0123456789")
        return self.say(f"name-{word}", number=name[len(word) :])

    def shown(self, one: Record, value: float | None) -> str:
        """The value of a rule's input in the way the input is read: a date, yes or no, a share, or a number."""
        if one["kind"] == "due":
            return self._judged(value, "date")
        if one["kind"] == "dated" or one["name"].startswith("row"):
            return self._judged(value, "yes-no")
        if one["kind"] == "elapsed":
            return show(value, "percent")
        leaves = one.get("leaves", ())
        if one["kind"] == "judged" and len(leaves) == 1:
            return self._judged(value, self.run.described["leaves"][leaves[0][0]]["values"])
        if one.get("show"):
            return show(value, one["show"], one["decimals"])
        return plain(value)

    def _judged(self, value: float | None, values: str) -> str:
        """A judged figure: a day number as a date, 1 and 0 as yes and no, a share in per cent."""
        if value is None:
            return "–"
        match values:
            case "date":
                return date.fromordinal(int(value)).isoformat()
            case "yes-no":
                return self.say("yes" if value == 1 else "no")
            case "share":
                return show(value, "percent")
            case _:
                return plain(value)

    def _reporting(self, key: str, item: Record, kind: str, value: float | None) -> Line:
        """Reports received (on time) against those expected, form by form."""
        record = self.run.area(key) or {}
        below = []
        for code in item["forms"] or self.run.described["forms"]:
            expected, received, on_time = record.get("forms", {}).get(code, (0, 0, 0))
            got = on_time if kind == "timeliness" else received
            words = self.say("form-counts", form=self._form_name(code), got=plain(got), expected=plain(expected))
            below.append(Line("form", words, {"form": code, "received": got, "expected": expected}))
        return Line("input", self.say(kind, value=show(value, "percent")), {"value": value}, tuple(below))

    def _form_name(self, code: str) -> str:
        names: Record = self.run.described.get("form_names", {})
        name: str = names.get(code, {}).get(self.lang, code)
        return name

    def _indicator(self, key: str, measure: Record, scored: Record) -> Line:
        measured, style, places = scored["measured"], measure["show"], measure["decimals"]
        below = []
        for part in ("numerator", "denominator"):
            words = self.say(part, formula=measure[part][self.lang], value=plain(measured[part]))
            facts = {"formula": measure[part]["text"], "value": measured[part]}
            below.append(Line(part, words, facts, self._leaves(key, measure[part]["leaves"])))
        if measured["low"] is not None:
            low, high = show(measured["low"], style, places), show(measured["high"], style, places)
            confidence = show(self.run.described["scheme"]["confidence"], "percent", 0)
            words = self.say("interval", low=low, high=high, confidence=confidence, method=self.say(measure["kind"]))
            below.append(Line("interval", words, {"low": measured["low"], "high": measured["high"]}))
        if scored["pooled"] is not None and scored["status"] in ("pooled", "cannot_tell"):
            below.append(self._pooled(scored["pooled"], style, places))
        words = self.say("indicator", name=measure[self.lang], value=show(measured["value"], style, places))
        return Line("indicator", words, {"indicator": measure["code"], **measured}, tuple(below))

    def _pooled(self, pooled: Record, style: str, places: int) -> Line:
        parts = {name: show(pooled[name], style, places) for name in ("value", "low", "high")}
        counts = {name: plain(pooled[name]) for name in ("numerator", "denominator")}
        return Line("pooled", self.say("pooled", **parts, **counts), pooled)

    def _leaves(self, key: str, places: Sequence[Sequence[int]]) -> tuple[Line, ...]:
        lines = []
        for number, up in places:
            where: str | None = key
            for _ in range(up):
                where = self.run.parent(where) if where else None
            if where:
                lines.append(self._leaf(where, number, deep=True))
        return tuple(lines)

    def _leaf(self, key: str, number: int, deep: bool) -> Line:
        leaf = self.run.described["leaves"][number]
        value, reported, expected = self.run.leaf(key, number)
        words = self.say(
            "leaf", name=leaf[self.lang], area=self.run.name(key, self.lang),
            value=self._judged(value, leaf["values"]),
            span=span(leaf["first"], leaf["last"], self.lang), reported=plain(reported), expected=plain(expected),
        )  # fmt: skip
        facts = {
            "area": key,
            "atom": leaf["atom"],
            "value": value,
            "reported": reported,
            "expected": expected,
        }
        return Line("leaf", words, facts, self._below(key, number) if deep and self.below else ())

    def _below(self, key: str, number: int) -> tuple[Line, ...]:
        """The cells the area itself reported, and the areas below it that the value is made of, largest first.

        Unless everything is asked for, only the largest is followed on down to its cells.
        """
        leaf = self.run.described["leaves"][number]
        cells = self.cells(key, leaf["atom"], leaf["first"], leaf["last"]) if self.cells else ()
        lines = [self._cell(cell, leaf["values"]) for cell in cells]
        parts = [(child, self.run.leaf(child, number)) for child in self.run.children(key)]
        parts = [(child, found) for child, found in parts if found[0] is not None or found[2] > 0]
        parts.sort(key=lambda part: (-(part[1][0] or 0.0), part[0]))
        shown = parts if self.everything else parts[:CHILDREN_SHOWN]
        for place, (child, _found) in enumerate(shown):
            lines.append(self._leaf(child, number, deep=self.everything or place == 0))
        if len(parts) > len(shown):
            lines.append(Line("more", self.say("more", count=len(parts) - len(shown))))
        return tuple(lines)

    def _cell(self, cell: Cell, values: str) -> Line:
        words = self.say(
            "cell", value=self._judged(cell.value, values), file=cell.file, sheet=cell.sheet, cell=cell.cell,
            period=cell.period, received=cell.received, revision=cell.revision,
        )  # fmt: skip
        if cell.judge or cell.note:
            words += self.say("judged", judge=cell.judge or "–", note=cell.note or "–")
        return Line("cell", words, {"area": cell.area, "file": cell.file, "sheet": cell.sheet, "cell": cell.cell,
                                    "period": cell.period, "value": cell.value, "revision": cell.revision})  # fmt: skip
