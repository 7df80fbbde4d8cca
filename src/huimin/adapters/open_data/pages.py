"""The pages of the public site in one language: what stands on each, and where it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from huimin.adapters.open_data.downloads import FORMATS
from huimin.adapters.open_data.feeds import summary_of, title_of
from huimin.adapters.open_data.pictures import Pictures
from huimin.adapters.open_data.words import METHODS, say
from huimin.figures.periods import Period
from huimin.indicators.definitions import Indicator
from huimin.language import describe, parse
from huimin.tasks.open_data.cards import PublicCard, PublicRun
from huimin.tasks.open_data.comparing import Moved, is_empty, outliers, year_before
from huimin.tasks.open_data.gathering import Site
from huimin.tasks.open_data.history import Change
from huimin.tasks.open_data.tables import Download
from huimin.tasks.open_data.values import HIDDEN, NOT_REPORTED, SHOWN, Value
from huimin.writing.numbers import Style, day, is_still, moved, points, shown

_PLAIN = re.compile(r"[^A-Za-z0-9._-]")
_LINES = re.compile(r"\n\s*\n+")
HTML_LANG = {"zh": "zh-CN", "en": "en"}
OTHER = {"zh": "en", "en": "zh"}
MENU = (("home", "index.html"), ("areas", "areas.html"), ("indicators", "indicators.html"),
        ("assessments", "assessments.html"), ("methods", "methods.html"), ("data", "data.html"),
        ("news", "news.html"))  # fmt: skip
LEAST_LOST = 0.005
_NAMED = 3


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


class Pages:
    """All pages of one language; ``files`` gives them with the charts they show."""

    def __init__(self, site: Site, tables: Sequence[Download], lang: str, templates: Environment) -> None:
        self.site, self.tables, self.lang, self.templates = site, tables, lang, templates
        self.pictures = Pictures(site, lang)
        self.outliers = outliers(site)
        self.listed: list[tuple[str, str]] = []

    # --- what templates use

    def say(self, code: str, count: int | None = None, **facts: Any) -> str:
        """The words of a code."""
        return say(self.lang, code, count, **facts)

    def area(self, key: str) -> str:
        """The name of an area."""
        return self.site.name(key, self.lang)

    def level(self, code: str) -> str:
        """The name of a level."""
        found = [level for level in self.site.tree.levels.levels if level.code == code]
        return (found[0].zh if self.lang == "zh" else found[0].en) if found else code

    def period(self, code: str) -> str:
        """The name of a period."""
        return Period.of(code).name(self.lang)

    def number(self, one: Indicator, value: Value | None) -> Markup:
        """A value for readers, or why there is none."""
        if value is None:
            return Markup("–")
        if value.mark == SHOWN:
            return escape(shown(value.value, Style(one.show, one.decimals), self.lang))
        hidden = " hidden" if value.mark == HIDDEN else ""
        return Markup('<span class="mark{}">{}</span>').format(hidden, self.say(value.mark))

    def interval(self, one: Indicator, value: Value | None) -> str:
        """The likely range."""
        if value is None or value.low is None or value.high is None:
            return ""
        style = Style(one.show, one.decimals)
        return f"{shown(value.low, style, self.lang)} – {shown(value.high, style, self.lang)}"

    def cases(self, value: Value | None) -> str:
        """Numerator and denominator."""
        if value is None or value.numerator is None or value.denominator is None:
            return ""
        style = Style("number", 0)
        return f"{shown(value.numerator, style, self.lang)} / {shown(value.denominator, style, self.lang)}"

    def complete(self, value: Value | PublicCard | None) -> str:
        """Share of the returns that came."""
        return "" if value is None or value.complete is None else shown(value.complete, Style("percent", 0), self.lang)

    def moved(self, one: Indicator, change: Moved | None) -> str:
        """The change against the year before, in words."""
        if change is None:
            return ""
        style = Style(one.show, one.decimals)
        if is_still(change.difference, style):
            return self.say("same")
        way = "up" if change.difference > 0 else "down"
        sure = {True: "sure", False: "chance", None: "plain"}[change.sure]
        return self.say(f"{way}-{sure}", size=moved(change.difference, style, self.lang))

    def points(self, value: float | None) -> str:
        """Points of a score."""
        return points(value)

    def status(self, status: str) -> str:
        """What became of an item, in words; empty where it was simply scored."""
        return self.say(f"status-{status}")

    def marked(self, values: Sequence[Value]) -> list[str]:
        """How many numbers of a page are hidden, and how many were not reported."""
        hidden = sum(value.mark == HIDDEN for value in values)
        missing = sum(value.mark == NOT_REPORTED for value in values)
        return [
            self.say(code, count) for code, count in (("hidden-here", hidden), ("unreported-here", missing)) if count
        ]

    @staticmethod
    def all_without(values: Sequence[Value]) -> bool:
        """Whether a table would hold nothing but the same mark: then a sentence says it."""
        return len(values) > 1 and len({value.mark for value in values}) == 1 and values[0].mark != SHOWN

    def spark(self, values: Sequence[float | None]) -> Markup:
        """A line a finger long: only a picture of the numbers in the page of the indicator."""
        known = [value for value in values if value is not None]
        if len(known) < 3:
            return Markup("")
        low, high = min(known), max(known)
        across, up = 100 / max(len(values) - 1, 1), 18 / ((high - low) or 1.0)
        spots = [(at * across + 2, 21 - (value - low) * up if high > low else 12)
                 for at, value in enumerate(values) if value is not None]  # fmt: skip
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
        return Markup('<svg class="spark" viewBox="0 0 104 24" aria-hidden="true" focusable="false">'
                      '<polyline points="{}"/><circle cx="{}" cy="{}" r="2.6"/></svg>').format(
            line, f"{spots[-1][0]:.1f}", f"{spots[-1][1]:.1f}")  # fmt: skip

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

    def grade(self, run: PublicRun, card: PublicCard) -> str:
        """The name of a grade; empty where it is not told."""
        return next((one[self.lang] for one in run.described["grades"] if one["code"] == card.grade), "")

    def score(self, card: PublicCard) -> Markup:
        """A score for a cell."""
        if card.telling == "none":
            return Markup('<span class="mark">{}</span>').format(self.say("O"))
        return escape(points(card.score) if card.telling == "exact" else f"{points(card.low)}–{points(card.high)}")

    def place(self, card: PublicCard) -> str:
        """A place, or the range of places that are possible."""
        if card.best is None or card.worst is None:
            return "–"
        return str(card.best) if card.best == card.worst else f"{card.best}–{card.worst}"

    def card_in_words(self, run: PublicRun, card: PublicCard) -> list[str]:
        """A scorecard in sentences: score, grade, place, where points were lost, what is hidden."""
        total = points(run.described["scheme"]["total"])
        made = [self.say(f"told-{card.telling}", area=self.area(card.area), score=points(card.score), total=total,
                         low=points(card.low), high=points(card.high))]  # fmt: skip
        if self.grade(run, card):
            made.append(self.say("grade-is", grade=self.grade(run, card)))
        made.append(self._place_in_words(run, card))
        described = {one["id"]: one for one in run.described["items"]}
        told = [(item, described[item.id]) for item in card.items if item.points is not None]
        full = sum((item.points or 0.0) >= one["points"] - LEAST_LOST for item, one in told if not one["extra"])
        gone = ((one["points"] - (item.points or 0.0), one[self.lang]) for item, one in told if not one["extra"])
        lost = sorted((one for one in gone if one[0] > LEAST_LOST), reverse=True)
        made += [self.say("items-full", full)] if full else []
        if lost:
            comma = "、" if self.lang == "zh" else "; "
            pattern = "{}（{}）" if self.lang == "zh" else "{} ({})"
            names = (pattern.format(name, points(points_lost)) for points_lost, name in lost[:_NAMED])
            made.append(self.say("items-lost", names=comma.join(names)))
        return [*made, self.say("items-hidden", card.hidden)] if card.hidden else made

    def _place_in_words(self, run: PublicRun, card: PublicCard) -> str:
        if card.best is None or card.worst is None:
            reason = card.reason if card.reason in ("incomplete", "too-little-scored") else "too-little-scored"
            return self.say(f"place-none-{reason}")
        of = sum(one.best is not None for one in run.cards)
        return self.say("place-one" if card.best == card.worst else "place-range", of=of, best=card.best,
                        worst=card.worst)  # fmt: skip

    # --- corrections

    def corrected(self, one: Change) -> str:
        """A correction in a sentence."""
        found = next((i for i in self.site.indicators if i.code == one.indicator), None)
        style = Style(found.show, found.decimals) if found else Style()
        after = self.say(one.mark) if one.after is None else shown(one.after, style, self.lang)
        return self.say("corrected-here", day=day(one.day, self.lang), period=self.period(one.period),
                        indicator=found.name(self.lang) if found else one.indicator,
                        before=shown(one.before, style, self.lang), after=after)  # fmt: skip
