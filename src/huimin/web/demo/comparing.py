"""The comparison of a demonstration: three invented lists of last quarter's births, compared, and some pairs read.

The first review is finished, a third reader having settled where two differed; the second waits for the first city
officer to read on; nobody has begun the third. The lists say that they are invented and go on their day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from huimin.areas import Tree
from huimin.reconciliation.review.agreement import DIFFERENT, SAME, UNSURE
from huimin.tasks.reconcile.inventing import area_code, invent_births
from huimin.tasks.reconcile.reviewing import Told
from huimin.web.base import clock, place
from huimin.web.base.models import Grant, Person
from huimin.web.demo.words import speak
from huimin.web.reconciliation import actions, jobs, removal
from huimin.web.reconciliation.models import Comparison, Review
from huimin.web.reconciliation.standing import standing
from huimin.wiring.reconcile_review import drawn_of, folder_of
from huimin.wiring.reconcile_sample import NAMES, csv_of, invented_lists
from huimin.workflow import Kind

BIRTHS, SEED, PAIRS, DAYS, LIMIT = 1500, 20251231, 100, 30, 0.95
MONTHS = 3
SAME_FROM, UNSURE_FROM, HESITATES = 11.0, 8.0, 16
"""Bits from which an invented reader says one child, or cannot tell; a hesitant one cannot tell every so many pairs."""
_STEMS = ("births", "registration", "immunisation")


def play(people: Mapping[str, Person], lang: str) -> None:
    """Compare and read, where nothing was compared yet."""
    if Comparison.objects.exists():
        return
    tree = place.definitions().areas.at(clock.today())
    last = clock.today().year * 12 + clock.today().month - 2
    wanted = actions.Wanted(tree.keys[0], NAMES[lang], last - MONTHS + 1, last, LIMIT, DAYS, PAIRS, True)
    one = actions.create(people["city"], wanted)
    senders = (people["city"], people["city2"], people["city2"])
    for at, (sender, data) in enumerate(zip(senders, lists(tree, last), strict=True), 1):
        send(sender, one, at, data)
    jobs.do(people["city"], one, Comparison.COMPARE)
    first, second, *_ = one.reviews.order_by("left", "right")
    read(people["city"], first)
    read(people["city2"], first, hesitant=True)
    read(third_reader(lang), first)
    read(people["city2"], second, hesitant=True)
    read(people["city"], second, PAIRS // 3)
    jobs.do(people["city"], one, Comparison.REPORT)


def lists(tree: Tree, last: int) -> list[bytes]:
    """Three invented lists of a quarter's births in the townships of a city; ``last``: its last month from year 0."""
    towns = [(tree.codes[at] or tree.keys[at])[:9] for at in tree.at_level("township").tolist()]
    begin, end = (date(month // 12, month % 12 + 1, 1) for month in (last - MONTHS + 1, last + 1))
    births = invent_births(BIRTHS, SEED, days=(end - begin).days, areas=len(towns))
    shift = (begin - date(2026, 1, 1)).days
    births = replace(births, birth=(births.birth + shift).astype(np.int32))
    code = dict(zip(area_code(np.arange(1, len(towns) + 1, dtype=np.int32)).tolist(), towns, strict=True))
    return [csv_of({**one.columns, "area": np.array([code[area] for area in one.columns["area"].tolist()])})
            for one in invented_lists(births, SEED)]  # fmt: skip


def send(person: Person, one: Comparison, at: int, data: bytes) -> None:
    """A list goes under lock and is taken in."""
    folder = folder_of(removal.root(), one.folder)
    assert folder is not None, "it was made a moment ago"
    with folder.receive(f"list-{at}") as sealing:
        sealing.write(data)
    actions.receive(person, one, at, f"{_STEMS[at - 1]}.csv", sealing)


def third_reader(lang: str) -> Person:
    """Somebody who settles pairs. Nobody signs in as them."""
    person = Person.objects.make("third-reader", speak("third-reader", lang), None)
    Grant.objects.create(person=person, kind=Kind.OFFICER, area="")
    return person


def read(person: Person, review: Review, most: int = PAIRS * 2, hesitant: bool = False) -> None:
    """Take a seat and answer pairs by what speaks for one child."""
    folder = folder_of(removal.root(), review.comparison.folder)
    assert folder is not None, "the lists lie there until their day"
    drawn = drawn_of(folder, review.left, review.right)
    seat = actions.sit(person, review, standing(review, person).open_third)
    for pair in standing(review, person).waiting[:most]:
        actions.shown(person, seat, pair)
        unsure = hesitant and pair % HESITATES == 0
        actions.answer(person, seat, pair, UNSURE if unsure else said(drawn.pairs[pair]))


def said(pair: Told) -> str:
    """What a reader says of a pair."""
    bits = sum(pair.bits.values())
    if bits >= SAME_FROM:
        return SAME
    return UNSURE if bits >= UNSURE_FROM else DIFFERENT
