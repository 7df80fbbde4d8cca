"""How a review stands: what has been read, by whom, and what each person may know of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from huimin.tasks.reconcile.answers import Found, apart, found
from huimin.web.base.models import Person
from huimin.web.reconciliation.models import Answer, Review, Seat


def answers_of(review: Review) -> dict[int, dict[int, str]]:
    """By pair and seat, what was answered."""
    out: dict[int, dict[int, str]] = defaultdict(dict)
    rows = Answer.objects.filter(seat__review=review).values_list("pair", "seat__number", "value")
    for pair, number, value in rows:
        out[pair][number] = value
    return out


def found_of(review: Review) -> Found:
    """What a review has come to."""
    return found(review.sizes, review.strata, answers_of(review))


@dataclass(frozen=True, eq=False)
class Standing:
    """A review as one person sees it.

    Attributes:
        seats: in order. mine: the person's own. given: by pair and seat, what was answered.
        waiting: pairs that wait for the person's seat, in order. to_read: how many there are for it in all.
    """

    review: Review
    seats: tuple[Seat, ...]
    mine: Seat | None
    given: dict[int, dict[int, str]]
    waiting: tuple[int, ...]
    to_read: int

    @property
    def next_pair(self) -> int | None:
        """The next pair for the person's seat; None where there is none."""
        return self.waiting[0] if self.waiting else None

    @cached_property
    def read(self) -> dict[int, int]:
        """By seat, how many pairs were read."""
        return {seat.number: sum(seat.number in one for one in self.given.values()) for seat in self.seats}

    @cached_property
    def found(self) -> Found:
        """What came of it."""
        return found(self.review.sizes, self.review.strata, self.given)

    @property
    def by_number(self) -> dict[int, Seat]:
        """The seats by their numbers."""
        return {seat.number: seat for seat in self.seats}

    @property
    def pairs(self) -> int:
        """How many pairs were drawn."""
        return len(self.review.strata)

    @property
    def both_done(self) -> bool:
        """Whether both first readers have read everything; before, nobody sees how they agree."""
        return sum(1 in one and 2 in one for one in self.given.values()) == self.pairs

    @property
    def open_third(self) -> bool:
        """Whether a third reader is wanted and the seat is free."""
        return self.both_done and 3 not in self.by_number and bool(apart(self.given, self.pairs))

    @property
    def may_sit(self) -> bool:
        """Whether a seat is free for the person."""
        return self.mine is None and (len(self.seats) < 2 or self.open_third)


def standing(review: Review, person: Person) -> Standing:
    """How a review stands for a person."""
    seats = tuple(review.seats.select_related("person").order_by("number"))
    mine = next((seat for seat in seats if seat.person_id == person.pk), None)
    given = answers_of(review)
    wanted = _wanted(mine, given, len(review.strata))
    waiting = tuple(pair for pair in wanted if mine is not None and mine.number not in given.get(pair, {}))
    return Standing(review, seats, mine, given, waiting, len(wanted))


def _wanted(mine: Seat | None, given: dict[int, dict[int, str]], pairs: int) -> list[int]:
    """The pairs that a seat has to read: all, or those on which the first two differ."""
    if mine is None:
        return []
    if mine.number < 3:
        return list(range(pairs))
    return apart(given, pairs)
