"""What is done with many claims: public notices end, contents go on their day, counts, and drafts after a breach."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from huimin.adapters.private_files import private_file
from huimin.benefits.claims import Stage, plan_of, stand
from huimin.benefits.payments import State
from huimin.tasks.claims import breach as breaches
from huimin.tasks.claims import counting, ending, notices
from huimin.tasks.claims.moving import machine_of, officer_of
from huimin.tasks.claims.numbers import claim_of, number_of
from huimin.tasks.claims.ports import ClaimHead
from huimin.tasks.claims.records import Kept, Wanted

if TYPE_CHECKING:
    from huimin.wiring.claims import Claims

PIECE = 500
UNSETTLED = frozenset({State.OPEN, State.FAILED})


def end_notices(claims: Claims) -> int:
    """Note which claims count as granted because the last day of their public notice has passed; how many."""
    store, today = claims.store, claims.now.date()
    wanted = Wanted(stages=(Stage.NOTICE.value,))
    over = [claim for one in store.heads(wanted, today) if one.due is not None and one.due < today
            and (claim := claim_of(one.number)) is not None]  # fmt: skip
    if not over:
        return 0
    calendar, kept = claims.calendar, []
    with store.turn():
        for record in store.records(over, opened=False).values():
            benefit = claims.benefits.get(record.root.benefit)
            if benefit is not None:
                at = stand(plan_of(benefit), record.events, calendar, today)
                kept.append(Kept(record.root, record.log[-1], at, officer_of(record), machine_of(record)))
        store.refresh(kept)
    return len(kept)


def tidy(claims: Claims) -> list[str]:
    """Erase the contents of every claim whose time is over; their numbers. Running it again erases nothing more."""
    end_notices(claims)
    desk, store = claims.desk, claims.store
    heads = [one for one in store.heads(Wanted(erased=False), claims.now.date())
             if one.decided is not None or one.stage is Stage.WITHDRAWN]  # fmt: skip
    unsettled = _unsettled(claims, {one.benefit for one in heads})
    gone: list[str] = []
    for start in range(0, len(heads), PIECE):
        piece = [desk.number(one.number) for one in heads[start : start + PIECE]]
        with store.turn():
            for record in ending.due(desk, list(store.records(piece).values()), unsettled):
                store.erase(record.root.id, desk.who, ending.RETENTION, claims.now)
                claims.forget_account(record.root.payee)
                gone.append(number_of(record.root.id))
    return gone


def _unsettled(claims: Claims, benefits: Iterable[str]) -> frozenset[str]:
    """Claims for which a payment is under way or failed, or something has to come back."""
    ledger = claims.ledger()
    found: set[str] = set()
    for benefit in benefits:
        back = {obligation for obligation, levels in ledger.recovered(benefit).items() if sum(levels.values())}
        for claim, rows in ledger.standings(benefit).items():
            if any(one.state in UNSETTLED or (one.state is State.OVER and one.id not in back) for one in rows):
                found.add(claim)
    return frozenset(found)


def notice(claims: Claims) -> list[notices.NoticeLine]:
    """What is on public notice today."""
    end_notices(claims)
    heads = claims.store.heads(Wanted(stages=(Stage.NOTICE.value,), erased=False), claims.now.date())
    records = claims.store.records(number for one in heads if (number := claim_of(one.number)) is not None)
    return notices.lines(claims.desk, records.values(), lambda key: raised(claims, key, "township"))


def raised(claims: Claims, key: str, level: str) -> str:
    """The area of a level in which an area lies; the area itself where it lies in none."""
    areas = claims.place.definitions.areas
    found = areas.id_of(key)
    if found is None:
        return key
    last = areas.life(found)[1]
    tree = areas.at(min(claims.now.date(), last) if last else claims.now.date())
    at = tree.index(key)
    path = tree.path(at) if at is not None else []
    return next((tree.keys[step] for step in path if tree.level[step] == level), key)


def statistics(
    claims: Claims, areas: frozenset[str] | None, first: date | None, last: date | None
) -> list[counting.Count]:
    """Protected counts of the claims taken between two days, at the areas wanted and above villages."""
    end_notices(claims)
    today = claims.now.date()
    tallies = claims.store.tallies(first, last)
    tree = claims.place.definitions.areas.at(today)
    levels = [level for level in claims.place.definitions.areas.levels.codes if level != "village"]
    return counting.counted(tallies, claims.benefits, tree, levels, areas)


@dataclass(frozen=True)
class BreachDrafts:
    """What was prepared after a breach: whom it reached, and the files that were written."""

    breach: breaches.Breach
    files: tuple[Path, ...]


def breach(
    claims: Claims, first: date, last: date, by: str, target: Path, contact: str, langs: Iterable[str]
) -> BreachDrafts:
    """Prepare what has to be told after a breach; nothing is sent.

    Args:
        by: only claims that this person opened in the time; empty: every claim that had contents then.
        target: a folder, which only its owner may read.
    """
    from huimin.wiring.document_files import write
    from huimin.wiring.publish import Publisher

    zone = claims.now.tzinfo
    span = datetime.combine(first, time.min, zone), datetime.combine(last, time.max, zone)
    heads = _reached(claims, *span, by)
    found = breaches.breach_of(heads, claims.benefits, *span, by, lambda key: raised(claims, key, "county"))
    publisher, files = Publisher(claims.place, claims.now.date()), list[Path]()
    head, day = publisher.letterhead, claims.now.date()
    target.mkdir(parents=True, exist_ok=True)
    target.chmod(0o700)
    for lang in langs:
        office = breaches.Office(head.office[lang], contact or head.contact[lang], claims.simulated)
        name_of = partial(claims.place.area_name, lang=lang)
        made = {"notice": breaches.notice(found, lang, office, day, name_of),
                "letter": breaches.letter(found, lang, office, day)}  # fmt: skip
        for name, document in made.items():
            files += write(document, ("docx", "html"), target / f"{name}-{lang}", head).files
    files.append(_list(target / "claims.csv", heads))
    return BreachDrafts(found, tuple(files))


def _reached(claims: Claims, first: datetime, last: datetime, by: str) -> list[ClaimHead]:
    store, today = claims.store, claims.now.date()
    if by:
        seen = {number for one in store.views_between(first, last, by) if (number := claim_of(one.claim)) is not None}
        return store.heads(Wanted(claims=frozenset(seen)), today)
    there = store.heads(Wanted(), today)
    erased = {one.number: at[0] for one in there if one.erased and (at := store.erased_on(claim_of(one.number) or 0))}
    return [one for one in there if one.taken_at <= last.date()
            and (one.number not in erased or erased[one.number] >= first)]  # fmt: skip


def _list(path: Path, heads: list[ClaimHead]) -> Path:
    """The claims concerned, without a name: whoever writes to the families opens each with its purpose."""
    path.unlink(missing_ok=True)
    with TextIOWrapper(private_file(path), encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("claim", "benefit", "area"))
        writer.writerows(breaches.rows(heads))
    return path
