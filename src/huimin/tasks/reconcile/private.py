"""Encoded lists compared: the same coverage, counts and record numbers as of open ones, without a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from huimin.reconciliation.cascade import Links
from huimin.reconciliation.compare import MISSING, SAME, SOUND, compare_numbers
from huimin.reconciliation.keys import Keys, Rows
from huimin.reconciliation.names import Names
from huimin.reconciliation.private.encoding import MONTHS, Encoding
from huimin.reconciliation.private.frame import matched_frame
from huimin.reconciliation.private.matching import cascade_encoded
from huimin.reconciliation.private.matching import compare_encoded as sorts_of
from huimin.reconciliation.records import Records
from huimin.reconciliation.review.drawing import draw
from huimin.reconciliation.steps import STEPS
from huimin.tasks.reconcile.comparing import Compared, Pairing, Wanted, compare
from huimin.tasks.reconcile.ports import Sent
from huimin.tasks.reconcile.reviewing import Drawn, Told
from huimin.writing.blocks import Block, Heading, Items, Paragraph, line

_SAME = {"name": SAME, "mother": SAME}


@dataclass(frozen=True, eq=False)
class Coarse(Records):
    """What stays plain of an encoded list: month of birth and county. ``repeated``: rows that repeat an earlier one."""

    repeated: NDArray[np.bool_] = field(kw_only=True)

    @cached_property
    def duplicate_of(self) -> Rows:
        """A repeated row counts as one of another, whichever it was."""
        return np.where(self.repeated, -1, np.arange(len(self)))


def coarse_records(encoding: Encoding, county: NDArray[np.int32]) -> Coarse:
    """The plain part of an encoded list.

    Args:
        county: by row, the number of the area; 0 not known or not told.
    """
    size = len(encoding)
    none: Keys = np.zeros(0, np.uint64)
    nameless = Names(np.full(size, -1, np.int32), np.zeros((0, 24), np.uint32), *(none,) * 7)
    months = (encoding.month.astype(np.int64) - 1970 * 12).astype("datetime64[M]")
    days = np.where(encoding.month < 0, -1, months.astype("datetime64[D]").astype(np.int64)).astype(np.int32)
    nothing = np.zeros(size, np.int64)
    return Coarse(nameless, nameless, nothing, nothing, days, nothing.astype(np.int8), nothing.astype(np.int32),
                  nothing.astype(np.int8), county, county, repeated=encoding.repeated)  # fmt: skip


def compare_encoded(lists: Sequence[Sent], encodings: Sequence[Encoding], wanted: Wanted, months: str) -> Compared:
    """Compare two or three encoded lists.

    Args:
        lists: their plain parts. months: how much of the birth date is plain; the last part counts whole.

    Raises:
        Invalid: as :func:`huimin.tasks.reconcile.comparing.compare`.
    """

    def pair(every: Sequence[Sent], left: int, right: int) -> Pairing:
        links = cascade_encoded(encodings[left], encodings[right])
        kinds = _names(encodings[left], encodings[right], links)
        county = (every[left].records.county[links.first], every[right].records.county[links.second])
        kinds["area"] = compare_numbers(*county)
        sorts = {field: _counts(found) for field, found in kinds.items()}
        unlike = {field: np.flatnonzero((found >= 0) & (found < _SAME.get(field, 1))) for field, found in kinds.items()}
        differing = {field: (at, kinds[field][at]) for field, at in unlike.items()}
        nobody = np.zeros(0, np.int64)
        return Pairing(left, right, links, (nobody, nobody), sorts, (), differing)

    made = compare(lists, wanted, pairer=pair)
    if wanted.last is not None:
        return made
    assert made.wanted.last is not None
    return replace(made, wanted=replace(made.wanted, last=made.wanted.last + MONTHS[months] - 1))


def draw_encoded(made: Compared, pairing: Pairing, encodings: Sequence[Encoding], budget: int, seed: int) -> Drawn:
    """Draw matched pairs of two encoded lists. Of each side only its code is told, as the field ``number``.

    Args:
        budget: how many pairs. seed: of the draw.
    """
    whole = matched_frame(encodings[pairing.left], encodings[pairing.right], pairing.links)
    chosen, taken = draw(whole, budget, seed)
    codes = (made.lists[pairing.left].numbers_at(whole.first[chosen]),
             made.lists[pairing.right].numbers_at(whole.second[chosen]))  # fmt: skip
    pairs = tuple(
        Told({"number": (one, two)}, {}, {}, pairing.links.steps[whole.step[at]], int(whole.stratum[at]))
        for at, one, two in zip(chosen.tolist(), *codes, strict=True)
    )
    return Drawn(pairing.left, pairing.right, tuple(whole.sizes.tolist()), tuple(taken.tolist()), pairs, {})


def _names(one: Encoding, two: Encoding, links: Links) -> dict[str, NDArray[np.int8]]:
    """How the names of pairs compare; not told (-1) where the birth dates differ, since their filters then do too."""
    same_day = np.array(["birth" in step.key for step in STEPS])[links.step]
    found = {}
    for which in ("name", "mother"):
        sorts = sorts_of(which, one, links.first, two, links.second)
        # Filters cannot tell the same name from another of the same sound.
        whole = np.where(sorts == SOUND, SAME, sorts)
        found[which] = np.where(same_day, whole, MISSING).astype(np.int8)
    return found


def _counts(found: NDArray[np.int8]) -> dict[int, int]:
    values, counts = np.unique(found, return_counts=True)
    return dict(zip(values.tolist(), counts.tolist(), strict=True))


def remarks(months: str, areas: str, label: str, lang: str) -> Iterator[Block]:
    """What a reader of the report must know of a comparison of encodings."""
    zh = lang == "zh"
    yield Heading("加密编码比对的说明" if zh else "About matching on encodings")
    parts = {"month": ("月", "the month"), "quarter": ("季度", "the quarter"), "year": ("年", "the year")}[months]
    told = [
        (f"双方用共同的密钥把名单变成编码后交来（批次标签“{label}”），姓名、证件号码、出生日期都没有出现；名单里只有出生{parts[0]}"
         f"{'和县级地区' if areas == 'county' else ''}是明文。",
         f"Both sides sent keyed encodings of their lists (label “{label}”); no name, number or birth date was in them. Plain were only "
         f"{parts[1]} of birth{' and the county' if areas == 'county' else ''}."),
        ("步骤与比对原始名单相同，但体重、多胎次序的矛盾查不出来，出生日期不同时也看不出是不是笔误，只要求姓名、母亲姓名和性别相符且都只此一人。",
         "The steps are those for open lists, but contradictions of weight or birth order cannot be seen; nor, where birth dates differ, whether it is a slip: then both names and the sex must agree and be borne once in each list."),
        ("姓名只能比到读音或差一字，分不清的不能由人看着原文核对，剩下的也不做加权比对。",
         "Names can only be compared by sound and to one character. Nobody can look at pairs that stay open, and what is left is not weighed."),
        ("给各单位的文件里是各单位自己的代码，由该单位用自己留存的对照表换回记录编号。",
         "The files for the offices name their own codes, which each office turns back into record numbers with the table that it kept."),
    ]  # fmt: skip
    if MONTHS[months] > 1:
        told.append((f"出生月份只到{parts[0]}，表中写的是其第一个月。",
                     f"Births are told to {parts[1]} only; tables name its first month."))  # fmt: skip
    yield Items(tuple(line(one[0] if zh else one[1]) for one in told))
    limits = ("编码不等于匿名：谁既有密钥又有对方的编码，就能逐个试出姓名。因此比对应由不掌握密钥的一方来做。",
              "An encoding is not anonymous: whoever has the key and the other side's encoding can try out names one by one. A third office without the key should do the matching.")  # fmt: skip
    yield Paragraph(line(limits[0] if zh else limits[1]), kind="note")
