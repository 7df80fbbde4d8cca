"""The known name nearest to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher


def nearest(name: str, known: Iterable[str], cutoff: float = 0.5) -> str:
    """Return the entry of ``known`` most like ``name``, or ``""`` where none is alike enough.

    Likeness is the ratio of difflib's longest matching blocks (Ratcliff and Obershelp), 0 to 1; ties go to the
    name that sorts first, so that messages are the same on every run.
    """
    folded = name.casefold()
    best, best_ratio = "", cutoff
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(folded)
    for candidate in sorted(set(known)):
        matcher.set_seq1(candidate.casefold())
        if matcher.real_quick_ratio() > best_ratio and matcher.ratio() > best_ratio:
            best, best_ratio = candidate, matcher.ratio()
    return best
