"""Pages: Jinja2 templates with the reader's language, and what every page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.messages import get_messages
from django.contrib.staticfiles.finders import find
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from huimin.findings import explain, next_step
from huimin.web.base import clock, days, formats, place
from huimin.web.base.words import say, say_html
from huimin.workflow import Act


@dataclass(frozen=True)
class Entry:
    """An entry of the navigation: the code of its word, the name of its address, and who sees it (None: everybody).

    A screen offers it as ``NAVIGATION`` of its application's configuration; ``order`` sorts them. ``group`` is the menu
    it stands in where there are too many for one line: ``figures``, ``assessment``, ``families`` or ``office``.
    """

    word: str
    view: str
    acts: tuple[Act, ...] = ()
    order: int = 50
    group: str = ""


@dataclass(frozen=True)
class Menu:
    """One place of the navigation: an entry by itself, or several under the code of a word."""

    entries: tuple[Entry, ...]
    word: str = ""


FLAT = 8
"""So many entries stand side by side; more are gathered in menus."""


def environment(**options: Any) -> Environment:
    """The Jinja2 environment that Django's settings name."""
    made = Environment(**{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True})
    made.globals.update(url=url, asset=asset, hidden=hidden)
    made.filters.update(number=formats.number, percent=formats.percent, size=formats.size)
    return made


def url(name: str, /, *args: Any, **kwargs: Any) -> str:
    """The address of a view. ``query`` becomes the part after the question mark."""
    query = kwargs.pop("query", None)
    return reverse(name, args=args or None, kwargs=kwargs or None, query=query)


@cache
def asset(path: str) -> str:
    """The address of a static file, with the beginning of its hash: a new version is fetched, an old one kept."""
    found = find(path)
    assert isinstance(found, str), f"no static file {path}"
    return f"{static(path)}?{sha256(Path(found).read_bytes()).hexdigest()[:10]}"


def hidden(request: Any) -> Markup:
    """The field that every form with ``method="post"`` needs."""
    return Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">').format(get_token(request))


def page(request: Any, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """A page in the reader's language. The template extends ``base/layout.html`` and sets the block ``title``."""
    return render(request, template, {**common(request), **context}, status=status, using="jinja2")


def common(request: Any) -> dict[str, Any]:
    """What all templates know.

    ``t(code, **facts)`` says something; ``th`` the same with HTML in the facts; ``day``, ``moment`` and ``period``
    write days, moments and period codes; ``area(key)`` names an area; ``told(finding)`` and ``advice(finding)`` put a
    finding into words.
    """
    lang = request.lang
    title = place.definitions().title
    return {
        "request": request,
        "lang": lang,
        "html_lang": "zh-CN" if lang == "zh" else "en",
        "t": partial(say, lang),
        "th": partial(say_html, lang),
        "day": lambda value: formats.day(value, lang),
        "moment": lambda value: formats.moment(value, lang),
        "working_days": lambda value: days.working_days_left(value, lang),
        "period": lambda code: formats.period(code, lang),
        "area": partial(area_name, lang),
        "told": lambda finding: explain(finding, lang),
        "advice": lambda finding: next_step(finding, lang),
        "person": request.person,
        "rights": request.rights,
        "Act": Act,
        "site_title": title.name(lang),
        "simulated": title.simulated,
        "today": clock.today(),
        "shown_day": formats.day(clock.today(), lang),
        "navigation": navigation(request),
        "notes": get_messages(request),
        "path": request.path,
    }


def area_name(lang: str, key: str) -> str:
    """The name of an area that is or was; its key where it is unknown."""
    areas = place.definitions().areas
    found = areas.id_of(key)
    return (areas.name(found, lang) if found is not None else "") or key


def navigation(request: Any) -> Sequence[Menu]:
    """What this person sees, in order; in menus where there is much."""
    entries = _entries(request)
    if len(entries) <= FLAT:
        return [Menu((entry,)) for entry in entries]
    gathered: dict[str, list[Entry]] = {}
    for entry in entries:
        gathered.setdefault(entry.group or entry.word, []).append(entry)
    return [Menu(tuple(those), f"base.menu-{those[0].group}" if len(those) > 1 else "") for those in gathered.values()]


def _entries(request: Any) -> list[Entry]:
    if request.person is None:
        return []
    entries = [entry for config in apps.get_app_configs() for entry in getattr(config, "NAVIGATION", ())]
    seen = [entry for entry in entries if not entry.acts or any(request.rights.can(act) for act in entry.acts)]
    return sorted(seen, key=lambda entry: entry.order)
