"""The pairs of two encoded lists that people may be asked about: those that were matched, and no others.

Of the pairs that a matching missed, encodings show few: they differ in what is hashed. On invented lists 11 to 25 per
cent of the missed pairs share a hash or have filters that are close where one list lacks many names, 73 at most where
none does, against 87 and more of what open lists miss, so a recall estimated from them would be far too good. Matched
pairs can be drawn in full, so their precision can be told; and an office that is asked about one of them learns of no
child that it has not got itself, unless the pair is false.
"""

from __future__ import annotations

import numpy as np

from huimin.reconciliation.cascade import Links
from huimin.reconciliation.keys import NONE
from huimin.reconciliation.private.encoding import Encoding
from huimin.reconciliation.review.frame import BANDS, MADE, Frame


def matched_frame(first: Encoding, second: Encoding, links: Links) -> Frame:
    """The matched pairs, in bands by what share of the hashes that both records have agree."""
    one, two = first.hashes[links.first], second.hashes[links.second]
    both = (one != NONE) & (two != NONE)
    share = ((one == two) & both).sum(axis=1) / np.maximum(both.sum(axis=1), 1)
    band = np.minimum((share * BANDS).astype(np.int8), BANDS - 1)
    kind = np.full(len(links), MADE, np.int8)
    return Frame(links.first, links.second, share.astype(np.float32), kind, band, links.step)
