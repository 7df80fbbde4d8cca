"""One publication: everything that stands on the public site, decided and named, before anybody draws or writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from huimin.areas import Tree
from huimin.assessment.binding import bind_scheme
from huimin.disclosure.ledger import Ledger
from huimin.disclosure.protecting import Protected
from huimin.disclosure.report import in_words
from huimin.figures.dictionary import Element
from huimin.figures.periods import Period
from huimin.findings import Finding
from huimin.indicators.definitions import Indicator
from huimin.indicators.engine import Engine
from huimin.language import describe, parse
from huimin.tasks.definitions import Definitions
from huimin.tasks.maps import Map
from huimin.tasks.open_data.cards import PublicRun, hidden_items, public_run
from huimin.tasks.open_data.history import Change, Publication
from huimin.tasks.open_data.settings import OpenData
from huimin.tasks.open_data.values import Count, Value, counts, indicator_values, leaves_of, offered
from huimin.tasks.protect import protect_workspace

LANGS = ("zh", "en")


class Finished(Protocol):
    """A finished run, as far as publishing reads it."""

    @property
    def run(self) -> str:
        """Its name."""

    @property
    def described(self) -> Mapping[str, Any]:
        """What is the same for all areas."""

    def records(self) -> Iterable[Mapping[str, Any]]:
        """Every assessed area's record."""


@dataclass(frozen=True)
class Source:
    """What a publication is made from.

    Attributes:
        runs: the finished runs to publish, each with the definitions it was made by.
        map_of: the boundaries of a level, None where there are none.
        last: the last month that is published.
    """

    definitions: Definitions
    engine: Engine
    settings: OpenData
    runs: Sequence[tuple[Finished, Definitions]]
    ledger: Ledger
    map_of: Callable[[str], Map | None]
    first: Period
    last: Period


