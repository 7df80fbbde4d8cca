"""``data/published/<run>.sqlite``: the pages of a published run, made once, compressed, looked up by one key.

It lies beside the run's own folder, whose files are hashed and never change, and it can always be made again from them.
It appears whole or not at all; that it is there means that the run is published. A reader keeps it open and notices by
the file's identity when another takes its place (the same run, superseded since).
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
from collections import OrderedDict
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from django.conf import settings

from huimin.adapters.documents.finished import FinishedRun
from huimin.web.assessment.rendering import everything
from huimin.web.base import place
from huimin.web.base.spliced import Piece, packed, unpack
from huimin.wiring.common import whole

UNDER_HEAD = b"<!--under-head-->"
WEB = Path(__file__).parents[1]
_MADE_BY = ("assessment", "base/templates/base/parts.html", "../adapters/documents", "../assessment")
_OPEN_AT_MOST = 16
_PAGES_KEPT = 256
_TABLES = """
CREATE TABLE fact (name TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE page (kind TEXT, area TEXT, lang TEXT, title TEXT, head BLOB, rest BLOB,
    PRIMARY KEY (kind, area, lang)) WITHOUT ROWID;
"""
_local = threading.local()


class Prepared(NamedTuple):
    """A page: its title, what stands above the place for notices, and what stands below it."""

    title: str
    head: Piece
    rest: Piece


def path_of(run: str) -> Path:
    """Where the pages of a published run lie."""
    return place.folder() / "data" / "published" / f"{run}.sqlite"


def write(run: FinishedRun, superseded_by: str = "", path: Path | None = None) -> None:
    """Make all pages of a run. An earlier file is replaced when the new one is whole."""
    target = path or path_of(run.run)
    target.parent.mkdir(parents=True, exist_ok=True)
    with whole(target) as beside:
        beside.unlink(missing_ok=True)
        base = sqlite3.connect(beside, isolation_level=None)
        try:
            base.execute("PRAGMA journal_mode = OFF")
            base.executescript(_TABLES)
            base.execute("BEGIN")
            facts = {"superseded-by": superseded_by, "made-by": made_by()}
            base.executemany("INSERT INTO fact VALUES (?, ?)", facts.items())
            for kind, area, lang, body in everything(run):
                title, _, text = body.partition(b"\n") if kind != "data" else (b"", b"", body)
                head, found, rest = text.partition(UNDER_HEAD)
                if not found:
                    head, rest = b"", text
                row = (kind, area, lang, title.decode(), packed(head).packed, packed(rest).packed)
                base.execute("INSERT INTO page VALUES (?, ?, ?, ?, ?, ?)", row)
            base.execute("COMMIT")
        finally:
            base.close()


@cache
def made_by() -> str:
    """A hash of every file that decides how the pages look. Pages of another version of them are made again."""
    digest = sha256()
    for part in _MADE_BY:
        found = WEB / part
        for path in sorted(found.rglob("*")) if found.is_dir() else [found]:
            if path.suffix in (".py", ".html"):
                digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def make_again(run: str, superseded_by: str) -> threading.Thread | None:
    """Make the pages of a published run beside the requests: after a restored backup, or under a new version.

    None where another thread or process is at it already. Until they are there, pages are made one by one.
    """
    path = path_of(run)
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = path.with_suffix(".lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    folder = place.folder() / "runs" / run

    def work() -> None:
        with lock, FinishedRun(folder) as finished:
            write(finished, superseded_by, path)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


class Published:
    """The pages of one published run, open in one thread."""

    def __init__(self, path: Path) -> None:
        address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
        self._base = sqlite3.connect(address, uri=True)
        facts = dict(self._base.execute("SELECT name, body FROM fact"))
        self.superseded_by: str = facts["superseded-by"]
        self.current = facts["made-by"] == made_by()
        self._kept: dict[tuple[str, str, str], Prepared] = {}

    def page(self, kind: str, area: str, lang: str) -> Prepared | None:
        """A page; None where the run does not assess the area."""
        known = self._kept.get((kind, area, lang))
        if known is None:
            row = self._base.execute("SELECT title, head, rest FROM page WHERE (kind, area, lang) = (?, ?, ?)",
                                     (kind, area, lang)).fetchone()  # fmt: skip
            if row is None:
                return None
            if len(self._kept) >= _PAGES_KEPT:
                self._kept.clear()
            title, head, rest = row
            known = Prepared(title, Piece(unpack(head), head), Piece(unpack(rest), rest))
            self._kept[kind, area, lang] = known
        return known

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()


def opened(run: str) -> Published | None:
    """The pages of a run, kept open for this thread; None where it is not published or they have to be made again."""
    kept: OrderedDict[str, tuple[tuple[int, int], Published]] | None = getattr(_local, "kept", None)
    if kept is None:
        kept = _local.kept = OrderedDict()
    name = f"{settings.HUIMIN_WORKSPACE}/data/published/{run}.sqlite"
    try:
        found = os.stat(name)  # noqa: PTH116 (called for every page; a Path costs several times as much)
    except FileNotFoundError:
        return None
    identity = (found.st_ino, found.st_mtime_ns)
    known = kept.get(name)
    if known is None or known[0] != identity:
        if known is not None:
            known[1].close()
        known = kept[name] = (identity, Published(Path(name)))
        while len(kept) > _OPEN_AT_MOST:
            kept.popitem(last=False)[1][1].close()
    return known[1] if known[1].current else None
