"""Areas of records: what offices write, as numbers that mean the same area in every list."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from huimin.areas import Areas

Spot = tuple[int, int]
"""The number of an area and of the wider one around it (a county), above 0; 0 where it is not known."""
TOWN, COUNTY = 9, 6


class Places(Protocol):
    """Makes numbers of what is written, and names of the numbers of counties."""

    def spot(self, text: str) -> Spot:
        """The numbers of an area; (0, 0) where it is not known."""

    def name(self, county: int, lang: str) -> str:
        """What a county is called."""

    def order(self, county: int) -> int:
        """Where it stands among the others in a table."""

    def code(self, number: int) -> str:
        """What another office, with places of its own, knows the area by."""


class CodePlaces:
    """Areas by their codes alone: nine digits are a township, six a county; other texts stand for themselves."""

    def __init__(self) -> None:
        self._texts: dict[str, int] = {}

    def spot(self, text: str) -> Spot:
        """The numbers of a code of six digits or more, or of a text."""
        plain = text.strip()
        if not plain:
            return 0, 0
        if plain.isdecimal() and len(plain) >= COUNTY:
            county = int(plain[:COUNTY])
            town = plain[COUNTY:TOWN]
            return (county * 1000 + int(town) if len(town) == TOWN - COUNTY and int(town) else 0), county
        number = self._texts.setdefault(plain, len(self._texts) + 1)
        return 0, number

    def code(self, number: int) -> str:
        """What was written for a number, in digits of a county or township."""
        texts = {one: text for text, one in self._texts.items()}
        return texts.get(number, str(number))

    def name(self, county: int, lang: str) -> str:
        """The code, or the text."""
        texts = {number: text for text, number in self._texts.items()}
        return texts.get(county, str(county))

    def order(self, county: int) -> int:
        """By code."""
        return county


class TreePlaces:
    """Areas by the dated tree of a workspace: old codes are found, and stand where they belong on ``day``.

    Args:
        level: the level whose areas the tables list; the one right below the top where ``""``.
    """

    def __init__(self, areas: Areas, day: date, level: str = "county") -> None:
        self._areas, self._day, self._tree = areas, day, areas.at(day)
        levels = {self._tree.level[i] for i in range(len(self._tree))}
        depths = [int(self._tree.depth[i]) for i in self._tree.at_level(level)] if level in levels else [1]
        self._depth = min(depths)

    def spot(self, text: str) -> Spot:
        """The numbers of a code, key or name; a longer code is cut to the township that it begins with."""
        plain = text.strip()
        at = self._at(plain) if plain else -1
        if at < 0:
            return 0, 0
        path = self._tree.path(at)
        county = path[min(self._depth, len(path) - 1)]
        town = path[self._depth + 1] if len(path) > self._depth + 1 else -1
        return town + 1, county + 1

    def _at(self, text: str) -> int:
        for length in (len(text), 12, TOWN, COUNTY):
            if length > len(text):
                continue
            found = self._areas.find(text[:length], self._day)
            if found is not None and self._tree.home[found] >= 0:
                return int(self._tree.home[found])
            if not text.isdecimal():
                break
        named = self._areas.named(text, self._day)
        return int(self._tree.home[named[0]]) if len(named) == 1 else -1

    def code(self, number: int) -> str:
        """The code of an area on the day, its key where it has none; digits as far as a township's."""
        code = self._tree.codes[number - 1] or self._tree.keys[number - 1]
        return code[:TOWN] if code.isdecimal() else code

    def name(self, county: int, lang: str) -> str:
        """Its name on the day."""
        return self._tree.name(county - 1, lang)

    def order(self, county: int) -> int:
        """In the order of the tree."""
        return county
