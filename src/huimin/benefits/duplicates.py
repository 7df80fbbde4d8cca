"""The same subject claimed twice for the same time: two parents, two places, or the same person again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from huimin.findings import Finding, Place, Severity


@dataclass(frozen=True, slots=True)
class Claimed:
    """One claim as far as it can clash with others: keys are opaque (hashes), never names or numbers of persons."""

    claim: str
    benefit: str
    subject: str
    claimant: str
    first: date
    last: date


def clashes(claims: Iterable[Claimed]) -> list[Finding]:
    """A finding for each later claim that overlaps an earlier one of the same benefit for the same subject.

    Claims count in the order given. Which of the two is right is for a person to say.
    """
    seen: dict[tuple[str, str], list[Claimed]] = defaultdict(list)
    found = []
    for claim in claims:
        for other in seen[claim.benefit, claim.subject]:
            if claim.first <= other.last and other.first <= claim.last:
                code = "benefit-claimed-again" if claim.claimant == other.claimant else "benefit-claimed-by-two"
                facts = {"claim": claim.claim, "other": other.claim, "benefit": claim.benefit,
                         "first": max(claim.first, other.first).isoformat(),
                         "last": min(claim.last, other.last).isoformat()}  # fmt: skip
                found.append(Finding(code, Severity.ERROR, Place(element=claim.claim), facts))
                break
        seen[claim.benefit, claim.subject].append(claim)
    return found
