"""One publishing under way: what is current is left alone, the rest is made, written and kept in the manifest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from huimin.findings import Finding, Invalid, sort_findings
from huimin.tasks.publish.orders import Order
from huimin.tasks.publish.register import Entry
from huimin.wiring.common import Progress
from huimin.wiring.document_files import Job, Kept, Manifest, Written, content_hash, id_of, write_all

if TYPE_CHECKING:
    from huimin.wiring.publish import Publisher


@dataclass
class Published:
    """What one publishing did: where, which documents are there, how many of them were written, what was found."""

    folder: Path
    orders: list[Order] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)
    kept: int = 0
    findings: list[Finding] = field(default_factory=list)


class Making:
    """One publishing under way."""

    def __init__(
        self, publisher: Publisher, manifest: Manifest, target: Path, formats: tuple[str, ...], progress: Progress
    ) -> None:
        self.publisher, self.manifest, self.target, self.formats = publisher, manifest, target, formats
        self.progress = progress
        self.published = Published(target)
        self.waiting: dict[Path, tuple[str, Kept]] = {}
        self.count = self.total = 0

    def run(self, orders: Sequence[Order], workers: int) -> None:
        """Make and write what has changed."""
        self.total = len(orders)
        self.published.orders = list(orders)
        todo = list(self._todo(orders))
        write_all(self._jobs(todo), self.publisher.letterhead, len(todo), workers, self._done)
        self.published.findings = sort_findings([*self.published.findings, *self.publisher.findings])

    def _todo(self, orders: Sequence[Order]) -> Iterator[tuple[Order, Entry | None, str]]:
        """What has to be looked at; the rest is as it was."""
        for order in orders:
            entry = self.publisher.entry(order)
            inputs = self.publisher.inputs(order, self.formats, entry)
            if self.manifest.is_current(id_of(order), inputs, self.target):
                self._unchanged()
            else:
                yield order, entry, inputs

    def _unchanged(self) -> None:
        self.published.kept += 1
        self.count += 1
        self.progress(self.count, self.total, "")

    def _jobs(self, todo: Sequence[tuple[Order, Entry | None, str]]) -> Iterator[Job]:
        for order, entry, inputs in todo:
            try:
                made = self.publisher.make(order, entry)
            except Invalid as invalid:  # a faulty template stops its kind, not the others
                self.published.findings += invalid.findings
                continue
            self.published.findings += made.findings
            name, content = id_of(order), content_hash(made.document, self.formats)
            kept = self.manifest.documents.get(name)
            if kept is not None and kept.content == content and self.manifest.there(name, self.target):
                kept.inputs = inputs
                self._unchanged()
                continue
            stem = self.target / self.publisher.stem(order)
            self.waiting[stem] = (
                name,
                Kept(inputs, content, [], made.document.title, made.document.subject, made.document.number, made.draft),
            )
            yield Job(stem, made.document, self.formats)

    def _done(self, one: Written) -> None:
        name, kept = self.waiting.pop(one.stem)
        self._remove_old(name, one)
        kept.files = [path.relative_to(self.target).as_posix() for path in one.files]
        self.manifest.documents[name] = kept
        self.published.written += one.files
        self.published.findings += one.findings
        self.count += 1
        self.progress(self.count, self.total, kept.title)

    def _remove_old(self, name: str, one: Written) -> None:
        """Files of the same document under another name (a renamed area, a format no longer wanted)."""
        before = self.manifest.documents.get(name)
        now = {path.relative_to(self.target).as_posix() for path in one.files}
        for old in before.files if before else ():
            if old not in now:
                (self.target / old).unlink(missing_ok=True)