@dataclass(frozen=True)
class Site:
    """All that is public. Numbers that must not be told are not in it anywhere.

    Attributes:
        areas: keys of the areas that are published, in the order of the tree.
        values: indicators; ``counts``: what was counted.
        runs: assessments, the latest last.
        told: the report of the protection, by language.
        shown: the counts that are shown, exact or rounded, for the ledger.
        number, day: of this publication; ``history``: all publications, this one last.
        changes: what was told otherwise before.
    """

    definitions: Definitions
    settings: OpenData
    tree: Tree
    areas: tuple[str, ...]
    values: Sequence[Value]
    counts: Sequence[Count]
    runs: Sequence[PublicRun]
    maps: Mapping[str, Map]
    told: Mapping[str, str]
    last: Period
    findings: tuple[Finding, ...] = ()
    shown: tuple[tuple[str, tuple[int, int], str, int, int], ...] = field(default=(), repr=False)
    history: tuple[Publication, ...] = ()
    changes: tuple[Change, ...] = ()
    draft: bool = False

    @property
    def simulated(self) -> bool:
        """Whether the figures are invented."""
        return self.definitions.title.simulated

    @property
    def day(self) -> date:
        """The day of this publication: that of its data."""
        return self.history[-1].day if self.history else self.last.end

    def title(self, lang: str) -> str:
        """The title of the workspace."""
        return self.definitions.title.name(lang)

    def publisher(self, lang: str) -> str:
        """Who publishes."""
        return self.settings.publisher.get(lang) or self.title(lang)

    def name(self, key: str, lang: str) -> str:
        """The name of an area; its key where it has none."""
        row = self.tree.index(key)
        return (self.tree.name(row, lang) if row is not None else "") or key

    def level(self, key: str) -> str:
        """The code of an area's level."""
        row = self.tree.index(key)
        return self.tree.level[row] if row is not None else ""

    def parent(self, key: str) -> str:
        """The key of the nearest area above that is published; empty for the highest."""
        row = self.tree.index(key)
        at = int(self.tree.parent[row]) if row is not None else -1
        while at >= 0 and self.tree.keys[at] not in self._published:
            at = int(self.tree.parent[at])
        return self.tree.keys[at] if at >= 0 else ""

    def below(self, key: str) -> list[str]:
        """The published areas right below one."""
        return self._below.get(key, [])

    @cached_property
    def _published(self) -> frozenset[str]:
        return frozenset(self.areas)

    @cached_property
    def _below(self) -> dict[str, list[str]]:
        made: dict[str, list[str]] = {}
        for key in self.areas:
            made.setdefault(self.parent(key), []).append(key)
        return made

    @cached_property
    def years(self) -> tuple[str, ...]:
        """The whole years that are published, the earliest first."""
        return tuple(sorted({one.period for one in self.values if len(one.period) == 4}))

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators that are published, in the order of their definitions."""
        there = {one.indicator for one in self.values}
        return tuple(one for one in self.definitions.names if one.code in there)

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """The elements whose counts are published."""
        there = {one.column.split(".")[0] for one in self.counts}
        return tuple(one for one in self.definitions.dictionary.elements if one.code in there)

    @cached_property
    def by_area(self) -> dict[tuple[str, str], dict[str, Value]]:
        """(area, period) -> indicator -> value."""
        made: dict[tuple[str, str], dict[str, Value]] = {}
        for one in self.values:
            made.setdefault((one.area, one.period), {})[one.indicator] = one
        return made

    @cached_property
    def by_indicator(self) -> dict[tuple[str, str], dict[str, Value]]:
        """(indicator, period) -> area -> value."""
        made: dict[tuple[str, str], dict[str, Value]] = {}
        for one in self.values:
            made.setdefault((one.indicator, one.period), {})[one.area] = one
        return made

    @cached_property
    def periods(self) -> dict[str, tuple[str, ...]]:
        """Indicator -> the periods it is published for, in the order of time, short ones first."""
        made: dict[str, dict[str, None]] = {}
        for one in self.values:
            made.setdefault(one.indicator, {})[one.period] = None
        return {code: tuple(sorted(found, key=_by_time)) for code, found in made.items()}

    def column_name(self, column: str, lang: str) -> str:
        """The name of a counted column: the element's, with its parts."""
        symbol = self.definitions.names.resolve(tuple(column.split(".")))
        return (symbol.zh if lang == "zh" else symbol.en) if symbol else column

    def formula(self, one: Indicator, lang: str) -> str:
        """An indicator's formula in words."""
        return describe(parse(one.text), self.definitions.names, lang)


def _by_time(code: str) -> tuple[int, int]:
    period = Period.of(code)
    return period.last, period.first


def protect_source(source: Source) -> Protected:
    """Run the protection over all that a publication would show."""
    return protect_workspace(
        source.definitions, source.engine, source.first, source.last, source.settings.policy, source.ledger
    )


def gather(source: Source, protected: Protected) -> Site:
    """Decide what is shown, value by value and card by card."""
    definitions, tree = source.definitions, protected.tree
    bound = offered(definitions, protected.public)
    schemes = [
        (finished, bind_scheme(own.scheme(finished.described["scheme"]["code"]), own.names,
                               Period.of(finished.described["period"])))
        for finished, own in source.runs
    ]  # fmt: skip
    leaves = leaves_of(bound).union(*(scheme.leaves() for _, scheme in schemes))
    known = {atom for form in definitions.forms for atom in form.atoms}
    table = source.engine.table(
        {leaf for leaf in leaves if leaf.atom in known}, definitions.areas, source.last.end, definitions.dictionary,
        definitions.forms,
    )  # fmt: skip
    runs = [
        public_run(finished.run, finished.described, list(finished.records()),
                   hidden_items(scheme, protected, table), protected)
        for finished, scheme in schemes
    ]  # fmt: skip
    levels = [level for level, windows in protected.public.items() if windows]
    return Site(
        definitions, source.settings, tree,
        tuple(key for key, level in zip(tree.keys, tree.level, strict=True) if level in levels),
        indicator_values(definitions, protected, table, bound), counts(definitions, protected), runs,
        {level: found for level in levels if (found := source.map_of(level)) is not None},
        {lang: in_words(protected, lang) for lang in LANGS}, source.last, protected.findings,
        tuple(protected.told()),
    )  # fmt: skip
