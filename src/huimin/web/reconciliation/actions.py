"""Everything that changes a comparison or a review; each ends with a line in the log that holds nothing of a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from huimin.adapters.linkage.guard import Sealing
from huimin.findings import Finding, Invalid, Severity
from huimin.web.base import audit, clock, place
from huimin.web.base.models import Person
from huimin.web.reconciliation import kept, removal
from huimin.web.reconciliation.models import Answer, Comparison, Listing, Review, Seat
from huimin.wiring import lots
from huimin.wiring.reconcile_review import Look, folder_of, look_at, new_folder, places_of


def refused(code: str, **facts: str | int) -> Invalid:
    """A complaint with one finding."""
    return Invalid([Finding(code, Severity.ERROR, facts=dict(facts))])


@dataclass(frozen=True)
class Wanted:
    """A comparison as somebody asked for it: months counted from year 0, days until the lists go."""

    area: str
    names: tuple[str, ...]
    first: int | None
    last: int | None
    limit: float
    days: int
    budget: int
    simulated: bool


def create(person: Person, wanted: Wanted) -> Comparison:
    """Make room for a comparison: its locked folder, and a place for each list."""
    remove_on = clock.today() + timedelta(days=wanted.days)
    folder = new_folder(removal.root(), remove_on)
    try:
        with transaction.atomic():
            made = Comparison.objects.create(
                area=wanted.area, first=wanted.first, last=wanted.last, limit=wanted.limit, lists=len(wanted.names),
                budget=wanted.budget, seed=lots.number(), folder=folder.folder.name, remove_on=remove_on,
                simulated=wanted.simulated, made_by=person, made_at=clock.now(),
            )  # fmt: skip
            Listing.objects.bulk_create(
                Listing(comparison=made, number=at, name=name) for at, name in enumerate(wanted.names, 1)
            )
            audit.record(person, "reconciliation-begun", subject=made.subject, area=made.area, lists=made.lists,
                         days=wanted.days)  # fmt: skip
    except BaseException:
        folder.remove()
        raise
    return made


def receive(person: Person, one: Comparison, at: int, name: str, sealing: Sealing) -> Listing:
    """Take in a list that lies under lock already; one that was there before goes.

    Raises:
        Invalid: it is the same file as another list, or the comparison takes no more lists.
    """
    with transaction.atomic():
        one = _open(one)
        others = one.listings.exclude(number=at).filter(sha256=sealing.sha256)
        if (twin := others.first()) is not None:
            raise refused("reconcile-list-other", found=twin.name)
        listing = one.listings.select_for_update().get(number=at)
        before = listing.sealed
        listing.file, listing.sealed = name, sealing.path.stem
        listing.size, listing.sha256 = sealing.size, sealing.sha256
        listing.given_by, listing.given_at = person, clock.now()
        _looked(listing, _look(one, listing, None))
        audit.record(person, "reconciliation-list", subject=one.subject, area=one.area, list=at, size=listing.size)
    folder = folder_of(removal.root(), one.folder)
    if before and folder is not None:
        folder.path_of(before).unlink(missing_ok=True)
    return listing


def choose(person: Person, one: Comparison, at: int, columns: Mapping[str, str]) -> Listing:
    """Say which column of a list holds what.

    Raises:
        Invalid: the comparison takes no more changes.
    """
    with transaction.atomic():
        one = _open(one)
        listing = one.listings.select_for_update().get(number=at)
        if listing.sealed:
            _looked(listing, _look(one, listing, columns))
            audit.record(person, "reconciliation-columns", subject=one.subject, area=one.area, list=at)
    return listing


def _open(one: Comparison) -> Comparison:
    """The comparison as it stands, kept from others, while it may still change."""
    now = Comparison.objects.select_for_update(of=("self",)).get(pk=one.pk)
    if now.state != Comparison.COLLECTING:
        raise refused("reconcile-not-collecting")
    return now


def _look(one: Comparison, listing: Listing, columns: Mapping[str, str] | None) -> Look:
    folder = folder_of(removal.root(), one.folder)
    if folder is None:
        raise refused("reconcile-lists-gone")
    places = places_of(place.definitions().areas, clock.today())
    return look_at(folder, listing.sealed, listing.file, places, columns)


def _looked(listing: Listing, look: Look) -> None:
    listing.header, listing.columns, listing.rows = list(look.header), dict(look.columns), [list(r) for r in look.rows]
    listing.count, listing.whole = look.count, look.whole
    listing.findings = [kept.plain(finding) for finding in look.findings]
    listing.save()


# --- readers


def sit(person: Person, review: Review, third: bool) -> Seat:
    """Take a seat: one of the first two, or the third where these have read everything and differ.

    Raises:
        Invalid: the person sits here already, or no seat is free.
    """
    with transaction.atomic():
        Comparison.objects.select_for_update(of=("self",)).get(pk=review.comparison_id)
        taken = {seat.number: seat.person_id for seat in review.seats.all()}
        if person.pk in taken.values():
            raise refused("review-seated")
        free = [number for number in ((1, 2, 3) if third else (1, 2)) if number not in taken]
        if not free:
            raise refused("review-no-seat")
        seat = Seat.objects.create(review=review, number=free[0], person=person)
        audit.record(person, "reconciliation-reader", subject=review.comparison.subject, area=review.comparison.area,
                     lists=f"{review.left}-{review.right}", seat=seat.number)  # fmt: skip
    return seat


def answer(person: Person, seat: Seat, pair: int, value: str) -> None:
    """Say whether a pair is one child. A second answer to the same pair is not taken."""
    comparison = seat.review.comparison
    with transaction.atomic():
        _, new = Answer.objects.get_or_create(seat=seat, pair=pair, defaults={"value": value, "at": clock.now()})
        if new:
            audit.record(person, "reconciliation-pair-read", subject=comparison.subject, area=comparison.area,
                         lists=f"{seat.review.left}-{seat.review.right}", pair=pair + 1)  # fmt: skip


def undo(person: Person, seat: Seat) -> None:
    """Take back the person's own last answer.

    Raises:
        Invalid: there is none, or a third reader has settled the pair.
    """
    comparison = seat.review.comparison
    with transaction.atomic():
        last = seat.answers.select_for_update().order_by("-pk").first()
        if last is None:
            raise refused("review-nothing-to-undo")
        if seat.number < 3 and Answer.objects.filter(seat__review=seat.review, seat__number=3, pair=last.pair).exists():
            raise refused("review-settled")
        pair = last.pair
        last.delete()
        audit.record(person, "reconciliation-pair-undone", subject=comparison.subject, area=comparison.area,
                     lists=f"{seat.review.left}-{seat.review.right}", pair=pair + 1)  # fmt: skip


def shown(person: Person, seat: Seat, pair: int) -> None:
    """A pair was shown to a reader."""
    comparison = seat.review.comparison
    audit.record(person, "reconciliation-pair-shown", subject=comparison.subject, area=comparison.area,
                 lists=f"{seat.review.left}-{seat.review.right}", pair=pair + 1)  # fmt: skip
