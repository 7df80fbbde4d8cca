"""What one scorecard shows: the numbers of an area's record, rounded and put into words, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any, NamedTuple

from markupsafe import Markup

from huimin.adapters.documents.content import Record
from huimin.adapters.documents.finished import FinishedRun
from huimin.adapters.documents.words import status_words, word
from huimin.assessment.explaining_factors import reported_value
from huimin.assessment.explanation import COUNTED, Explainer
from huimin.assessment.lines import Line
from huimin.indicators.rounding import plain, round_half_up, show

LOSSES_SHOWN = 5
_SECONDARY = ("before", "than", "target", "due")


class HeadingRow(NamedTuple):
    """A heading of the scheme: points earned below it, of those that count, and in full where that is more."""

    depth: int
    id: str
    name: str
    points: str
    counted: str
    in_full: str
    heading: bool = True


class ItemRow(NamedTuple):
    """One item of the scheme for one area, ready to be shown; ``code`` is the status, ``width`` the bar in per cent."""

    id: str
    name: str
    fixed: Markup
    points: str
    best: str
    width: str | None
    value: str
    interval: str
    beside: str
    rule: str
    code: str
    status: str
    meaning: str
    lost: float
    why: Markup
    heading: bool = False


def two(value: float | None) -> str:
    """Points and scores: two decimals at most, as they are ranked."""
    return "–" if value is None else trimmed(f"{round_half_up(value, 2):,f}")


def trimmed(text: str) -> str:
    """A decimal without the noughts at its end."""
    return text.rstrip("0").rstrip(".") if "." in text else text


class Views:
    """Makes the views of all scorecards of one run in one language."""

    def __init__(self, run: FinishedRun, lang: str) -> None:
        self.run, self.lang = run, lang
        self.described = run.described
        self.scheme = self.described["scheme"]
        self.explainer = Explainer(run, lang, below=False)
        self.items: list[Record] = self.described["items"]
        self.leaf_of = {item["id"]: number for number, item in enumerate(self.items)}
        self.names = {
            part: {one["code"]: one[lang] for one in self.described[part]} for part in ("grades", "red_lines")
        }
        self.steps = {one["code"]: self._step(one) for one in self.described["ladder"]}
        self.status = {
            code: (word(code, lang), status_words(code, lang))
            for code in ("scored", "pooled", "not_reported", "not_applicable", "cannot_tell")
        }
        self.fixed = {item["id"]: self._fixed(item) for item in self.items}
        self.confidence = show(self.scheme["confidence"], "percent", 0)

    def say(self, code: str, **facts: Any) -> str:
        """A word or sentence in the view's language."""
        return word(code, self.lang, **facts)

    def _fixed(self, item: Record) -> Markup:
        """The first cell of an item's row, the same on every scorecard: id, name, and what is special about it."""
        tags = [self.say(code) for code in ("extra", "ours") if item[code]]
        tags += [self.say(f"by-{item['values']}")] if item.get("values", "reported") != "reported" else []
        made = Markup('<span class="id">{}</span><span class="name">{}</span>').format(item["id"], item[self.lang])
        return made + Markup("").join(Markup('<span class="tags">{}</span>').format(tag) for tag in tags)

    def _step(self, step: Record) -> str:
        if not step["deadline_days"]:
            return step[self.lang]
        return self.say("step-deadline", name=step[self.lang], days=step["deadline_days"])

    # --- the head of the page ---------------------------------------------------------------------------------------

    def standing(self, record: Record) -> Record:
        """Score, rank, grade and the like of one record, in words: also the row of the ranking."""
        place = record["standing"]
        crossed = zip(self.described["red_lines"], record["crossed"], strict=True)
        cap = self.names["red_lines"].get(place["capped_by"])
        return {
            "key": record["key"],
            "name": record[self.lang] or record["key"],
            "score": two(record["score"]),
            "width": _width(record["score"], self.scheme["total"]),
            "with_missing": two(record["with_missing"]),
            "missing": record["missing"],
            "missing_points": two(record["missing"]),
            "rank": place["rank"],
            "of": place["of"],
            "reason": self.reason(record),
            "grade": self.names["grades"].get(place["grade"], "–"),
            "capped": self.say("capped", line=cap) if cap else "",
            "crossed": [line[self.lang] for line, fact in crossed if fact == 1],
            "steps": [self.steps[code] for code in place["steps"]],
            "complete": show(record["complete"], "percent", 1),
        }

    def reason(self, record: Record) -> str:
        """Why an area is not ranked, in a sentence; ``""`` where it is."""
        code = record["standing"]["reason"]
        if not code:
            return ""
        minimum = "minimum_completeness" if code == "incomplete" else "minimum_scored"
        return self.say(
            f"reason-{code}",
            complete=show(record["complete"], "percent", 1),
            minimum=show(self.scheme[minimum], "percent", 0),
        )

    def basis(self, record: Record) -> str:
        """Where the total comes from, in a sentence."""
        total = self.scheme["total"]
        if record["score"] is None:
            return self.say("basis-nothing")
        pairs = zip(self.items, record["items"], strict=True)
        extra = sum(one["points"] for item, one in pairs if item["extra"])
        return self.say(
            "basis-text",
            total=plain(total),
            available=two(record["available"]),
            missing=two(record["missing"]),
            out=two(total - record["available"] - record["missing"]),
            earned=two(record["earned"] - extra),
            extra=f" {'+' if extra > 0 else '−'} {two(abs(extra))}" if extra else "",
            score=two(record["score"]),
            complete=show(record["complete"], "percent", 1),
        )

    # --- items ------------------------------------------------------------------------------------------------------

    def rows(self, record: Record) -> Iterator[HeadingRow | ItemRow]:
        """Headings and items in the order of the scheme."""
        scored = record["items"]
        lines = list(self.explainer.items(record["key"]))
        headings = self.described["headings"]
        for place, heading in enumerate(headings):
            if heading["leaf"]:
                number = self.leaf_of[heading["id"]]
                yield self.item(record["key"], self.items[number], scored[number], lines[number])
            else:
                yield self._heading(heading, scored, _below(headings, place))

    def _heading(self, heading: Record, scored: list[Record], ids: list[str]) -> HeadingRow:
        parts = [(self.items[number], scored[number]) for number in (self.leaf_of[one] for one in ids)]
        earned = sum(one["points"] for _, one in parts)
        counted = sum(item["points"] for item, one in parts if one["status"] in COUNTED and not item["extra"])
        best = heading["points"]
        return HeadingRow(
            depth=heading["depth"],
            id=heading["id"],
            name=heading[self.lang],
            points=two(earned) if any(one["status"] in COUNTED for _, one in parts) else "–",
            counted=two(counted) if best else "",
            in_full=self.say("heading-best", best=plain(best)) if counted != best else "",
        )

    def item(self, key: str, item: Record, scored: Record, line: Line) -> ItemRow:
        """One item's row, with its explanation."""
        status = scored["status"]
        counts = status in COUNTED
        value, interval = self.value(item, scored)
        return ItemRow(
            id=item["id"],
            name=item[self.lang],
            fixed=self.fixed[item["id"]],
            points=two(scored["points"]) if counts else "–",
            best="" if item["extra"] else plain(item["points"]),
            width=_width(scored["points"], item["points"]) if counts and not item["extra"] else None,
            value=value,
            interval=interval,
            beside=self._beside(item, scored),
            rule=item["rule"][self.lang],
            code=status,
            status=self.status[status][0],
            meaning="" if status == "scored" else self.status[status][1],
            lost=_lost(item, scored),
            why=self._why(key, line),
        )

    def value(self, item: Record, scored: Record) -> tuple[str, str]:
        """The value an item turns on and its interval, as text; ``""`` where there is none."""
        measured = scored["pooled"] if scored["status"] == "pooled" else scored["measured"]
        if item["measure"] is not None and measured is not None:
            style, places = item["measure"]["show"], item["measure"]["decimals"]
            value = show(measured["value"], style, places)
            if measured["low"] is None or measured["value"] is None:
                return value, ""
            ends = [show(measured[end], style, places) for end in ("low", "high")]
            return value, " – ".join(ends)
        of = next((one for one in item["inputs"] if one["name"] == "of"), None)
        if of is None:
            return "", ""
        value = scored["inputs"].get("of")
        if of["kind"] in ("completeness", "timeliness"):
            return show(value, "percent"), ""
        if item["rule"]["kind"] == "checklist":
            return self.say("parts-met", met=plain(value), parts=len(of["leaves"])), ""
        return self.explainer.shown(of, value), ""

    def _beside(self, item: Record, scored: Record) -> str:
        """What the value is held against, where that is another number of the area: last year's, a target, a day."""
        parts = []
        if scored.get("factors"):
            parts.append(self.say("as-reported", value=reported_value(item, scored),
                                  points=two(scored["reported"]["points"])))  # fmt: skip
        if scored["status"] == "pooled":
            parts.append(self.say("pooled-years", years=item["guard"]["years"]))
        for one in item["inputs"]:
            if one["name"] in _SECONDARY:
                shown = self.explainer.shown(one, scored["inputs"].get(one["name"]))
                parts.append(f"{self.explainer.say('name-' + one['name'])} {shown}")
        return " · ".join(parts)

    def losses(self, rows: Sequence[HeadingRow | ItemRow]) -> list[Record]:
        """What would have brought the most points, the largest first."""
        lost = [row for row in rows if isinstance(row, ItemRow) and row.lost >= 0.005]
        lost.sort(key=lambda row: -row.lost)
        return [
            {
                "id": row.id,
                "name": row.name,
                "missing": row.code == "not_reported",
                "points": self.say("to-win" if row.code == "not_reported" else "lost", points=two(row.lost)),
                "words": self._loss(row),
            }
            for row in lost[:LOSSES_SHOWN]
        ]

    def _loss(self, row: ItemRow) -> str:
        if row.code == "not_reported":
            return self.say("gain-not-reported", points=two(row.lost))
        stop = "；" if self.lang == "zh" else "; "
        return f"{self.say('now', value=row.value)}{stop}{row.rule}" if row.value else row.rule

    # --- explanations -----------------------------------------------------------------------------------------------

    def _why(self, key: str, line: Line) -> Markup:
        """The lines below an item as a nested list; rule and verdict stand in the row already."""
        own = f"{self.run.name(key, self.lang)} · "
        guard = [below for one in line.below if one.kind == "rule" for below in one.below]
        others = [one for one in line.below if one.kind not in ("rule", "verdict")]
        last = [one for one in others if one.kind in ("ours", "source")]
        kept = [one for one in others if one not in last] + guard + last
        return Markup(_listed(kept, key, own))


