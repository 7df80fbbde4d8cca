"""Links lead somewhere, words have both languages, and no file names a machine."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from document_pages import ROOT, text_of, tracked

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE_BLOCK = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
DESIGN_WORDS = (
    "area", "data element", "period", "figure", "indicator", "numerator", "denominator", "target", "scheme", "item",
    "scorecard", "finding", "run", "entitlement", "claim",
)  # fmt: skip
# Put together here, so that this file does not name what it looks for.
HOSTS = tuple(".".join(parts) for parts in (
    ("pypi", "org"), ("python" + "hosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("golang", "org/dl"), ("crates", "io"),
    ("proxy", "golang"), ("mirrors", "aliyun"), ("tuna", "tsinghua"),
))  # fmt: skip
MACHINE = re.compile(
    "|".join(rf"(?<![\w.*])/{folder}/\w" for folder in ("work", "root", "home", "Users", "tmp", "mnt"))
)
INDEX_OPTION = re.compile(r"^\s*(?:-i|--(?:extra-)?index-url|--find-links|-f|--trusted-host)\b", re.MULTILINE)


def pages() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".md"]


def anchors(path: Path) -> set[str]:
    """The anchors of the headings of a page, as code hosts make them."""
    text = CODE_BLOCK.sub("", path.read_text(encoding="utf-8"))
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.strip().lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", pages(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page):
    for link in LINK.findall(CODE_BLOCK.sub("", page.read_text(encoding="utf-8"))):
        if "://" in link or link.startswith("mailto:"):
            continue
        name, _, anchor = unquote(link).partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), f"{page.name}: {link}"
        if anchor:
            assert anchor in anchors(target), f"{page.name}: {link}"


def glossary() -> list[list[str]]:
    rows = [line for line in text_of("GLOSSARY.md").splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[1:]]


def test_every_term_has_both_languages_and_a_meaning():
    for english, chinese, meaning in glossary():
        assert re.fullmatch(r"[a-z][a-z \-]+", english), english
        assert re.search(r"[\u4e00-\u9fff]", chinese), english
        assert re.search(r"[a-z]", meaning) and re.search(r"[\u4e00-\u9fff]", meaning), english


def test_one_word_stands_for_one_thing():
    terms = [row[0] for row in glossary()]
    assert terms == sorted(set(terms))
    chinese = [row[1] for row in glossary()]
    assert len(chinese) == len(set(chinese))
    assert set(DESIGN_WORDS) <= set(terms)


def test_decisions_are_numbered_and_linked():
    found = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("0*.md"))
    assert [name[:4] for name in found] == [f"{number:04d}" for number in range(1, len(found) + 1)]
    for name in found:
        text = text_of(f"docs/decisions/{name}")
        assert text.startswith(f"# {int(name[:4])}. "), name
        assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequences")), name
        assert f"docs/decisions/{name}" in text_of("ARCHITECTURE.md"), name


@pytest.mark.parametrize("page", ["ARCHITECTURE.md", "CONTRIBUTING.md", *(
    f"docs/decisions/{path.name}" for path in sorted((ROOT / "docs" / "decisions").glob("0*.md")))])  # fmt: skip
def test_every_file_that_is_named_exists(page):
    there = {path.relative_to(ROOT).as_posix() for path in tracked()}
    for name in re.findall(r"`([\w/.-]+\.(?:py|lark|csv|html|in))`", text_of(page)):
        assert any(path == name or path.endswith(f"/{name}") for path in there), f"{page}: {name}"


def test_the_table_of_rooms_has_every_layer():
    layers = re.search(r"^layers =\n((?:    .+\n)+)", text_of(".importlinter"), re.MULTILINE)
    rooms = re.findall(r"(\(?)huimin\.(\w+)", layers[1])
    body = text_of("ARCHITECTURE.md")
    assert len(rooms) > 9
    assert [
        room for _, room in rooms if f"`{room}/`" not in body and f"`{room}.py`" not in body and f"`{room}`" not in body
    ] == []


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_examples_in_the_readmes_are_marked_simulated(name):
    assert re.search(r"\*\*(simulated|模拟城市)\*\*", text_of(name))


def test_no_file_names_a_machine_or_an_address_to_download_from():
    found = []
    for path in tracked():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {host}" for host in HOSTS if host in text]
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in MACHINE.finditer(text)]
        if path.parent.name == "requirements":
            found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in INDEX_OPTION.finditer(text)]
    assert found == []
