"""What every document has: who issues it, on which day, under which number, and whether it is a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from huimin.writing.blocks import Picture, Signature, SigningParty, Table
from huimin.writing.facts import Facts, Value
from huimin.writing.numbers import day as day_text


@dataclass(frozen=True)
class Frame:
    """The outer facts of one document.

    Attributes:
        issuer, signature: the office in the head and the one that signs, in the document's language.
        city: the name of the highest area.
        number: the document number, ``""`` for a draft or a kind that has none.
        day: None leaves the date open.
        draft: for comment: the run it rests on is not published, or a draft was asked for.
        contact: whom to ask.
    """

    lang: str
    issuer: str
    city: str
    number: str = ""
    day: date | None = None
    draft: bool = False
    simulated: bool = False
    signature: str = ""
    contact: str = ""

    @property
    def zh(self) -> bool:
        """Whether the document is in Chinese."""
        return self.lang == "zh"

    def say(self, zh: str, en: str) -> str:
        """One of two texts, by the document's language."""
        return zh if self.lang == "zh" else en


@dataclass
class Draft:
    """The facts of one document while they are put together."""

    frame: Frame
    fields: dict[str, Value] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)
    parties: tuple[SigningParty, ...] = ()

    def finished(self) -> Facts:
        """All facts, with those of the frame. The issuing office signs where no other parties are named."""
        frame = self.frame
        parties = self.parties or (SigningParty(frame.signature or frame.issuer),)
        return Facts(common(frame) | self.fields, self.tables, self.pictures, Signature(parties, frame.day),
                     frame.day, frame.simulated)  # fmt: skip


def common(frame: Frame) -> dict[str, Value]:
    """The fields that every kind of document has."""
    return {
        "issuer": frame.issuer,
        "city": frame.city,
        "number": frame.number,
        "date": day_text(frame.day, frame.lang) if frame.day else "",
        "draft": frame.draft,
        "simulated": frame.simulated,
        "contact": frame.contact,
    }


def only(tables: Mapping[str, Table | None]) -> dict[str, Table]:
    """The tables there are."""
    return {name: table for name, table in tables.items() if table is not None and table.rows}


__all__ = ["Draft", "Frame", "common", "only"]
