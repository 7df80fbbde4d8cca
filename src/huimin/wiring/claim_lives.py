"""All claims of a workspace as they went from hand to hand, without anything personal."""

from __future__ import annotations

from collections.abc import Iterator

from huimin.benefits.claims import plan_of
from huimin.tasks.benefit_indicators.measuring import ClaimLife
from huimin.tasks.claims.numbers import claim_of, number_of
from huimin.tasks.claims.records import Wanted
from huimin.wiring.claims import Claims

_CHUNK = 2000


def claim_lives(claims: Claims, benefit: str = "") -> list[ClaimLife]:
    """The claims, or those of a benefit. Those of a benefit whose rule is gone are left out."""
    return list(_lives(claims, benefit))


def _lives(claims: Claims, benefit: str) -> Iterator[ClaimLife]:
    from huimin.adapters.claims.store import any_claims

    if not any_claims(claims._alias):
        return
    heads = claims.store.heads(Wanted(benefit=benefit), claims.now.date())
    plans = {code: plan_of(one) for code, one in claims.benefits.items()}
    numbers = [number for one in heads if one.benefit in plans and (number := claim_of(one.number)) is not None]
    for start in range(0, len(numbers), _CHUNK):
        for record in claims.store.records(numbers[start : start + _CHUNK], opened=False).values():
            root = record.root
            yield ClaimLife(number_of(root.id), root.benefit, root.area, plans[root.benefit], record.events)
