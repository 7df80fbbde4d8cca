"""Scorecards are plain pages: well formed, complete in themselves, in two languages, and made for A4."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from huimin.adapters.documents import FinishedRun, RunContent, Scorecards
from huimin.adapters.documents.file_names import file_stem
from huimin.adapters.documents.results_file import write_results
from huimin.adapters.documents.scorecards import css_text
from huimin.adapters.documents.words import WORDS

VOID = {"meta", "br", "col", "link", "img", "input"}


class Page(HTMLParser):
    """Checks that every element is closed in order, and gathers text and links."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, attrs)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, (tag, self.getpos())

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.words))


@pytest.fixture(scope="module")
def pages(written: tuple[Path, dict[str, str]]) -> dict[Path, str]:
    return {path: path.read_text("utf-8") for path in sorted((written[0] / "scorecards").rglob("*.html"))}


def test_pages_are_well_formed_and_need_nothing_else(pages: dict[Path, str]) -> None:
    for path, text in pages.items():
        page = Page(text)
        assert not page.tags & {"script", "link", "img", "iframe", "object"}, path
        assert "http:" not in text, path
        assert "https:" not in text, path
        assert "url(" not in text, path
        assert "@import" not in text, path
        for link in page.links:
            assert (path.parent / unquote(link)).is_file(), (path, link)


def test_pages_are_made_for_a4(pages: dict[Path, str]) -> None:
    for path, text in pages.items():
        assert "size: A4" in text
        assert "table-header-group" in text
        assert "break-inside: avoid" in text
        if path.parent.name in ("zh", "en"):
            assert "counter(page)" in text
            assert "counter(pages)" in text


def test_every_page_says_that_the_figures_are_invented(pages: dict[Path, str]) -> None:
    for text in pages.values():
        assert "模拟数据" in Page(text).text
        assert "SIMULATED DATA" in Page(text).text


def test_real_figures_carry_no_mark(content: RunContent, tmp_path: Path) -> None:
    write_results(tmp_path / "results.sqlite", replace(content, simulated=False))
    with FinishedRun(tmp_path) as run:
        made = Scorecards(run)
        for text in (made.html("159901", "zh"), made.index("en"), made.start()):
            assert "模拟数据" not in text
            assert "SIMULATED" not in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_scorecard_tells_totals_rank_grade_and_items(run: FinishedRun, content: RunContent, lang: str) -> None:
    text = Page(Scorecards(run).html("159901", lang)).text
    for part in (
        "72.53",
        "97.5%",
        "72.78%",
        "70.67% – 74.77%",
        "22.78",
        "2024-12-02",
        "2024-11-30",
        "1,310",
        "23",
        "24",
    ):
        assert part in text, part
    for item in content.described["items"]:
        assert item[lang] in text
        assert item["rule"][lang] in text
    for word in ("score", "with-missing", "rank", "grade", "gain", "items", "basis", "explain", "ours"):
        assert WORDS[word][lang == "en"] in text, word
    for part in ("2024-family-services", "ab" * 6, "cd" * 6, "0.1.0"):
        assert part in text, part


@pytest.mark.parametrize(
    ("area", "word"),
    [("159902", "pooled"), ("159902", "cannot_tell"), ("159903", "not_reported"), ("159903", "not_applicable"),
     ("159901", "scored")],
)  # fmt: skip
def test_states_are_told_and_explained(run: FinishedRun, area: str, word: str) -> None:
    for number, lang in enumerate(("zh", "en")):
        text = Page(Scorecards(run).html(area, lang)).text
        assert WORDS[word][number] in text


def test_not_reported_is_neither_zero_nor_lost(run: FinishedRun) -> None:
    page = Page(Scorecards(run).html("159903", "en")).text
    assert "neither zero nor full" in page
    assert "worth up to 15 points once it is" in page
    assert "15 points not reported" in page


def test_the_basis_adds_up(run: FinishedRun) -> None:
    text = Page(Scorecards(run).html("159902", "en")).text
    assert "Of 100 points 80 were scored, 0 were not reported, and 20 did not apply" in text
    assert "Score = 57.42 ÷ 80 × 100 − 1 = 70.78" in text


def test_most_points_lost_come_first(run: FinishedRun) -> None:
    text = Scorecards(run).html("159904", "en")
    lost = [float(one) for one in re.findall(r"<b>([\d.]+) lost</b>", text)]
    assert lost == sorted(lost, reverse=True)
    assert lost[:2] == [30, 15]


def test_a_red_line_the_ladder_and_a_place_apart_are_told(run: FinishedRun) -> None:
    made = Scorecards(run)
    assert "触碰红线“数据造假”，等次封顶" in Page(made.html("159903", "zh")).text
    assert "Yellow card (within 90 days)" in Page(made.html("159904", "en")).text
    apart = Page(made.html("1599/无码", "zh")).text
    assert "报表报送率 41.0%，低于 80%，数字不全，不参加排名" in apart


def test_the_ranking_lists_all_and_links_them(run: FinishedRun, content: RunContent) -> None:
    text = Scorecards(run).index("en")
    page = Page(text)
    for record in content.records:
        assert f"{file_stem(record['key'])}.html" in [unquote(link) for link in page.links]
    assert page.text.index("Hedong County") < page.text.index("Hexi District") < page.text.index("Listed apart")
    assert page.text.index("Listed apart") < page.text.index("Development Zone")
    assert "no family’s births are assessed" in page.text


def test_names_are_never_markup(run: FinishedRun) -> None:
    text = Scorecards(run).html("159904", "en")
    assert "<b>County" not in text
    assert "=1+1 &amp; &lt;b&gt;County&lt;/b&gt;" in text


HOSTILE = "</style><script>alert(1)</script>\"'\\ {{7*7}} & } @import url(x)"


def test_hostile_names_stay_text_everywhere(content: RunContent, tmp_path: Path) -> None:
    records = [dict(record, zh=HOSTILE, en=HOSTILE) for record in content.records]
    areas = [(key, parent, level, HOSTILE, HOSTILE) for key, parent, level, _zh, _en in content.areas]
    changed = replace(content, records=records, areas=areas, title_zh=HOSTILE, title_en=HOSTILE, run=HOSTILE)
    write_results(tmp_path / "results.sqlite", changed)
    with FinishedRun(tmp_path) as run:
        for _name, text in Scorecards(run).pages():
            page = Page(text)
            assert "script" not in page.tags
            assert text.count("</style>") == 1
            assert HOSTILE in page.text


def test_css_text_holds_anything() -> None:
    assert css_text('河东 A1"\\</style>') == '"河东 A1\\22 \\5c \\3c \\2f style\\3e "'


def test_an_area_that_was_not_assessed_has_no_page(run: FinishedRun) -> None:
    with pytest.raises(KeyError):
        Scorecards(run).html("159901/东", "zh")
