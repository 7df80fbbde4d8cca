"""What every chart has in common."""

from __future__ import annotations

from typing import Any, Protocol


class Chart(Protocol):
    """A chart of one kind (trend, ranking, funnel, ...): a frozen dataclass of plain data. See ``frame.Framed``.

    Attributes:
        title: the finding in a sentence ("Births fell in seven of nine counties"), not the name of the chart.
        lang: the language of its words, ``zh`` or ``en``.
    """

    @property
    def title(self) -> str:
        """The finding."""

    @property
    def lang(self) -> str:
        """``zh`` or ``en``."""

    def alt(self) -> str:
        """What a reader who cannot see the picture is told: kind, span, the values that matter."""

    def svg(self, width: int = 640, height: int | None = None, *, headed: bool = True) -> str:
        """The chart as an SVG of its own, without scripts, outside fonts or files, for paper and plain pages.

        ``headed=False`` leaves the title and the line under it to what stands around the chart.
        """

    def spec(self) -> dict[str, Any]:
        """What the page's ``charts.js`` draws: plain JSON."""

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Its numbers as a table: the head and the rows, formatted for readers."""