def _listed(lines: Sequence[Line], key: str, own: str) -> str:
    """Lines as a nested HTML list, escaped. The area's own name is left out of its own scorecard.

    Written here and not in a template, because there are hundreds of these lines on a page.
    """
    made = []
    for line in lines:
        text = line.text.removeprefix(own) if line.facts.get("area") == key else line.text
        below = _listed(line.below, key, own) if line.below else ""
        made.append(f'<li class="k-{line.kind}">{escape(text)}{below}</li>')
    return f"<ul>{''.join(made)}</ul>"


def _below(headings: list[Record], place: int) -> list[str]:
    """The ids of the items below a heading."""
    ids = []
    for one in headings[place + 1 :]:
        if one["depth"] <= headings[place]["depth"]:
            break
        if one["leaf"]:
            ids.append(one["id"])
    return ids


def _lost(item: Record, scored: Record) -> float:
    """Points this item did not bring: taken off, short of the best, or not reported."""
    if item["extra"]:
        return max(0.0, -scored["points"]) if scored["status"] in COUNTED else 0.0
    if scored["status"] in COUNTED:
        return item["points"] - scored["points"]
    return item["points"] if scored["status"] == "not_reported" else 0.0


def _width(points: float | None, best: float) -> str | None:
    """The length of a bar in per cent."""
    if points is None or best <= 0:
        return None
    return trimmed(f"{100 * min(1.0, max(0.0, points / best)):.1f}")
