"""A document as docx, in the layout of official documents (GB/T 9704-2012).

Its XML is written straight away: a letter takes about a millisecond, so that a thousand of them are no matter. The
bytes are the same whenever and wherever the same document is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from huimin.adapters.official import docx_styles
from huimin.adapters.official.docx_ending import MM, Ending
from huimin.adapters.official.docx_package import package
from huimin.adapters.official.docx_xml import (
    KEEP,
    NAMESPACES,
    THIN,
    border,
    cell,
    drawing,
    escaped,
    paragraph,
    row,
    spaced,
    table,
    twips,
)
from huimin.adapters.official.layout import (
    RED,
    Laid,
    head_size,
    in_order,
    items_label,
    label_gap,
    title_lines,
)
from huimin.adapters.official.letterhead import Letterhead
from huimin.adapters.official.pictures import Drawn, drawings, pngs
from huimin.adapters.official.tables import plan, text_width
from huimin.writing.blocks import (
    Document,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Picture,
    Piece,
    Signature,
    Table,
)

_SHORT = 60
"""A paragraph of fewer characters before a table announces it, and stays with it."""


def write_docx(
    document: Document,
    letterhead: Letterhead,
    images: Sequence[Drawn] | None = None,
    drawn: Sequence[bytes] | None = None,
) -> bytes:
    """A document as docx.

    Args:
        document: what stands in it.
        letterhead: who it comes from, faces and margins.
        images: its pictures where they were drawn before (see :func:`docx_many`).
        drawn: the PNG of each of ``images``.
    """
    held = drawings(document, letterhead.paper.width * MM) if images is None else images
    files = pngs([one.svg for one in held]) if drawn is None else drawn
    body = "".join(_Body(document, letterhead, held).xml())
    whole = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {NAMESPACES}><w:body>{body}'
        f"{docx_styles.section(letterhead)}</w:body></w:document>"
    )
    return package(
        document, letterhead.faces, whole.encode(), [(one.svg, png) for one, png in zip(held, files, strict=True)]
    )


def docx_many(documents: Sequence[Document], letterhead: Letterhead) -> Iterator[bytes]:
    """Several documents as docx; the pictures of all are drawn in few goes."""
    held = [drawings(document, letterhead.paper.width * MM) for document in documents]
    files = iter(pngs([one.svg for images in held for one in images]))
    for document, images in zip(documents, held, strict=True):
        yield write_docx(document, letterhead, images, [next(files) for _ in images])


def _hanging(label: str, content: Sequence[Piece], keep: bool) -> str:
    """An item of a list whose lines all begin behind its label."""
    hang = twips(18)
    tabs = f'<w:tabs><w:tab w:val="left" w:pos="{hang}"/></w:tabs><w:ind w:left="{hang}" w:hanging="{hang}"/>'
    made = paragraph("ListItem", tuple(content), f"{KEEP if keep else ''}{tabs}")
    at = made.index("</w:pPr>") + len("</w:pPr>")
    return f"{made[:at]}<w:r><w:t>{escaped(label)}</w:t><w:tab/></w:r>{made[at:]}"


class _Body(Ending):
    """Writes one document's body."""

    def __init__(self, document: Document, letterhead: Letterhead, images: Sequence[Drawn]) -> None:
        super().__init__(document, letterhead)
        self.images = images

    def xml(self) -> Iterator[str]:
        yield from self.head()
        for one, following in in_order(self.document):
            # Who signs stays with the imprint where nothing else follows, so that neither is alone on a page.
            self.ending = following is None
            yield from self.block(one, following) if one is not None else self.enclosures()
        yield from self.imprint()

    # --- the head of the first page ---------------------------------------------------------------------------------

    def head(self) -> Iterator[str]:
        document = self.document
        if document.issuer:
            yield from self.red_head()
        elif document.number:
            yield paragraph("DocumentNumber", document.number)
        yield self.title(title_lines(document.title, self.width, 22 if self.zh else 18))
        if document.addressees:
            yield paragraph("Lead", self.words["to"].format(to=document.addressees), KEEP)

    def title(self, lines: Sequence[str]) -> str:
        """Two lines below the red rule; an empty line follows."""
        before = twips(2 * self.leading * (1.0 if self.zh else 0.7) if self.document.issuer else 0)
        after = twips(self.leading * (1.0 if self.zh else 0.6))
        spacing = spaced(before, after, twips(34 if self.zh else 26))
        runs = "<w:r><w:br/></w:r>".join(f'<w:r><w:t xml:space="preserve">{escaped(one)}</w:t></w:r>' for one in lines)
        return f'<w:p><w:pPr><w:pStyle w:val="Title"/>{spacing}</w:pPr>{runs}</w:p>'

    def red_head(self) -> Iterator[str]:
        document, zh = self.document, self.zh
        size = head_size(document.issuer, self.width, 46.0 if zh else 24.0)
        down = twips(self.letterhead.paper.head * MM * (1.0 if zh else 0.3))
        half = round(size * 2)
        spacing = spaced(down, twips(2 * self.leading * (1 if zh else 0.4)), twips(size * 1.35))
        letters = f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        yield paragraph("RedHead", document.issuer, f"{KEEP}{spacing}", letters)
        rule = f'<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="11" w:color="{RED}"/></w:pBdr>'
        yield paragraph("DocumentNumber", document.number, f"{KEEP}{rule}")

    # --- blocks -----------------------------------------------------------------------------------------------------

    def block(self, one: Laid, following: object) -> Iterator[str]:
        block = one.block
        if isinstance(block, Heading):
            words = f"{one.label}{label_gap(one.label)}{block.text}"
            yield paragraph(f"Heading{min(max(block.depth, 1), 4)}", words)
        elif isinstance(block, Paragraph):
            style = {"note": "Note", "lead": "Lead"}.get(block.kind, "")
            keep = isinstance(following, Signature) or (isinstance(following, Table) and len(block.text) < _SHORT)
            yield paragraph(style, block.content, KEEP if keep else "")
        elif isinstance(block, Items):
            yield from self.items(block, isinstance(following, Signature))
        elif isinstance(block, Table):
            yield from self.table(one, block)
        elif isinstance(block, Picture):
            yield from self.picture(one, block)
        elif isinstance(block, PageBreak):
            yield paragraph("Lead", "", THIN).replace("</w:p>", '<w:r><w:br w:type="page"/></w:r></w:p>')
        elif isinstance(block, Signature):
            yield from self.one_party(block) if len(block.parties) == 1 else self.parties(block)

    def items(self, block: Items, keep: bool) -> Iterator[str]:
        for number, content in enumerate(block.lines, 1):
            label = items_label(block, number, self.document.lang)
            last = keep and number == len(block.lines)
            if self.zh:
                gap = " " if block.ordered else ""
                yield paragraph("ListItem", (Piece(label + gap), *content), KEEP if last else "")
            else:
                yield _hanging(label, content, last)

    def table(self, one: Laid, block: Table) -> Iterator[str]:
        title = "　".join(part for part in (one.label, block.title) if part) if self.zh else (
            ". ".join(part for part in (one.label, block.title) if part))  # fmt: skip
        if title:
            yield paragraph("TableTitle", title)
        set_as = plan(block, self.width, 10.5 if self.zh else 9.5)
        head = row(
            (cell(column.name, width, "center", True, set_as.size, True, borders=border("bottom", 6))
             for column, width in zip(block.columns, set_as.widths, strict=True)),
            head=True,
        )  # fmt: skip
        aligns = ["right" if column.numeric else "left" for column in block.columns]
        last = len(block.rows) - 1
        rows = [
            row(
                cell(text, width, align, number in block.strong_rows, set_as.size,
                     # The first row stays with the head, the last with its note and with the row before it.
                     number == 0 or number == last - 1 or (number == last and bool(block.note)), inset)
                for text, width, align, inset in zip(line, set_as.widths, aligns, set_as.insets, strict=True)
            )
            for number, line in enumerate(block.rows)
        ]  # fmt: skip
        if not rows:
            rows = [self.nothing(set_as.widths, set_as.size, bool(block.note))]
        edges = border("top", 8) + border("bottom", 8) + border("insideH", 4, "8C8C8C")
        yield table((head, *rows), set_as.widths, edges)
        yield paragraph("Note", block.note) if block.note else paragraph("Note", "", spaced(0, 0, 200))

    def nothing(self, widths: Sequence[float], size: float, keep: bool) -> str:
        """The row of a table that has none."""
        return row((cell(self.words["empty"], sum(widths), "center", False, size, keep, span=len(widths)),))

    def picture(self, one: Laid, block: Picture) -> Iterator[str]:
        caption = "　".join(part for part in (one.label, block.note) if part) if self.zh else (
            ". ".join(part for part in (one.label, block.note) if part))  # fmt: skip
        keep = KEEP if caption else ""
        image = drawing(one.number, self.images[one.number - 1])
        yield f'<w:p><w:pPr><w:pStyle w:val="Figure"/>{keep}</w:pPr>{image}</w:p>'
        if caption:
            yield paragraph("Note", caption, '<w:jc w:val="center"/>')

    def enclosures(self) -> Iterator[str]:
        """附件说明: one empty line below the text, two characters in."""
        listed = self.document.enclosures
        for number, name in enumerate(listed):
            before = f'<w:spacing w:before="{twips(self.leading) if number == 0 else 0}"/>'
            label = self.words["enclosure"]
            hang = text_width(label, self.body)
            count = f"{number + 1}. " if len(listed) > 1 else ""
            left = (2 * self.body if self.zh else 0) + hang
            indent = f'<w:ind w:left="{twips(left)}" w:firstLine="{-twips(hang) if number == 0 else 0}"/>'
            indent = indent.replace('w:firstLine="-', 'w:hanging="')
            yield paragraph("Lead", f"{label if number == 0 else ''}{count}{name}", f"{KEEP}{before}{indent}")
