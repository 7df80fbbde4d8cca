"""The model: every element of every form simulated from the people and the quality of the offices.

Each element lives at the level and rhythm of the form that asks for it; what it is a part of may live
further down and is then added up. An element without a recipe gets a plain one, so that a new form never
breaks the city.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from huimin.figures.dictionary import Dictionary, Element
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.tasks.sample_city.chance import Floats, odds, share, split, stream
from huimin.tasks.sample_city.judging import judged
from huimin.tasks.sample_city.people import Residents, live
from huimin.tasks.sample_city.places import LEVELS, Places
from huimin.tasks.sample_city.settings import Recipe, Settings

RESIDENTS, MIGRANTS = "population_resident", "population_migrant"
CASE_SPREAD = 0.1  # standard deviation (of the logarithm) of the mean amount of a month's cases


class Model:
    """Simulated figures, made when first asked for.

    An array of an element is (periods, bodies of the level, *categories of each of its disaggregations).
    """

    def __init__(
        self, settings: Settings, places: Places, dictionary: Dictionary, forms: Iterable[Form], seed: int
    ) -> None:
        self.settings, self.places, self.dictionary, self.seed = settings, places, dictionary, seed
        self.people: Residents = live(settings, places, seed)
        self._span = Period(settings.first, settings.first + settings.months - 1)
        self._scale: dict[str, tuple[str, str]] = {}
        for form in forms:
            for atom in form.atoms:
                self._scale[dictionary.element_of(atom).code] = (form.reported_by[-1], form.frequency)
        self._made: dict[str, Floats] = {}

    def periods(self, frequency: str) -> tuple[Period, ...]:
        """The whole periods of this frequency within the simulation."""
        return tuple(self._span.parts(frequency))

    def figures(self, code: str) -> Floats:
        """The true figures of an element, at the level and rhythm of its form."""
        if code not in self._made:
            self._made[code] = self._make(self.dictionary[code])
        return self._made[code]

    def scale(self, code: str) -> tuple[str, str]:
        """Level and frequency at which an element is simulated."""
        return self._scale.get(code, ("village", "month"))

    def view(self, code: str, level: str, frequency: str) -> Floats:
        """The figures of an element added up to a level and rhythm that are no finer than its own."""
        element = self.dictionary[code]
        own_level, own_frequency = self.scale(code)
        values = _over_time(self.figures(code), self.periods(own_frequency), self.periods(frequency), element)
        for below in LEVELS[LEVELS.index(own_level) : LEVELS.index(level)]:
            values = self._up(values, below, frequency)
        return values

    def _up(self, values: Floats, level: str, frequency: str) -> Floats:
        above = LEVELS[LEVELS.index(level) + 1]
        summed = np.zeros((values.shape[0], self.places.bodies(above), *values.shape[2:]))
        for row, period in enumerate(self.periods(frequency)):
            home = self.places.home(level, period.last)
            np.add.at(summed[row], home[home >= 0], values[row][home >= 0])
        return summed

    def quality(self, level: str) -> Floats:
        """The latent quality of the offices at a level, by body; a village shares that of its township."""
        spread, names = self.settings.spread, ("county", "township", "village")
        counties = np.array([county.quality for county in self.settings.counties])
        if level == "city":
            return np.zeros(1)
        quality = counties[self.places.county_of(level)]
        if level in names[1:]:
            township = stream(self.seed, "quality", "township").normal(
                0, spread["township"], self.places.bodies("township")
            )
            quality = quality + (township if level == "township" else township[self._first_home()])
        if level == "village":
            quality = quality + stream(self.seed, "quality", "village").normal(0, spread["village"], len(quality))
        return quality

    def _first_home(self) -> np.ndarray:
        return self.places.home("village", self.settings.first)

    # --- recipes -----------------------------------------------------------------------------------------

    def _make(self, element: Element) -> Floats:
        rng = stream(self.seed, "element", element.code)
        level, frequency = self.scale(element.code)
        recipe = self.settings.recipes.get(element.code)
        if recipe is None and (element.values or element.unit == "1"):
            return judged(element, self.settings, self.places, self.periods(frequency), self.quality(level), rng)
        recipe = recipe or _plain(element)
        match recipe.kind:
            case "simulated":
                values = self._simulated(element.code)
            case "events":
                values = self._events(element, recipe, rng)
            case "part":
                values = self._part(element, recipe, rng)
            case "stock":
                values = self._stock(recipe, level, frequency, rng)
            case "money":
                base = self._total(recipe.of or (RESIDENTS,), level, frequency)
                values = base * recipe.each * self._factor(recipe, level, frequency, rng)
                if recipe.of == (RESIDENTS,):
                    values = values * self._months(frequency) / 12
                else:  # cases are not all worth the same
                    values = values * np.exp(rng.normal(0, CASE_SPREAD, values.shape))
            case "sum":
                values = self._total(recipe.of, level, frequency)
                values = values * np.exp(rng.normal(0, recipe.spread, values.shape)) if recipe.spread else values
            case _:
                first, *others = (self._total((code,), level, frequency) for code in recipe.of)
                values = np.floor(np.maximum(first - sum(others), 0) * recipe.share)
        if recipe.kind in ("stock", "money", "sum", "rest") and element.by:
            values = self._spread_over(element, values, level, frequency)
        return np.asarray(np.round(values, element.decimals))

    def _simulated(self, code: str) -> Floats:
        people = self.people
        known = {
            RESIDENTS: people.residents,
            MIGRANTS: people.migrants,
            "births": people.births,
            "deaths": people.deaths,
            "moved_in": people.moved_in,
            "moved_out": people.moved_out,
        }
        if code in known:
            return known[code]
        level, frequency = self.scale(code)
        ones = np.ones((len(self.periods("month")), self.places.bodies("village")))
        values = _over_time(ones, self.periods("month"), self.periods(frequency), self.dictionary[RESIDENTS])
        for below in LEVELS[: LEVELS.index(level)]:
            values = self._up(values, below, frequency)
        return values

    def _total(self, codes: Iterable[str], level: str, frequency: str) -> Floats:
        """Elements added up, over all their categories too; (periods, bodies)."""
        views = [self.view(code, level, frequency) for code in codes]
        return np.asarray(sum(view.reshape(*view.shape[:2], -1).sum(-1) for view in views))

    def _events(self, element: Element, recipe: Recipe, rng: np.random.Generator) -> Floats:
        level, frequency = self.scale(element.code)
        base = self._total(recipe.of or (RESIDENTS,), level, frequency)
        by_month = np.array(recipe.months or (1.0,) * 12)
        season = np.array(
            [by_month[[m % 12 for m in range(p.first, p.last + 1)]].sum() for p in self.periods(frequency)]
        )
        mean = base * recipe.per_thousand / 12000 * season[:, None] * self._factor(recipe, level, frequency, rng)
        if element.by:
            mean = mean[(..., *(None,) * len(element.by))] * self._weights(element, level, frequency)
        return np.asarray(rng.poisson(mean), float)

    def _part(self, element: Element, recipe: Recipe, rng: np.random.Generator) -> Floats:
        level, frequency = self.scale(element.code)
        whole_element = self.dictionary[recipe.of[0]]
        same = len(recipe.of) == 1 and whole_element.by == element.by
        whole = self.view(recipe.of[0], level, frequency) if same else self._total(recipe.of, level, frequency)
        wanted = odds(recipe.share) + self._odds(recipe, element.code, level, frequency, rng)
        chance = share(wanted[(..., *(None,) * (whole.ndim - 2))] + (_gaps(element, recipe) if same else 0.0))
        chance = np.broadcast_to(chance, whole.shape)
        if element.kind == "stock" or element.decimals:
            values = np.floor(whole * chance * 10**element.decimals) / 10**element.decimals
        else:
            values = rng.binomial(whole.astype(np.int64), chance).astype(float)
        values = np.minimum(np.maximum(values, np.ceil(whole * recipe.at_least)), whole) if recipe.at_least else values
        if element.by and not same:
            return split(rng, values, self._weights(element, level, frequency).reshape(*values.shape, -1)).reshape(
                *values.shape, *(len(way.categories) for way in element.by)
            )
        return np.asarray(values)

    def _odds(self, recipe: Recipe, code: str, level: str, frequency: str, rng: np.random.Generator) -> Floats:
        """What quality, time and place add to the log odds of a part; (periods, bodies)."""
        quality = self.quality(level)
        lasting = recipe.quality * quality + rng.normal(0, recipe.spread or 1e-12, quality.shape)
        shaving = self.settings.shaving
        if code == shaving.part and self.settings.faults.get("shaved") and level in ("village", "township", "county"):
            counties = [county.code for county in self.settings.counties]
            at_fault = self.places.county_of(level) == counties.index(shaving.county)
            lasting = np.where(at_fault, odds(shaving.target) - odds(recipe.share) + shaving.shift, lasting)
        return np.asarray(lasting + recipe.trend * self._years(frequency)[:, None])

    def _stock(self, recipe: Recipe, level: str, frequency: str, rng: np.random.Generator) -> Floats:
        base = self._total(recipe.of or (RESIDENTS,), level, frequency)
        start = base[np.argmax(base > 0, axis=0), np.arange(base.shape[1])]
        return np.asarray(np.round(start * recipe.per_thousand / 1000 * self._factor(recipe, level, frequency, rng)))

    def _factor(self, recipe: Recipe, level: str, frequency: str, rng: np.random.Generator) -> Floats:
        """Growth over the years times what an area and its quality make of it; (periods, bodies)."""
        quality = self.quality(level)
        lasting = rng.normal(0, recipe.spread or 1e-12, quality.shape) + recipe.quality * quality
        return np.asarray(np.exp(lasting + np.log1p(recipe.trend) * self._years(frequency)[:, None]))

    def _years(self, frequency: str) -> Floats:
        return np.array([(period.first - self.settings.first) // 12 for period in self.periods(frequency)], float)

    def _months(self, frequency: str) -> int:
        return self.periods(frequency)[0].length if self.periods(frequency) else 1

    def _weights(self, element: Element, level: str, frequency: str) -> Floats:
        """Shares of the categories of an element, (periods, bodies, *categories); they add up to 1."""
        shape = (len(self.periods(frequency)), self.places.bodies(level))
        weights = np.ones(shape)
        for way in element.by:
            codes = [category.code for category in way.categories]
            part = np.full((*shape, len(codes)), 1 / len(codes))
            if codes == ["registered", "migrant"]:
                residents = np.maximum(self.view(RESIDENTS, level, frequency), 1)
                migrants = self.view(MIGRANTS, level, frequency) / residents
                part = np.stack([1 - migrants, migrants], -1)
            weights = weights[..., None] * part[(slice(None), slice(None), *(None,) * (weights.ndim - 2))]
        return weights

    def _spread_over(self, element: Element, values: Floats, level: str, frequency: str) -> Floats:
        """An amount shared over categories by their weights; the last one takes what rounding leaves."""
        weights = self._weights(element, level, frequency)
        flat = np.round(values[..., None] * weights.reshape(*values.shape, -1), element.decimals)
        flat[..., -1] = np.maximum(np.round(values, element.decimals) - flat[..., :-1].sum(-1), 0)
        return flat.reshape(weights.shape)


def _over_time(values: Floats, own: tuple[Period, ...], wanted: tuple[Period, ...], element: Element) -> Floats:
    """Periods added up (flows) or the last of each (stocks)."""
    if own == wanted:
        return values
    firsts = {period.first: i for i, period in enumerate(own)}
    made = []
    for period in wanted:
        inside = [firsts[first] for first in range(period.first, period.last + 1) if first in firsts]
        made.append(values[inside].sum(0) if element.over_time == "sum" else values[inside[-1]])
    return np.stack(made) if made else values[:0]


def _gaps(element: Element, recipe: Recipe) -> Floats | float:
    """Log odds that a category adds, shaped to the element's categories."""
    total: Floats = np.zeros(())
    for way in element.by:
        total = total[..., None] + np.array([recipe.gap.get(category.code, 0.0) for category in way.categories])
    return total


def _plain(element: Element) -> Recipe:
    """What an element without a recipe gets: a modest count for residents, or money for them."""
    if element.decimals:
        return Recipe(element.code, "money", (RESIDENTS,), each=1.0, spread=0.1)
    plain = Recipe(element.code, "events", per_thousand=3.0)
    return replace(plain, kind="stock") if element.kind == "stock" else plain
