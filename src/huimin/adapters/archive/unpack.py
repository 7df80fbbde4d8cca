"""Reading a backup that may be damaged or hostile: everything is looked at before anything is written, and what is
written is held against the manifest before anybody uses it.
"""

from __future__ import annotations

import errno
import shutil
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from huimin.adapters.archive.manifest import NAME, WORKSPACE, Manifest, refusal

CHUNK = 2**20
# More than honest figures shrink by; and only from a size on that could fill a disk.
MAX_RATIO, RATIO_MATTERS_FROM = 200, 256 * 2**20
MAX_MANIFEST = 256 * 2**20
ROOM_LEFT = 64 * 2**20
_TROUBLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError)


class Backup:
    """An open backup: its manifest, and a way to unpack it."""

    def __init__(self, archive: zipfile.ZipFile, packed: int) -> None:
        self._zip = archive
        self._infos = {info.filename: info for info in archive.infolist()}
        self._check_directory(packed)
        self.manifest = Manifest.read(b"".join(self._content(NAME, MAX_MANIFEST)))
        self._check_manifest()

    def _check_directory(self, packed: int) -> None:
        """Names within the folder, plain files only, no part twice, and no more than a disk should take."""
        infos = self._zip.infolist()
        if NAME not in self._infos:
            raise refusal("backup-not-a-backup", found=NAME)
        for info in infos:
            if not _inside(info.orig_filename) or not _plain(info):
                raise refusal("backup-unsafe", name=info.orig_filename)
        if len(self._infos) != len(infos):
            raise refusal("backup-unsafe", name=_twice([info.filename for info in infos]))
        total = sum(info.file_size for info in infos)
        # Parts that share their bytes add up to more than the file holds.
        shared = sum(info.compress_size for info in infos) > packed
        if shared or (total > RATIO_MATTERS_FROM and total > MAX_RATIO * packed):
            raise refusal("backup-too-large", size=total // 2**20)

    def _check_manifest(self) -> None:
        """The archive holds what the manifest names, and nothing else."""
        said, there = self.manifest.files, self._infos.keys() - {NAME}
        if wrong := sorted((said.keys() ^ there) | {name for name in said if not _expected(name, self.manifest)}):
            raise refusal("backup-damaged", name=wrong[0])
        sizes = (name for name, kept in said.items() if self._infos[name].file_size != kept.size)
        if (name := next(sizes, None)) is not None:
            raise refusal("backup-damaged", name=name)
        for folder in self.manifest.folders:
            if not _inside(WORKSPACE + folder):
                raise refusal("backup-unsafe", name=folder)

    def unpack(self, into: Path, progress: Callable[[int, int, str], None]) -> None:
        """Write every file below ``into``, which is empty, with its permissions, and hold it against its hash.

        Raises:
            Invalid: something is damaged, or there is no room. What was written by then is of no use.
        """
        total = sum(kept.size for kept in self.manifest.files.values())
        if total + ROOM_LEFT > shutil.disk_usage(into).free:
            raise refusal("backup-no-room", size=total // 2**20 + 1, found=str(into.parent))
        for done, (name, kept) in enumerate(sorted(self.manifest.files.items()), 1):
            digest = sha256()
            try:
                path = into / name
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("xb") as file:
                    path.chmod(kept.mode & 0o755 | 0o600)
                    for piece in self._content(name, kept.size):
                        digest.update(piece)
                        file.write(piece)
            except (FileExistsError, NotADirectoryError):
                raise refusal("backup-unsafe", name=name) from None  # a file that is to be a folder too
            if digest.hexdigest() != kept.sha256:
                raise refusal("backup-damaged", name=name)
            progress(done, len(self.manifest.files), name.removeprefix(WORKSPACE))
        for folder in self.manifest.folders:
            (into / WORKSPACE / folder).mkdir(parents=True, exist_ok=True)

    def _content(self, name: str, most: int) -> Iterator[bytes]:
        """The content of one part in pieces, at most so many bytes."""
        left = most
        try:
            with self._zip.open(name) as file:
                while piece := file.read(CHUNK):
                    left -= len(piece)
                    if left < 0:
                        raise refusal("backup-damaged", name=name)
                    yield piece
        except (*_TROUBLE, OSError):
            raise refusal("backup-damaged", name=name) from None


@contextmanager
def open_backup(path: Path) -> Iterator[Backup]:
    """Open a backup and look at everything in it that can be judged without unpacking.

    Raises:
        Invalid: it is no backup, damaged, unsafe, or of a newer program.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (*_TROUBLE, OSError) as problem:
        # EINVAL: the directory of the archive leads to a place before the file. Other trouble is of the disk.
        if isinstance(problem, OSError) and problem.errno != errno.EINVAL:
            raise
        raise refusal("backup-not-a-backup", found=str(path)) from None
    with archive:
        yield Backup(archive, path.stat().st_size)


def _inside(name: str) -> bool:
    """Whether a name leads to a place below the folder it is unpacked to."""
    return "\0" not in name and all(part not in ("", ".", "..") for part in name.split("/"))


def _plain(info: zipfile.ZipInfo) -> bool:
    """An ordinary file, not a link, a folder or a device, neither locked nor packed in a way of its own."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    packed = info.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    return kind in (0, stat.S_IFREG) and packed and not info.flag_bits & 1 and info.filename == info.orig_filename


def _expected(name: str, manifest: Manifest) -> bool:
    return name.startswith(WORKSPACE) or name == manifest.database_file


def _twice(names: list[str]) -> str:
    met: set[str] = set()
    return next((name for name in names if name in met or met.add(name)), "")  # type: ignore[func-returns-value]
