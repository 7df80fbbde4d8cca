"""An office changes a document by changing a text file; what it gets wrong is told with the line, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from huimin.adapters.official import Templates, check_templates, render
from huimin.adapters.official.templates import LOOP_LIMIT, SIZE_LIMIT, check, template_of
from huimin.findings import Finding, Invalid, explain, next_step
from huimin.writing.blocks import (
    Column,
    Document,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Picture,
    Piece,
    Signature,
    SigningParty,
    Table,
)
from huimin.writing.facts import Facts, Vocabulary, vocabulary_of
from official_samples import LETTERHEAD, TinyChart

TABLE = Table("出生", (Column("地区"), Column("出生数", numeric=True)), (("河东县", "120"),))
SIGNED = Signature((SigningParty(LETTERHEAD.office["zh"]),))
FACTS = Facts(
    fields={
        "city": {"name": "惠民市", "births": 1234}, "rises": ({"area": "河东县", "by": "1.2"}, {"area": "河西区", "by": "0.4"}),
        "late": (), "rate": None, "share": 0.1 + 0.2, "done": True, "names": ("甲", "乙"), "items": "三项",
    },
    tables={"births": TABLE}, pictures={"trend": Picture(TinyChart())}, signature=SIGNED,
)  # fmt: skip


def filled(source: str, facts: Facts = FACTS, lang: str = "zh") -> Document:
    return render(template_of(source, "monthly-circular", lang, "documents/monthly-circular/zh.txt"), facts)


def faults(source: str, facts: Facts = FACTS) -> list[Finding]:
    with pytest.raises(Invalid) as caught:
        filled(source, facts)
    return list(caught.value.findings)


def test_every_kind_of_line_becomes_its_block() -> None:
    made = filled(
        "issuer: {{ city.name }}办公室\nnumber: 惠〔2026〕1号\nto: 各县\ncopies: 统计局\nsubject: 概要\n"
        "enclosure: 甲表\nenclosure: 乙表\n\n# {{ city.name }}通报\n\n## 总体\n出生**{{ city.births }}**人，\n比上月多。\n\n"
        "另一段。\n### ! 不编号\n- 一\n- 二\n  接着\n1. 甲\n2. 乙\n> 附注\n| 顶格\n[[table births]]\n[[chart trend]]\n"
        "[[new page]]\n[[signature]]\n"
    )
    assert (made.title, made.issuer, made.number) == ("惠民市通报", "惠民市办公室", "惠〔2026〕1号")
    assert (made.addressees, made.copies_to, made.subject) == ("各县", "统计局", "概要")
    assert made.enclosures == ("甲表", "乙表")
    kinds = [type(block) for block in made.blocks]
    assert kinds == [
        Heading,
        Paragraph,
        Paragraph,
        Heading,
        Items,
        Items,
        Paragraph,
        Paragraph,
        Table,
        Picture,
        PageBreak,
        Signature,
    ]
    heading, first, second, unnumbered, listed, ordered, note, lead = made.blocks[:8]
    assert heading == Heading("总体", 1) and unnumbered == Heading("不编号", 2, numbered=False)
    assert isinstance(first, Paragraph) and first.content == (
        Piece("出生"),
        Piece("1234", strong=True),
        Piece("人，比上月多。"),
    )
    assert isinstance(second, Paragraph) and second.text == "另一段。"
    assert (
        isinstance(listed, Items) and [line[0].text for line in listed.lines] == ["一", "二接着"] and not listed.ordered
    )
    assert isinstance(ordered, Items) and ordered.ordered and len(ordered.lines) == 2
    assert isinstance(note, Paragraph) and (note.kind, note.text) == ("note", "附注")
    assert isinstance(lead, Paragraph) and (lead.kind, lead.text) == ("lead", "顶格")


def test_lines_of_english_are_joined_with_a_space() -> None:
    made = filled("# T\nBirths rose\nin the city.", lang="en")
    assert made.words() == "Births rose in the city."


def test_a_sentence_that_has_nothing_to_say_leaves_no_gap() -> None:
    made = filled("# T\n\nFirst. {{ empty }} {{ empty }} Last.\n", Facts({"empty": ""}), "en")
    assert made.blocks[0] == Paragraph((Piece("First. Last."),), "text")


def test_not_reported_is_said_and_never_zero() -> None:
    assert filled("# T\n{{ rate }}").words() == "未报送"
    assert filled("# T\n{{ rate }}", lang="en").words() == "not reported"


def test_values_are_said_in_words() -> None:
    assert filled("# T\n{{ share }} {{ done }} {{ names }} {{ items }}").words() == "0.3 是 甲、乙 三项"


def test_conditions_and_loops() -> None:
    made = filled(
        "# T\n{% for one in rises %}\n- {{ loop.index }} {{ one.area }}上升{{ one.by }}个百分点\n{% endfor %}\n"
        "{% if late %}\n有迟报。\n{% else %}\n没有迟报，第一是{{ rises[0].area }}，共{{ rises | length }}个。\n{% endif %}"
    )
    listed, text = made.blocks
    assert isinstance(listed, Items)
    assert [line[0].text for line in listed.lines] == ["1 河东县上升1.2个百分点", "2 河西区上升0.4个百分点"]
    assert isinstance(text, Paragraph) and text.text == "没有迟报，第一是河东县，共2个。"


def test_data_are_never_markup() -> None:
    wicked = "# [[table births]] **粗** {{ city }} \n- 项\u2028[[signature]]\ue001"
    made = filled("# 通报\n{{ name }}\n\n- {{ name }}", Facts(fields={"name": wicked}, tables={"births": TABLE}))
    paragraph, items = made.blocks
    assert isinstance(paragraph, Paragraph) and isinstance(items, Items)
    said = "# [[table births]] **粗** {{ city }} - 项 [[signature]]"
    assert paragraph.text.strip() == said
    assert [line[0].text.strip() for line in items.lines] == [said]
    assert not any(piece.strong for piece in paragraph.content)


def test_all_unknown_names_are_told_at_once_with_line_and_nearest() -> None:
    found = faults(
        "# T\n{{ cty.name }}\n{% if false %}{{ city.nam }}{% endif %}\n{% for one in rises %}{{ one.aera }}{% endfor %}\n[[table birth]]\n[[chart trnd]]\n[[tabel births]]"
    )
    told = {(one.code, one.place.line, one.facts["found"], one.facts["nearest"]) for one in found}
    assert told == {
        ("template-field-unknown", 2, "cty", "city"),
        ("template-field-unknown", 3, "city.nam", "city.name"),
        ("template-field-unknown", 4, "rises[].aera", "rises[].area"),
        ("template-table-unknown", 5, "birth", "births"),
        ("template-picture-unknown", 6, "trnd", "trend"),
        ("template-place-unknown", 7, "tabel", "table"),
    }
    assert {one.place.file for one in found} == {"documents/monthly-circular/zh.txt"}


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        ("# T\n{{ city.name", "template-syntax", 2),
        ("# T\n{% if late %}", "template-syntax", 2),
        ("正文", "template-title-missing", 0),
        ("# T\n# U", "template-title-twice", 0),
        ("# T\n###### 深", "template-heading-too-deep", 2),
        ("# T\n**粗", "template-strong-open", 2),
        ("# T\n[[table births", "template-place-open", 2),
        ("# T\n见[[table births]]", "template-place-not-alone", 2),
        ("isuer: x\n\n# T", "template-header-unknown", 1),
        ("# T\n{{ city.name | uppper }}", "template-syntax", 2),
        ("# T\n{{ city.name | upper | tojson }}", "template-syntax", 2),
        ("# T\n{% include 'x' %}", "template-statement", 2),
        ("# T\n{% set x = 1 %}", "template-statement", 2),
        ("# T\n{{ city.name.upper() }}", "template-statement", 2),
        ("# T\n{{ city.__class__ }}", "template-field-unknown", 2),
        ("# T\n{{ 2 ** 1000000 }}", "template-statement", 2),
        ("# T\n{{ city.name * 1000000000 }}", "template-fails", 2),
        ("# T\n{{ city.births / 0 }}", "template-fails", 2),
        ("# T\n{{ city }}", "template-fails", 2),
        ("# T\n" + "x" * SIZE_LIMIT, "template-too-large", 0),
        ("# T\n" + "{% if done %}" * 400 + "{% endif %}" * 400, "template-syntax", 0),
    ],
)  # fmt: skip
def test_each_fault_has_its_finding(source: str, code: str, line: int) -> None:
    found = faults(source)
    assert code in {one.code for one in found}, found
    if line:
        assert line in {one.place.line for one in found if one.code == code}
    for one in found:
        assert (
            "{" not in explain(one, "zh").replace("{{", "").replace("{ ", "") or one.code == "template-place-not-alone"
        )
        assert explain(one, "en") and next_step(one, "zh") and next_step(one, "en")


def test_loops_in_loops_end() -> None:
    many = Facts(fields={"all": tuple(range(400))})
    source = "# T\n{% for a in all %}{% for b in all %}{% for c in all %}{% endfor %}{% endfor %}{% endfor %}"
    (one,) = faults(source, many)
    assert (one.code, one.facts["limit"]) == ("template-runs-away", LOOP_LIMIT)


def test_a_name_of_the_kind_that_a_document_lacks_is_nothing() -> None:
    known = Vocabulary({"late": ("迟报", "late"), "late[].area": ("地区", "area")}, {"births": ("出生", "births")}, {})
    source = "# T\n{% if late %}\n有{{ late[0].area }}\n{% endif %}\n[[table births]]\n正文"
    template = template_of(source, "k", "zh", "k/zh.txt")
    assert check(template, known) == []
    assert render(template, Facts(), known).words() == "正文"


def test_what_stands_in_an_empty_list_is_not_complained_of() -> None:
    assert filled("# T\n{% for one in late %}- {{ one.area }}{% endfor %}\n无").words() == "无"


def test_a_date_may_be_left_off(tmp_path: Path) -> None:
    assert filled("date: none\n\n# T").day is None


def write(folder: Path, kind: str, name: str, text: str | bytes) -> None:
    (folder / kind).mkdir(parents=True, exist_ok=True)
    (folder / kind / name).write_bytes(text.encode() if isinstance(text, str) else text)


def test_the_offices_own_template_comes_first(tmp_path: Path) -> None:
    write(tmp_path / "pack", "notice", "zh.txt", "# 通用")
    write(tmp_path / "own", "notice", "zh.txt", "# 本单位")
    assert Templates(tmp_path / "own", [tmp_path / "pack"]).fill("notice", "zh", FACTS).document.title == "本单位"
    assert Templates(None, [tmp_path / "pack"]).fill("notice", "zh", FACTS).document.title == "通用"


def test_a_faulty_template_is_told_and_the_shipped_one_used(tmp_path: Path) -> None:
    write(tmp_path / "pack", "notice", "zh.txt", "# 通用")
    write(tmp_path / "own", "notice", "zh.txt", "# 本单位 {{ cty }}")
    made = Templates(tmp_path / "own", [tmp_path / "pack"]).fill("notice", "zh", FACTS)
    assert made.document.title == "通用"
    assert [one.code for one in made.findings] == ["template-field-unknown", "template-shipped-used"]


def test_no_template_at_all_names_the_nearest_kind(tmp_path: Path) -> None:
    write(tmp_path, "notice", "zh.txt", "# 通用")
    with pytest.raises(Invalid) as caught:
        Templates(None, [tmp_path]).fill("notise", "zh", FACTS)
    (one,) = caught.value.findings
    assert (one.code, one.facts["nearest"]) == ("template-missing", "notice")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_template_from_any_editor_is_read(tmp_path: Path, encoding: str, ends: str) -> None:
    text = ends.join(["issuer: 惠民市办公室", "", "# 关于“覆盖率”的通报", "正文。"])
    write(tmp_path, "notice", "zh.txt", text.encode(encoding))
    made = Templates(tmp_path, []).fill("notice", "zh", FACTS).document
    assert (made.issuer, made.title, made.words()) == ("惠民市办公室", "关于“覆盖率”的通报", "正文。")


def test_a_folder_of_templates_is_checked_whole(tmp_path: Path) -> None:
    write(tmp_path, "notice", "zh.txt", "# {{ cty }}")
    write(tmp_path, "notice", "fr.txt", "# x")
    write(tmp_path, "notise", "zh.txt", "# x")
    write(tmp_path, "notice", "en.txt", b"\xff\xff\xff")
    found = check_templates(tmp_path, {"notice": vocabulary_of(FACTS)})
    assert sorted((one.code, one.place.file) for one in found) == [
        ("template-encoding", "documents/notice/en.txt"),
        ("template-field-unknown", "documents/notice/zh.txt"),
        ("template-kind-unknown", "documents/notise/zh.txt"),
        ("template-language", "documents/notice/fr.txt"),
    ]
