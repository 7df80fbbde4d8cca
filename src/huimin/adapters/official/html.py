"""A document as one page of HTML: nothing outside of it, no script, the pictures inline, fit for a screen reader.

It reads on a telephone (wide tables scroll inside themselves) and prints on A4 with the margins of official documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import escape
from pathlib import Path

from huimin.adapters.official.layout import WORDS, Laid, day_words, head_size, in_order, label_gap, parties_day
from huimin.adapters.official.letterhead import Letterhead
from huimin.adapters.official.pictures import Drawn, drawings
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
_SHORT = 60
"""A paragraph of fewer characters before a table announces it, and stays with it on paper."""
_FIGURE, _STRONG = ' class="figure"', ' class="strong"'
_WIDE = 6
"""A table of more columns scrolls inside itself on a telephone."""
_IDS = re.compile(r'\b(id|aria-labelledby|aria-describedby)="([^"]+)"')
_USES = re.compile(r"""url\((['"]?)#([^)'"]+)\1\)|((?:xlink:)?href)="#([^"]+)\"""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>\s*|<!DOCTYPE[^>]*>\s*")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def write_html(document: Document, letterhead: Letterhead) -> str:
    """A document as a page.

    Args:
        document: what stands in it.
        letterhead: who it comes from.
    """
    lang = "zh-CN" if document.lang == "zh" else "en"
    told = document.subject or document.title
    body = "\n".join(_Page(document, letterhead).html())
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_safe(document.title)}</title>\n"
        f'<meta name="description" content="{_safe(told)}">\n'
        f"<style>\n{_styles()}{_every_page(document)}</style>\n</head>\n<body>\n<main>\n"
        f"{body}\n</main>\n</body>\n</html>\n"
    )


@cache
def _styles() -> str:
    return (Path(__file__).parent / "document.css").read_text("utf-8")


def _every_page(document: Document) -> str:
    """On paper the mark of invented figures stands on every page."""
    if not document.simulated:
        return ""
    return f'@page {{ @top-center {{ content: "{WORDS[document.lang]["simulated"]}"; font-size: 9pt; }} }}\n'


def _safe(text: str) -> str:
    return escape(_CONTROL.sub("", text))


def _pieces(content: Line) -> str:
    return "".join(f"<strong>{_safe(one.text)}</strong>" if one.strong else _safe(one.text) for one in content)


class _Page:
    """Writes the inside of ``main``."""

    def __init__(self, document: Document, letterhead: Letterhead) -> None:
        self.document, self.letterhead = document, letterhead
        self.words = WORDS[document.lang]
        self.images: list[Drawn] = drawings(document, letterhead.paper.width * _MM)
        self.depth = 1

    def html(self) -> Iterator[str]:
        yield from self.head()
        for one, following in in_order(self.document):
            yield from self.block(one, following) if one is not None else self.enclosures()
        yield from self.imprint()

    def head(self) -> Iterator[str]:
        document = self.document
        if document.simulated:
            yield f'<p class="simulated">{_safe(self.words["simulated"])}</p>'
        zh = document.lang == "zh"
        size = head_size(document.issuer, self.letterhead.paper.width * _MM, 46.0 if zh else 24.0)
        head = f'<p class="red-head" style="--head: {size}pt">{_safe(document.issuer)}</p>' if document.issuer else ""
        number = f'<p class="number">{_safe(document.number)}</p>' if document.number else ""
        if head or number:
            yield f"<div>{head}{number}</div>"
        yield f"<h1>{_safe(document.title)}</h1>"
        if document.addressees:
            yield f'<p class="lead">{_safe(self.words["to"].format(to=document.addressees))}</p>'

    def block(self, one: Laid, following: object) -> Iterator[str]:
        block = one.block
        if isinstance(block, Heading):
            yield self.heading(one.label, block)
        elif isinstance(block, Paragraph):
            kept = " announcing" if isinstance(following, Table | Signature) and len(block.text) < _SHORT else ""
            yield f'<p class="{block.kind}{kept}">{_pieces(block.content)}</p>'
        elif isinstance(block, Items):
            kind = "ol" if block.ordered else "ul"
            yield f"<{kind}>{''.join(f'<li>{_pieces(line)}</li>' for line in block.lines)}</{kind}>"
        elif isinstance(block, Table):
            yield from self.table(one.label, block)
        elif isinstance(block, Picture):
            yield self.picture(one, block)
        elif isinstance(block, PageBreak):
            yield '<hr class="new-page">'
        else:
            yield self.signature(block)

    def heading(self, label: str, block: Heading) -> str:
        """Never more than one level deeper than the heading before: the order that screen readers go by."""
        self.depth = min(block.depth + 1, self.depth + 1, 5)
        return f"<h{self.depth}>{_safe(label)}{label_gap(label)}{_safe(block.text)}</h{self.depth}>"

    def titled(self, label: str, text: str) -> str:
        """Number and title of a table or picture."""
        between = "　" if self.document.lang == "zh" else ". "
        return _safe(between.join(part for part in (label, text) if part))

    def table(self, label: str, block: Table) -> Iterator[str]:
        title = self.titled(label, block.title)
        wide = " wide" if len(block.columns) > _WIDE else ""
        # What scrolls must be reachable by keyboard, and have a name.
        name = title or self.words["table"].format(n="").strip()
        yield f'<div class="scroll{wide}" role="region" aria-label="{name}" tabindex="0">\n<table>'
        if title:
            yield f"<caption>{title}</caption>"
        heads = "".join(f'<th scope="col">{_safe(column.name)}</th>' for column in block.columns)
        yield f"<thead><tr>{heads}</tr></thead>\n<tbody>"
        for number, row in enumerate(block.rows):
            yield self.row(block, number, row)
        if not block.rows:
            yield f'<tr><td class="nothing" colspan="{len(block.columns)}">{_safe(self.words["empty"])}</td></tr>'
        yield "</tbody>\n</table>"
        if block.note:
            yield f'<p class="note">{_safe(block.note)}</p>'
        yield "</div>"

    def row(self, block: Table, number: int, row: tuple[str, ...]) -> str:
        cells = []
        for at, (text, column) in enumerate(zip(row, block.columns, strict=True)):
            if at == 0 and not column.numeric and text:
                cells.append(f'<th scope="row">{_safe(text)}</th>')
            else:
                cells.append(f"<td{_FIGURE if column.numeric else ''}>{_safe(text)}</td>")
        return f"<tr{_STRONG if number in block.strong_rows else ''}>{''.join(cells)}</tr>"

    def picture(self, one: Laid, block: Picture) -> str:
        """The picture inline, its numbers as a table to unfold, its caption."""
        image = self.images[one.number - 1]
        caption = self.titled(one.label, block.note)
        told = f"<figcaption>{caption}</figcaption>" if caption else ""
        share = f' style="max-width: {round(block.share * 100)}%"' if block.share < 1 else ""
        return f"<figure{share}>\n{_inline(image.svg, one.number)}\n{self.numbers(block)}{told}</figure>"

    def numbers(self, block: Picture) -> str:
        head, rows = block.chart.table()
        if not rows:
            return ""
        heads = "".join(f'<th scope="col">{_safe(one)}</th>' for one in head)
        body = "".join(f"<tr>{''.join(f'<td>{_safe(one)}</td>' for one in row)}</tr>" for row in rows)
        return (
            f"<details><summary>{_safe(self.words['data'])}</summary><table><thead><tr>{heads}</tr></thead>"
            f"<tbody>{body}</tbody></table></details>"
        )

    def enclosures(self) -> Iterator[str]:
        listed = self.document.enclosures
        if listed:
            names = (
                f"<ol>{''.join(f'<li>{_safe(one)}</li>' for one in listed)}</ol>" if listed[1:] else _safe(listed[0])
            )
            yield f'<dl class="enclosures"><dt>{_safe(self.words["enclosure"])}</dt><dd>{names}</dd></dl>'

    def signature(self, block: Signature) -> str:
        day = parties_day(block, self.document.lang)
        if len(block.parties) == 1:
            one = block.parties[0]
            lines = [one.office] if self.document.lang == "zh" else [one.person, one.role, one.office]
            told = "".join(f"<p>{_safe(line)}</p>" for line in (*lines, day) if line)
            return f'<div class="signature one">{told}</div>'
        parties = "".join(f"<div>{self.party(one, day)}</div>" for one in block.parties)
        return f'<div class="signature several">{parties}</div>'

    def party(self, one: SigningParty, day: str) -> str:
        words = self.words
        lines = [
            (f"{one.role}{words['toward']}" if one.role else "", ""),
            (words["seal"].format(office=one.office), ""),
            (words["person"].format(person=one.person) if one.person else "", ' class="apart"'),
            (day, ' class="apart"'),
        ]
        return "".join(f"<p{kind}>{_safe(text)}</p>" for text, kind in lines if text)

    def imprint(self) -> Iterator[str]:
        document, lang = self.document, self.document.lang
        if not document.issuer or not (document.copies_to or document.day):
            return
        yield '<footer class="imprint">'
        if document.copies_to:
            stop = "。" if lang == "zh" else "."
            copies = f"{document.copies_to.rstrip('。.')}{stop}"
            yield f'<p><span class="label">{_safe(self.words["copies"])}</span><span>{_safe(copies)}</span></p>'
        printed = self.words["printed"].format(day=day_words(document.day, lang)) if document.day else ""
        if printer := self.letterhead.printer(lang) or printed:
            day = f'<span class="day">{_safe(printed)}</span>' if printed and printer != printed else ""
            yield f'<p class="between"><span>{_safe(printer)}</span>{day}</p>'
        yield "</footer>"


def _inline(svg: str, number: int) -> str:
    """An SVG as it may stand in a page beside others: without declaration, and with names of its own."""
    mark = f"f{number}-"

    def named(match: re.Match[str]) -> str:
        return f'{match[1]}="{" ".join(mark + one for one in match[2].split())}"'

    def used(match: re.Match[str]) -> str:
        return f"url(#{mark}{match[2]})" if match[2] else f'{match[3]}="#{mark}{match[4]}"'

    return _USES.sub(used, _IDS.sub(named, _DECLARATION.sub("", svg)))
