"""A document as PDF, set by Typst in the layout of official documents (GB/T 9704-2012).

``layout.typ`` is the layout; what the document says goes to it as JSON, so no text can become part of the program. The
file is PDF/A-2a and PDF/UA-1: faces embedded, readable in fifty years and by a screen reader; its bytes are the same
whenever it is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from huimin.adapters.official.faces import chosen
from huimin.adapters.official.layout import (
    RED,
    WORDS,
    Laid,
    day_words,
    head_size,
    in_order,
    items_label,
    label_gap,
    parties_day,
    title_lines,
)
from huimin.adapters.official.letterhead import Letterhead
from huimin.adapters.official.pictures import Drawn, compiler, drawings
from huimin.adapters.official.tables import PADDING, plan
from huimin.findings import Finding, Place, Severity
from huimin.writing.blocks import (
    Document,
    Heading,
    Items,
    Line,
    PageBreak,
    Paragraph,
    Picture,
    Signature,
    SigningParty,
    Table,
)

_MM = 72 / 25.4
STANDARDS: list[Any] = ["a-2a", "ua-1"]
MISSING = "〓"
"""What Chinese printers set for a character that they do not have."""
_LOST_AT_MOST = 100
_SHORT, _ENDING = 60, 240
"""A paragraph of fewer characters stays with the table that it announces, or with the signature that it ends on."""
_UNDATED = date(2000, 1, 1)


def write_pdf(document: Document, letterhead: Letterhead, findings: list[Finding] | None = None) -> bytes:
    """A document as PDF.

    Args:
        document: what stands in it.
        letterhead: who it comes from, faces and margins; faces that are not installed are told by
            :func:`huimin.adapters.official.faces.chosen`, and others stand in.
        findings: letters that no face of this machine has are told here; 〓 is printed in their place.
    """
    images = drawings(document, letterhead.paper.width * _MM)
    inputs = {
        "document": json.dumps(_data(document, letterhead, images), ensure_ascii=False),
        "svgs": json.dumps([one.svg for one in images], ensure_ascii=False),
    }
    day = document.day or _UNDATED
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    lost: list[str] = []
    while True:
        try:
            made = compiler().compile(
                input=_layout(), format="pdf", sys_inputs=inputs, pdf_standards=STANDARDS, timestamp=at
            )
            break
        except typst.TypstError as problem:
            letters = _without_face(problem)
            if not letters or letters == MISSING or len(lost) >= _LOST_AT_MOST:
                raise
            lost.append(letters)
            inputs = {name: text.replace(letters, MISSING) for name, text in inputs.items()}
    if lost and findings is not None:
        facts: dict[str, str | int] = {"found": " ".join(lost), "count": len(lost), "package": "fonts-noto-cjk-extra"}
        findings.append(Finding("glyph-missing", Severity.WARNING, Place(element=document.kind), facts))
    if not isinstance(made, bytes):
        raise TypeError("one PDF was expected")
    return made


_LOST = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def _without_face(problem: typst.TypstError) -> str:
    """The letters that no face of this machine can show, or nothing where the problem is another one."""
    match = _LOST.search(problem.message)
    return _ESCAPED.sub(lambda one: chr(int(one[1], 16)), match[1]) if match else ""


@cache
def _layout() -> bytes:
    return (Path(__file__).parent / "layout.typ").read_bytes()


def _data(document: Document, letterhead: Letterhead, images: Sequence[Drawn]) -> dict[str, Any]:
    lang, words, zh = document.lang, WORDS[document.lang], document.lang == "zh"
    width = letterhead.paper.width * _MM
    day = document.day or _UNDATED
    made: dict[str, Any] = {
        "day": (day.year, day.month, day.day), "lang": lang, "title": document.title, "red": RED,
        "subject": document.subject, "author": document.issuer,
        "faces": _faces(letterhead, zh), "paper": asdict(letterhead.paper), "number": document.number,
        "simulated": words["simulated"] if document.simulated else "",
        "lines": title_lines(document.title, width, 22 if zh else 18),
        "to": words["to"].format(to=document.addressees) if document.addressees else "",
        "blocks": list(_blocks(document, images, width)),
    }  # fmt: skip
    if document.issuer:
        size = head_size(document.issuer, width, 46.0 if zh else 24.0)
        made["red-head"] = {"issuer": document.issuer, "number": document.number, "size": size}
        if document.copies_to or document.day:
            made["imprint"] = _imprint(document, letterhead)
    return made


@cache
def _installed(letterhead_faces: Any) -> dict[str, tuple[str, ...]]:
    return chosen(letterhead_faces).faces


def _faces(letterhead: Letterhead, zh: bool) -> dict[str, list[Any]]:
    found = _installed(letterhead.faces)
    latin = found["latin"][0]
    made: dict[str, list[Any]] = {}
    for role, names in found.items():
        if role == "latin":
            made[role] = list(names)
        elif zh and role in ("body", "subheading"):
            # Letters and digits in the Latin face, Chinese and its punctuation in the Chinese one.
            made[role] = [{"name": latin, "covers": "latin-in-cjk"}, *names]
        else:
            made[role] = list(names) if zh else [latin, *names]
    return made


def _imprint(document: Document, letterhead: Letterhead) -> dict[str, str]:
    words, lang = WORDS[document.lang], document.lang
    copies = document.copies_to.rstrip("。.")
    return {
        "copies-label": words["copies"], "copies": f"{copies}{'。' if lang == 'zh' else '.'}" if copies else "",
        "printer": letterhead.printer(lang),
        "printed": words["printed"].format(day=day_words(document.day, lang)) if document.day else "",
    }  # fmt: skip


def _blocks(document: Document, images: Sequence[Drawn], width: float) -> Iterator[dict[str, Any]]:
    names = list(document.enclosures)
    for one, following in in_order(document):
        if one is None:
            if names:
                yield {"kind": "enclosures", "label": WORDS[document.lang]["enclosure"], "names": names}
            continue
        made = _block(one, document.lang, images, width)
        if isinstance(one.block, Paragraph):
            made["keep"] = _kept(one.block, following, following is None and bool(names))
        yield made | ({"last": following is None} if made["kind"] == "signature" else {})


def _kept(block: Paragraph, following: object, enclosures: bool) -> bool:
    if isinstance(following, Signature) or enclosures:
        return len(block.text) < _ENDING
    return isinstance(following, Table) and len(block.text) < _SHORT


def _block(one: Laid, lang: str, images: Sequence[Drawn], width: float) -> dict[str, Any]:
    block = one.block
    if isinstance(block, Heading):
        text = f"{one.label}{label_gap(one.label)}{block.text}"
        return {"kind": "heading", "depth": min(max(block.depth, 1), 4), "text": text}
    if isinstance(block, Paragraph):
        return {"kind": block.kind, "content": _pieces(block.content)}
    if isinstance(block, Items):
        labels = [
            items_label(block, at, lang) + (" " if block.ordered else "") for at in range(1, len(block.lines) + 1)
        ]
        listed = [(label, _pieces(content)) for label, content in zip(labels, block.lines, strict=True)]
        return {"kind": "items", "ordered": block.ordered, "items": listed}
    if isinstance(block, Table):
        return _table(one.label, block, lang, width)
    if isinstance(block, Picture):
        image = images[one.number - 1]
        return {"kind": "picture", "number": one.number, "width": image.width, "height": image.height, "alt": image.alt,
                "caption": _titled(one.label, block.note, lang)}  # fmt: skip
    if isinstance(block, PageBreak):
        return {"kind": "break"}
    return {"kind": "signature", "day": parties_day(block, lang), "parties": _parties(block, lang)}


def _pieces(content: Line) -> list[dict[str, Any]]:
    return [{"text": piece.text, "strong": piece.strong} for piece in content]


def _titled(label: str, text: str, lang: str) -> str:
    return ("　" if lang == "zh" else ". ").join(part for part in (label, text) if part)


def _table(label: str, block: Table, lang: str, width: float) -> dict[str, Any]:
    zh = lang == "zh"
    set_as = plan(block, width, 10.5 if zh else 9.5)
    return {
        "kind": "table", "title": _titled(label, block.title, lang), "size": set_as.size, "widths": set_as.widths,
        "insets": set_as.insets, "padding": PADDING, "columns": [column.name for column in block.columns],
        "numeric": [column.numeric for column in block.columns], "rows": block.rows, "note": block.note,
        "strong": sorted(block.strong_rows), "empty": WORDS[lang]["empty"],
    }  # fmt: skip


def _parties(block: Signature, lang: str) -> list[list[tuple[str, bool]]]:
    """For each party its lines, and whether each stands apart from the one before."""
    if len(block.parties) == 1:
        one = block.parties[0]
        shown = [one.office] if lang == "zh" else [one.person, one.role, one.office]
        return [[(text, False) for text in shown if text]]
    return [_party(one, parties_day(block, lang), lang) for one in block.parties]


def _party(one: SigningParty, day: str, lang: str) -> list[tuple[str, bool]]:
    words = WORDS[lang]
    lines = [
        (f"{one.role}{words['toward']}" if one.role else "", False),
        (words["seal"].format(office=one.office), False),
        (words["person"].format(person=one.person) if one.person else "", True),
        (day, True),
    ]
    return [(text, apart) for text, apart in lines if text]
