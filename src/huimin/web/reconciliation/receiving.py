"""An uploaded list goes under lock as it comes: no byte of it reaches the disk in the clear."""

from __future__ import annotations

from secrets import token_hex
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from huimin.adapters.linkage.guard import Sealing, WorkingFolder

LARGEST = 1024
"""Megabytes of one list: five million records and more."""


class Received(UploadedFile):
    """A file of a form that lies under lock; ``too_large`` where it was left off for its size."""

    def __init__(self, sealing: Sealing, name: str, too_large: bool) -> None:
        super().__init__(None, name, size=sealing.size)
        self.sealing, self.too_large = sealing, too_large

    def close(self) -> None:
        """Nothing is open."""


class IntoLock(FileUploadHandler):
    """Writes the files of a form into a working folder."""

    def __init__(self, request: Any, folder: WorkingFolder) -> None:
        super().__init__(request)
        self.folder = folder
        self.coming: list[Sealing] = []
        self.too_large = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins."""
        super().new_file(*args, **kwargs)
        self.too_large = False
        self.coming.append(self.folder.receive(f"list-{token_hex(8)}"))

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Some bytes of it; what goes beyond the limit is read off the line and dropped."""
        self.too_large = self.too_large or start + len(raw_data) > LARGEST << 20
        if not self.too_large:
            self.coming[-1].write(raw_data)

    def file_complete(self, file_size: int) -> Received:
        """All of it has come."""
        self.coming[-1].close()
        return Received(self.coming[-1], self.file_name or "", self.too_large)

    def drop(self, but: Sealing | None = None) -> None:
        """Leave nothing of what came, except what is kept."""
        for one in self.coming:
            if one is not but:
                one.discard()
