"""Which encoding a list is in, and its text as UTF-8, in pieces so that a large list is never there twice as text."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from huimin.findings import Fact, Finding, Invalid, Place, Severity

PIECE = 8 << 20
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_OTHERS = (
    (b"PK\x03\x04", "zip"), (b"%PDF", "PDF"), (b"Rar!", "rar"), (b"7z\xbc\xaf", "7z"), (b"\x1f\x8b", "gzip"),
    (b"<!doctype html", "HTML"), (b"<html", "HTML"), (b"<table", "HTML"), (b"<?xml", "XML"),
)  # fmt: skip
"""How files begin that are no lists. Many systems call a web page .xls."""
_MOSTLY = 0.9
"""Of the characters beyond ASCII around a fault, the share that must be good UTF-8 for the text to be UTF-8 at all."""


def text_of(data: bytes, file: str, whole: bool = True) -> tuple[bytes, int]:
    """The list as UTF-8, and where in it the text begins (after the mark of the encoding).

    Args:
        whole: false where ``data`` is the beginning of a list; its last line, which may be cut, is left out.

    Raises:
        Invalid: ``reconcile-list-other-format``, ``reconcile-encoding-unknown``, ``reconcile-encoding-mixed``.
    """
    _refuse_others(data, file)
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", ""))
    encoding = encoding or _by_content(data, file, whole)
    text, start = data, len(mark)
    if encoding != "utf-8":
        try:
            text, start = b"".join(_transcoded(data, len(mark), encoding, whole)), 0
        except UnicodeDecodeError:
            raise _refused("reconcile-encoding-unknown", file) from None
    return (text if whole else text[: text.rfind(b"\n") + 1] or text), start


def _refuse_others(data: bytes, file: str) -> None:
    beginning = data[:64].lstrip().lower()
    for sign, kind in _OTHERS:
        if beginning.startswith(sign.lower()):
            raise _refused("reconcile-list-other-format", file, found=kind)


def _by_content(data: bytes, file: str, whole: bool) -> str:
    """Without a mark: UTF-16 where every other byte of ASCII is 0, else UTF-8 if all of it is, else GB18030, which
    holds GBK.
    """
    sample = data[: 1 << 20]
    if b"\0" in sample:
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        if max(even, odd) > max(8 * min(even, odd), len(sample) // 200):
            return "utf-16-be" if even > odd else "utf-16-le"
        raise _refused("reconcile-list-other-format", file, found="NUL")
    try:
        for _ in _decoded(data, 0, "utf-8", whole):
            pass
    except UnicodeDecodeError as fault:
        if (line := _line_of_fault(data, fault)) is not None:
            raise _refused("reconcile-encoding-mixed", file, line=line) from None
        return "gb18030"
    return "utf-8"


def _decoded(data: bytes, start: int, encoding: str, whole: bool) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    for at in range(start, len(data), PIECE):
        try:
            yield decoder.decode(data[at : at + PIECE], final=whole and at + PIECE >= len(data))
        except UnicodeDecodeError as fault:
            fault.start += at  # from here on counted in the whole list, give or take a character cut at the piece's end
            raise


def _transcoded(data: bytes, start: int, encoding: str, whole: bool) -> Iterator[bytes]:
    for text in _decoded(data, start, encoding, whole):
        yield text.encode()


def _line_of_fault(data: bytes, fault: UnicodeDecodeError) -> int | None:
    """The line of the first byte that is no UTF-8, where nearly all around it is: two encodings in one file."""
    near = data[max(0, fault.start - PIECE // 8) : fault.start + PIECE // 8].decode("utf-8", errors="replace")
    beyond = [one for one in near if one > "\x7f"]
    good = sum(one != "\ufffd" for one in beyond)
    return data.count(b"\n", 0, fault.start) + 1 if beyond and good >= _MOSTLY * len(beyond) else None


def _refused(code: str, file: str, **facts: Fact) -> Invalid:
    return Invalid([Finding(code, Severity.ERROR, Place(file=file), facts)])
