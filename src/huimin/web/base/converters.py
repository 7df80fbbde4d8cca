"""Parts of addresses: keys of areas may hold a slash, which an address writes as a tilde."""

from __future__ import annotations

from huimin.figures.periods import Period
from huimin.findings import Invalid


class AreaKey:
    """``990102`` or ``990102~Old Mill``: the key of an area as one part of an address."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        """The key."""
        return value.replace("~~", "\0").replace("~", "/").replace("\0", "~")

    def to_url(self, value: str) -> str:
        """The part of the address."""
        return value.replace("~", "~~").replace("/", "~")


class PeriodPart:
    """``2025``, ``2025Q3``, ``2025H1`` or ``2025-07``: a period as one part of an address."""

    regex = r"\d{4}(?:-\d{2}|[QH]\d)?"

    def to_python(self, value: str) -> Period:
        """The period; ValueError, which is a page not found, where there is none of this code."""
        try:
            return Period.of(value)
        except Invalid as invalid:
            raise ValueError(value) from invalid

    def to_url(self, value: Period | str) -> str:
        """The part of the address."""
        return value if isinstance(value, str) else value.code
