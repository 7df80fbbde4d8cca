"""The definition files: which there are, their texts, how two texts differ, and what became of each over time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from hashlib import sha256
from typing import NamedTuple

from huimin.adapters.definitions.workspace import MARK
from huimin.tasks.definitions import PARTS, Definitions
from huimin.web.definitions.models import Proposal

LARGEST = 1_000_000
"""Bytes of a file that can be changed in the page; a nation's list of areas is changed where it lies."""
_NAME = re.compile(r"(?:dictionary|forms|indicators|schemes|mappings)/[A-Za-z0-9_][A-Za-z0-9_.-]{0,80}\.yaml")
OF_AREAS = ("areas/areas.csv", "areas/changes.csv", "areas/levels.yaml")
AROUND = 3


class File(NamedTuple):
    """A definition file in a list: its name, size in bytes, lines, and the pack it comes from (``""``: our own)."""

    name: str
    size: int
    lines: int
    pack: str


class Line(NamedTuple):
    """A line of a difference. ``kind``: ``same``, ``out``, ``in`` or ``gap`` (lines left out); numbers from 1."""

    kind: str
    before: int
    after: int
    text: str


def legal(name: str) -> bool:
    """Whether a definition file may have this name."""
    return name in OF_AREAS or bool(_NAME.fullmatch(name))


def listed(given: Definitions) -> list[File]:
    """All files, part by part."""
    rows = [File(name, len(data), data.count(b"\n") + 1, _pack(name)) for name, data in given.files.items()
            if name != MARK]  # fmt: skip
    return sorted(rows, key=lambda one: (PARTS.index(one.name.partition("/")[0]), one.name))


def _pack(name: str) -> str:
    rest = name.partition("/")[2]
    return rest.partition("--")[0] if "--" in rest else ""


def text_of(given: Definitions, name: str) -> str | None:
    """The text of a file in force; None where there is none of this name."""
    data = given.files.get(name) if name != MARK else None
    if data is None:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def hash_of(given: Definitions, name: str) -> str:
    """The SHA-256 of a file in force; empty where there is none of this name."""
    data = given.files.get(name)
    return "" if data is None else sha256(data).hexdigest()


def clean(text: str) -> str:
    """A text as it is kept: line ends as in files, and one at the end."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    return plain + "\n" if plain else ""


def difference(before: str, after: str) -> list[Line]:
    """The lines that differ, each with a few around it."""
    old, new = before.splitlines(), after.splitlines()
    matcher = SequenceMatcher(None, old, new, autojunk=len(old) + len(new) > 20_000)
    made: list[Line] = []
    for group in matcher.get_grouped_opcodes(AROUND):
        if group[0][1] > 0 or made:
            made.append(Line("gap", 0, 0, ""))
        for kind, one, two, three, four in group:
            made += _lines(kind, old[one:two], new[three:four], one, three)
    return made


def _lines(kind: str, old: list[str], new: list[str], first_old: int, first_new: int) -> Iterator[Line]:
    if kind == "equal":
        for n, text in enumerate(old):
            yield Line("same", first_old + n + 1, first_new + n + 1, text)
        return
    for n, text in enumerate(old):
        yield Line("out", first_old + n + 1, 0, text)
    for n, text in enumerate(new):
        yield Line("in", 0, first_new + n + 1, text)


def history(name: str) -> list[Proposal]:
    """The versions of a file that were signed on the site, the latest first."""
    found = Proposal.objects.filter(file=name, state=Proposal.SIGNED).select_related("person", "decided_by")
    return list(found.order_by("-decided_at", "-pk"))
