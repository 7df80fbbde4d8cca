"""What the sample city is made of: sizes, names, rates and faults, read from the pack ``sample_city``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from huimin.figures.periods import Period
from huimin.findings import Finding
from huimin.findings.section import Section, raise_if_faulty

PACK_FILES = ("city.yaml", "names.yaml", "figures.yaml", "faults.yaml")
"""The files of the pack ``sample_city`` that :func:`read_settings` takes, in its order."""

KINDS = ("simulated", "events", "part", "stock", "money", "sum", "rest")


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of a name, in Chinese and in pinyin or English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class County:
    """One county to be made.

    Attributes:
        kind: ``urban`` or ``rural``; also the group of peers it is ranked in.
        townships, villages: its shares of the city's totals (weights, not counts).
        size: how large its villages are against a rural village.
        quality: how well its offices work, in standard deviations.
        migrants: share of its residents who are registered elsewhere.
    """

    name: Word
    code: str
    kind: str
    townships: int
    villages: int
    size: float
    quality: float
    migrants: float


@dataclass(frozen=True, slots=True)
class People:
    """Rates of the simulated people, a year and thousand, and their course over the calendar months."""

    median: float
    sigma: float
    low: float
    high: float
    births: float
    deaths: float
    moved_in: float
    moved_out: float
    sex_ratio: float
    births_by_month: tuple[float, ...]
    deaths_by_month: tuple[float, ...]
    moves_by_month: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one element is simulated; ``figures.yaml`` of the pack says what each key means."""

    code: str
    kind: str
    of: tuple[str, ...] = ()
    share: float = 1.0
    per_thousand: float = 0.0
    each: float = 0.0
    quality: float = 0.0
    trend: float = 0.0
    spread: float = 0.0
    at_least: float = 0.0
    months: tuple[float, ...] = ()
    gap: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shaving:
    """A county that moves ``part`` so that it stands just above ``target`` of ``whole`` month after month.

    ``shift`` is what its true share lacks (log odds); ``band`` how far above the target it dares to go;
    ``red_line`` the red line that assessors find crossed once the records have been compared.
    """

    county: str
    part: str
    whole: str
    target: float
    band: float
    months: int
    shift: float
    red_line: str


@dataclass(frozen=True)
class Settings:
    """Everything about the sample city but its seed."""

    city: Word
    code: str
    title: Word
    first: int
    months: int
    townships: int
    villages: int
    counties: tuple[County, ...]
    merger_month: int
    merger_county: str
    people: People
    spread: Mapping[str, float]
    sender: Word
    names: Mapping[str, tuple[Word, ...]]
    kinds: Mapping[str, Word]
    recipes: Mapping[str, Recipe]
    faults: Mapping[str, int]
    shaving: Shaving
    poor_county: str

    def scaled(self, counties: int, townships: int, villages: int, first: str = "", months: int = 0) -> Settings:
        """The same city made smaller: its first ``counties`` counties; so many townships and villages."""
        kept = self.counties[:counties]
        codes = [county.code for county in kept]
        return replace(
            self,
            counties=kept,
            townships=townships,
            villages=villages,
            first=Period.of(first).first if first else self.first,
            months=months or self.months,
            merger_county=self.merger_county if self.merger_county in codes else codes[0],
            shaving=replace(self.shaving, county=_kept(self.shaving.county, codes)),
            poor_county=_kept(self.poor_county, codes),
        )

    def planting(self, **counts: int) -> Settings:
        """The same city with other numbers of faults; kinds that are not named are not planted at all."""
        return replace(self, faults=dict.fromkeys(self.faults, 0) | counts)

    @property
    def months_span(self) -> tuple[int, ...]:
        """The month numbers of the simulation, in order."""
        return tuple(range(self.first, self.first + self.months))


def _kept(code: str, codes: list[str]) -> str:
    return code if code in codes else codes[-1]


