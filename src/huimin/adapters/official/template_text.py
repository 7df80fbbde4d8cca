"""From the lines of a filled-in template to the blocks of a document.

What came out of ``{{ … }}`` is wrapped by :func:`guarded`, so that a name that begins with ``#`` or holds ``**`` or
``[[`` stays a name. Characters of Unicode's private area carry the guard; they are taken out of all data first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from huimin.writing.blocks import Block, Heading, Items, Line, PageBreak, Paragraph, Signature, line
from huimin.writing.facts import Facts

HEADERS = ("issuer", "number", "to", "copies", "subject", "enclosure", "date")
PLACES = ("table", "chart", "map", "signature", "new page")
PLACE = re.compile(r"^\[\[\s*(.*?)\s*\]\]$")
HEADER = re.compile(r"^([A-Za-z_]+)\s*[:：]\s*(.*)$")
_HEADING = re.compile(r"^(#{1,9})\s+(.*)$")
_ORDERED = re.compile(r"^\d{1,3}[.．、]\s+(.*)$")
_BEGIN = "\ue000"
_MASKS = {"*": "\ue001", "[": "\ue002", "]": "\ue003"}
_MASKED = str.maketrans(_MASKS)
_SHOWN = str.maketrans({mask: shown for shown, mask in _MASKS.items()} | {_BEGIN: None})
_UNWANTED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ue000-\uf8ff\ufeff\ufffe\uffff\ud800-\udfff]+")
# Between two of these a line break of the template is no space.
_WIDE = re.compile("[\u2010-\u201f\u2026\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
# An empty fact leaves the spaces before and behind it.
_SPACES = re.compile(rf"[ \t](?:{_BEGIN}?[ \t])+")


def guarded(text: str) -> str:
    """A text of the data as it goes into the filled-in template: on one line, and without any markup."""
    return _BEGIN + _UNWANTED.sub(" ", text).translate(_MASKED)


def shown(text: str) -> str:
    """The text without its guard."""
    return text.translate(_SHOWN)


class Problem(Exception):
    """The filled-in text cannot be read: the code of the finding, what was found, what is known."""

    def __init__(self, code: str, found: str, known: Iterable[str] = ()) -> None:
        super().__init__(code, found)
        self.code, self.found, self.known = code, found, tuple(known)


@dataclass
class Read:
    """What was read from a filled-in template."""

    title: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    enclosures: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def read_text(text: str, facts: Facts) -> Read:
    """Read a filled-in template.

    Raises:
        Problem: a place, header or heading that is not known.
    """
    lines = [one.rstrip() for one in text.split("\n")]
    made = Read()
    at = _read_headers(lines, made)
    reader = _Reader(facts, made)
    for one in lines[at:]:
        reader.take(one.strip(), one[:1].isspace())
    reader.flush()
    return made


def _read_headers(lines: list[str], made: Read) -> int:
    """Take the headers from the first lines; the number of the line at which the text begins."""
    for number, one in enumerate(lines):
        stripped = one.strip()
        if not stripped:
            if made.headers or made.enclosures:
                return number
            continue
        match = HEADER.match(stripped)
        if not match:
            return number
        key, value = match[1].lower(), shown(_tidy(match[2]))
        if key not in HEADERS:
            raise Problem("template-header-unknown", key, HEADERS)
        if key == "enclosure":
            made.enclosures += [value] if value else []
        else:
            made.headers[key] = value
    return len(lines)


class _Reader:
    """Gathers lines into blocks: a block ends at an empty line, or where a line of another kind begins."""

    def __init__(self, facts: Facts, made: Read) -> None:
        self.facts, self.made = facts, made
        self.kind, self.gathered = "", list[str]()

    def take(self, one: str, indented: bool) -> None:
        if not one:
            self.flush()
        elif match := PLACE.match(one):
            self.flush()
            self.place(match[1])
        elif match := _HEADING.match(one):
            self.flush()
            self.heading(len(match[1]), match[2])
        elif one.startswith("- "):
            self.item("items", one[2:])
        elif match := _ORDERED.match(one):
            self.item("ordered", match[1])
        elif one.startswith("> "):
            self.more("note", one[2:])
        elif one.startswith("| "):
            self.more("lead", one[2:])
        elif self.kind in ("items", "ordered") and indented:
            self.gathered[-1] = _joined(self.gathered[-1], one)  # a long item that goes on
        else:
            self.more(self.kind if self.kind in ("note", "lead") else "text", one)

    def item(self, kind: str, text: str) -> None:
        if self.kind != kind:
            self.flush()
        self.kind = kind
        self.gathered.append(text)

    def more(self, kind: str, text: str) -> None:
        if self.kind != kind:
            self.flush()
        self.kind = kind
        self.gathered = [_joined(self.gathered[0], text)] if self.gathered else [text]

    def flush(self) -> None:
        if self.gathered:
            lines = tuple(_line(one) for one in self.gathered)
            if self.kind in ("items", "ordered"):
                self.made.blocks.append(Items(lines, self.kind == "ordered"))
            elif lines[0]:
                self.made.blocks.append(Paragraph(lines[0], self.kind))
        self.kind, self.gathered = "", []

    def heading(self, depth: int, text: str) -> None:
        words = shown(_tidy(text))
        if depth == 1:
            if self.made.title:
                raise Problem("template-title-twice", words)
            self.made.title = words
        elif depth > 5:
            raise Problem("template-heading-too-deep", words)
        else:
            numbered = not words.startswith("!")
            self.made.blocks.append(Heading(words.removeprefix("!").strip(), depth - 1, numbered))

    def place(self, words: str) -> None:
        words = " ".join(shown(words).split())
        if words == "new page":
            self.made.blocks.append(PageBreak())
        elif words == "signature":
            self.made.blocks += [self.facts.signature] if isinstance(self.facts.signature, Signature) else []
        else:
            kind, _, name = words.partition(" ")
            self.made.blocks += self.found(kind, name)

    def found(self, kind: str, name: str) -> list[Block]:
        places: Mapping[str, Mapping[str, Block]] = {
            "table": self.facts.tables, "chart": self.facts.pictures, "map": self.facts.pictures,
        }  # fmt: skip
        if kind not in places:
            raise Problem("template-place-unknown", kind, PLACES)
        return [places[kind][name]] if name in places[kind] else []


def _line(text: str) -> Line:
    tidy = _tidy(text)
    pieces = line(tidy)
    return tuple(type(piece)(words, piece.strong) for piece in pieces if (words := shown(piece.text)))


def _tidy(text: str) -> str:
    return _SPACES.sub(" ", text.replace(_BEGIN + _BEGIN, _BEGIN)).strip()


def _joined(first: str, second: str) -> str:
    """Two lines as one: between two wide characters (Chinese) without a space."""
    between = "" if _wide(shown(first)[-1:]) and _wide(shown(second)[:1]) else " "
    return first + between + second


def _wide(letter: str) -> bool:
    return bool(letter) and bool(_WIDE.match(letter))
