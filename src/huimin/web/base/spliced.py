"""Answers put together from pieces that were compressed before: a page costs no more than joining them.

A piece of text is compressed once, on its own, and ends on a whole byte (RFC 1951 allows such pieces to follow each
other). What differs from request to request goes in between uncompressed, as a stored block. The whole is one ordinary
gzip stream of one member (RFC 1952), which every browser reads.
"""

from __future__ import annotations

import secrets
import zlib
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.http import HttpResponse

_LARGEST_STORED = 65_535
_END = b"\x03\x00"  # an empty last block
_LENGTH_OF_NOISE = 64


class Piece(NamedTuple):
    """Some bytes, and the same as complete blocks of a deflate stream."""

    plain: bytes
    packed: bytes


def packed(plain: bytes, level: int = 9) -> Piece:
    """A piece that is made once and used often."""
    squeeze = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Piece(plain, squeeze.compress(plain) + squeeze.flush(zlib.Z_FULL_FLUSH))


def stored(plain: bytes) -> Piece:
    """A piece for one answer only, not compressed. Short ones are cheaper so."""
    if len(plain) > _LARGEST_STORED:
        return packed(plain, 1)
    size = len(plain)
    return Piece(plain, b"\x00" + size.to_bytes(2, "little") + (size ^ 0xFFFF).to_bytes(2, "little") + plain)


def unpack(data: bytes) -> bytes:
    """The plain bytes of a piece's packed ones."""
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(data)


def gzip(pieces: Iterable[Piece]) -> bytes:
    """One gzip stream of all pieces. Its length tells nothing about a secret in them: the header holds some noise."""
    noise = b"n" * (1 + secrets.randbelow(_LENGTH_OF_NOISE)) + b"\x00"
    made, check, size = [b"\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\xff", noise], 0, 0
    for piece in pieces:
        made.append(piece.packed)
        check = zlib.crc32(piece.plain, check)
        size += len(piece.plain)
    made += (_END, check.to_bytes(4, "little"), (size & 0xFFFFFFFF).to_bytes(4, "little"))
    return b"".join(made)


def answer(request: Any, pieces: list[Piece], content_type: str = "text/html; charset=utf-8") -> HttpResponse:
    """The pieces as an answer, compressed where the reader takes it."""
    if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
        response = HttpResponse(gzip(pieces), content_type=content_type)
        response["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(b"".join([piece.plain for piece in pieces]), content_type=content_type)
    response["Vary"] = "Accept-Encoding, Cookie, Accept-Language"
    response["Cache-Control"] = "private, no-cache"
    return response
