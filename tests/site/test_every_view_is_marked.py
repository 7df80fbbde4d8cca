"""No page without a door: every view says who may open it, and every address stands in a test that says so too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

TESTS = Path(__file__).parent
# What looks like an address in a test: in a table, in quotes, or with parts in braces to be filled in.
ADDRESS = re.compile(r"""(?<![\w.~:/}])/(?:[\w.~-]|/|\{[^{}"']*\}|%7E)*""")
# In a table of one screen its prefix is often left out.
RELATIVE = re.compile(r"""[\w.{][\w./{}~-]*""")


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern, str]]:
    """(route, pattern, name with its screen) of every address of the site."""
    for one in resolver.url_patterns:
        route = prefix + str(one.pattern)
        if isinstance(one, URLResolver):
            inner = one.namespace or one.app_name
            for deeper, pattern, name in patterns(one, route):
                yield deeper, pattern, f"{inner}:{name}" if inner and ":" not in name else name
        else:
            yield route, one, one.name or route


def every() -> list[tuple[str, URLPattern, str]]:
    return list(patterns(get_resolver()))


@cache
def texts(screen: str = "") -> str:
    """The whole text of the tests of the site, or of those of one screen."""
    found = sorted(TESTS.rglob(f"test_{screen}*.py"))
    return "\n".join(path.read_text(encoding="utf-8") for path in found if path != Path(__file__))


def shape(route: str) -> re.Pattern[str]:
    """What an address of this route looks like in a test: a part to be filled in is anything but a slash."""
    parts = re.split(r"<[^<>]+>", route.removeprefix("^").removesuffix("$"))
    return re.compile("[^/]+".join(re.escape(part) for part in parts))


def stands_in_a_test(route: str, name: str) -> bool:
    """Whether a test names the address, or the view, or (in a test of the screen itself) what follows its prefix."""
    if f'"{name}"' in texts() or any(shape(f"/{route}").fullmatch(one) for one in ADDRESS.findall(texts())):
        return True
    tail = shape(route.partition("/")[2])
    return bool(tail.pattern) and any(tail.fullmatch(one) for one in RELATIVE.findall(texts(name.partition(":")[0])))


@pytest.mark.parametrize(("route", "name"), [(route, name) for route, _, name in every()])
def test_every_view_says_who_may_open_it(route, name):
    pattern = next(one for path, one, known in every() if (path, known) == (route, name))
    access = getattr(pattern.callback, "huimin_access", None)
    assert access, f"the view of {route} ({name}) has no @screen or @open_to_all"


@pytest.mark.parametrize(("route", "name"), [(route, name) for route, _, name in every()])
def test_every_address_stands_in_a_test(route, name):
    assert stands_in_a_test(route, name), (
        f"no test of the site names {route} ({name}): add it to the access table of its screen"
    )


def test_the_walk_finds_the_site():
    names = {name for _, _, name in every()}
    assert {"accounts:sign-in", "people:start", "auditing:chain", "home:home"} <= names
