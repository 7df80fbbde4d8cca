"""A PDF from the same blocks: the same bytes every time, what is said is never part of the program that sets it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from huimin.adapters.official import write_pdf
from huimin.adapters.official.pictures import drawn, fonts, pngs, svg_size
from huimin.findings import Finding
from huimin.writing.blocks import Heading, Picture
from official_samples import LETTERHEAD, LONG_NAME, TinyChart, agreement, circular, english, letter, paragraph

ALL = {"circular": circular(60), "english": english(20), "letter": letter(), "agreement": agreement()}


@pytest.mark.parametrize("name", ALL)
def test_the_bytes_are_the_same_twice(name: str) -> None:
    made = write_pdf(ALL[name], LETTERHEAD)
    assert made.startswith(b"%PDF-") and made == write_pdf(ALL[name], LETTERHEAD)


def test_it_is_kept_for_long_and_read_aloud() -> None:
    made = write_pdf(letter(), LETTERHEAD)
    assert b"<pdfaid:part>2</pdfaid:part>" in made and b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"2026-03-05" in made and re.search(rb"/Lang\s*\(zh-CN\)", made)


def test_what_is_said_is_data() -> None:
    wicked = '#panic("x") $a$ *b* _c_ `d` @e <f> \\ " // /* [[ #[ '
    made = replace(
        letter(), title=wicked, number=wicked, addressees=wicked, copies_to=wicked, subject=wicked,
        blocks=(Heading(wicked), paragraph(wicked), Picture(TinyChart(wicked.replace("<", "").replace('"', "").replace(">", "")))),
    )  # fmt: skip
    assert write_pdf(made, LETTERHEAD).startswith(b"%PDF-")


def test_long_names_and_nothing_at_all_can_be_set() -> None:
    assert write_pdf(replace(letter(), issuer=LONG_NAME, title=LONG_NAME * 2, addressees=LONG_NAME), LETTERHEAD)
    assert write_pdf(replace(letter(), blocks=(), issuer="", number="", addressees="", day=None), LETTERHEAD)


@pytest.mark.skipif(not any("CJK" in one for one in fonts().families()), reason="no Chinese face is installed")
def test_a_character_without_a_face_is_told_and_never_an_empty_box() -> None:
    found: list[Finding] = []
    assert write_pdf(replace(letter(), title="关于𞤀𞤁镇的通知"), LETTERHEAD, found)
    (one,) = found
    assert one.code == "glyph-missing" and "𞤀" in str(one.facts["found"])
    found.clear()
    write_pdf(letter(), LETTERHEAD, found)
    assert found == []


def test_pictures_are_drawn_in_one_go_each_once() -> None:
    svgs = [TinyChart(values=(at, 2, 3)).svg(300) for at in (10, 20, 10)]
    made = pngs(svgs)
    assert all(one.startswith(b"\x89PNG") for one in made)
    assert made[0] == made[2] != made[1]
    assert pngs([]) == []


def test_pictures_are_drawn_at_their_share_and_fit_the_page() -> None:
    half = drawn(Picture(TinyChart(), share=0.5), 440)
    assert half.width == 220 and half.alt.startswith("三个县中两个上升")
    assert svg_size(half.svg)[0] == round(220 * 96 / 72)

    class Tall(TinyChart):
        def svg(self, width: int = 640, height: int | None = None) -> str:
            return super().svg(width, width * 4)

    tall = drawn(Picture(Tall()), 440)
    assert tall.height == 520 and abs(tall.width - 130) < 1
