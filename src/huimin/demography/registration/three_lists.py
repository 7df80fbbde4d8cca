"""Three lists that were matched with errors: the counts put right, and how unsure that makes the answer.

A pair that was missed splits a person into two, a false pair makes one person of two; list by list the number of people
stays what it was. So the counts found are the true ones with known moves between histories, and the moves can be taken
back. For two lists this is the correction of Ding, Y. and Fienberg, S. E. (1994), Survey Methodology 20, 149-158, and
Di Consiglio, L. and Tuoto, T. (2015), Journal of Official Statistics 31, 415-429. For three it is theirs of 2018
(Journal of Official Statistics 34, 889-908: the same error for every two lists), put in front of log-linear models as
by Zult, D., de Wolf, P.-P., Bakker, B. and van der Heijden, P. (2019), Correcting for linkage errors in the multiple
capture, Statistics Netherlands. The moves themselves are those of our way to join pairs.

What is assumed: each two lists are matched by themselves. Pairs are missed mostly because of one bad record, which then
matches nothing in either other list (``TOGETHER`` of the time), and else each for itself, so that a person in three
lists falls apart only when two or three pairs are missed, being found again through the third list. Were every pair
missed for itself, the correction would be far too small: on invented lists three quarters of the misses sit in records.
A false pair joins records that have no pair of their own, whether or not they are in the third list: of people of whom
each stands in one of the two lists and not in the other, or of people whose true pair was missed. Which of these it is
mostly (``ALONE``) nobody knows, and where false pairs are many much hangs on it, so the interval draws it. Pairs of two
lists count before those of the next two, which may join again whom they joined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy import special
from scipy.stats import qmc

from huimin.demography.faults import Faults
from huimin.demography.intervals import Array
from huimin.demography.registration.histories import Histories, patterns
from huimin.demography.registration.two_lists import Linkage

TotalOf = Callable[[Array], float]
LISTS = 3
_AT = {history: at for at, history in enumerate(patterns(LISTS))}
_ROUNDS = 200
TOGETHER, TOGETHER_DRAWN = 0.75, (0.5, 1.0)
"""The share of misses that sit in a record and not in a pair, and between what it is drawn for the interval. Ours."""
ALONE, ALONE_DRAWN = 0.5, (0.0, 1.0)
"""How far false pairs keep off people whose true pair was missed (0: they join whoever is left over, 1: only people who
truly have no pair), and between what it is drawn. On invented lists, where false pairs are few, nearer 0."""
_JOINED: dict[tuple[int, int], tuple[tuple[str, str, tuple[str, ...]], ...]] = {
    (0, 1): (("100", "010", ("110",)), ("101", "010", ("111",)), ("100", "011", ("111",)),
             ("101", "011", ("111", "001"))),
    (0, 2): (("100", "001", ("101",)), ("110", "001", ("111",)), ("100", "011", ("111",)),
             ("110", "011", ("111", "010"))),
    (1, 2): (("010", "001", ("011",)), ("110", "001", ("111",)), ("010", "101", ("111",)),
             ("110", "101", ("110", "101"))),
}  # fmt: skip
"""What two people become whom a false pair of two lists joins. Where each brings a record of the third list, pairs with
the first list count first and the other record stands alone; pairs of the second and third list that contradict are
left out (see the joining of pairs)."""


@dataclass(frozen=True, eq=False)
class Corrected:
    """Counts put right.

    Attributes:
        histories: of the true people. short: how many people the correction would have taken from histories that have
            too few; above 0 where the errors that were stated explain more than there is.
    """

    histories: Histories
    short: float


def corrected(histories: Histories, linkage: Linkage) -> Corrected:
    """The counts as they would be without errors of matching; any axes before the last are areas.

    Raises:
        Invalid: ``registration-three-lists``.
    """
    _check(histories)
    true = _true(histories.counts, linkage)
    kept = _kept(true)
    return Corrected(Histories(histories.names, kept), float(np.nansum(np.maximum(-true, 0.0))))


def _kept(true: Array) -> Array:
    """Less than half a person is nobody: models of nearly nobody have no upper end."""
    return np.where(true < 0.5, 0.0, true)


def redrawn_totals(histories: Histories, linkage: Linkage, total_of: TotalOf, draws: int = 64) -> Array:
    """The total over and over (draws,), each time with other errors of matching: by which pairs happened to be missed
    or false, and by the doubt about the two rates and about whom they befall.

    Parametric bootstrap, because which models stand changes with the counts. The draws are spread evenly over every
    source of doubt (McKay, Beckman and Conover 1979, Technometrics 21, 239-245) and always the same. A rate that is
    drawn beyond 0 or 1 is turned back at it.

    Args:
        histories: the counts found, of one place. total_of: makes the total of counts put right, (7,) to a number.

    Raises:
        Invalid: ``registration-three-lists``.
    """
    _check(histories)
    found = histories.counts
    values, vectors = np.linalg.eigh(_scatter(found, linkage))
    root, totals = vectors * np.sqrt(np.maximum(values, 0.0)), []
    for even in qmc.LatinHypercube(len(found) + 4, rng=np.random.default_rng(len(_AT))).random(draws):
        *scatter, hit, false, together, alone = even
        counts = np.maximum(found + root @ special.ndtri(scatter), 0.0)
        missed = abs(1 - linkage.sensitivity - linkage.sensitivity_error * special.ndtri(hit))
        false_share = abs(linkage.false_share + linkage.false_share_error * special.ndtri(false))
        rates = Linkage(max(0.05, 1 - missed), min(false_share, 0.95))
        drawn = _true(counts, rates, _between(TOGETHER_DRAWN, together), _between(ALONE_DRAWN, alone))
        totals.append(total_of(_kept(drawn)))
    return np.array(totals)


def _between(ends: tuple[float, float], share: float) -> float:
    return ends[0] + share * (ends[1] - ends[0])


def _true(found: Array, linkage: Linkage, together: float = TOGETHER, alone: float = ALONE) -> Array:
    """(…, 7): the true counts behind those found, below 0 where the errors explain too much."""
    missed = _missed(linkage.sensitivity, together)
    return np.asarray(_unjoined(found, linkage.false_share, missed, alone) @ np.linalg.inv(missed).T)


def _unjoined(found: Array, false_share: float, missed: Array, alone: float) -> Array:
    """(…, 7): the counts before false pairs were made; found step by step, since they say whom false pairs joined."""
    before = found
    if not false_share:
        return before
    for _ in range(_ROUNDS):
        moves = sum((times * move for times, move in _false(found, before, false_share, missed, alone)), 0.0)
        last, before = before, found - moves
        if np.nanmax(np.abs(before - last), initial=0.0) < 1e-9 * (1 + np.nanmax(found, initial=0.0)):
            break
    return before


def _false(
    found: Array, before: Array, false_share: float, missed: Array, alone: float
) -> Iterator[tuple[Array, Array]]:  # fmt: skip
    """How often (…, 1) false pairs made which move (7,) between histories, two lists after two lists: whom the first
    two have joined, the next may join again.
    """
    state, true = before, np.maximum(before @ np.linalg.inv(missed).T, 0.0)
    for (one, two), kinds in _JOINED.items():
        pairs = sum(found[..., at] for history, at in _AT.items() if history[one] == history[two] == "1")
        torn = alone * (true * [history[one] == history[two] == "1" for history in _AT]) @ missed.T
        free = np.maximum(state - torn, 0.0)
        chances = np.stack([free[..., _AT[a]] * free[..., _AT[b]] for a, b, _ in kinds], axis=-1)
        whole = chances.sum(axis=-1)
        for at, (first, second, made) in enumerate(kinds):
            move = np.zeros(len(_AT))
            for history, by in ((first, -1.0), (second, -1.0), *((one, 1.0) for one in made)):
                move[_AT[history]] += by
            part = np.where(whole > 0, chances[..., at] / np.where(whole > 0, whole, 1.0), 0.0)
            times = np.asarray(false_share * pairs * part)[..., None]
            state = state + times * move
            yield times, move


def _missed(sensitivity: float, together: float = TOGETHER) -> Array:
    """(7, 7): what true people (columns) are found as (rows), on average, when pairs are missed."""
    table = np.zeros((len(_AT), len(_AT)))
    for history, at in _AT.items():
        for chance, found in _outcomes(history, sensitivity, together):
            for one in found:
                table[_AT[one], at] += chance
    return table


def _outcomes(history: str, sensitivity: float, together: float = TOGETHER) -> list[tuple[float, tuple[str, ...]]]:
    """What becomes of one person: (chance, histories found)."""
    lists = [at for at, mark in enumerate(history) if mark == "1"]
    ways = ((together, _by_record(lists, sensitivity)), (1 - together, _by_pair(lists, sensitivity)))
    return [(share * chance, found) for share, outcomes in ways for chance, found in outcomes]


def _by_record(lists: list[int], sensitivity: float) -> list[tuple[float, tuple[str, ...]]]:
    """Each record is good for matching or not, so that two of them are with the chance of ``sensitivity``."""
    good, made = float(np.sqrt(sensitivity)), []
    for count in range(len(lists) + 1):
        for bad in combinations(lists, count):
            rest = [one for one in lists if one not in bad]
            found = (*((_history(*rest),) if rest else ()), *(_history(one) for one in bad))
            made.append((good ** len(rest) * (1 - good) ** count, found))
    return made


def _by_pair(lists: list[int], sensitivity: float) -> list[tuple[float, tuple[str, ...]]]:
    """Each pair is found or not; what two pairs hold together stays together."""
    hit, miss = sensitivity, 1 - sensitivity
    singles = tuple(_history(at) for at in lists)
    if len(lists) == 1:
        return [(1.0, singles)]
    if len(lists) == 2:
        return [(hit, (_history(*lists),)), (miss, singles)]
    split = [(hit * miss**2, (_history(*pair), _history(3 - sum(pair)))) for pair in combinations(lists, 2)]
    return [(hit**3 + 3 * hit**2 * miss, (_history(*lists),)), *split, (miss**3, singles)]


def _scatter(found: Array, linkage: Linkage) -> Array:
    """(7, 7): covariance of the counts found, given the true people: which pairs happened to be missed or false."""
    out = np.zeros((len(_AT), len(_AT)))
    true = np.maximum(_true(found, linkage), 0.0)
    for history, at in _AT.items():
        outcomes = _outcomes(history, linkage.sensitivity)
        counts = np.array([[one.count(h) for h in _AT] for _, one in outcomes], float)
        chances = np.array([chance for chance, _ in outcomes])
        middle = chances @ counts
        out += true[at] * ((counts * chances[:, None]).T @ counts - np.outer(middle, middle))
    missed = _missed(linkage.sensitivity)
    before = _unjoined(found, linkage.false_share, missed, ALONE)
    for times, move in _false(found, before, linkage.false_share, missed, ALONE):
        out += float(times[0]) * np.outer(move, move)
    return out


def _history(*lists: int) -> str:
    return "".join("1" if at in lists else "0" for at in range(LISTS))


def _check(histories: Histories) -> None:
    if len(histories.names) != LISTS:
        faults = Faults("histories")
        faults.add("registration-three-lists", found=len(histories.names))
        faults.raise_if_any()
