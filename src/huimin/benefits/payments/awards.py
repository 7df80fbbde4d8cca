"""Awards: what a decided claim is owed month by month, and everything that may be wrong with one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from huimin.benefits.money import MOST, fen_of
from huimin.benefits.payments.splitting import Parts
from huimin.findings import Finding, Place, Severity

if TYPE_CHECKING:
    from huimin.areas import Areas

_YUAN = re.compile(r"-?[0-9]+(\.[0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class Due:
    """What is owed for one month.

    Attributes:
        month: ``year * 12 + month - 1``.
        fen: what the rule grants for the month, all in all; more than 0 unless it is withdrawn.
        withdrawn: the decision no longer holds for this month; what was paid for it has to come back.
    """

    month: int
    fen: int
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Sharing:
    """Who pays which part from a month on; the parts add up to 1."""

    since: int
    parts: Parts


@dataclass(frozen=True)
class Award:
    """A decided claim.

    Attributes:
        claim: opaque number of the claim. benefit: code. version: of the rule that granted it.
        payee: opaque token of who is paid; the account stands elsewhere, sealed.
        area: key of the area whose office decided.
        months: each month once. shares: by their first month.
        file, line: where it was read.
    """

    claim: str
    benefit: str
    version: str
    payee: str
    area: str
    months: tuple[Due, ...]
    shares: tuple[Sharing, ...]
    file: str = ""
    line: int = 0

    def parts_at(self, month: int) -> Parts | None:
        """Who pays which part of a month; None where nothing is said."""
        found = [one for one in self.shares if one.since <= month]
        return max(found, key=lambda one: one.since).parts if found else None


def fen_written(yuan: str) -> int | None:
    """Whole fen of yuan written ``300`` or ``300.00`` in plain digits; None for anything else."""
    return fen_of(yuan) if _YUAN.fullmatch(yuan) else None


def month_text(month: int) -> str:
    """``2025-06`` for the number of a month."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def check_awards(awards: Sequence[Award], areas: Areas | None, day: date) -> tuple[list[Award], list[Finding]]:
    """The awards that can be paid, and every fault of the others, which are set aside.

    An area that one other area took over by ``day`` is followed, and a note says so. ``areas`` None: not looked up.
    """
    findings: list[Finding] = []
    sound: list[Award] = []
    broken: set[tuple[str, str]] = set()
    times = Counter(key for award in awards for key in _keys(award))
    for award in awards:
        repeated = sorted({key[2] for key in _keys(award) if times[key] > 1})
        faults = [*_faults(award), *(_finding("pay-month-twice", award, month) for month in repeated)]
        followed, told = _followed(award, areas, day)
        findings += faults + told
        if any(one.severity is Severity.ERROR for one in faults + told):
            broken.add((award.claim, award.benefit))
        sound.append(followed)
    return [one for one in sound if (one.claim, one.benefit) not in broken], findings


def _keys(award: Award) -> Iterator[tuple[str, str, int]]:
    return ((award.claim, award.benefit, due.month) for due in award.months)


def _finding(code: str, award: Award, month: int | None = None, **facts: str | int) -> Finding:
    period = "" if month is None else month_text(month)
    place = Place(file=award.file, line=award.line, area=award.area, period=period)
    return Finding(code, Severity.ERROR, place, {"claim": award.claim, **facts})


def _faults(award: Award) -> Iterator[Finding]:
    for key in ("claim", "benefit", "version", "payee", "area"):
        if not getattr(award, key).strip():
            yield _finding("pay-award-incomplete", award, key=key)
    if not award.months:
        yield _finding("pay-award-without-months", award)
    for due in award.months:
        yield from _amount_faults(award, due)
    for sharing in award.shares:
        whole = sum(part for _, part in sharing.parts)
        if whole != 1:
            yield _finding("pay-shares-not-whole", award, sharing.since, sum=percent(Fraction(whole)))
        if any(part < 0 for _, part in sharing.parts):
            yield _finding("pay-share-negative", award, sharing.since)


def percent(part: Fraction) -> str:
    """A share in words, in tenths of a percent, rounded down: ``33.3%``."""
    whole, rest = divmod(int(part * 1000), 10)
    return f"{whole}.{rest}%" if rest else f"{whole}%"


def _amount_faults(award: Award, due: Due) -> Iterator[Finding]:
    # A float is refused even where it is whole: what follows must never depend on how it came to be.
    if type(due.fen) is not int:
        yield _finding("pay-amount-not-whole", award, due.month, found=str(due.fen))
    elif due.fen < 0:
        yield _finding("pay-amount-negative", award, due.month, fen=due.fen)
    elif due.fen > MOST:
        yield _finding("pay-amount-too-large", award, due.month, fen=due.fen)
    elif not due.fen and not due.withdrawn:
        yield _finding("pay-amount-zero", award, due.month)
    elif due.fen and due.withdrawn:
        yield _finding("pay-withdrawn-with-amount", award, due.month, fen=due.fen)
    if award.parts_at(due.month) is None:
        yield _finding("pay-share-missing", award, due.month, benefit=award.benefit)


def _followed(award: Award, areas: Areas | None, day: date) -> tuple[Award, list[Finding]]:
    """The award under the area that stands on ``day``."""
    if areas is None or not award.area:
        return award, []
    at = areas.id_of(award.area)
    if at is None:
        return award, [_finding("pay-area-unknown", award, area=award.area)]
    start = at
    while (ended := areas.life(at)[1]) is not None and ended < day:
        after = areas.successors(at)
        if len(after) != 1:
            names = ", ".join(areas.keys[one] for one in after)
            code = "pay-area-split" if after else "pay-area-ended"
            return award, [_finding(code, award, area=award.area, day=ended.isoformat(), after=names)]
        at = after[0]
    if at == start:
        return award, []
    place = Place(file=award.file, line=award.line, area=award.area)
    facts = {"claim": award.claim, "area": award.area, "after": areas.keys[at]}
    return replace(award, area=areas.keys[at]), [Finding("pay-area-followed", Severity.NOTE, place, facts)]
