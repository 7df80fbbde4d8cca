"""What people attach: the bytes tell what it is, and the same bytes are kept once."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from huimin.findings import Invalid
from huimin.web.base import attachments


def office_file(*parts: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for part in ("[Content_Types].xml", *parts):
            archive.writestr(part, "x")
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.4", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (office_file("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (office_file("word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (office_file("xl/workbook.xml", "xl/vbaProject.bin"), None),
        (office_file("anything"), None),
        (b"PK\x03\x04 broken", None),
        (b"MZ\x90", None),
        (b"<html><script>", None),
        (b"<svg xmlns='...'>", None),
    ],
)
def test_the_bytes_tell_what_an_attachment_is(data, kind):
    assert attachments.kind_of(data) == kind


def test_what_cannot_be_kept_is_refused_with_words(own_site):
    person, area = own_site.people["county_reviewer"], own_site.places["county"]
    for name, data, code in (("a.pdf", b"", "attachment-empty"), ("a.pdf", b"MZ", "attachment-kind"),
                             ("a.pdf", b"%PDF-" + bytes(attachments.LARGEST), "attachment-too-large")):  # fmt: skip
        with pytest.raises(Invalid) as problem:
            attachments.keep(person, area, SimpleUploadedFile(name, data))
        assert [one.code for one in problem.value.findings] == [code]


def test_the_same_bytes_are_kept_once_and_a_name_tells_the_truth(own_site):
    person, area = own_site.people["county_reviewer"], own_site.places["county"]
    made = [attachments.keep(person, area, SimpleUploadedFile(name, b"%PDF-1.4 one")) for name in ("a.pdf", "b.exe")]
    assert [one.name for one in made] == ["a.pdf", "b.exe.pdf"]
    assert len({one.sha256 for one in made}) == len(list((own_site.folder / "attachments").iterdir())) == 1
