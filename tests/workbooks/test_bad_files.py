"""Files that cannot be read: each gets one clear finding, nothing crashes, and memory stays bounded."""

import io
import random
import struct
import tracemalloc
import zipfile
import zlib

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile

from huimin.adapters.workbooks import archive
from huimin.findings import explain, next_step
from workbook_samples import batch, codes, context, read, template, with_cells

FULL = template(batch([[3, 4, 1, -2, 900, 12.5, 0.9, 1, 734567]] * 4))


def repacked(data, change):
    """The archive with ``change(parts)`` applied to its parts by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts = change(parts) or parts
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return buffer.getvalue()


def encrypted():
    buffer = io.BytesIO()
    OOXMLFile(io.BytesIO(FULL)).encrypt("secret", buffer)
    return buffer.getvalue()


def bomb():
    """Sixty-five million spaces in a sheet."""
    return repacked(FULL, lambda parts: parts | {"xl/worksheets/sheet1.xml": b" " * 65 * 2**20})


def lying_bomb():
    """A part of 40 MB that the directory, and its checksum, give out as one of a thousand bytes."""
    content = b" " * 40 * 2**20
    data = bytearray(repacked(FULL, lambda parts: parts | {"xl/worksheets/sheet1.xml": content}))
    told = struct.pack("<L", zlib.crc32(content[:1000])), struct.pack("<L", 1000)
    real = struct.pack("<L", zlib.crc32(content)), struct.pack("<L", len(content))
    for mine, honest in zip(told, real, strict=True):
        start = 0
        while (found := data.find(honest, start)) >= 0:
            data[found : found + 4] = mine
            start = found + 4
    return bytes(data)


def many_long_texts():
    """Few cells more than a short file needs, each with the same text of a million letters."""

    def change(parts):
        parts["xl/sharedStrings.xml"] = b"<sst><si><t>" + b"a" * 2**20 + b"</t></si></sst>"
        rows = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (i, i) for i in range(1, 2000))
        parts["xl/worksheets/sheet1.xml"] = b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"
        parts["xl/worksheets/sheet3.xml"] = b"<worksheet><sheetData/></worksheet>"

    return repacked(FULL, change)


def far_apart(spelling=b'<c r="XFD1048576"><v>1</v></c>'):
    def change(parts):
        sheet = b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c>' + spelling
        parts["xl/worksheets/sheet1.xml"] = sheet + b"</row></sheetData></worksheet>"

    return repacked(FULL, change)


def old_xls():
    return bytes.fromhex("D0CF11E0A1B11AE1") + bytes(2000)


def docx():
    return repacked(FULL, lambda parts: {"word/document.xml": b"<x/>"})


def with_part(name):
    return lambda: repacked(FULL, lambda parts: parts | {name: b"x"})


BAD = {
    "empty": (lambda: b"", "workbook-empty"),
    "truncated": (lambda: FULL[: len(FULL) // 2], "workbook-truncated"),
    "tail only": (lambda: b"PK\x03\x04" + FULL[-300:], "workbook-truncated"),
    "not a zip": (lambda: b"<html><table><tr><td>1</td></tr></table></html>", "workbook-not-a-workbook"),
    "docx": (docx, "workbook-not-a-workbook"),
    "old xls": (old_xls, "workbook-old-format"),
    "xlsb": (with_part("xl/workbook.bin"), "workbook-old-format"),
    "password": (encrypted, "workbook-encrypted"),
    "macros": (with_part("xl/vbaProject.bin"), "workbook-macros"),
    "bomb": (bomb, "workbook-inflates-too-large"),
    "lying bomb": (lying_bomb, "workbook-directory-lies"),
    "long texts": (many_long_texts, "workbook-inflates-too-large"),
    "far apart": (far_apart, "sheet-too-large"),
    "far apart, other quotes": (lambda: far_apart(b"<c r='XFD1048576'><v>1</v></c>"), "sheet-too-large"),
    "far apart, prefixed": (lambda: far_apart(b'<x:c r="XFD1048576"><v>1</v></x:c>'), "sheet-too-large"),
    "far apart, entity": (lambda: far_apart(b'<c r="&#88;FD1048576"><v>1</v></c>'), "sheet-too-large"),
    "no sheet xml": (
        lambda: repacked(FULL, lambda p: p | {"xl/worksheets/sheet1.xml": b"\x00\x01"}), "workbook-truncated"
    ),
    "no relations": (
        lambda: repacked(FULL, lambda p: {k: v for k, v in p.items() if "_rels" not in k}),
        "workbook-truncated",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_one_clear_finding(name):
    make, code = BAD[name]
    data = make()
    tracemalloc.start()
    found = read(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert codes(found.findings) == [code]
    assert found.batches == []
    assert peak < 150 * 2**20
    for lang in ("zh", "en"):
        assert "…" not in explain(found.findings[0], lang) + next_step(found.findings[0], lang)


def test_a_file_over_the_limit_is_not_looked_into():
    assert codes(read(bytes(archive.MAX_FILE + 1)).findings) == ["workbook-too-large"]


def test_an_xlsm_is_refused_by_its_name():
    assert codes(read(FULL, "report.xlsm").findings) == ["workbook-macros"]


def test_a_wrong_ending_is_told_and_the_content_read():
    found = read(FULL, "report.csv")

    assert codes(found.findings) == ["file-ending-misleads"]
    assert len(found.batches) == 1


def test_links_to_other_books_are_told():
    def change(parts):
        parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"

    found = read(repacked(FULL, change))

    assert codes(found.findings) == ["external-links"]
    assert found.batches[0].values.shape == (4, 9)


def test_a_book_of_another_kind_is_not_recognised():
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    buffer = io.BytesIO()
    book.save(buffer)

    assert codes(read(buffer.getvalue()).findings) == ["workbook-not-recognised"]


CSV = {
    "nul byte": (b"a,b\n1,\x002\n", "csv-nul-byte"),
    "no encoding": (b"a,b\n1,\xff\xff\xff2\n", "csv-encoding-unknown"),
    "open quote": (b'a,b\n1,"2\n', "csv-broken"),
    "too wide": (b"," * 3000, "sheet-too-large"),
    "too many cells": (b"," * 5_000_000, "sheet-too-large"),
    "a field too long": (b'a,b\n1,"' + b"x" * 200_000 + b'"\n', "csv-broken"),
}


@pytest.mark.parametrize("name", CSV)
def test_bad_csv(name):
    data, code = CSV[name]
    found = read(data, "a.csv")

    assert codes(found.findings) == [code]
    assert "…" not in explain(found.findings[0], "en")


def test_many_faults_of_a_kind_are_counted():
    areas = [(f"15020300{i:04d}", f"15020300{i:04d}", f"村{i}") for i in range(300)]
    data = with_cells({f"C{row}": "无" for row in range(6, 306)}, template(areas=areas))
    found = read(data, within=context(known_areas=frozenset(key for key, _, _ in areas)))

    told = [f for f in found.findings if f.code == "cell-is-text"]
    more = {(f.facts["code"], f.facts["count"]) for f in found.findings if f.code == "more-of-the-same"}
    assert len(told) == 100
    assert more == {("cell-is-text", 200)}


@given(st.binary(max_size=200), st.sampled_from(["a.xlsx", "a.csv", "a.xls", "a"]))
def test_any_bytes_are_read_or_told(data, name):
    assert read(data, name).findings


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_book_is_read_or_told(seed):
    chance = random.Random(seed)
    data = bytearray(FULL)
    for _ in range(chance.choice([1, 3, 20])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    found = read(bytes(data))

    assert found.batches or found.findings


@pytest.mark.parametrize("seed", range(60))
def test_a_book_with_damaged_xml_is_read_or_told(seed):
    chance = random.Random(seed)

    def change(parts):
        names = ("worksheets/sheet1", "workbook", "sharedStrings", "styles")
        name = f"xl/{chance.choice(names)}.xml"
        xml = bytearray(parts[name])
        for _ in range(chance.choice([1, 3, 20])):
            xml[chance.randrange(len(xml))] = chance.choice(b'<>"/=rcvA1Z\0 :&')
        parts[name] = bytes(xml)

    found = read(repacked(FULL, change))

    assert found.batches or found.findings
