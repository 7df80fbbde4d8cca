"""Files that prove or illustrate something: kept under their hash, told by their bytes, read by who may read the area.

``keep(person, area, uploaded)`` keeps one and returns its row; ``address(attachment)`` is where it is fetched from. A
screen that shows attachments writes ``attachments.address(one)`` into a link. The view here answers with the bytes,
always as a download and never as something a browser would run.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile
from typing import Any, Protocol

from django.http import FileResponse, Http404
from django.urls import reverse
from django.views.decorators.http import require_safe

from huimin.findings import Finding, Invalid, Place, Severity
from huimin.web.base import clock, place
from huimin.web.base.access import allow, screen
from huimin.web.base.models import Attachment, Person
from huimin.workflow import Act

LARGEST = 10 * 1024 * 1024  # bytes: a scanned page has about 1 MB
NAME_LENGTH = 150
KINDS = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
"""Media type -> ending of the file's name. Nothing else is kept: what runs, or holds macros, is refused."""
ACCEPT = ".pdf,.png,.jpg,.jpeg,.xlsx,.docx"
"""For the ``accept`` of a file field; the bytes decide."""
_BEGINNINGS = ((b"%PDF-", "pdf"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"))
_MAIN_PARTS = {"xl/workbook.xml": "xlsx", "word/document.xml": "docx"}
_TYPE_OF = {ending: kind for kind, ending in KINDS.items()}


class Uploaded(Protocol):
    """What a form brings: Django's ``UploadedFile`` does."""

    name: str | None
    size: int | None

    def chunks(self) -> Iterable[bytes]:
        """The bytes, a piece at a time."""


def keep(person: Person, area: str, uploaded: Uploaded) -> Attachment:
    """Keep a file about an area. The same bytes are kept once, whoever brings them.

    The caller has made sure that the person may do this for the area, records it in the log, and holds the transaction.

    Raises:
        Invalid: the file is empty, larger than 10 MB, or none of PDF, PNG, JPEG, xlsx and docx.
    """
    name = clean_name(uploaded.name or "")
    if (uploaded.size or 0) > LARGEST:
        raise _refused("attachment-too-large", name, size=f"{(uploaded.size or 0) / 1e6:.1f}", limit=f"{LARGEST >> 20}")
    data = b"".join(uploaded.chunks())
    kind = kind_of(data)
    if not data:
        raise _refused("attachment-empty", name)
    if kind is None:
        raise _refused("attachment-kind", name)
    digest = sha256(data).hexdigest()
    _write(digest, data)
    return Attachment.objects.create(
        sha256=digest, name=_with_ending(name, KINDS[kind]), kind=kind, size=len(data), area=area, given_by=person,
        given_at=clock.now(),
    )  # fmt: skip


def kind_of(data: bytes) -> str | None:
    """The media type that the bytes show; None for anything that is not kept."""
    for beginning, ending in _BEGINNINGS:
        if data.startswith(beginning):
            return _TYPE_OF[ending]
    if data.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                names = set(archive.namelist())
        except (zipfile.BadZipFile, ValueError, OverflowError):
            return None
        if "[Content_Types].xml" in names and not any(name.endswith("vbaProject.bin") for name in names):
            return next((_TYPE_OF[ending] for part, ending in _MAIN_PARTS.items() if part in names), None)
    return None


def clean_name(name: str) -> str:
    """The last part of a name, without anything that does not print, of bounded length."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(one for one in last if one.isprintable() and one not in '"<>|:*?')[-NAME_LENGTH:].strip(" .")


def _with_ending(name: str, ending: str) -> str:
    """The name with an ending that tells the truth."""
    path = PurePosixPath(name or "file")
    known = {"jpg": (".jpg", ".jpeg")}.get(ending, (f".{ending}",))
    return name if path.suffix.lower() in known else f"{path.name}.{ending}"


def _write(digest: str, data: bytes) -> None:
    """Put the bytes into their place whole. A file of another transaction with the same bytes is the same file."""
    target = path_of(digest)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        # A name of its own for each writer: two people may bring the same file at once.
        with NamedTemporaryFile(dir=target.parent, prefix=".making-", delete=False) as beside:
            beside.write(data)
        Path(beside.name).replace(target)


def path_of(digest: str) -> Path:
    """Where the bytes with this hash lie."""
    return place.folder() / "attachments" / digest


def address(attachment: Attachment) -> str:
    """Where the file is fetched from."""
    return reverse("attachment", args=[attachment.pk])


@screen(Act.READ)
@require_safe
def download(request: Any, number: int) -> FileResponse:
    """The bytes of one attachment, for whoever may read the area it is about."""
    kept = Attachment.objects.filter(pk=number).first()
    if kept is None or not path_of(kept.sha256).is_file():
        raise Http404
    allow(request, Act.READ, kept.area)
    answer = FileResponse(path_of(kept.sha256).open("rb"), as_attachment=True, filename=kept.name,
                          content_type=kept.kind)  # fmt: skip
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, max-age=0, must-revalidate"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def _refused(code: str, name: str, **facts: str) -> Invalid:
    return Invalid([Finding(code, Severity.ERROR, Place(file=name), facts)])
