"""Which faces this machine has, and what is set where one is missing: a stand-in that is told, never an empty box."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from huimin.adapters.official.letterhead import Faces
from huimin.adapters.official.pictures import fonts
from huimin.findings import Finding, Place, Severity

_PACKAGES = {
    "noto": "fonts-noto-cjk", "ukai": "fonts-arphic-ukai", "liberation": "fonts-liberation",
}  # fmt: skip
_FREE = {
    "red_head": "noto",
    "title": "noto",
    "body": "noto",
    "heading": "noto",
    "subheading": "ukai",
    "latin": "liberation",
}
_ALWAYS = ("Libertinus Serif",)
"""Comes with the program that makes the PDF."""


class Chosen(NamedTuple):
    """The faces that are set, by role, each with those that follow it; and what is to be told about them."""

    faces: dict[str, tuple[str, ...]]
    findings: tuple[Finding, ...]


def chosen(faces: Faces, installed: Collection[str] | None = None) -> Chosen:
    """Choose for each role among the faces that are installed.

    Args:
        faces: those wanted.
        installed: names of families; without it, those of this machine.
    """
    known = {name.casefold(): name for name in (fonts().families() if installed is None else installed)}
    found: list[Finding] = []
    made: dict[str, tuple[str, ...]] = {}
    for role, wanted in faces.roles().items():
        there = tuple(known[name.casefold()] for name in wanted if name.casefold() in known)
        made[role] = there or _ALWAYS
        if not there or (there[0].casefold() != wanted[0].casefold() and not _same(there[0], wanted)):
            found.append(_missing(role, wanted, there))
    return Chosen(made, tuple(found))


def _same(face: str, wanted: tuple[str, ...]) -> bool:
    """Whether the face is one of the wanted itself and no stand-in: those come with Windows or an office suite."""
    return not face.startswith(
        ("Noto", "Source Han", "Liberation", "DejaVu", "Nimbus", "Libertinus", "TeX Gyre", "AR PL")
    )


def _missing(role: str, wanted: tuple[str, ...], there: tuple[str, ...]) -> Finding:
    severity = Severity.NOTE if there else Severity.WARNING
    code = "face-replaced" if there else "face-missing"
    facts = {
        "role": role,
        "wanted": wanted[0],
        "used": there[0] if there else _ALWAYS[0],
        "package": _PACKAGES[_FREE[role]],
    }
    return Finding(code, severity, Place(element=f"faces.{role}"), facts)
