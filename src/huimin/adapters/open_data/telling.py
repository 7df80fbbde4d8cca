"""What the templates of the public site say of numbers, scorecards and corrections, in one language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup, escape

from huimin.adapters.open_data.words import say
from huimin.figures.periods import Period
from huimin.indicators.definitions import Indicator
from huimin.tasks.open_data.cards import PublicCard, PublicRun
from huimin.tasks.open_data.comparing import Moved
from huimin.tasks.open_data.gathering import Site
from huimin.tasks.open_data.history import Change
from huimin.tasks.open_data.values import HIDDEN, NOT_REPORTED, SHOWN, Value
from huimin.writing.numbers import Style, day, is_still, moved, points, shown

LEAST_LOST = 0.005
_NAMED = 3


class Telling:
    """The words of a site in one language."""

    def __init__(self, site: Site, lang: str) -> None:
        self.site, self.lang = site, lang

    # --- numbers

    def say(self, code: str, count: int | None = None, **facts: Any) -> str:
        """The words of a code."""
        return say(self.lang, code, count, **facts)

    def area(self, key: str) -> str:
        """The name of an area."""
        return self.site.name(key, self.lang)

    def level(self, code: str) -> str:
        """The name of a level."""
        found = [level for level in self.site.tree.levels.levels if level.code == code]
        return (found[0].zh if self.lang == "zh" else found[0].en) if found else code

    def period(self, code: str) -> str:
        """The name of a period."""
        return Period.of(code).name(self.lang)

    def number(self, one: Indicator, value: Value | None) -> Markup:
        """A value for readers, or why there is none."""
        if value is None:
            return Markup("–")
        if value.mark == SHOWN:
            return escape(shown(value.value, Style(one.show, one.decimals), self.lang))
        hidden = " hidden" if value.mark == HIDDEN else ""
        return Markup('<span class="mark{}">{}</span>').format(hidden, self.say(value.mark))

    def interval(self, one: Indicator, value: Value | None) -> str:
        """The likely range."""
        if value is None or value.low is None or value.high is None:
            return ""
        style = Style(one.show, one.decimals)
        return f"{shown(value.low, style, self.lang)} – {shown(value.high, style, self.lang)}"

    def cases(self, value: Value | None) -> str:
        """Numerator and denominator."""
        if value is None or value.numerator is None or value.denominator is None:
            return ""
        style = Style("number", 0)
        return f"{shown(value.numerator, style, self.lang)} / {shown(value.denominator, style, self.lang)}"

    def complete(self, value: Value | PublicCard | None) -> str:
        """Share of the returns that came."""
        return "" if value is None or value.complete is None else shown(value.complete, Style("percent", 0), self.lang)

    def moved(self, one: Indicator, change: Moved | None) -> str:
        """The change against the year before, in words."""
        if change is None:
            return ""
        style = Style(one.show, one.decimals)
        if is_still(change.difference, style):
            return self.say("same")
        way = "up" if change.difference > 0 else "down"
        sure = {True: "sure", False: "chance", None: "plain"}[change.sure]
        return self.say(f"{way}-{sure}", size=moved(change.difference, style, self.lang))

    def points(self, value: float | None) -> str:
        """Points of a score."""
        return points(value)

    def status(self, status: str) -> str:
        """What became of an item, in words; empty where it was simply scored."""
        return self.say(f"status-{status}")

    def marked(self, values: Sequence[Value]) -> list[str]:
        """How many numbers of a page are hidden, and how many were not reported."""
        hidden = sum(value.mark == HIDDEN for value in values)
        missing = sum(value.mark == NOT_REPORTED for value in values)
        return [
            self.say(code, count) for code, count in (("hidden-here", hidden), ("unreported-here", missing)) if count
        ]

    @staticmethod
    def all_without(values: Sequence[Value]) -> bool:
        """Whether a table would hold nothing but the same mark: then a sentence says it."""
        return len(values) > 1 and len({value.mark for value in values}) == 1 and values[0].mark != SHOWN

    def spark(self, values: Sequence[float | None]) -> Markup:
        """A line a finger long: only a picture of the numbers in the page of the indicator."""
        known = [value for value in values if value is not None]
        if len(known) < 3:
            return Markup("")
        low, high = min(known), max(known)
        across, up = 100 / max(len(values) - 1, 1), 18 / ((high - low) or 1.0)
        spots = [(at * across + 2, 21 - (value - low) * up if high > low else 12)
                 for at, value in enumerate(values) if value is not None]  # fmt: skip
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        return Markup('<svg class="spark" viewBox="0 0 104 24" aria-hidden="true" focusable="false">'
                      '<polyline points="{}"/><circle cx="{}" cy="{}" r="2.6"/></svg>').format(
            line, f"{spots[-1][0]:.1f}", f"{spots[-1][1]:.1f}")  # fmt: skip

    # --- scorecards

    def grade(self, run: PublicRun, card: PublicCard) -> str:
        """The name of a grade; empty where it is not told."""
        return next((one[self.lang] for one in run.described["grades"] if one["code"] == card.grade), "")

    def score(self, card: PublicCard) -> Markup:
        """A score for a cell."""
        if card.telling == "none":
            return Markup('<span class="mark">{}</span>').format(self.say("O"))
        return escape(points(card.score) if card.telling == "exact" else f"{points(card.low)}–{points(card.high)}")

    def place(self, card: PublicCard) -> str:
        """A place, or the range of places that are possible."""
        if card.best is None or card.worst is None:
            return "–"
        return str(card.best) if card.best == card.worst else f"{card.best}–{card.worst}"

    def card_in_words(self, run: PublicRun, card: PublicCard) -> list[str]:
        """A scorecard in sentences: score, grade, place, where points were lost, what is hidden."""
        total = points(run.described["scheme"]["total"])
        made = [self.say(f"told-{card.telling}", area=self.area(card.area), score=points(card.score), total=total,
                         low=points(card.low), high=points(card.high))]  # fmt: skip
        if self.grade(run, card):
            made.append(self.say("grade-is", grade=self.grade(run, card)))
        made.append(self._place_in_words(run, card))
        described = {one["id"]: one for one in run.described["items"]}
        told = [(item, described[item.id]) for item in card.items if item.points is not None]
        full = sum((item.points or 0.0) >= one["points"] - LEAST_LOST for item, one in told if not one["extra"])
        gone = ((one["points"] - (item.points or 0.0), one[self.lang]) for item, one in told if not one["extra"])
        lost = sorted((one for one in gone if one[0] > LEAST_LOST), reverse=True)
        made += [self.say("items-full", full)] if full else []
        if lost:
            comma = "、" if self.lang == "zh" else "; "
            pattern = "{}（{}）" if self.lang == "zh" else "{} ({})"
            names = (pattern.format(name, points(points_lost)) for points_lost, name in lost[:_NAMED])
            made.append(self.say("items-lost", names=comma.join(names)))
        return [*made, self.say("items-hidden", card.hidden)] if card.hidden else made

    def _place_in_words(self, run: PublicRun, card: PublicCard) -> str:
        if card.best is None or card.worst is None:
            reason = card.reason if card.reason in ("incomplete", "too-little-scored") else "too-little-scored"
            return self.say(f"place-none-{reason}")
        of = sum(one.best is not None for one in run.cards)
        return self.say("place-one" if card.best == card.worst else "place-range", of=of, best=card.best,
                        worst=card.worst)  # fmt: skip

    # --- corrections

    def corrected(self, one: Change) -> str:
        """A correction in a sentence."""
        found = next((i for i in self.site.indicators if i.code == one.indicator), None)
        style = Style(found.show, found.decimals) if found else Style()
        after = self.say(one.mark) if one.after is None else shown(one.after, style, self.lang)
        return self.say("corrected-here", day=day(one.day, self.lang), period=self.period(one.period),
                        indicator=found.name(self.lang) if found else one.indicator,
                        before=shown(one.before, style, self.lang), after=after)  # fmt: skip
