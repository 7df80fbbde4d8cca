"""A document as one page: complete in itself, in order for a screen reader, and safe whatever stands in the data."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from huimin.adapters.official import write_html
from huimin.writing.blocks import Column, Document, Heading, Table
from official_samples import LETTERHEAD, agreement, circular, english, letter, paragraph

ALL = {"circular": circular(20), "english": english(10), "letter": letter(True), "agreement": agreement()}
VOID = {"meta", "hr", "br", "img", "link", "input"}


class Read(HTMLParser):
    """Every element in order; complains where one is not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.seen if name == tag]


def read(document: Document) -> Read:
    return Read(write_html(document, LETTERHEAD))


@pytest.mark.parametrize("name", ALL)
def test_it_is_whole_and_needs_nothing_from_outside(name: str) -> None:
    text = write_html(ALL[name], LETTERHEAD)
    made = Read(text)
    assert text.startswith("<!DOCTYPE html>") and made.all("html") == [{"lang": "en" if name == "english" else "zh-CN"}]
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in made.seen}
    assert not re.search(r"@import|url\((?!#)", text)
    assert len(made.all("h1")) == 1 and len(made.all("main")) == 1
    ids = [attrs["id"] for _, attrs in made.seen if "id" in attrs]
    assert len(ids) == len(set(ids))
    named = {
        one for _, attrs in made.seen if "aria-labelledby" in attrs for one in str(attrs["aria-labelledby"]).split()
    }
    assert named <= set(ids)
    assert set(re.findall(r"url\(#([^)]+)\)", text)) <= set(ids)


def test_headings_never_leap() -> None:
    document = replace(letter(), blocks=(Heading("深", 4), Heading("一", 1), Heading("三", 3), Heading("三", 3)))
    depths = [int(tag[1]) for tag, _ in read(document).seen if re.fullmatch(r"h\d", tag)]
    assert depths == [1, 2, 2, 3, 4]


def test_tables_have_heads_captions_and_a_name_where_they_scroll() -> None:
    made = read(circular(6))
    assert {attrs["scope"] for attrs in made.all("th")} == {"col", "row"}
    assert len(made.all("caption")) == 3
    regions = [attrs for attrs in made.all("div") if attrs.get("role") == "region"]
    assert all(attrs["tabindex"] == "0" and attrs["aria-label"] for attrs in regions)
    assert "（无）" in made.words


def test_the_numbers_of_a_picture_can_be_read() -> None:
    made = read(circular(6))
    assert made.words.count("图中数据") == 2 and "县0" in made.words


def test_a_caption_is_the_last_of_its_figure() -> None:
    text = write_html(circular(6), LETTERHEAD)
    assert text.count("</figcaption></figure>") == text.count("<figcaption>") == 2


def test_data_stay_data() -> None:
    wicked = "<script>alert(1)</script>&\"'\x00"
    document = replace(
        letter(), title=wicked, number=wicked, issuer=wicked, addressees=wicked, copies_to=wicked, subject=wicked,
        enclosures=(wicked,),
        blocks=(Heading(wicked), paragraph(wicked), Table(wicked, (Column(wicked),), ((wicked,),), note=wicked)),
    )  # fmt: skip
    text = write_html(document, LETTERHEAD)
    assert "<script" not in text and "\x00" not in text
    assert not Read(text).all("script")


def test_on_paper_the_simulated_mark_stands_on_every_page() -> None:
    assert "@top-center" in write_html(letter(True), LETTERHEAD)
    assert "模拟数据" not in write_html(letter(), LETTERHEAD)
