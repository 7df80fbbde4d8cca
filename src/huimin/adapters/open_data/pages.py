"""The pages of the public site in one language: what stands on each, and where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from huimin.adapters.open_data.downloads import FORMATS
from huimin.adapters.open_data.feeds import summary_of, title_of
from huimin.adapters.open_data.pictures import Pictures
from huimin.adapters.open_data.telling import Telling
from huimin.adapters.open_data.words import METHODS
from huimin.indicators.definitions import Indicator
from huimin.language import describe, parse
from huimin.tasks.open_data.cards import PublicRun
from huimin.tasks.open_data.comparing import Moved, is_empty, outliers, year_before
from huimin.tasks.open_data.gathering import Site
from huimin.tasks.open_data.tables import Download
from huimin.tasks.open_data.values import Value
from huimin.writing.numbers import day

_PLAIN = re.compile(r"[^A-Za-z0-9._-]")
_LINES = re.compile(r"\n\s*\n+")
HTML_LANG = {"zh": "zh-CN", "en": "en"}
OTHER = {"zh": "en", "en": "zh"}
MENU = (("home", "index.html"), ("areas", "areas.html"), ("indicators", "indicators.html"),
        ("assessments", "assessments.html"), ("methods", "methods.html"), ("data", "data.html"),
        ("news", "news.html"))  # fmt: skip


def place_of(code: str) -> str:
    """A code as part of an address: as it is where that is safe, else with a mark of its own."""
    plain = _PLAIN.sub("_", code).strip(".") or "_"
    return plain if plain == code else f"{plain}-{sha256(code.encode()).hexdigest()[:8]}"


def environment() -> Environment:
    """The templates of the site."""
    made = Environment(loader=PackageLoader("huimin.adapters.open_data"), undefined=StrictUndefined,
                       autoescape=select_autoescape(default=True), trim_blocks=True, lstrip_blocks=True)  # fmt: skip
    made.globals["place_of"] = place_of
    return made


class Pages(Telling):
    """All pages of one language; ``files`` gives them with the charts they show."""

    def __init__(self, site: Site, tables: Sequence[Download], lang: str, templates: Environment) -> None:
        super().__init__(site, lang)
        self.tables, self.templates = tables, templates
        self.pictures = Pictures(site, lang)
        self.outliers = outliers(site)
        self.listed: list[tuple[str, str]] = []

    # --- pages

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every page and chart of the language."""
        yield from self._areas()
        yield from self._indicators()
        yield from self._schemes()
        yield self._page("news.html", "news", self.say("news"), publications=[
            (one, title_of(self.site, one, self.lang), summary_of(self.site, one, self.lang))
            for one in reversed(self.site.history)
        ], changes=list(reversed(self.site.changes)))  # fmt: skip
        yield self._page("methods.html", "methods", self.say("methods"), parts=self._methods())
        yield self._page("data.html", "data", self.say("data"), tables=self.tables, formats=tuple(FORMATS))
        yield self._page("search.html", "search", self.say("search"), scripts=("search.js",))
        yield self._start()
        yield from self.pictures.files.items()

    def _page(self, path: str, template: str, title: str, crumbs: Sequence[tuple[str, str]] = (), **facts: Any
              ) -> tuple[str, bytes]:  # fmt: skip
        """Fill a template. ``path`` lies below the language's folder; ``crumbs`` are (title, path below it)."""
        up = "../" * path.count("/")
        self.listed.append((path, title))
        menu = [(self.say(code), up + where, where == path) for code, where in MENU]
        text = self.templates.get_template(f"{template}.html").render(
            site=self.site, p=self, say=self.say, lang=self.lang, html_lang=HTML_LANG[self.lang],
            other=f"../{up}{OTHER[self.lang]}/{path}", other_lang=HTML_LANG[OTHER[self.lang]], up=up, root=f"../{up}",
            title=title, path=path, menu=menu, crumbs=[(name, up + where) for name, where in crumbs],
            day=lambda when: day(when, self.lang), **{"scripts": (), **facts},
        )  # fmt: skip
        return f"{self.lang}/{path}", (_LINES.sub("\n", text).strip() + "\n").encode()

    def _start(self) -> tuple[str, bytes]:
        run = self.site.runs[-1] if self.site.runs else None
        name = f"{place_of(run.scheme)}-{run.period}" if run else ""
        return self._page(
            "index.html", "start", self.site.title(self.lang), run=run,
            ranking=self.pictures.scores(f"score-{name}", run) if run else None,
            map=self.pictures.score_map(f"score-map-{name}", run) if run else None,
            top=[key for key in self.site.areas if not self.site.parent(key)],
        )  # fmt: skip

    def _methods(self) -> list[tuple[str, str, list[Markup]]]:
        at = 0 if self.lang == "zh" else 1
        facts = {"below": self.site.settings.policy.threshold - 1, "told": self.site.told[self.lang]}
        return [(anchor, title[at], [Markup(text[at]).format(**facts) for text in texts])
                for anchor, title, texts in METHODS]  # fmt: skip

    # --- areas

    def _areas(self) -> Iterator[tuple[str, bytes]]:
        yield self._page("areas.html", "areas", self.say("all-areas"),
                         top=[key for key in self.site.areas if not self.site.parent(key)])  # fmt: skip
        for key in self.site.areas:
            years = [year for year in self.site.years if (key, year) in self.site.by_area]
            for year in years:
                yield self._area(key, year, years, f"area/{place_of(key)}/{year}.html")
            if years:
                yield self._area(key, years[-1], years, f"area/{place_of(key)}/index.html")

    def _crumbs_of(self, key: str) -> list[tuple[str, str]]:
        above: list[tuple[str, str]] = []
        parent = self.site.parent(key)
        while parent:
            above.insert(0, (self.area(parent), f"area/{place_of(parent)}/index.html"))
            parent = self.site.parent(parent)
        return [(self.say("areas"), "areas.html"), *above]

    def _area(self, key: str, year: str, years: Sequence[str], path: str) -> tuple[str, bytes]:
        values = self.site.by_area[key, year]
        roots = [one for one in self.site.areas if not self.site.parent(one)]
        city = self.site.by_area.get((roots[0], year), {}) if roots and roots[0] != key else {}
        before = self.site.by_area.get((key, str(int(year) - 1)), {})
        rows = [
            {"one": one, "value": values[one.code], "before": before.get(one.code), "city": city.get(one.code),
             "moved": self.moved(one, self._moves(one, year).get(key)), "spark": self._course(one, key),
             "far": key in self.outliers.get((one.code, year), ())}
            for one in self.site.indicators if one.code in values
        ]  # fmt: skip
        return self._page(
            path, "area", f"{self.area(key)} · {self.say('year-page', year=year)}", self._crumbs_of(key), key=key,
            year=year, years=years, rows=rows, has_city=bool(city), has_before=bool(before),
            has_course=any(row["spark"] for row in rows), empty=is_empty(self.site, key, year),
            marks=self.marked(list(values.values())), below=self.site.below(key),
            cards=[(run, card) for run in reversed(self.site.runs) if (card := run.card(key)) is not None],
            changes=[one for one in self.site.changes if one.area == key],
        )  # fmt: skip

    def _course(self, one: Indicator, key: str) -> Markup:
        return self.spark([value.value for code in self._quarters(one.code)
                           if (value := self.site.by_indicator[one.code, code].get(key)) is not None])  # fmt: skip

    def _quarters(self, code: str) -> list[str]:
        return [period for period in self.site.periods.get(code, ()) if "Q" in period]

    def _moves(self, one: Indicator, year: str) -> dict[str, Moved]:
        if (one.code, year) not in self._moves_kept:
            self._moves_kept[one.code, year] = year_before(self.site, one, year)
        return self._moves_kept[one.code, year]

    @cached_property
    def _moves_kept(self) -> dict[tuple[str, str], dict[str, Moved]]:
        return {}

    # --- indicators

    def _indicators(self) -> Iterator[tuple[str, bytes]]:
        yield self._page("indicators.html", "indicators", self.say("all-indicators"))
        for one in self.site.indicators:
            years = [year for year in self.site.years if (one.code, year) in self.site.by_indicator]
            for year in years:
                yield self._indicator(one, year, years, f"indicator/{place_of(one.code)}/{year}.html")
            yield self._indicator(one, years[-1] if years else "", years, f"indicator/{place_of(one.code)}/index.html")

    def _indicator(self, one: Indicator, year: str, years: Sequence[str], path: str) -> tuple[str, bytes]:
        values = list(self.site.by_indicator.get((one.code, year), {}).values())
        levels = list(dict.fromkeys(self.site.level(value.area) for value in values))
        by_level = {level: [value for value in values if self.site.level(value.area) == level] for level in levels}
        main = next((level for level in levels if len(by_level[level]) > 1), "")
        name = f"{place_of(one.code)}-{year}"
        maps = [self.pictures.map(f"map-{name}-{level}", one, year, level, by_level[level])
                for level in levels if len(by_level[level]) > 1]  # fmt: skip
        return self._page(
            path, "indicator", one.name(self.lang), [(self.say("indicators"), "indicators.html")], one=one, year=year,
            years=years, sentence=self._sentence(one), by_level=by_level, moves=self._moves(one, year) if year else {},
            ranking=self.pictures.ranking(f"rank-{name}", one, year, by_level[main]) if main else None,
            maps=[found for found in maps if found], trend=self._trend(one), over_time=self._over_time(one),
            has_interval=any(value.low is not None for value in values), has_cases=one.kind != "value",
            far=self.outliers.get((one.code, year), frozenset()), marks=self.marked(values),
            changes=[change for change in self.site.changes if change.indicator == one.code],
        )  # fmt: skip

    def _sentence(self, one: Indicator) -> str:
        if one.kind == "value":
            return self.say("kind-value", formula=self.site.formula(one, self.lang))
        upper, lower = (describe(parse(text), self.site.definitions.names, self.lang)
                        for text in (one.numerator, one.denominator))  # fmt: skip
        return self.say(f"kind-{one.kind}", per=f"{one.per:g}", numerator=upper, denominator=lower)

    def _trend(self, one: Indicator) -> Any:
        quarters, roots = self._quarters(one.code), [key for key in self.site.areas if not self.site.parent(key)]
        if len(quarters) < 2 or len(roots) != 1:
            return None
        told = {code: self.site.by_indicator[one.code, code].get(roots[0]) for code in quarters}
        return self.pictures.trend(f"trend-{place_of(one.code)}", one, roots[0], told)

    def _over_time(self, one: Indicator) -> list[tuple[str, list[Value | None]]]:
        """Area by area over the quarters, for the areas that are published that often."""
        quarters = self._quarters(one.code)
        tables = [self.site.by_indicator[one.code, code] for code in quarters]
        keys = dict.fromkeys(key for table in tables for key in table)
        return [(key, [table.get(key) for table in tables]) for key in keys] if len(quarters) > 1 else []

    def quarter_names(self, code: str) -> list[str]:
        """The quarters of an indicator, as heads of columns."""
        return [self.period(one) for one in self._quarters(code)]

    # --- assessments

    def _schemes(self) -> Iterator[tuple[str, bytes]]:
        by_scheme: dict[str, list[PublicRun]] = {}
        for run in self.site.runs:
            by_scheme.setdefault(run.scheme, []).append(run)
        yield self._page("assessments.html", "assessments", self.say("assessments"), schemes=by_scheme)
        top = (self.say("assessments"), "assessments.html")
        for code, runs in by_scheme.items():
            where, name = f"assessment/{place_of(code)}", runs[-1].described["scheme"][self.lang]
            yield self._page(f"{where}/index.html", "scheme", name, [top], runs=runs, described=runs[-1].described)
            for run in runs:
                yield from self._run(run, where, [top, (name, f"{where}/index.html")])

    def _run(self, run: PublicRun, where: str, crumbs: list[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
        name = f"{place_of(run.scheme)}-{run.period}"
        title = self.say("ranking-title", scheme=run.described["scheme"][self.lang], period=self.period(run.period))
        yield self._page(
            f"{where}/{run.period}/index.html", "run", title, crumbs, run=run,
            ranking=self.pictures.scores(f"score-{name}", run), map=self.pictures.score_map(f"score-map-{name}", run),
        )  # fmt: skip
        for card in run.cards:
            yield self._page(
                f"{where}/{run.period}/{place_of(card.area)}.html", "card",
                self.say("card-title", area=self.area(card.area), scheme=run.described["scheme"][self.lang],
                         period=self.period(run.period)),
                [*crumbs, (self.period(run.period), f"{where}/{run.period}/index.html")], run=run, card=card,
                told=self.card_in_words(run, card), items={one["id"]: one for one in run.described["items"]},
                chart=self.pictures.lost(f"lost-{name}-{place_of(card.area)}", run, card),
            )  # fmt: skip
