"""The end of a document as docx: who signs, one office or several, and the imprint at the foot of the last page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from huimin.adapters.official.docx_xml import KEEP, THIN, border, paragraph, row, spaced, table, twips
from huimin.adapters.official.layout import (
    BODY,
    ENGLISH_BODY,
    ENGLISH_LEADING,
    LEADING,
    WORDS,
    day_words,
    parties_day,
)
from huimin.adapters.official.letterhead import Letterhead
from huimin.adapters.official.tables import text_width
from huimin.writing.blocks import Document, Signature, SigningParty

MM = 72 / 25.4


class Ending:
    """Writes what stands after the text.

    Attributes:
        ending: whether the block that is being written is the last one, so that the imprint follows it.
    """

    def __init__(self, document: Document, letterhead: Letterhead) -> None:
        self.document, self.letterhead = document, letterhead
        self.zh = document.lang == "zh"
        self.words = WORDS[document.lang]
        self.width = letterhead.paper.width * MM
        self.body = BODY if self.zh else ENGLISH_BODY
        self.leading = LEADING if self.zh else ENGLISH_LEADING
        self.ending = False

    # --- who signs --------------------------------------------------------------------------------------------------

    def one_party(self, block: Signature) -> Iterator[str]:
        """The date four characters from the right, the office above it, centred on it (as under a seal)."""
        party, day = block.parties[0], parties_day(block, self.document.lang)
        before = f'<w:spacing w:before="{twips(2 * self.leading)}"/>'
        if not self.zh:
            lines = [party.person, party.role, party.office, day]
            for number, one in enumerate(line for line in lines if line):
                yield paragraph("Lead", one, f"{KEEP}{before if number == 0 else ''}")
            return
        name = party.office
        right = 4 * self.body
        wide, day_wide = text_width(name, self.body), text_width(day, self.body)
        office_right = max(0.0, right + (day_wide - wide) / 2)
        yield paragraph("Lead", name, f'{KEEP}{before}<w:ind w:right="{twips(office_right)}"/><w:jc w:val="right"/>')
        keep = KEEP if self.ending and self.has_imprint() else ""
        yield paragraph("Lead", day, f'{keep}<w:ind w:right="{twips(right)}"/><w:jc w:val="right"/>')

    def parties(self, block: Signature) -> Iterator[str]:
        """Several parties side by side, two a row, each with its seal, its person and its date."""
        across = 2 if len(block.parties) > 1 else 1
        width = self.width / across
        rows = []
        for start in range(0, len(block.parties), across):
            pair = [*block.parties[start : start + across]]
            cells = [self.party(one, width, parties_day(block, self.document.lang)) for one in pair]
            cells += [self._cell("", width)] * (across - len(pair))
            rows.append(row(cells))
        yield paragraph("Lead", "", KEEP)
        edges = "".join(border(edge, 0) for edge in ("top", "bottom", "insideH", "insideV"))
        yield table(rows, [width] * across, edges)
        yield paragraph("Lead", "", THIN)

    def party(self, one: SigningParty, width: float, day: str) -> str:
        """A party's cell: role, office and seal, person, date."""
        lines = [
            (f"{one.role}{self.words['toward']}" if one.role else "", False),
            (self.words["seal"].format(office=one.office), False),
            (self.words["person"].format(person=one.person) if one.person else "", True),
            (day, True),
        ]
        made = "".join(
            paragraph("Lead", text, f'<w:spacing w:before="{twips(self.leading * 0.6) if apart else 0}"/>')
            for text, apart in lines if text
        )  # fmt: skip
        return self._cell(made, width)

    def _cell(self, inside: str, width: float) -> str:
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr>{inside or paragraph("Lead", "")}</w:tc>'
        )

    # --- the imprint ------------------------------------------------------------------------------------------------

    def has_imprint(self) -> bool:
        """Whether there is something to say in it: documents without a red head have none."""
        return bool(self.document.issuer and (self.document.copies_to or self.document.day))

    def imprint(self) -> Iterator[str]:
        """版记: copies, and who issued it when; at the foot of the last page, between rules."""
        document, size = self.document, 14.0 if self.zh else 10.5
        if not self.has_imprint():
            return
        rows, rules = [], (8, 6, 8)
        if document.copies_to:
            label = self.words["copies"]
            stop = "。" if self.zh else "."
            text = f"{label}{document.copies_to.rstrip('。.')}{stop}"
            rows.append(self._imprint_row((text,), size, rules[0], text_width(label, size)))
        printed = self.words["printed"].format(day=day_words(document.day, document.lang)) if document.day else ""
        last = (self.letterhead.printer(document.lang), printed)
        if any(last):
            rows.append(self._imprint_row(last, size, rules[1] if rows else rules[0], 0.0))
        edges = border("top", rules[0]) + border("bottom", rules[2]) + border("insideH", rules[1])
        place = (
            '<w:tblpPr w:vertAnchor="margin" w:horzAnchor="margin" w:tblpX="0" w:tblpYSpec="bottom"/>'
            '<w:tblOverlap w:val="never"/>'
        )
        yield paragraph("Lead", "", KEEP + spaced(0, 0, 240))
        yield table(rows, [self.width * 0.62, self.width * 0.38], edges, place)
        yield paragraph("Lead", "", THIN)

    def _imprint_row(self, texts: Sequence[str], size: float, rule: int, hang: float) -> str:
        inset = twips(size)
        widths = [self.width] if len(texts) == 1 else [self.width * 0.62, self.width * 0.38]
        span = '<w:gridSpan w:val="2"/>' if len(texts) == 1 else ""
        cells = []
        for number, (text, width) in enumerate(zip(texts, widths, strict=True)):
            right = number == 1
            indent = (
                f'<w:ind w:right="{inset}"/><w:jc w:val="right"/>' if right
                else f'<w:ind w:left="{inset + twips(hang)}" w:right="{inset}" w:hanging="{twips(hang)}"/>'
            )  # fmt: skip
            cells.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{span}<w:vAlign w:val="center"/></w:tcPr>'
                f"{paragraph('Imprint', text, indent)}</w:tc>"
            )
        return row(cells)
