"""Libraries of other people are what their tables say, with their licences, and no file of the site leads elsewhere."""

from __future__ import annotations

import hashlib
import re

import pytest

from document_pages import ROOT, text_of

WEB = ROOT / "src" / "huimin" / "web"
TABLES = ("src/huimin/web/static/vendor/README.md", "tests/vendor/README.md")
ROW = re.compile(r"^\| `([\w.]+\.js)` \| `([\w.-]+)` \| ([\d.]+) \| (.+) \| `([0-9a-f]{64})` \|$", re.MULTILINE)
ADDRESS = re.compile(r"(?:https?:)?//(?:[a-z0-9-]+\.)+(?:com|org|net|io|cn|dev|cc)\b[^\s\"'`)>]*", re.IGNORECASE)
# Names of kinds of XML, never asked for.
NAMES = re.compile(r"http://www\.w3\.org/(?:2000/svg|1999/xlink|1999/xhtml|2000/xmlns/?|XML/1998/namespace)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
READ = {".js", ".css", ".svg", ".html", ".webmanifest", ".json"}


def rows() -> list[tuple[str, str, str, str, str]]:
    """(folder, file, version, licence, sha256) of every library."""
    found = [(table.rpartition("/")[0], *row) for table in TABLES for row in ROW.findall(text_of(table))]
    return [(folder, name, version, licence, digest) for folder, name, _, version, licence, digest in found]


@pytest.mark.parametrize(("folder", "name", "version", "licence", "digest"), rows())
def test_each_is_the_release_of_its_table_with_its_licence(folder, name, version, licence, digest):
    content = (ROOT / folder / name).read_bytes()
    assert hashlib.sha256(content).hexdigest() == digest
    assert version.encode() in content
    texts = re.findall(r"`([\w.-]+\.txt)`", licence)
    assert texts
    assert all((ROOT / folder / text).stat().st_size > 100 for text in texts)
    assert b"sourceMappingURL" not in content


@pytest.mark.parametrize("table", TABLES)
def test_every_library_is_in_the_table(table):
    folder = table.rpartition("/")[0]
    assert {path.name for path in (ROOT / folder).glob("*.js")} == {
        name for place, name, *_ in rows() if place == folder
    }


def test_no_file_of_the_site_leads_to_another_host():
    """Comments may name the page of a licence; what runs may not name an address."""
    found = []
    for path in sorted(WEB.rglob("*")):
        if path.is_file() and path.suffix in READ and "static" in path.relative_to(WEB).parts:
            text = NAMES.sub("", COMMENT.sub("", path.read_text(encoding="utf-8")))
            found += [f"{path.relative_to(WEB)}: {address}" for address in ADDRESS.findall(text)]
    assert found == []


def test_the_notice_of_echarts_is_handed_on():
    notice = (WEB / "static" / "vendor" / "echarts.NOTICE.txt").read_text(encoding="utf-8").strip()
    assert notice in text_of("NOTICE")
