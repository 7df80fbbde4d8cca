"""The cohort-component method: people grow older, some die, some move, and women have children.

Preston, Heuveline and Guillot (2001), Demography: Measuring and Modeling Population Processes, chapter 6; the same
steps as the United Nations Population Division's ``project_ccmpp_z_by_z``. A projection says what would follow from its
assumptions. It is no goal, for areas or for people.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from huimin.demography.ages import FEMALE, Ages
from huimin.demography.projection.check import check_inputs, check_not_negative
from huimin.demography.projection.outcome import Projection
from huimin.demography.projection.rates import END, Floats, Mothers, Rates, Timing, Unit


def project(
    population: Floats,
    rates: Rates,
    ages: Ages,
    first_year: int = 0,
    timing: Timing = END,
    mothers: Mothers = Mothers.PRESENT,
    flows: bool = True,
    floor: float | None = None,
    check: bool = True,
) -> Projection:
    """Carry a population forward, one step of the age groups' width at a time.

    Args:
        population: (..., 2, ages) women and men at the start, in persons or thousands.
        rates: of every step; leading axes broadcast with those of the population.
        ages: the age groups, single years or wider ones; a step is as long as a group is wide.
        first_year: the year of the population given.
        timing: when people migrate.
        mothers: which women births are counted from.
        flows: keep deaths and migrants by age as well; for many trajectories leave them out.
        floor: where more people would leave than there are, keep at least this many in the group, and count fewer as
            having left; with None that is an error.
        check: look at the input first; a caller who has done so may save the time.

    Returns:
        People (..., steps + 1, 2, ages), births (..., steps, 2) and, where kept, flows (..., steps, 2, ages).

    Raises:
        Invalid: every fault of the input, with its step, sex and age and what was expected; or more emigrants than
            people, where no floor is given.
    """
    population = np.asarray(population, dtype=np.float64)
    if check:
        check_inputs(population, rates, ages, first_year)
    run = _Run(population, rates, ages, timing, mothers, flows, floor)
    for step in range(rates.steps):
        run.step(step)
    done = run.done(first_year)
    if floor is None and rates.migration is not None:
        check_not_negative(done.population, ages, first_year)
    return done


@dataclass(slots=True)
class _Flows:
    """Deaths and migrants, step first."""

    deaths: Floats
    early: Floats
    late: Floats


class _Run:
    """A projection under way. Its arrays have the step in front, so that each step is one piece of memory."""

    def __init__(
        self,
        population: Floats,
        rates: Rates,
        ages: Ages,
        timing: Timing,
        mothers: Mothers,
        flows: bool,
        floor: float | None,
    ) -> None:
        self.rates, self.ages, self.timing, self.mothers, self.floor = rates, ages, timing, mothers, floor
        lead = np.broadcast_shapes(population.shape[:-2], rates.lead)
        shape = (*lead, 2, ages.count)
        self.people = np.empty((rates.steps + 1, *shape))
        self.people[0] = population
        self.births = np.empty((rates.steps, *lead, 2))
        self.flows = _Flows(*(np.zeros((rates.steps, *shape)) for _ in range(3))) if flows else None
        self.fertile = _fertile(rates.fertility)

    def step(self, step: int) -> None:
        """From one count of the people to the next."""
        start, end = self.people[step], self.people[step + 1]
        early, late = self._migrants(step, start)
        exposed = start if early is None else start + early
        end[..., 0] = 0.0
        self._survive(step, exposed, end)
        born_after = late is not None and self.mothers is Mothers.PRESENT and self.timing.early == 0.0
        if late is not None and not born_after:
            late = self._arrive(end, late, slice(1, None))
        counted = start if self.mothers is Mothers.ALL_MIGRANTS else exposed
        self._bear(step, counted, end)
        if late is not None:
            late = self._arrive(end, late, slice(None) if born_after else slice(0, 1))
        if self.flows is not None:
            self._note(step, exposed, early, late)

    def done(self, first_year: int) -> Projection:
        """What came out, with the axis of the steps in its place."""
        flows = self.flows
        return Projection(
            self.ages,
            first_year,
            np.moveaxis(self.people, 0, -3),
            np.moveaxis(self.births, 0, -2),
            None if flows is None else np.moveaxis(flows.deaths, 0, -3),
            None if flows is None else np.moveaxis(flows.early, 0, -3),
            None if flows is None else np.moveaxis(flows.late, 0, -3),
        )

    def _migrants(self, step: int, start: Floats) -> tuple[Floats | None, Floats | None]:
        """Who comes at the start of the step and who at its end; None where nobody does."""
        given = self.rates.migration
        if given is None:
            return None, None
        moved = given[..., step, :, :]
        if self.rates.unit is Unit.RATES:
            moved = moved * start
        share = self.timing.early
        early = moved * share if share > 0.0 else None
        if early is not None and self.floor is not None:
            early = np.maximum(early, np.minimum(self.floor - start, 0.0))
        return early, moved * (1.0 - share) if share < 1.0 else None

    def _survive(self, step: int, exposed: Floats, end: Floats) -> None:
        survival, count = self.rates.survival[..., step, :, :], self.ages.count
        np.multiply(exposed[..., :-1], survival[..., 1:count], out=end[..., 1:])
        end[..., -1] += exposed[..., -1] * survival[..., -1]

    def _bear(self, step: int, counted: Floats, end: Floats) -> None:
        """Births, and those of them who live at the end."""
        fertile = self.fertile
        women = counted[..., FEMALE, fertile] + end[..., FEMALE, fertile]
        fertility = self.rates.fertility[..., step, fertile]
        births = np.einsum("...a,...a->...", women, fertility) * (0.5 * self.ages.width)
        girls = births / (1.0 + self.rates.sex_ratio[..., step])
        born = self.births[step]
        born[..., 0], born[..., 1] = girls, births - girls
        end[..., 0] += born * self.rates.survival[..., step, :, 0]

    def _arrive(self, end: Floats, late: Floats, part: slice) -> Floats:
        """Add the late migrants of some groups; those who came, which the floor may have changed."""
        if self.floor is None:
            end[..., part] += late[..., part]
            return late
        came = np.array(np.broadcast_to(late, end.shape))
        came[..., part] = np.maximum(late[..., part], np.minimum(self.floor - end[..., part], 0.0))
        end[..., part] += came[..., part]
        return came

    def _note(self, step: int, exposed: Floats, early: Floats | None, late: Floats | None) -> None:
        """Deaths are those exposed less those who live: by the age that the dead would have reached."""
        assert self.flows is not None
        survival, count = self.rates.survival[..., step, :, :], self.ages.count
        deaths = self.flows.deaths[step]
        deaths[..., 1:] = exposed[..., :-1] * (1.0 - survival[..., 1:count])
        deaths[..., -1] += exposed[..., -1] * (1.0 - survival[..., -1])
        deaths[..., 0] = self.births[step] * (1.0 - survival[..., 0])
        if early is not None:
            self.flows.early[step] = early
        if late is not None:
            self.flows.late[step] = late


def _fertile(fertility: Floats) -> slice:
    """The groups from the first to the last that has a child anywhere."""
    some = np.flatnonzero(fertility.any(axis=tuple(range(fertility.ndim - 1))))
    return slice(int(some[0]), int(some[-1]) + 1) if len(some) else slice(0, 0)
