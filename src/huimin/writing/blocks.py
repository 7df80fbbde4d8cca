"""A document as data: what stands in it and in which order, before anybody decides how it looks.

The same blocks become a docx, a PDF and an HTML page. A block says what a thing *is* (a heading of the first depth, a
table whose third column holds numbers), never which type it is set in; that is the layout's business.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from huimin.charts import Chart


@dataclass(frozen=True)
class Piece:
    """A piece of a line, set heavier where ``strong``."""

    text: str
    strong: bool = False


Line = tuple[Piece, ...]


def line(text: str) -> Line:
    """A line of plain text; parts between ``**`` are strong."""
    return tuple(Piece(part, at % 2 == 1) for at, part in enumerate(text.split("**")) if part)


@dataclass(frozen=True)
class Heading:
    """A heading; depth 1 is numbered 一、 in Chinese, 2 （一）, 3 1., 4 (1) when ``numbered``."""

    text: str
    depth: int = 1
    numbered: bool = True


@dataclass(frozen=True)
class Paragraph:
    """Running text. ``kind`` is ``text``, ``note`` (small, under a table or picture) or ``lead`` (no indent)."""

    content: Line
    kind: str = "text"

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(piece.text for piece in self.content)


@dataclass(frozen=True)
class Items:
    """A list; ``ordered`` numbers it."""

    lines: tuple[Line, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, whether it holds numbers (set flush right), and its share of the width."""

    name: str
    numeric: bool = False
    width: float = 1.0


@dataclass(frozen=True)
class Table:
    """A table; its head is repeated on every page and no row is cut in two.

    Attributes:
        title: above the table, numbered by the layout.
        rows: texts, one for each column; a number is already formatted for the reader. "" is an empty cell.
        strong_rows: numbers of rows that are set heavier (totals).
        note: under the table: units, sources, what a dash means.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    strong_rows: frozenset[int] = frozenset()
    note: str = ""

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"a row of {len(row)} cells under {len(self.columns)} columns: {row!r}")


@dataclass(frozen=True)
class Picture:
    """A chart or map. Its finding is the chart's own title; ``note`` stands under it. ``share`` of the text's width."""

    chart: Chart
    note: str = ""
    share: float = 1.0


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class Signature:
    """Who signs: one party, or several side by side. ``day`` is None where it is left open."""

    parties: tuple[SigningParty, ...]
    day: date | None = None


@dataclass(frozen=True)
class SigningParty:
    """An office that signs, the role in which it does (发文机关, 责任单位), and the line for its person (负责人)."""

    office: str
    role: str = ""
    person: str = ""


Block = Heading | Paragraph | Items | Table | Picture | PageBreak | Signature


@dataclass(frozen=True)
class Document:
    """An official document.

    Attributes:
        kind: the code of its kind, such as ``monthly-circular``; a folder of templates has that name.
        lang: ``zh`` or ``en``.
        title: what stands at its head.
        blocks: what stands in it.
        issuer: the office in the red head; "" leaves the red head away (an internal report).
        number: the document number, ``惠人口发〔2026〕3号``; "" where it has none.
        addressees: to whom it goes (主送); "" for none.
        copies_to: 抄送.
        day: the day it is dated; never the day of the machine.
        simulated: its figures are invented; every page says so.
        subject: one sentence that tells what it says, for lists, feeds and search.
    """

    kind: str
    lang: str
    title: str
    blocks: tuple[Block, ...]
    issuer: str = ""
    number: str = ""
    addressees: str = ""
    copies_to: str = ""
    day: date | None = None
    simulated: bool = False
    subject: str = ""
    enclosures: tuple[str, ...] = field(default=())

    def pictures(self) -> Iterator[Picture]:
        """Its pictures, in order."""
        return (block for block in self.blocks if isinstance(block, Picture))

    def words(self) -> str:
        """All its running text, for search and tests."""
        return "\n".join(_words(self.blocks))


def _words(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            yield block.text
        elif isinstance(block, Items):
            yield from ("".join(piece.text for piece in one) for one in block.lines)