def read_settings(documents: Iterable[object]) -> Settings:
    """Build the settings from the parsed files of the pack, in the order of :data:`PACK_FILES`.

    Raises:
        Invalid: with every fault of the files.
    """
    faults: list[Finding] = []
    city, names, figures, planted = [Section(document, faults) for document in documents]
    first = city.section("city")
    merger, senders = city.section("merger"), city.section("senders")
    kinds = names.section("kinds")
    settings = Settings(
        city=Word(first.text("zh"), first.text("en")),
        code=first.text("code"),
        title=Word(city.text("title_zh"), city.text("title_en")),
        first=Period.of(city.text("first")).first,
        months=city.whole("months"),
        townships=city.whole("townships"),
        villages=city.whole("villages"),
        counties=tuple(_county(part) for part in city.sections("counties")),
        merger_month=Period.of(merger.text("month")).first,
        merger_county=merger.text("county"),
        people=_people(city.section("people")),
        spread=_numbers(city.section("quality_spread")),
        sender=Word(senders.text("zh"), senders.text("en")),
        names={key: _words(names, key) for key in names.keys() if key != "kinds"},  # noqa: SIM118 (no mapping)
        kinds={key: _word(kinds.section(key)) for key in kinds.keys()},  # noqa: SIM118
        recipes={recipe.code: recipe for recipe in map(_recipe, figures.sections("elements"))},
        faults={key: int(count) for key, count in _numbers(planted.section("faults")).items()},
        shaving=_shaving(planted.section("shaving")),
        poor_county=planted.text("poor_county"),
    )
    for section in (first, merger, senders, kinds, city, names, figures, planted):
        section.done()
    raise_if_faulty(faults)
    return settings


def _word(section: Section) -> Word:
    word = Word(section.text("zh"), section.raw("en", ""))
    section.done()
    return word


def _words(section: Section, key: str) -> tuple[Word, ...]:
    return tuple(_word(part) for part in section.sections(key))


def _numbers(section: Section) -> dict[str, float]:
    return {key: section.number(key) for key in section.keys()}  # noqa: SIM118 (a section is no mapping)


def _series(section: Section, key: str) -> tuple[float, ...]:
    return tuple(float(word) for word in section.words(key))


def _county(section: Section) -> County:
    county = County(
        name=Word(section.text("zh"), section.text("en")),
        code=section.text("code"),
        kind=section.choice("kind", ("urban", "rural")),
        townships=section.whole("townships"),
        villages=section.whole("villages"),
        size=section.number("size"),
        quality=section.number("quality"),
        migrants=section.number("migrants"),
    )
    section.done()
    return county


def _people(section: Section) -> People:
    size = section.section("village_size")
    people = People(
        median=size.number("median"),
        sigma=size.number("sigma"),
        low=size.number("low"),
        high=size.number("high"),
        births=section.number("births_per_thousand"),
        deaths=section.number("deaths_per_thousand"),
        moved_in=section.number("moved_in_per_thousand"),
        moved_out=section.number("moved_out_per_thousand"),
        sex_ratio=section.number("sex_ratio"),
        births_by_month=_series(section, "births_by_month"),
        deaths_by_month=_series(section, "deaths_by_month"),
        moves_by_month=_series(section, "moves_by_month"),
    )
    size.done()
    section.done()
    return people


def _recipe(section: Section) -> Recipe:
    recipe = Recipe(
        code=section.text("code"),
        kind=section.choice("kind", KINDS),
        of=section.words("of"),
        share=section.number("share", 1.0),
        per_thousand=section.number("per_thousand", 0.0),
        each=section.number("each", 0.0),
        quality=section.number("quality", 0.0),
        trend=section.number("trend", 0.0),
        spread=section.number("spread", 0.0),
        at_least=section.number("at_least", 0.0),
        months=_series(section, "months"),
        gap=_numbers(section.section("gap")),
    )
    section.done()
    return recipe


def _shaving(section: Section) -> Shaving:
    shaving = Shaving(
        county=section.text("county"),
        part=section.text("part"),
        whole=section.text("whole"),
        target=section.number("target"),
        band=section.number("band"),
        months=section.whole("months"),
        shift=section.number("shift"),
        red_line=section.text("red_line"),
    )
    section.done()
    return shaving
