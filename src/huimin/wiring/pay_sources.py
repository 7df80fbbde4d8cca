"""Where a roll takes its awards from: the claims of the workspace, or tables that were handed in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from huimin.adapters.banking.tables import read_awards, read_shares
from huimin.benefits.payments import Award
from huimin.findings import Finding, Invalid, Severity

if TYPE_CHECKING:
    from huimin.wiring.claims import Claims
    from huimin.wiring.pay import Payments


@dataclass(frozen=True)
class Source:
    """The awards of a benefit. ``held``: claims that get nothing for now. ``findings``: about what was left out."""

    awards: Sequence[Award]
    findings: tuple[Finding, ...] = ()
    held: frozenset[str] = frozenset()


def from_tables(awards: Path, shares: Path) -> Source:
    """The awards of tables.

    Raises:
        Invalid: a table is not there.
    """
    missing = [Finding("path-missing", Severity.ERROR, facts={"found": str(one)})
               for one in (awards, shares) if not one.exists()]  # fmt: skip
    if missing:
        raise Invalid(missing)
    read, findings = read_awards(awards.name, awards.read_bytes(), read_shares(shares.name, shares.read_bytes()))
    return Source(read, tuple(findings))


def claims_of(paying: Payments, benefit: str) -> Claims | None:
    """The claims of a workspace, where the benefit was claimed there. Makes their tables ready: not within a turn."""
    from huimin.adapters.claims.store import any_claims
    from huimin.wiring.claims import Claims

    claims = Claims(paying.place, paying.who, alias=paying.given_alias, at=paying.now)
    return claims if any_claims(claims._alias) and claims.count(benefit=benefit) else None


def source_of(paying: Payments, claims: Claims | None, benefit: str, last: int) -> Source:
    """The awards up to the month ``last``: what decided claims are owed, with what has to be taken back; where nobody
    claimed the benefit, those of the tables of ``payments/``.

    Raises:
        Invalid: there is neither.
    """
    from huimin.wiring.pay import AWARDS, FOLDER, SHARES

    if claims is None:
        own = paying.place.folder / FOLDER
        return from_tables(own / AWARDS, own / SHARES)
    made = claims.awarded(benefit, last)
    return Source(made.awards, made.findings, made.held)
