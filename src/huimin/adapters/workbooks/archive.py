"""The outside of a workbook file: is it xlsx, is it safe to open, and its parts, inflated within bounds.

An xlsx file is a zip archive. Its directory tells the size of each part, and may lie; so the total is
checked before anything is inflated, and each part is then inflated by hand with a hard cap and must be
exactly as long as told. Only after that may a library see the file.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from huimin.adapters.workbooks.collect import Collector

MAX_FILE = 64 * 2**20
MAX_INFLATED = 64 * 2**20
MAX_RATIO = 200
RATIO_MATTERS_FROM = 4 * 2**20
MAX_PARTS = 2000

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LOCAL, _END = b"PK\x03\x04", b"PK\x05\x06"


def looks_like_zip(data: bytes) -> bool:
    """Whether the bytes begin as a zip archive does."""
    return data[:4] == _LOCAL


def looks_like_ole(data: bytes) -> bool:
    """Whether the bytes begin as an old Office file (or an encrypted new one) does."""
    return data[:8] == _OLE


def check_size(data: bytes, notes: Collector) -> None:
    """Refuse files that are empty or too large to be a report."""
    if not data:
        raise notes.refuse("workbook-empty")
    if len(data) > MAX_FILE:
        raise notes.refuse("workbook-too-large", size=len(data) // 2**20, limit=MAX_FILE // 2**20)


def refuse_ole(data: bytes, notes: Collector) -> Exception:
    """The refusal for an OLE file: protected by a password, or in the format before 2007."""
    return notes.refuse("workbook-encrypted" if _ENCRYPTED in data else "workbook-old-format")


def open_archive(data: bytes, notes: Collector) -> dict[str, bytes]:
    """The XML parts of an xlsx file, by name.

    Raises:
        Refused: encrypted, with macros, damaged, a zip bomb, or not a workbook.
    """
    infos = _directory(data, notes)
    _check_directory(infos, len(data), notes)
    return {
        info.filename: _inflate(data, info, notes)
        for info in infos
        if info.filename.endswith((".xml", ".rels")) and not info.is_dir()
    }


def _directory(data: bytes, notes: Collector) -> list[zipfile.ZipInfo]:
    # Two end marks would let two readers see two different archives in one file.
    if data.count(_END, max(0, len(data) - 65557)) != 1:
        raise notes.refuse("workbook-truncated")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise notes.refuse("workbook-truncated") from error


def _check_directory(infos: list[zipfile.ZipInfo], packed: int, notes: Collector) -> None:
    names = {info.filename for info in infos}
    total = sum(info.file_size for info in infos)
    if len(infos) > MAX_PARTS or total > MAX_INFLATED:
        raise notes.refuse("workbook-inflates-too-large", size=total // 2**20, limit=MAX_INFLATED // 2**20)
    if total > RATIO_MATTERS_FROM and total > MAX_RATIO * packed:
        raise notes.refuse("workbook-inflates-too-large", size=total // 2**20, limit=MAX_INFLATED // 2**20)
    if any(info.flag_bits & 1 for info in infos):
        raise notes.refuse("workbook-encrypted")
    if any(name.lower().endswith("vbaproject.bin") for name in names) or notes.file.lower().endswith(".xlsm"):
        raise notes.refuse("workbook-macros")
    if "xl/workbook.bin" in names:
        raise notes.refuse("workbook-old-format")
    if "xl/workbook.xml" not in names:
        raise notes.refuse("workbook-not-a-workbook")
    if len(names) != len(infos):
        raise notes.refuse("workbook-truncated")


def _inflate(data: bytes, info: zipfile.ZipInfo, notes: Collector) -> bytes:
    head = data[info.header_offset : info.header_offset + 30]
    if len(head) < 30 or head[:4] != _LOCAL:
        raise notes.refuse("workbook-truncated")
    start = info.header_offset + 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    packed = data[start : start + info.compress_size]
    if info.compress_type == zipfile.ZIP_STORED:
        content = packed
    elif info.compress_type == zipfile.ZIP_DEFLATED:
        try:
            content = zlib.decompressobj(-15).decompress(packed, info.file_size + 1)
        except zlib.error as error:
            raise notes.refuse("workbook-truncated") from error
    else:
        raise notes.refuse("workbook-truncated")
    if len(content) > info.file_size:
        raise notes.refuse("workbook-directory-lies", part=info.filename)
    if len(content) < info.file_size or zlib.crc32(content) != info.CRC:
        raise notes.refuse("workbook-truncated")
    return content
