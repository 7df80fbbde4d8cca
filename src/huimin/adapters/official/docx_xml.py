"""Paragraphs, tables and pictures of WordprocessingML, written as text: a letter has a few hundred elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from huimin.adapters.official.pictures import Drawn
from huimin.adapters.official.tables import PADDING
from huimin.writing.blocks import Line, Piece

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
)
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EMU = 12_700


def escaped(text: str) -> str:
    """A text as it may stand in XML, in attributes too; characters that XML does not have are left out."""
    return escape(_UNWANTED.sub("", text), {'"': "&quot;"})


def twips(points: float) -> int:
    """Twentieths of a point."""
    return round(points * 20)


KEEP = "<w:keepNext/>"
"""A paragraph stays on the page of the next one."""


def spaced(before: int, after: int, line: int) -> str:
    """Space around a paragraph and the height of its lines, in twips."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="exact"/>'


THIN = spaced(0, 0, 20)
"""A paragraph that takes no room: Word wants one after a table."""


def run(piece: Piece, properties: str = "") -> str:
    """A piece of a line."""
    inside = ("<w:b/>" if piece.strong else "") + properties
    made = f"<w:rPr>{inside}</w:rPr>" if inside else ""
    return f'<w:r>{made}<w:t xml:space="preserve">{escaped(piece.text)}</w:t></w:r>'


def paragraph(style: str, content: Line | str, properties: str = "", letters: str = "") -> str:
    """A paragraph.

    Args:
        style: the id of its style; "" for running text.
        content: its pieces, or plain text.
        properties: further elements of ``w:pPr`` in the order of the schema.
        letters: further elements of each ``w:rPr``.
    """
    pieces = (Piece(content),) if isinstance(content, str) else content
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{inside}{''.join(run(piece, letters) for piece in pieces if piece.text)}</w:p>"


def cell(
    text: str, width: float, align: str = "left", strong: bool = False, size: float = 0.0, keep: bool = False,
    inset: float = 0.0, borders: str = "", span: int = 1,
) -> str:  # fmt: skip
    """A cell of a table; ``width``, ``size`` and ``inset`` (from the right) in points."""
    half = round(size * 2)
    letters = f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>' if size else ""
    indent = f'<w:ind w:right="{twips(inset)}"/>' if inset else ""
    properties = ("<w:keepNext/>" if keep else "") + f'{indent}<w:jc w:val="{align}"/>'
    inside = paragraph("TableText", (Piece(text, strong),), properties, letters)
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    edge = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{across}{edge}<w:vAlign w:val="center"/></w:tcPr>'
        f"{inside}</w:tc>"
    )


def row(cells: Iterable[str], head: bool = False) -> str:
    """A row that is never cut; a head is repeated on every page."""
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def border(name: str, eighths: int, colour: str = "000000") -> str:
    """One edge, in eighths of a point; 0 is none."""
    kind = "single" if eighths else "nil"
    return f'<w:{name} w:val="{kind}" w:sz="{eighths}" w:space="0" w:color="{colour}"/>'


def table(rows: Iterable[str], widths: Sequence[float], borders: str, properties: str = "") -> str:
    """A table of fixed widths (points)."""
    inset = twips(PADDING)
    margins = f'<w:tblCellMar><w:left w:w="{inset}" w:type="dxa"/><w:right w:w="{inset}" w:type="dxa"/></w:tblCellMar>'
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr>{properties}<w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>{margins}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def drawing(number: int, picture: Drawn) -> str:
    """A picture that stands in the line: a PNG, with the SVG for programs that know it."""
    across, down = round(picture.width * _EMU), round(picture.height * _EMU)
    told = f'id="{number}" name="Picture {number}" descr="{escaped(picture.alt)}"'
    vector = (
        '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">'
        f'<asvg:svgBlip r:embed="rIdSvg{number}"/></a:ext></a:extLst>'
    )
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{across}" cy="{down}"/>'
        f'<wp:docPr {told}/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"<pic:pic><pic:nvPicPr><pic:cNvPr {told}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
        f'<a:blip r:embed="rIdPng{number}">{vector}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
