"""Grades, red lines, the ladder, and ranking within peers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from huimin.assessment.scheme import Consequence, Grade, RedLine, Scheme
from huimin.assessment.scoring import Scores, Status
from huimin.indicators.rounding import round_half_up

PLACES = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one area stands.

    ``rank`` is None where the area is not ranked; ``reason`` then names why: ``incomplete`` (too few reports came) or
    ``too-little-scored`` (too many points could not be scored). ``of`` counts the ranked peers.
    """

    rank: int | None
    of: int
    reason: str
    grade: Grade | None
    capped_by: RedLine | None
    steps: tuple[Consequence, ...]


def grade_of(scheme: Scheme, share: float) -> Grade | None:
    """The best grade that ``share`` of the total reaches; the lowest where it reaches none."""
    if share != share or not scheme.grades:
        return None
    return next((grade for grade in scheme.grades if share >= grade.at_least - 1e-12), scheme.grades[-1])


def capped(scheme: Scheme, grade: Grade | None, crossed: Sequence[float]) -> tuple[Grade | None, RedLine | None]:
    """The grade after red lines that a named person found crossed: never better than the line's own grade."""
    order = [one.code for one in scheme.grades]
    cap: RedLine | None = None
    for line, fact in zip(scheme.red_lines, crossed, strict=True):
        if fact == 1 and (grade is None or order.index(line.grade) > order.index(grade.code)):
            grade, cap = scheme.grades[order.index(line.grade)], line
    return grade, cap


def _reason(scheme: Scheme, complete: float, scored: float) -> str:
    if not scored > 0:
        return "too-little-scored"
    if np.isfinite(complete) and complete < scheme.minimum_completeness:
        return "incomplete"
    return "too-little-scored" if scored < scheme.minimum_scored else ""


def standings(scores: Scores, groups: Sequence[str]) -> list[Standing]:
    """The standing of every row of ``scores``; ``groups`` names the peers each row is ranked among.

    Ties (equal to two decimals, as printed) share a rank, and the next rank counts them all: 1, 2, 2, 4.
    """
    scheme = scores.bound.scheme
    reachable = scheme.total - _not_applicable(scores)
    reasons = [
        _reason(scheme, float(complete), float(available / total) if total > 0 else 0.0)
        for complete, available, total in zip(scores.complete, scores.available, reachable, strict=True)
    ]
    printed = [None if np.isnan(s) else round_half_up(float(s), PLACES) for s in scores.score]
    ladder = _ordered(printed, reasons, groups)
    made = []
    for row, group in enumerate(groups):
        peers, mine = ladder.get(group, []), printed[row]
        ranked = not reasons[row] and mine is not None
        # The peers are in rising order: those above me are what lies right of the last score equal to mine.
        rank = 1 + len(peers) - bisect_right(peers, mine) if ranked and mine is not None else None
        share = float(mine) / scheme.total if mine is not None else np.nan
        # Who is listed apart has no grade, unless a red line gives it one: not reporting must not be a way out.
        grade, cap = capped(scheme, grade_of(scheme, share) if ranked else None, scores.crossed_at(row))
        steps = tuple(step for step in scheme.ladder if ranked and share < step.below)
        made.append(Standing(rank, len(peers), reasons[row], grade, cap, steps))
    return made


def _ordered(
    printed: Sequence[Decimal | None], reasons: Sequence[str], groups: Sequence[str]
) -> dict[str, list[Decimal]]:
    """The printed scores of the ranked areas of each group, in rising order."""
    ladder: dict[str, list[Decimal]] = {}
    for mine, reason, group in zip(printed, reasons, groups, strict=True):
        if not reason and mine is not None:
            ladder.setdefault(group, []).append(mine)
    return {group: sorted(scores) for group, scores in ladder.items()}


def _not_applicable(scores: Scores) -> NDArray[np.float64]:
    """Points that are out of the total for a reason the area cannot help: nothing to measure, or cannot be told."""
    out = np.zeros(len(scores.rows))
    for one in scores.items:
        if not one.bound.rule.extra:
            out += np.where(np.isin(one.status, (Status.NOT_APPLICABLE, Status.CANNOT_TELL)), one.bound.item.points, 0)
    return out
