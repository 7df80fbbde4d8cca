"""What the page shows of a projection: the fan, the pyramids, the tables, in one language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from huimin.charts import Band, Format, Line, People, Pyramid, Reach, Trend
from huimin.demography.projection import FEMALE, MALE
from huimin.tasks.project import CHILDCARE, POPULATION, Outcome, ScenarioRun, scenario_word
from huimin.web.base import place
from huimin.web.base.words import say

FRAMES = 26
LEVELS = (0.95, 0.80)
"""Intervals, the widest first."""
SMALL = 4
TOP = 60.0
_SHOWN = (
    "total", "births", "under_3", CHILDCARE, "age_3", "age_6", "age_12", "age_15", "working_15_59", "labour_force",
    "aged_60", "aged_65", "aged_80", "care_needs", "women_15_49",
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """The place ``at`` of an outcome, told to a reader of ``lang``; ``name`` is the area's."""

    outcome: Outcome
    at: int
    name: str
    lang: str

    def say(self, code: str, **facts: Any) -> str:
        """A text of this screen."""
        return say(self.lang, f"projection.{code}", **facts)

    @property
    def ends(self) -> dict[str, Any]:
        """First and last year, as facts of a text."""
        return {"first": self.outcome.years[0], "last": self.outcome.years[-1], "area": self.name}

    @property
    def around(self) -> ScenarioRun | None:
        """The scenario that has intervals."""
        return next((run for run in self.outcome.runs if run.fans), None)

    # --- tables

    def readouts(self) -> list[dict[str, Any]]:
        """A row a readout: its name, today's value, and for each scenario the last one with its interval. Nobody asked
        about the births before the first count.
        """
        rows = []
        for code in (*_SHOWN, *(one for one in self.outcome.counted if one.startswith("money:"))):
            if code != "births" and code not in self.outcome.counted:
                continue
            rows.append({
                "name": self.say("births") if code == "births" else self.outcome.counted[code][self.lang != "zh"],
                "first": self._value(self.outcome.runs[0], code, 0),
                "last": [(self._value(run, code, -1), self._interval(run, code)) for run in self.outcome.runs],
            })  # fmt: skip
        return rows

    def _value(self, run: ScenarioRun, code: str, where: int) -> float | None:
        if code == "births":
            return None if where == 0 else float(run.births[self.at, where].sum())
        value = float(run.readouts[code][self.at, where])
        return None if np.isnan(value) else value

    def _interval(self, run: ScenarioRun, code: str) -> tuple[float, float] | None:
        bounds = run.bounds(code, self.at).get(0.80)
        return (float(bounds[0][-1]), float(bounds[1][-1])) if bounds else None

    def assumed(self) -> list[dict[str, Any]]:
        """What each scenario assumes at its ends."""
        return [
            {
                "name": scenario_word(run.name, self.lang),
                "tfr": [float(run.tfr[self.at, i]) for i in (0, -1)],
                "women": [float(run.e0[self.at, i, FEMALE]) for i in (0, -1)],
                "men": [float(run.e0[self.at, i, MALE]) for i in (0, -1)],
                "moved": float(run.migrants[self.at].sum() / len(self.outcome.years[1:])),
            }
            for run in self.outcome.runs
        ]

    def yearly(self) -> list[dict[str, Any]]:
        """People in each year and scenario: the table behind the fan, with the intervals where there are some."""
        around, rows = self.around, []
        found = around.bounds("total", self.at) if around else {}
        for i, year in enumerate(self.outcome.years):
            bounds = {level: [float(side[i]) for side in pair] for level, pair in found.items()}
            rows.append({
                "year": year, "values": [float(run.readouts["total"][self.at, i]) for run in self.outcome.runs],
                "b80": bounds.get(0.80), "b95": bounds.get(0.95),
            })  # fmt: skip
        return rows

    # --- pictures

    def _frame(self, title: str) -> dict[str, Any]:
        return {
            "lang": self.lang, "heading": self.say(title, **self.ends), "footer": self.say("assumption-short"),
            "simulated": place.definitions().title.simulated, "format": Format("number", 0),
        }  # fmt: skip

    def fan(self) -> Trend:
        """All people over time: a line a scenario, around the medium one its intervals."""
        return Trend(
            **self._frame("fan-title"), periods=tuple(str(year) for year in self.outcome.years),
            lines=tuple(self._line(run) for run in self.outcome.runs),
        )  # fmt: skip

    def _line(self, run: ScenarioRun) -> Line:
        found = run.bounds("total", self.at)
        sides = [(level, [_whole(side) for side in found[level]]) for level in LEVELS if found]
        bands = tuple(Band(low, high, self.level(level)) for level, (low, high) in sides)
        return Line(scenario_word(run.name, self.lang), _whole(run.readouts["total"][self.at]), bands)

    def level(self, share: float) -> str:
        """The name of an interval."""
        return self.say("band", level=round(share * 100))

    def pyramid(self) -> Pyramid:
        """Men and women by age in the last year as the first scenario has it, with its intervals; the first year as an
        outline.
        """
        population = self.outcome.runs[0].population[self.at]
        ages = self.outcome.ages
        return Pyramid(
            **self._frame("pyramid-title"), ages=tuple(ages.label(i) for i in range(ages.count)),
            now=self._people(population, -1), then=self._people(population, 0), most=self._most(),
            reach=tuple(self._reach(self.outcome.runs[0])),
        )  # fmt: skip

    def _reach(self, run: ScenarioRun) -> Iterator[Reach]:
        """Intervals of the last year."""
        found = run.bounds(POPULATION, self.at)
        for level in LEVELS if found else ():
            yield Reach(self.level(level), *(self._people(side, -1) for side in found[level]))

    def _people(self, population: Any, where: int) -> People:
        year = self.say("then", year=self.outcome.years[where])
        return People(year, _whole(population[where][MALE]), _whole(population[where][FEMALE]))

    def _most(self) -> float:
        """The largest group of any scenario and year: one scale for all that the page moves through."""
        tops = [run.population[self.at].max() for run in self.outcome.runs]
        tops += [run.bounds(POPULATION, self.at)[max(LEVELS)][1].max() for run in self.outcome.runs if run.fans]
        return float(np.ceil(max(tops)))

    def moving_pyramid(self) -> dict[str, Any]:
        """The pyramid with all years that are shown, for each scenario: the page moves through them."""
        years = self._frames()
        runs = [
            {"name": scenario_word(run.name, self.lang),
             "frames": [[_whole(run.population[self.at, i][sex]) for sex in (MALE, FEMALE)] for i in years],
             "reach": [self._distances(run, i) for i in years] if run.fans else []}
            for run in self.outcome.runs
        ]  # fmt: skip
        words = {"reach": [self.level(level) for level in LEVELS] if self.around else []}
        spec = self.pyramid().spec()
        return spec | {
            "years": [self.outcome.years[i] for i in years], "runs": runs, "words": spec["words"] | words, "reach": [],
        }  # fmt: skip

    def _distances(self, run: ScenarioRun, where: int) -> list[list[list[list[int]]]]:
        """By interval, sex and age how far it reaches below and above the bar: small numbers, as there are many."""
        bars, found = run.population[self.at, where], run.bounds(POPULATION, self.at)
        return [
            [[[max(0, round(bar) - round(low)), max(0, round(high) - round(bar))]
              for bar, low, high in zip(bars[sex], *(side[where][sex] for side in found[level]), strict=True)]
             for sex in (MALE, FEMALE)]
            for level in LEVELS
        ]  # fmt: skip

    def _frames(self) -> list[int]:
        count = len(self.outcome.years)
        every = -(-(count - 1) // (FRAMES - 1))
        return sorted({*range(0, count, every), count - 1})

    def small_pyramids(self) -> list[dict[str, Any]]:
        """A few years of the first scenario in five-year groups, for readers without scripts and for print."""
        run, count = self.outcome.runs[0], len(self.outcome.years)
        chosen = sorted({round(i * (count - 1) / (SMALL - 1)) for i in range(SMALL)})
        groups = [_fives(run.population[self.at, i]) for i in chosen]
        most = max(float(one.max()) for one in groups) or 1.0
        return [
            {"year": self.outcome.years[i], "bars": _bars(one, most), "scenario": scenario_word(run.name, self.lang)}
            for i, one in zip(chosen, groups, strict=True)
        ]


def _whole(values: Any) -> tuple[int, ...]:
    return tuple(round(value) for value in np.asarray(values).tolist())


def _fives(people: Any) -> Any:
    """(2, groups) of five years."""
    return np.add.reduceat(people, np.arange(0, people.shape[-1], 5), axis=-1)


def _bars(groups: Any, most: float) -> list[dict[str, str]]:
    """Rectangles in a box of 100 by ``TOP``: men to the left of the middle, women to the right, the young below."""
    count = groups.shape[-1]
    high = TOP / count
    return [
        {"y": f"{TOP - (i + 1) * high:.2f}", "height": f"{high * 0.86:.2f}",
         "left": f"{49.5 - 49 * groups[MALE, i] / most:.2f}", "men": f"{49 * groups[MALE, i] / most:.2f}",
         "women": f"{49 * groups[FEMALE, i] / most:.2f}"}
        for i in range(count)
    ]  # fmt: skip
