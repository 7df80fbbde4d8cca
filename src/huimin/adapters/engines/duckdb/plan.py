"""The plan: which file is read for which window, so that no column of any month is read twice.

The windows of a form are cut into *segments*: the smallest set of disjoint stretches of its periods of which
every window is a union. Each segment is added up once; a window is the sum of its segments (for ``last``: the
latest of its segments that has a figure).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from huimin.figures.dictionary import Dictionary, Element
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.indicators.engine import Span, owners, periods_within, wanted_spans
from huimin.language import Leaf

Window = tuple[int, int]
"""First and last month."""


@dataclass(frozen=True)
class PeriodFile:
    """The wide file of one period."""

    period: Period
    path: Path


@dataclass(frozen=True)
class Segment:
    """Neighbouring periods that every window holds either wholly or not at all."""

    number: int
    files: tuple[PeriodFile, ...]

    @property
    def first(self) -> int:
        """First month."""
        return self.files[0].period.first

    @property
    def last(self) -> int:
        """Last month."""
        return self.files[-1].period.last


@dataclass(frozen=True)
class FormPlan:
    """What is read from the files of one form.

    Attributes:
        segments: in order of time.
        leaves: those of the form's atoms, by atom and window.
        spans: the windows whose reports are counted.
    """

    form: Form
    segments: tuple[Segment, ...]
    leaves: tuple[Leaf, ...]
    spans: tuple[Window, ...]

    @property
    def files(self) -> tuple[PeriodFile, ...]:
        """Every file that is read, in order of time."""
        return tuple(file for segment in self.segments for file in segment.files)

    def segments_in(self, first: int, last: int) -> tuple[Segment, ...]:
        """The segments that make up a window."""
        return tuple(s for s in self.segments if first <= s.first and s.last <= last)

    def by_atom(self) -> dict[str, tuple[Leaf, ...]]:
        """The leaves of each atom."""
        found: dict[str, tuple[Leaf, ...]] = {}
        for leaf in self.leaves:
            found[leaf.atom] = (*found.get(leaf.atom, ()), leaf)
        return found


@dataclass(frozen=True)
class Plan:
    """The plans of all forms; ``homeless`` are leaves whose atom stands on no form (nothing is ever
    reported)."""

    forms: tuple[FormPlan, ...]
    homeless: tuple[Leaf, ...]


def reach(leaf: Leaf, element: Element) -> Window:
    """The months in which figures count for a leaf: its window, and for ``last`` the months it may reach
    back."""
    return leaf.first - (element.carry if element.over_time == "last" else 0), leaf.last


def find_files(folder: Path, form: Form) -> dict[Period, Path]:
    """The wide files there are for a form."""
    return {Period.of(path.stem): path for path in sorted((folder / form.code).glob("*.parquet"))}


def make_plan(
    leaves: Iterable[Leaf], dictionary: Dictionary, forms: Sequence[Form], folder: Path, spans: Iterable[Span]
) -> Plan:
    """Plan the reading of all leaves and spans from the wide files in ``folder``."""
    leaves, form_of = sorted(set(leaves)), owners(forms)
    wanted = wanted_spans(leaves, forms, spans)
    plans = []
    for form in forms:
        own = tuple(leaf for leaf in leaves if form_of.get(leaf.atom) is form)
        windows = tuple((first, last) for code, first, last in wanted if code == form.code)
        reaches = {reach(leaf, dictionary.element_of(leaf.atom)) for leaf in own}
        if own or windows:
            segments = cut(form, reaches | set(windows), find_files(folder, form))
            plans.append(FormPlan(form, segments, own, windows))
    return Plan(tuple(plans), tuple(leaf for leaf in leaves if leaf.atom not in form_of))


def cut(form: Form, windows: Iterable[Window], files: Mapping[Period, Path]) -> tuple[Segment, ...]:
    """The segments of these windows. Periods without a file are left out."""
    members: dict[Period, list[int]] = {}
    for number, (first, last) in enumerate(sorted(set(windows))):
        for period in periods_within(form, first, last):
            if period in files:
                members.setdefault(period, []).append(number)
    runs: list[list[Period]] = []
    for period in sorted(members):
        if runs and members[runs[-1][-1]] == members[period]:
            runs[-1].append(period)
        else:
            runs.append([period])
    return tuple(
        Segment(number, tuple(PeriodFile(period, files[period]) for period in run)) for number, run in enumerate(runs)
    )
