"""Turning over the master key of claims: prepared beside the one in use, put in its place at once, never half done."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from huimin.adapters.claims.keys import PLACE, ClaimKeys, open_keys
from huimin.findings import Finding, Invalid, Severity
from huimin.tasks.claims.marks import hashes_of
from huimin.wiring.claims_office import KEY
from huimin.wiring.common import Progress, quiet

if TYPE_CHECKING:
    from huimin.wiring.claims import Claims

NEXT = ".next"
PIECE = 500


@dataclass(frozen=True)
class Rekeyed:
    """What became of it.

    Attributes:
        claims: so many claims were prepared in this run; 0 where a run before had done it all.
        key: the file of the key in use. before: where the key before it lies now; None where the environment gives the
            key: then whoever runs the site puts what stands in ``key`` there.
    """

    claims: int
    key: Path
    before: Path | None


def rekey(claims: Claims, progress: Progress = quiet, piece: int = PIECE) -> Rekeyed:
    """Turn the master key over; a run that was broken off goes on where it stopped.

    The key that is to follow stands in a file beside the one in use, which ends in ``.next``; it is made if need be.

    Raises:
        Invalid: there are no claims, a key is missing or is not the one of the claims, or a file cannot be written.
    """
    from huimin.adapters.claims import open_claims
    from huimin.adapters.claims.rekeying import Turning
    from huimin.adapters.claims.store import any_claims, check_key, in_use

    alias, data = claims._alias, claims.place.folder / "data"
    if not any_claims(alias):
        raise _refusal("claim-rekey-nothing")
    place = PLACE.path(data / KEY)
    following = (place or data / KEY).with_name((place or data / KEY).name + NEXT)
    prepared = 0
    if not (following.exists() and in_use(alias, ClaimKeys(PLACE.read_file(following)))):
        old = check_key(alias, open_keys(data / KEY))
        new = ClaimKeys(_made(following)).after(old)
        store = open_claims(alias, old, data / "claims", claims.now.tzinfo or claims._settings.zone)
        turning = Turning(store, alias, old, new, lambda one, keys: hashes_of(one, claims.benefits, keys.hash), piece)
        prepared = turning.prepare(progress)
        with store.turn():
            turning.change()
    claims.__dict__.pop("store", None)
    return Rekeyed(prepared, place or following, _exchanged(place, following, f"{claims.now:%Y%m%d}"))


def _made(following: Path) -> bytes:
    try:
        return PLACE.read_file(following, make=True)
    except OSError:
        raise _refusal("claim-rekey-not-written", file=str(following)) from None


def _exchanged(place: Path | None, following: Path, day: str) -> Path | None:
    """Put the new key where the old one stood. Whoever reads the file meanwhile finds the one or the other, whole."""
    if place is None:
        if PLACE.read(following) == PLACE.read_file(following):  # the environment gives the new one already
            following.unlink()
        return None
    before = next(one for at in range(1000) if not (one := _named(place, day, at)).exists())
    try:
        with suppress(FileNotFoundError):
            shutil.copy2(place, before)
        following.replace(place)
    except OSError:
        raise _refusal("claim-rekey-not-written", file=str(place)) from None
    return before


def _named(place: Path, day: str, at: int) -> Path:
    return place.with_name(f"{place.name}.before-{day}" + (f"-{at}" if at else ""))


def _refusal(code: str, **facts: str) -> Invalid:
    return Invalid([Finding(code, Severity.ERROR, facts=facts)])
