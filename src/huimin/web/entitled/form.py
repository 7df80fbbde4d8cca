"""The form of the page: the events chosen and what stands in the fields, read from what was sent and kept as typed.

A field that was shown and left empty is something the person does not know: it is not asked again, and never taken for
no. Nothing here is written anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from unicodedata import normalize

from django.http import QueryDict

from huimin.benefits import Benefit, Fact
from huimin.benefits.ages import EARLIEST, EPOCH
from huimin.findings import explain
from huimin.tasks.benefits import ELSEWHERE, Catalogue, Enquiry, Event, Told, benefits_for, clear_from, events_of
from huimin.tasks.benefits.entitled import Key
from huimin.web.base.words import say
from huimin.web.entitled import places

UNKNOWN = "unknown"
MOST_CHILDREN = 8
LONGEST = 40
PARTS = ("y", "m", "d")
ASKED_DAY = "day"
EARLIEST_DAY = date.fromordinal(EPOCH + EARLIEST)


@dataclass(frozen=True)
class Field:
    """A question as it stands on the page.

    Attributes:
        name: what its parts in the form begin with. error: what is wrong with it, in the reader's words.
        typed: by part (``y``, ``m``, ``d`` of a day, else ``""``) what stands there.
        choices: of an area the places to choose from.
    """

    name: str
    child: int
    fact: Fact
    typed: Mapping[str, str]
    error: str = ""
    choices: Sequence[places.Choice] = ()


@dataclass
class Form:
    """What was sent, read for one catalogue and day.

    Attributes:
        sent: the form's fields; empty at the beginning.
        problems: faults of typing, by whose fact it is, in the reader's words.
    """

    sent: QueryDict
    catalogue: Catalogue
    today: date
    lang: str
    problems: dict[Key, str] = field(default_factory=dict)
    day_problem: str = ""

    # --- what was chosen

    @cached_property
    def offered(self) -> tuple[Event, ...]:
        """The events there are to choose from."""
        return events_of(self.catalogue, self.today, places.holds_here)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Those that were chosen."""
        wanted = self.sent.getlist("event")
        return tuple(one for one in self.offered if one.code in wanted)

    @cached_property
    def _belonging(self) -> tuple[Benefit, ...]:
        return benefits_for(self.catalogue, (one.code for one in self.events), self.on, places.holds_here)

    @cached_property
    def benefits(self) -> tuple[Benefit, ...]:
        """What belongs to them; without what is for children where there are none."""
        return tuple(one for one in self._belonging if self.children or not _of_child(one))

    @property
    def asks_children(self) -> bool:
        """Whether some of it is for children."""
        return any(_of_child(one) for one in self._belonging)

    @property
    def may_have_none(self) -> bool:
        """Whether a family without children can have chosen this."""
        return not any(one.child for one in self.events)

    @cached_property
    def on(self) -> date:
        """The day asked about: today, where nothing else is said or what is said is no day."""
        written = self._parts(ASKED_DAY)
        if not any(written):
            return self.today
        read = self._day(written)
        if isinstance(read, date):
            return read
        self.day_problem = say(self.lang, read)
        return self.today

    @cached_property
    def children(self) -> int:
        """How many children are asked about: one at the beginning, one more or none where that was said."""
        text, do = self.sent.get("children", ""), self.sent.get("do")
        count = int(text) if text.isdecimal() and len(text) < 3 else 1
        if self.may_have_none and (do == "no-child" or (count == 0 and do != "child")):
            return 0
        return max(1, min(count + (do == "child"), MOST_CHILDREN))

    # --- what was told

    @cached_property
    def shown(self) -> frozenset[str]:
        """The names of the fields that were asked before. What stands open counts once an answer is wanted: adding a
        child or changing the language leaves it as it is."""
        return frozenset(
            self.sent.getlist("shown") + (self.sent.getlist("open") if self.sent.get("do") == "ask" else [])
        )

    @cached_property
    def enquiry(self) -> Enquiry:
        """The benefits, held against what was told."""
        facts = {fact.code: fact for one in self.benefits for fact in one.facts if not fact.member}
        values: dict[Key, Any] = {}
        unsure: set[Key] = set()
        for key, fact in self._keys(facts.values()):
            if self.name(key) not in self.shown:
                continue
            value = self._read(key, fact)
            if value is None:
                unsure.add(key)
            else:
                values[key] = value
        own = [{code: value for (child, code), value in values.items() if child == number}
               for number in range(self.children + 1)]  # fmt: skip
        told = Told(self.on, own[0], tuple(own[1:]), frozenset(unsure), places.codes_of(places.tree()))
        return Enquiry(self.benefits, told, clear_from(self.events))

    def _keys(self, facts: Iterable[Fact]) -> Iterable[tuple[Key, Fact]]:
        for fact in facts:
            for child in range(1, self.children + 1) if fact.child else (0,):
                yield (child, fact.code), fact

    def _read(self, key: Key, fact: Fact) -> Any:
        """What a field says; None where it is empty or not known. What cannot be read counts as not known."""
        name = self.name(key)
        if fact.kind == "date":
            written = self._parts(name)
            read = self._day(written) if any(written) else None
            if isinstance(read, str):
                self.problems[key] = say(self.lang, read)
                return None
            return read
        text = self._text(name)
        if text in ("", UNKNOWN):
            return None
        if fact.kind == "area":
            return ELSEWHERE if text == ELSEWHERE else places.codes_told(text)
        return text

    def _text(self, name: str) -> str:
        return normalize("NFKC", self.sent.get(name, ""))[:LONGEST].strip()

    def _parts(self, name: str) -> list[str]:
        return [self._text(f"{name}-{part}").rstrip("年月日号") for part in PARTS]

    @staticmethod
    def _day(written: Sequence[str]) -> date | str:
        """A day, or the code of what is wrong with it."""
        year, month, day = written
        if not all(written):
            return "entitled.day-in-part"
        if not all(one.isdecimal() for one in written) or len(year) != 4:
            return "entitled.day-year" if len(year) != 4 else "entitled.day-digits"
        try:
            made = date(int(year), int(month), int(day))
        except ValueError:
            return "entitled.day-none"
        return made if EARLIEST_DAY <= made < date(2200, 1, 1) else "entitled.day-far"

    # --- fields to show

    @property
    def errors(self) -> dict[Key, str]:
        """What is wrong, by whose fact it is: faults of typing, then what cannot be."""
        known = self.enquiry
        return {key: explain(one, self.lang) for key, one in known.faults.items()} | self.problems

    @staticmethod
    def name(key: Key) -> str:
        """What the parts of a field begin with."""
        child, code = key
        return f"c{child}-{code}" if child else f"f-{code}"

    def fields(self, keys: Iterable[Key]) -> list[Field]:
        """The fields of these facts, as they were typed."""
        facts = {fact.code: fact for one in self.benefits for fact in one.facts}
        errors = self.errors
        areas = places.choices(self.benefits, self.lang)
        made = []
        for key in keys:
            fact, name = facts[key[1]], self.name(key)
            parts = PARTS if fact.kind == "date" else ("",)
            typed = {part: self.sent.get(f"{name}-{part}" if part else name, "")[:LONGEST] for part in parts}
            made.append(Field(name, key[0], fact, typed, errors.get(key, ""), areas if fact.kind == "area" else ()))
        return made

    @cached_property
    def open_fields(self) -> list[Field]:
        """What is to be asked now."""
        return self.fields(one.key for one in self.enquiry.questions)

    @cached_property
    def shown_fields(self) -> list[Field]:
        """What was asked before, and can be changed: those with a fault first, children before the family."""
        facts = {fact.code: fact for one in self.benefits for fact in one.facts if not fact.member}
        keys = [key for key, _ in self._keys(facts.values()) if self.name(key) in self.shown]
        keys.sort(key=lambda key: (key not in self.errors, key[0] or self.children + 1))
        return self.fields(keys)

    @property
    def day_typed(self) -> dict[str, str]:
        """What stands in the fields of the day asked about."""
        if any(self._parts(ASKED_DAY)):
            return {part: self.sent.get(f"{ASKED_DAY}-{part}", "")[:LONGEST] for part in PARTS}
        return dict(zip(PARTS, (str(self.today.year), str(self.today.month), str(self.today.day)), strict=True))


def _of_child(benefit: Benefit) -> bool:
    """Whether it rests on something of a child."""
    return any(fact.child for fact in benefit.facts)
