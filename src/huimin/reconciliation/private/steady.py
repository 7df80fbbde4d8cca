"""Areas as numbers that two offices find alike, each for itself: from the code of the area and nothing else."""

from __future__ import annotations

from huimin.reconciliation.places import COUNTY, TOWN, Places, Spot
from huimin.reconciliation.readings import word_key


class SteadyPlaces:
    """Places whose numbers come from codes, whatever tree or list they are found in."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._codes: dict[int, str] = {0: ""}

    def spot(self, text: str) -> Spot:
        """The numbers of an area and of its county."""
        town, county = self._places.spot(text)
        return self._number(town, TOWN), self._number(county, COUNTY)

    def _number(self, number: int, length: int) -> int:
        """A number of 31 bits from the code; 0 stays 0."""
        if not number:
            return 0
        code = self._places.code(number)
        code = code[:length] if code.isdecimal() else code
        steady = int(word_key(code)) & 0x7FFFFFFF | 1
        self._codes[steady] = code
        return steady

    def code(self, number: int) -> str:
        """The code behind a number, ``""`` for 0."""
        return self._codes[number]

    def name(self, county: int, lang: str) -> str:
        """The code."""
        return self.code(county)

    def order(self, county: int) -> int:
        """By number."""
        return county
