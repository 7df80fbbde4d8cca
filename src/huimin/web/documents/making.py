"""From a document's row to its files: made live from figures and runs, kept below ``documents/desk``.

A draft is kept as HTML in both languages, and its docx and PDF are written when somebody asks for them, after making
sure that they would say the same. What is handed in has all its files, and nothing is made again from then on.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from huimin.findings import Finding, Invalid, Severity
from huimin.tasks.publish.register import Entry, key_of
from huimin.web.base import clock, place
from huimin.web.documents.models import LANGS, Paper
from huimin.wiring.document_files import Job, content_hash, write_jobs
from huimin.wiring.publish import Publisher
from huimin.writing.blocks import Document, Signature

FORMATS = ("docx", "pdf", "html")
DRAFT_FORMATS = ("html",)
FIELDS = ("addressees", "copies", "signatory")


def refused(code: str, **facts: str | int) -> Invalid:
    """A complaint with one finding."""
    return Invalid([Finding(code, Severity.ERROR, facts=dict(facts))])


@contextmanager
def publisher() -> Iterator[Publisher]:
    """What makes documents, for this thread; it closes the runs it opened."""
    made = Publisher(place.workspace(), clock.today())
    try:
        yield made
    finally:
        made.close()


@dataclass
class Built:
    """A document made in both languages: not yet files."""

    documents: dict[str, Document]
    inputs: str
    findings: list[Finding] = field(default_factory=list)

    @property
    def content(self) -> str:
        """A hash of what both say."""
        return sha256("".join(content_hash(self.documents[lang], ()) for lang in LANGS).encode()).hexdigest()

    def heads(self) -> dict[str, dict[str, str]]:
        """What lists and forms show of each language."""
        return {lang: _head(one) for lang, one in self.documents.items()}


def _head(document: Document) -> dict[str, str]:
    signed = _signature(document)
    return {
        "title": document.title, "subject": document.subject, "number": document.number,
        "addressees": document.addressees, "copies": document.copies_to,
        "signatory": signed.parties[0].office if signed is not None else "",
    }  # fmt: skip


def _signature(document: Document) -> Signature | None:
    """The signature of the issuing office alone: where two parties sign, neither is for us to change."""
    found = next((one for one in document.blocks if isinstance(one, Signature)), None)
    return found if found is not None and len(found.parties) == 1 else None


def may_sign(paper: Paper) -> bool:
    """Whether one office signs, so that it can be named otherwise."""
    return bool(paper.heads.get("zh", {}).get("signatory"))


def build(maker: Publisher, paper: Paper, final: bool) -> Built:
    """Make a document in both languages.

    Args:
        final: with its number and without the mark of a draft.

    Raises:
        Invalid: there is no template that can be used.
    """
    maker.draft = not final
    entry = entry_of(paper) if final or paper.day else None
    made = {lang: maker.make(paper.order(lang), entry) for lang in LANGS}
    documents = {lang: _worded(one.document, paper.words.get(lang, {})) for lang, one in made.items()}
    return Built(documents, inputs_of(maker, paper), [one for each in made.values() for one in each.findings])


def entry_of(paper: Paper) -> Entry:
    """Day and number as they stand in the paper's row."""
    return Entry(key_of(paper.order("zh"), paper.edition), paper.day or clock.today(), paper.number)


def inputs_of(maker: Publisher, paper: Paper) -> str:
    """A hash of all that a draft is made from: figures, definitions, run, templates, letterhead, and its own words."""
    maker.draft = True
    parts = [maker.inputs(paper.order(lang), (), None) for lang in LANGS]
    return sha256(repr((parts, sorted(paper.words.items()), paper.day)).encode()).hexdigest()


def _worded(document: Document, words: dict[str, str]) -> Document:
    """The document with what the office wrote over its head."""
    made = replace(
        document,
        addressees=words.get("addressees", document.addressees),
        copies_to=words.get("copies", document.copies_to),
    )
    signed = _signature(made)
    if signed is None or not words.get("signatory"):
        return made
    party = replace(signed.parties[0], office=words["signatory"])
    return replace(
        made, blocks=tuple(replace(one, parties=(party,)) if one is signed else one for one in made.blocks)
    )  # fmt: skip


# --- files


def folder_of(paper: Paper, revision: str = "") -> Path:
    """Where the files of a paper lie."""
    return place.folder() / "documents" / "desk" / str(paper.pk) / (revision or paper.revision)


def another() -> str:
    """The name of a revision that is nobody else's."""
    return f"{clock.today():%Y%m%d}-{secrets.token_hex(4)}"


def jobs_of(paper: Paper, built: Built, formats: Sequence[str], revision: str) -> list[Job]:
    """What has to be written for a revision of a paper."""
    folder = folder_of(paper, revision)
    return [Job(folder / lang, document, tuple(formats)) for lang, document in built.documents.items()]


def write(maker: Publisher, paper: Paper, built: Built, formats: Sequence[str]) -> str:
    """Write the files of another revision; its name."""
    revision = another()
    for _ in write_jobs(jobs_of(paper, built, formats, revision), maker.letterhead):
        pass
    return revision


def told(folder: Path) -> dict[str, dict[str, str | int]]:
    """Hash and size of every file of a folder, by name."""
    made: dict[str, dict[str, str | int]] = {}
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        made[path.name] = {"sha256": sha256(data).hexdigest(), "size": len(data)}
    return made


def drop(paper: Paper, revision: str) -> None:
    """Let go of the files of another revision."""
    if revision:
        shutil.rmtree(folder_of(paper, revision), ignore_errors=True)


def read(paper: Paper, name: str) -> bytes:
    """A kept file, held against its hash.

    Raises:
        Invalid: it is gone, or is not what was written.
    """
    path, kept = folder_of(paper) / name, paper.files.get(name)
    data = path.read_bytes() if path.is_file() else b""
    if kept is None or sha256(data).hexdigest() != kept["sha256"]:
        raise refused("paper-file-changed", file=name)
    return data


def drawn(paper: Paper, lang: str, form: str) -> bytes:
    """A file of a paper in one of :data:`FORMATS`. Of a draft docx and PDF are made when they are asked for.

    Raises:
        Invalid: a kept file is not what was written; the draft would say something else by now.
    """
    name = f"{lang}.{form}"
    if name in paper.files or paper.state != Paper.DRAFT:
        return read(paper, name)
    with publisher() as maker:
        built = build(maker, paper, final=False)
        if built.content != paper.content:
            raise refused("paper-outdated")
        beside = folder_of(paper) / "asked" / lang
        for _ in write_jobs([Job(beside, built.documents[lang], (form,))], maker.letterhead):
            pass
        return beside.with_name(name).read_bytes()
