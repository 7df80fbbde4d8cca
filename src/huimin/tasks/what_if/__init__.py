"""What if: other points, targets or rule parameters of a scheme, tried on a finished run without writing anything.

A :class:`Basis` holds all that the trying needs of one run, in memory; :func:`what_if` scores a changed scheme on it
and says which areas move and why.
"""

from huimin.tasks.what_if.basis import Basis, basis_of
from huimin.tasks.what_if.comparing import try_document, what_if
from huimin.tasks.what_if.editing import Change, Editable, parse_changes
from huimin.tasks.what_if.result import AreaShift, ItemShift, Position, WhatIf

__all__ = [
    "AreaShift",
    "Basis",
    "Change",
    "Editable",
    "ItemShift",
    "Position",
    "WhatIf",
    "basis_of",
    "parse_changes",
    "try_document",
    "what_if",
]
