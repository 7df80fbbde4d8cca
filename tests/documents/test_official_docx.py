"""A docx in the layout of official documents: it opens, has the standard's measures, and is the same every time."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import docx
import pytest
from docx.document import Document as Opened
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from huimin.adapters.official import docx_many, write_docx
from huimin.writing.blocks import Document, Heading
from official_samples import (
    DAY,
    LETTERHEAD,
    LONG_NAME,
    agreement,
    circular,
    english,
    letter,
    letter_with_table,
    paragraph,
)

ALL = {"circular": circular(20), "english": english(10), "letter": letter(), "agreement": agreement()}


def opened(document: Document) -> Opened:
    return docx.Document(io.BytesIO(write_docx(document, LETTERHEAD)))


@pytest.mark.parametrize("name", ALL)
def test_every_part_is_well_formed_and_every_relation_leads_somewhere(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(ALL[name], LETTERHEAD))) as archive:
        names = set(archive.namelist())
        for part in names:
            if part.endswith((".xml", ".rels", ".svg")):
                ElementTree.fromstring(archive.read(part))
        relations = ElementTree.fromstring(archive.read("word/_rels/document.xml.rels"))
        assert {f"word/{one.attrib['Target']}" for one in relations} <= names


@pytest.mark.parametrize("name", ALL)
def test_the_bytes_are_the_same_twice(name: str) -> None:
    assert write_docx(ALL[name], LETTERHEAD) == write_docx(ALL[name], LETTERHEAD)


def test_many_at_once_are_the_same_as_one_by_one() -> None:
    made = list(docx_many(list(ALL.values()), LETTERHEAD))
    assert made == [write_docx(one, LETTERHEAD) for one in ALL.values()]


def test_page_and_type_are_the_standards() -> None:
    made = opened(circular(5))
    page = made.sections[0]
    for found, wanted in (
        (page.page_width, Mm(210)), (page.page_height, Mm(297)), (page.top_margin, Mm(37)), (page.bottom_margin, Mm(35)),
        (page.left_margin, Mm(28)), (page.right_margin, Mm(26)),
    ):  # fmt: skip
        assert abs(int(found or 0) - int(wanted)) < Mm(0.1)
    assert made.settings.odd_and_even_pages_header_footer
    normal = made.styles["Normal"].paragraph_format
    assert normal.line_spacing == Pt(28.95) and normal.widow_control
    sizes = {name: made.styles[name].font.size for name in ("Title", "heading 1", "footer")}
    assert sizes == {"Title": Pt(22), "heading 1": Pt(16), "footer": Pt(14)}
    east = {
        name: made.styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("Red head", "Title", "heading 1", "heading 2")
    }
    assert east == {
        "Red head": "FZXiaoBiaoSong-B05S",
        "Title": "FZXiaoBiaoSong-B05S",
        "heading 1": "SimHei",
        "heading 2": "KaiTi_GB2312",
    }


def test_faces_that_stand_in_are_named() -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(letter(), LETTERHEAD))) as archive:
        faces = archive.read("word/fontTable.xml").decode()
    assert "仿宋_GB2312" in faces and "Noto Serif CJK SC" in faces


def test_page_numbers_stand_outside_between_dashes() -> None:
    page = opened(letter()).sections[0]
    sides = [footer.paragraphs[0].alignment for footer in (page.footer, page.even_page_footer)]
    assert [str(side).split()[0] for side in sides] == ["RIGHT", "LEFT"]
    assert page.footer.paragraphs[0].text == "— 1 —"


def test_headings_are_numbered_in_chinese_by_depth() -> None:
    made = opened(circular(5))
    headings = [one.text for one in made.paragraphs if one.style and one.style.name.startswith("Heading")]
    assert headings == [
        "一、总体情况",
        "二、各地情况",
        "（一）出生",
        "1. 县级",
        "（1）乡级",
        "（二）服务",
        "三、下一步工作",
    ]
    headings = [one.text for one in opened(english(3)).paragraphs if one.style and one.style.name.startswith("Heading")]
    assert headings == ["1. Overall", "2. By area", "2.1 Births", "2.2 Services", "3. What is next"]


def test_headings_and_titles_of_tables_stay_with_what_follows() -> None:
    made = opened(circular(5))
    for name in ("heading 1", "heading 2", "Table title", "Title"):
        assert made.styles[name].paragraph_format.keep_with_next


def test_tables_repeat_their_head_and_cut_no_row() -> None:
    births = opened(circular(60)).tables[0]
    head, *rows = births.rows
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(one._tr.trPr.find(qn("w:cantSplit")) is not None for one in (head, *rows))
    assert [str(cell.paragraphs[0].alignment).split()[0] for cell in rows[0].cells] == [
        "LEFT",
        "RIGHT",
        "RIGHT",
        "RIGHT",
        "LEFT",
    ]
    assert [cell.text for cell in rows[-1].cells] == ["全市", "123,456", "8.4‰", "−0.3", "107/108"]
    assert rows[-1].cells[0].paragraphs[0].runs[0].bold


def test_tables_are_as_wide_as_the_text() -> None:
    for table in opened(circular(5)).tables[:2]:
        assert abs(sum(int(one.width or 0) for one in table.columns) - Mm(156)) < Mm(0.5)


def test_a_table_without_rows_says_so() -> None:
    assert "（无）" in [cell.text for cell in opened(circular(5)).tables[2].rows[1].cells]


def test_pictures_have_words_for_those_who_cannot_see_them() -> None:
    body = opened(circular(5)).element.body
    told = [one.get("descr") for one in body.iter(qn("wp:docPr"))]
    assert told == ["三个县中两个上升: 40, 90, 65", "一个地区没有报送: 40, 90, 65"]


def test_properties_are_the_documents_own() -> None:
    made = opened(circular(5)).core_properties
    assert made.title == circular(5).title and made.created and made.created.date() == DAY
    assert made.author == LETTERHEAD.head("zh") and made.language == "zh-CN"


def test_simulated_stands_on_every_page_and_only_there() -> None:
    for simulated in (True, False):
        page = opened(letter(simulated)).sections[0]
        heads = [page.header.paragraphs[0].text, page.even_page_header.paragraphs[0].text]
        assert all(("模拟数据" in one) is simulated for one in heads)


def test_who_signs_and_when() -> None:
    made = opened(letter())
    assert [one.text for one in made.paragraphs if one.text][-2:] == ["惠民示范市人口发展办公室", "2026年3月5日"]
    assert [cell.text for cell in made.tables[-1].rows[-1].cells] == ["惠民示范市人口发展办公室", "2026年3月5日印发"]


def test_two_parties_sign_side_by_side() -> None:
    signed = opened(agreement()).tables[1]
    assert len(signed.rows) == 1
    left, right = (cell.text for cell in signed.rows[0].cells)
    assert left.startswith("甲方：") and "（盖章）" in left and "负责人（签字）：" in left
    assert LONG_NAME[:30] in right


def test_odd_characters_do_no_harm() -> None:
    text = 'a<b>&"c"\x00\x0b]]>\ud800末'
    made = opened(replace(letter(), title=text, blocks=(Heading(text), paragraph(text))))
    assert made.core_properties.title == 'a<b>&"c"]]>末'
    assert [one.text for one in made.paragraphs if one.style and one.style.name == "Normal"] == ['a<b>&"c"]]>末']


def test_a_letter_is_small() -> None:
    assert len(write_docx(letter_with_table(1), LETTERHEAD)) < 12_000
