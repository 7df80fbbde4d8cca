"""What an engine must deliver: every element and window an assessment needs, rolled up for every area of the
tree.

An engine is asked for *leaves* (an atom and a span of months) and answers with a :class:`LeafTable`. What the
right answer is, is defined by :func:`huimin.indicators.reference.reference_table`, in plain Python; every
engine is tested against it. The rules, in words:

- A report belongs to a window if its period lies wholly inside. A figure that was not reported counts as
  nothing, never as 0: where nothing was reported the value is not known.
- Over time, per reporting area: ``sum`` adds the figures. ``last`` takes the latest figure whose period lies
  in the window or up to ``carry`` months before it; only areas in being on the window's last day count, so
  that a village that was merged away is not counted again beside the village it became part of. ``mean`` is
  the mean of the figures, weighted by the share of the window's periods in which the area was in being (a
  village that existed half of the year counts half).
- Over areas, on the tree of the day asked for: a figure belongs to the node its area is *at home* in that
  day. ``sum`` adds a node's own figures and those of everything below. ``own`` takes a node's own figure, and
  where it has none the sum of its children's values. ``none`` is a node's own figure and nothing else. A
  node's own figures are those of the area itself and of areas of the same level that became part of it;
  figures of a lower level that are at home in a node (their area was split, or ended) stand beside its
  children. For ``none``, where several areas became one, only the figure of the area itself counts (or, where
  it has none, that of the only one that has).
- ``10 ** decimals`` is divided out once, at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from huimin.areas import Areas, Tree
from huimin.figures.dictionary import Dictionary
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.language import Leaf

Span = tuple[str, int, int]
"""A form's code, and the first and last month of a window."""


@dataclass(frozen=True)
class FormCounts:
    """How many reports of a form a window has, per tree index, the area and everything below it together."""

    expected: NDArray[np.int32]
    received: NDArray[np.int32]
    on_time: NDArray[np.int32]


@dataclass(frozen=True)
class LeafTable:
    """The answer of an engine. All arrays run over the tree's indexes.

    Attributes:
        tree: the tree of the day asked for.
        values: in the element's unit; NaN where nothing was reported in the window.
        reported: the number of reports in the window that hold the atom, over the areas the value rests on.
        forms: the counts of reports for every span asked for, and for the form and window of every leaf.
    """

    tree: Tree
    values: Mapping[Leaf, NDArray[np.float64]]
    reported: Mapping[Leaf, NDArray[np.int32]]
    forms: Mapping[Span, FormCounts]


class Engine(Protocol):
    """Rolls reported figures up. ``Leaf.up`` is for whoever evaluates: engines only see ``up=0``."""

    def table(
        self,
        leaves: Iterable[Leaf],
        areas: Areas,
        day: date,
        dictionary: Dictionary,
        forms: Sequence[Form],
        spans: Iterable[Span] = (),
    ) -> LeafTable:
        """Every leaf, and the counts of every span, on the tree of ``day``."""

    def sql(
        self,
        leaves: Iterable[Leaf],
        areas: Areas,
        day: date,
        dictionary: Dictionary,
        forms: Sequence[Form],
        spans: Iterable[Span] = (),
    ) -> str:
        """The same as text that can be read and run."""


def owners(forms: Iterable[Form]) -> dict[str, Form]:
    """The form that each atom is reported on."""
    return {atom: form for form in forms for atom in form.atoms}


def periods_within(form: Form, first: int, last: int) -> tuple[Period, ...]:
    """The form's periods that lie wholly in the months ``first`` to ``last``, in order."""
    return tuple(Period(first, last).parts(form.frequency)) if first <= last else ()


def wanted_spans(leaves: Iterable[Leaf], forms: Sequence[Form], spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans asked for and those of the leaves, sorted, each once."""
    form_of = owners(forms)
    own = {(form_of[leaf.atom].code, leaf.first, leaf.last) for leaf in leaves if leaf.atom in form_of}
    return tuple(sorted(own | set(spans)))
