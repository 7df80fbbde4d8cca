"""A clerical review: pairs drawn and laid side by side; ``answers`` tells what comes of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from huimin.reconciliation.names import Names
from huimin.reconciliation.newborns import placeholder
from huimin.reconciliation.places import Places
from huimin.reconciliation.readings import DOUBLE, SURNAMES, Readings
from huimin.reconciliation.review import marking
from huimin.reconciliation.review.drawing import draw
from huimin.reconciliation.review.frame import frame
from huimin.reconciliation.review.weights import FIELDS, Weights, learn
from huimin.tasks.reconcile.comparing import Compared, Pairing

SHOWN = ("name", "sex", "birth", "weight", "order", "mother", "identity", "mother_identity", "area")
"""The fields that a reader sees. The record number is none of them: the question needs it not."""
BUDGETS = (0, 100, 200, 400, 800)
USUAL = 200
Texts = Callable[[int, NDArray[np.int64]], list[dict[str, str]]]
"""(list, rows) -> the texts of each row by field."""


@dataclass(frozen=True)
class Told:
    """A pair as it is kept under lock until the lists go.

    Attributes:
        texts: by field what each side wrote; identity numbers are veiled already.
        sorts, bits: by field of ``review.weights`` how they compare and what that says.
        step: the step that made the pair, ``""`` for one that was not made. stratum: of the frame.
    """

    texts: Mapping[str, tuple[str, str]]
    sorts: Mapping[str, int]
    bits: Mapping[str, float]
    step: str
    stratum: int


@dataclass(frozen=True, eq=False)
class Drawn:
    """The review of two lists.

    Attributes:
        left, right: numbers of the lists. sizes, taken: pairs of the frame and pairs drawn, by stratum.
        pairs: those drawn, in the order in which they are read. weights: by field and outcome, for the page.
    """

    left: int
    right: int
    sizes: tuple[int, ...]
    taken: tuple[int, ...]
    pairs: tuple[Told, ...]
    weights: Mapping[str, Mapping[int, float]]

    def plain(self) -> dict[str, Any]:
        """As plain data, for :meth:`of`."""
        return asdict(self)

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Drawn:
        """From plain data that went through JSON."""
        weights = {field: {int(sort): bits for sort, bits in told.items()} for field, told in plain["weights"].items()}
        pairs = tuple(
            Told({field: (one, two) for field, (one, two) in told["texts"].items()}, told["sorts"], told["bits"],
                 told["step"], told["stratum"])
            for told in plain["pairs"]
        )  # fmt: skip
        return cls(plain["left"], plain["right"], tuple(plain["sizes"]), tuple(plain["taken"]), pairs, weights)


def draw_review(made: Compared, pairing: Pairing, texts: Texts, budget: int, seed: int) -> Drawn:
    """Draw the pairs of two lists that are to be read.

    Args:
        budget: how many pairs. seed: of the draw.
    """
    first, second = (made.lists[at].records for at in (pairing.left, pairing.right))
    weights = learn(first, second, (pairing.links.first, pairing.links.second), seed)
    whole = frame(first, second, pairing.links, weights)
    chosen, taken = draw(whole, budget, seed)
    one, two = whole.first[chosen], whole.second[chosen]
    bits, sorts = weights.of(first, one, second, two)
    sides = texts(pairing.left, one), texts(pairing.right, two)
    pairs = tuple(
        Told(_side_by_side(sides[0][at], sides[1][at]), {field: int(sorts[field][at]) for field in FIELDS},
             {field: round(float(bits[at, number]), 2) for number, field in enumerate(FIELDS)},
             pairing.links.steps[whole.step[at_frame]] if whole.step[at_frame] >= 0 else "",
             int(whole.stratum[at_frame]))
        for at, at_frame in enumerate(chosen.tolist())
    )  # fmt: skip
    return Drawn(pairing.left, pairing.right, tuple(whole.sizes.tolist()), tuple(taken.tolist()), pairs,
                 _usual_bits(weights, first.name, first.mother))  # fmt: skip


def _side_by_side(one: Mapping[str, str], two: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """What each side wrote, by field; fields that neither filled are left out, and identity numbers but in both."""
    out: dict[str, tuple[str, str]] = {}
    for field in SHOWN:
        pair = one.get(field, "").strip(), two.get(field, "").strip()
        if field.endswith("identity"):
            out |= {field: marking.veiled_pair(*pair)} if all(pair) else {}
        elif any(pair):
            out[field] = pair
    return out


def _usual_bits(weights: Weights, name: Names, mother: Names) -> dict[str, dict[int, float]]:
    """What each outcome says; for equal names that of a name of middling frequency."""
    out = {field: {int(sort): round(bits, 2) for sort, bits in told.items()} for field, told in weights.bits.items()}
    for field, names in (("name", name), ("mother", mother)):
        rows = np.flatnonzero(names.codes >= 0)
        if field in weights.shares and len(rows):
            keys, shares = weights.shares[field]
            middle = float(np.median(shares[np.searchsorted(keys, names.key("whole", rows))]))
            out.setdefault(field, {})[7] = round(float(np.log2(weights.same[field] / middle)), 2)
    return out


# --- for the eyes of a reader


@dataclass(frozen=True)
class Line:
    """A field of a pair.

    Attributes:
        field: its name. left, right: what each side wrote, differing characters marked.
        read_left, read_right: how names are read, differing syllables marked. sort: how it compares.
        stands_in: the name of one is a placeholder (张三之子).
    """

    field: str
    left: marking.Marked
    right: marking.Marked
    read_left: marking.Marked = ()
    read_right: marking.Marked = ()
    sort: int = -1
    stands_in: bool = False


def lines(told: Told, readings: Readings, places: Places, lang: str) -> tuple[Line, ...]:
    """A pair side by side."""
    out = []
    for field in SHOWN:
        if field not in told.texts:
            continue
        one, two = told.texts[field]
        if field == "area":
            one, two = (place_words(text, places, lang) for text in (one, two))
        named = field in ("name", "mother")
        heard = _heard(reading_of(one, readings), reading_of(two, readings)) if named else ((), ())
        stands_in = field == "name" and bool(placeholder(one) or placeholder(two))
        sort = told.sorts.get("place" if field == "area" else field, -1)
        sides = (marking.plain(one), marking.plain(two)) if stands_in else marking.mark(one, two)
        out.append(Line(field, *sides, *(((), ()) if stands_in else heard), sort, stands_in))
    return tuple(out)


def place_words(text: str, places: Places, lang: str) -> str:
    """An area with its name, where it is known."""
    town, county = places.spot(text)
    names = [places.name(number, lang) for number in (county, town) if number]
    known = " ".join(dict.fromkeys(name for name in names if name and name not in text))
    return f"{known} {text}" if known else text


def _heard(one: Sequence[str], two: Sequence[str]) -> tuple[marking.Marked, marking.Marked]:
    """Two readings, a syllable the unit of what differs."""
    if not one or not two or one == two:
        return tuple(marking.Part(word, False) for word in one), tuple(marking.Part(word, False) for word in two)
    longer = max(len(one), len(two))
    same = [at < min(len(one), len(two)) and one[at] == two[at] for at in range(longer)]
    return (tuple(marking.Part(word, not same[at]) for at, word in enumerate(one)),
            tuple(marking.Part(word, not same[at]) for at, word in enumerate(two)))  # fmt: skip


def reading_of(name: str, readings: Readings) -> tuple[str, ...]:
    """The syllables of a Chinese name with their tones, surnames by their own readings; empty for other letters."""
    head = name[:2] if name[:2] in DOUBLE else name[:1]
    words = [*SURNAMES.get(head, " ".join(readings.syllable(one) for one in head)).split(),
             *(readings.syllable(one) for one in name[len(head) :])]  # fmt: skip
    return tuple(marking.spoken(word) for word in words if word)
