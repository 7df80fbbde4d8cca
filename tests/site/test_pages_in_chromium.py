"""Every page that somebody of the cast can reach, in a real Chromium: in order for everybody, and from nowhere else.

Each window walks from the first page along the links, one page for each kind of address, in Chinese on a phone and in
English on a desk. On every page: no violation of WCAG 2.2 level A or AA that axe-core finds, nothing wider than the
window, no error in the console (a breach of the content security policy is one), no request to another host, and less
than 200 KB on first load but for the charts' library.
"""

from __future__ import annotations

from collections import deque
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Error as PlaywrightError

# A group a language, so that two processes share the work.
WINDOWS = [
    pytest.param("zh", 360, marks=pytest.mark.xdist_group("browser")),
    pytest.param("en", 1280, marks=pytest.mark.xdist_group("browser-too")),
]

AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
FIRST_LOAD = 200_000
WALKERS = ("township_reporter", "county_reviewer", "city_officer", "evidence_judge", "auditor", "administrator")


def kind_of(path: str) -> str:
    """The name of the view behind an address; ``""`` for what is no page: files, static files."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""


def links_of(reader) -> list[str]:
    """The links of a page that lead to pages of the site, in order."""
    found = reader.page.eval_on_selector_all("a[href]:not([download])", "all => all.map(a => a.href)")
    return [link.removeprefix(reader.address) for link in found if link.startswith(reader.address + "/")]


def pages(reader):
    """Walk from the first page; give each page once a kind of address."""
    waiting, seen = deque(["/"]), set()
    while waiting:
        path = waiting.popleft()
        kind = kind_of(path)
        if not kind or kind in seen:
            continue
        seen.add(kind)
        try:
            answer = reader.visit(path)
        except PlaywrightError as problem:
            if "Download is starting" in str(problem):
                continue
            raise
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            continue
        yield kind, path, answer.status
        waiting.extend(links_of(reader))


def violations(reader) -> list[str]:
    """What axe-core finds on the page as it stands."""
    reader.page.evaluate(AXE.read_text("utf-8"))
    found = reader.page.evaluate("rules => axe.run(document, rules)", RULES)
    return [f"{one['id']}: {node['html'][:160]}" for one in found["violations"] for node in one["nodes"][:3]]


def too_wide(reader) -> bool:
    """Whether the page scrolls sideways."""
    return reader.page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")


def faults_of_page(reader) -> list[str]:
    faults = [f"axe {one}" for one in violations(reader)]
    if too_wide(reader):
        faults.append("wider than the window")
    faults += [f"console {one}" for one in reader.trouble]
    reader.trouble.clear()
    load = sum(size for name, size in reader.bytes.items() if "echarts" not in name)
    if load > FIRST_LOAD:
        faults.append(f"{load} bytes on first load")
    return faults


@pytest.mark.parametrize(("lang", "width"), WINDOWS)
@pytest.mark.parametrize("who", WALKERS)
def test_pages_are_in_order(served, reader, who, lang, width):
    window = reader(served.address, lang, width).sign_in(who)
    faults, walked = {}, []
    for kind, path, status in pages(window):
        walked.append(kind)
        found = faults_of_page(window)
        if status >= 400:
            found.append(f"answered {status}")
        if found:
            faults[f"{kind} {path}"] = found
    assert not faults


@pytest.mark.parametrize(("lang", "width"), WINDOWS)
def test_a_visitor_s_pages_are_in_order(served, reader, lang, width):
    window = reader(served.address, lang, width)
    window.visit("/sign-in")
    assert not faults_of_page(window)


@pytest.mark.xdist_group("browser")
def test_on_a_phone_one_group_of_the_menu_after_another_opens(served, reader):
    page = reader(served.address, "zh", 360).sign_in("city_officer").page
    page.click("nav.main .menu > summary")
    groups = page.locator("nav.main .more > summary")
    for pressed in range(groups.count()):
        groups.nth(pressed).click()
        opened = page.eval_on_selector_all("nav.main .more", "all => all.map(one => one.open)")
        assert opened == [at == pressed for at in range(groups.count())]
    assert len(opened) > 2
