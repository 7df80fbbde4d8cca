"""Scorecards and rankings as static pages: plain HTML that needs no program, no network and prints on A4."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from huimin.adapters.documents.content import Record
from huimin.adapters.documents.file_names import file_stem
from huimin.adapters.documents.finished import FinishedRun
from huimin.adapters.documents.hashes import shown_hashes
from huimin.adapters.documents.view import Views
from huimin.adapters.documents.words import STATUSES, status_words, word
from huimin.figures.periods import Period
from huimin.findings import Severity
from huimin.indicators.rounding import plain

LANGUAGES = ("zh", "en")
_PAGE_PARTS = ("page_before", "page_between", "page_after")
_TEMPLATES = ("scorecard.html", "rows.html", "index.html", "start.html")
_SAFE_IN_CSS = re.compile(r"[A-Za-z0-9\u4e00-\u9fff ]")


def css_text(text: str) -> Markup:
    """A text as a CSS string, whatever is in it: anything but letters, digits and Chinese is written by its number."""
    inner = "".join(c if _SAFE_IN_CSS.match(c) else f"\\{ord(c):x} " for c in text)
    return Markup(f'"{inner}"')


class Scorecards:
    """Makes the pages of one finished run.

    ``findings`` counts the run's findings by severity; without it the ranking does not tell them.
    """

    def __init__(self, run: FinishedRun, findings: Mapping[Severity, int] | None = None) -> None:
        self.run, self.findings = run, findings
        self.views = {lang: Views(run, lang) for lang in LANGUAGES}
        made = Environment(
            loader=PackageLoader("huimin.adapters.documents"), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True, auto_reload=False,
        )  # fmt: skip
        made.filters["css_text"] = css_text
        self._templates = made
        self._style = Markup(made.loader.get_source(made, "style.css")[0])  # type: ignore[union-attr]
        self._pages = {name: made.get_template(name) for name in _TEMPLATES}
        self._common = {lang: self._shared(lang) for lang in LANGUAGES}

    def _shared(self, lang: str) -> dict[str, Any]:
        """What all pages of a language share."""
        views, scheme = self.views[lang], self.run.described["scheme"]
        other = "en" if lang == "zh" else "zh"
        page = dict(zip(_PAGE_PARTS, re.split("[%#]", views.say("page-of")), strict=True))
        return page | {
            "lang": lang,
            "html_lang": "zh-CN" if lang == "zh" else "en",
            "other": other,
            "other_html_lang": "en" if lang == "zh" else "zh-CN",
            "say": views.say,
            "style": self._style,
            "title": self.run.title(lang),
            "scheme": scheme[lang],
            "version": word("version", lang, version=scheme["version"]),
            "period": Period.of(self.run.described["period"]).name(lang),
            "total": plain(scheme["total"]),
            "simulated": self.run.simulated,
            "hashes": shown_hashes(self.run.run, self.run.manifest, lang),
            "confidence": views.confidence,
            "level": self._level(scheme["level"], lang),
        }

    def _level(self, code: str, lang: str) -> str:
        names = self.run.levels.get(code)
        return names[0 if lang == "zh" else 1] if names else code

    @cached_property
    def _assessed(self) -> frozenset[str]:
        return frozenset(self.run.assessed)

    def file(self, key: str) -> str:
        """The name of an area's page in the folder of either language."""
        return f"{file_stem(key)}.html"

    def html(self, key: str, lang: str) -> str:
        """One area's scorecard with its explanation. KeyError where the area was not assessed."""
        record = self.run.area(key)
        if record is None:
            raise KeyError(key)
        views = self.views[lang]
        rows = list(views.rows(record))
        body = Markup(self._pages["rows.html"].render(rows=rows, say=views.say))
        return self._pages["scorecard.html"].render(
            self._common[lang], place=views.standing(record), path=self._path(record, lang), table_body=body,
            losses=views.losses(rows), basis=views.basis(record), file=self.file(key),
            area_level=self._level(self.run.level(key), lang),
        )  # fmt: skip

    def _path(self, record: Record, lang: str) -> list[tuple[str, str]]:
        """The areas above: name, and the page where they have one."""
        above = record["path"][:-1]
        return [(self.run.name(key, lang), self.file(key) if key in self._assessed else "") for key in above]

    def index(self, lang: str) -> str:
        """The ranking, with a link to every scorecard, and what a reader must know about the run."""
        views = self.views[lang]
        places = [views.standing(record) | {"file": self.file(record["key"])} for record in self.run.records()]
        ranked = sorted((place for place in places if place["rank"] is not None), key=lambda place: place["rank"])
        return self._pages["index.html"].render(
            self._common[lang], ranked=ranked, apart=[place for place in places if place["rank"] is None],
            statuses=[(word(code, lang), status_words(code, lang)) for code in STATUSES],
            declined=self.run.described["declined"], findings=self._counts(lang), source=self._source(),
            note=self.run.described["scheme"][f"note_{lang}"], has_steps=bool(self.run.described["ladder"]),
        )  # fmt: skip

    def _source(self) -> str:
        return self.run.described["scheme"]["source"]["text"]

    def _counts(self, lang: str) -> str:
        if self.findings is None:
            return ""
        counts = {f"{one.word}s": self.findings.get(one, 0) for one in Severity}
        return word("findings-count", lang, **counts)

    def start(self) -> str:
        """The page that leads to both languages."""
        return self._pages["start.html"].render(zh=self._common["zh"], en=self._common["en"], style=self._style)

    def pages(self) -> Iterator[tuple[str, str]]:
        """Every page: path in the folder of scorecards, and its text."""
        yield "index.html", self.start()
        for lang in LANGUAGES:
            yield f"{lang}/index.html", self.index(lang)
        for key in self.run.assessed:
            for lang in LANGUAGES:
                yield f"{lang}/{self.file(key)}", self.html(key, lang)
