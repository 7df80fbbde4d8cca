"""How a review stands: what has been read, by whom, and what each person may know of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from huimin.tasks.reconcile.reviewing import Found, found
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
        seats: in order. mine: the person's own. read: by seat, how many pairs were read.
        next_pair: the next for the person's seat; None where there is none. to_read: how many there are for it in all.
        found: what came of it. open_third: whether a third reader is wanted and the seat is free.
    """

    review: Review
    seats: tuple[Seat, ...]
    mine: Seat | None
    read: dict[int, int]
    next_pair: int | None
    to_read: int
    found: Found
    open_third: bool

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
        return self.found.both == self.pairs

    @property
    def may_sit(self) -> bool:
        """Whether a seat is free for the person."""
        return self.mine is None and (len(self.seats) < 2 or self.open_third)


def standing(review: Review, person: Person) -> Standing:
    """How a review stands for a person."""
    seats = tuple(review.seats.select_related("person").order_by("number"))
    mine = next((seat for seat in seats if seat.person_id == person.pk), None)
    given = answers_of(review)
    read = {seat.number: sum(seat.number in one for one in given.values()) for seat in seats}
    result = found(review.sizes, review.strata, given)
    wanted = _wanted(mine, given, len(review.strata))
    following = next((pair for pair in wanted if mine is not None and mine.number not in given.get(pair, {})), None)
    third = result.both == len(review.strata) and result.apart > 0 and not any(seat.number == 3 for seat in seats)
    return Standing(review, seats, mine, read, following, len(wanted), result, third)


def _wanted(mine: Seat | None, given: dict[int, dict[int, str]], pairs: int) -> list[int]:
    """The pairs that a seat has to read: all, or those on which the first two differ."""
    if mine is None:
        return []
    if mine.number < 3:
        return list(range(pairs))
    return [pair for pair in range(pairs) if 1 in (one := given.get(pair, {})) and 2 in one and one[1] != one[2]]
