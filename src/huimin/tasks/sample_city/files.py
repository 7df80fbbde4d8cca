"""The workbooks of the city: which office sends which rows for which period, when, and what they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta, timezone

import numpy as np

from huimin.figures.dictionary import Dictionary
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.tasks.sample_city.chance import Floats, stream
from huimin.tasks.sample_city.model import Model
from huimin.tasks.sample_city.places import LEVELS, Places, Unit
from huimin.tasks.sample_city.settings import Word

BEIJING = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class FormFigures:
    """Figures of one form.

    Attributes:
        areas: keys of all areas that ever report it, old and new.
        truth: what is so, (periods, areas, atoms); NaN where an area does not exist in the period.
        reported: what the newest readable workbook says, cell for cell; NaN where none says anything.
    """

    form: Form
    periods: tuple[Period, ...]
    areas: tuple[str, ...]
    truth: Floats
    reported: Floats

    def at(self, period: Period, area: str) -> tuple[int, int]:
        """The indexes of a period and an area."""
        return self.periods.index(period), self.areas.index(area)


@dataclass(frozen=True)
class PlannedFile:
    """One workbook to be written.

    Attributes:
        name: its file name.
        sender: key of the area that sends it; ``office``: what the sending office calls itself.
        areas: keys as they stand in its rows; ``names`` the names beside them.
        values: (rows, atoms) as the sender means them; NaN is left blank.
        texts: what stands in a cell instead, by (row, atom) index.
        repeats: name of the file whose very bytes this one has.
        cut: whether the file broke off on its way.
        typed: how many of the last rows somebody typed in below those that were printed.
    """

    name: str
    form: str
    period: Period
    sender: str
    office: Word
    areas: tuple[str, ...]
    names: tuple[Word, ...]
    values: Floats
    received: datetime
    texts: Mapping[tuple[int, int], str] = field(default_factory=dict)
    repeats: str = ""
    cut: bool = False
    typed: int = 0


@dataclass
class Draft:
    """A workbook before it is sent; faults are planted here. Fields as in :class:`PlannedFile`.

    ``rows`` are indexes into the form's areas (-1: an area that nobody knows).
    """

    form: Form
    period: Period
    sender: Unit
    rows: list[int]
    areas: list[str]
    names: list[Word]
    values: Floats
    received: datetime
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    tail: str = ""
    repeats: str = ""
    cut: bool = False
    typed: int = 0

    @property
    def name(self) -> str:
        """``2024-01_990121100_松山镇_村居家庭服务月报表.xlsx``, with a tail where it was sent again."""
        made = f"{self.period.code}_{self.sender.key}_{self.sender.name.zh}_{self.form.zh}"
        return f"{made}{self.tail}.xlsx"

    def add_row(self, row: int, area: str, name: Word, values: Floats) -> None:
        """Type in a row below the last one."""
        self.typed += 1
        self.rows.append(row)
        self.areas.append(area)
        self.names.append(name)
        self.values = np.vstack([self.values, values[None]])

    def sealed(self, sender: Word) -> PlannedFile:
        """The workbook as it is sent; ``sender`` is the pattern of office names."""
        office = Word(sender.zh.format(area=self.sender.name.zh), sender.en.format(area=self.sender.name.en))
        return PlannedFile(
            name=self.name,
            form=self.form.code,
            period=self.period,
            sender=self.sender.key,
            office=office,
            areas=tuple(self.areas),
            names=tuple(self.names),
            values=self.values,
            received=self.received,
            texts=dict(self.texts),
            repeats=self.repeats,
            cut=self.cut,
            typed=self.typed,
        )


def figures_of(model: Model, dictionary: Dictionary, form: Form) -> FormFigures:
    """The true figures of a form; nothing is reported yet."""
    level, periods = form.reported_by[-1], model.periods(form.frequency)
    units = model.places.units[level]
    body = np.array([unit.body for unit in units])
    columns = [_column(model.figures(dictionary.element_of(atom).code), dictionary, atom) for atom in form.atoms]
    alive = model.places.alive(level, [period.last for period in periods])
    truth = np.where(alive[:, :, None], np.stack(columns, -1)[:, body], np.nan)
    return FormFigures(form, periods, tuple(unit.key for unit in units), truth, np.full(truth.shape, np.nan))


def _column(values: Floats, dictionary: Dictionary, atom: str) -> Floats:
    """The (periods, bodies) figures of one atom."""
    ways = dictionary.element_of(atom).by
    codes = atom.split(".")[1:]
    at = tuple([c.code for c in way.categories].index(code) for way, code in zip(ways, codes, strict=True))
    for place in reversed(at):
        values = values[..., place]
    return values


def drafts_of(figures: FormFigures, places: Places, seed: int) -> Iterator[Draft]:
    """A clean workbook for every sender and period of a form, in time."""
    form, level = figures.form, figures.form.reported_by[-1]
    rng = stream(seed, "received", form.code)
    # A judgement sheet has no sender of its own: the assessors of the city fill in one for all areas.
    by = form.submitted_by or "city"
    # Judgement is done within a month, so that an assessment need not wait for it until its last day.
    early = (-min(form.due_days - 1, 8), 0) if form.submitted_by else (-40, -32)
    units, sender_of = places.units[level], _senders(places, level, by)
    for number, period in enumerate(figures.periods):
        if not form.in_force(period):
            continue
        rows: dict[int, list[int]] = {}
        for index, unit in enumerate(units):
            if unit.first <= period.last <= unit.last:
                rows.setdefault(sender_of[index], []).append(index)
        for sender, chosen in sorted(rows.items()):
            yield Draft(
                form=form,
                period=period,
                sender=places.units[by][sender],
                rows=chosen,
                areas=[units[i].key for i in chosen],
                names=[units[i].name for i in chosen],
                values=figures.truth[number, chosen].copy(),
                received=moment(rng, form, period, *early),
            )


def _senders(places: Places, level: str, submitted_by: str) -> list[int]:
    """For each unit of ``level``: the index of the unit above (or itself) that sends its workbook."""
    found = list(range(len(places.units[level])))
    for below in LEVELS[LEVELS.index(level) : LEVELS.index(submitted_by)]:
        found = [places.units[below][i].parent for i in found]
    return found


def moment(rng: np.random.Generator, form: Form, period: Period, first: int, last: int) -> datetime:
    """A moment in office hours, ``first`` to ``last`` days after the report was due (negative: before)."""
    day = form.due(period) + timedelta(days=int(rng.integers(first, last + 1)))
    minutes = int(rng.integers(8 * 60 + 30, 17 * 60 + 30))
    return datetime.combine(day, time(minutes // 60, minutes % 60, int(rng.integers(60))), BEIJING)
