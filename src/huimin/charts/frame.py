"""What stands around every chart: the finding as its title, what is shown, notes, the source, the simulated mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar

from huimin.charts import look
from huimin.charts.drawing import Drawing, balanced, width_of, wrap
from huimin.charts.words import say

_LINE = look.LEADING


@dataclass(frozen=True)
class Box:
    """Room to draw in, in px; y runs down."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def across(self, share: float) -> float:
        """An x, as a share from the left."""
        return self.x + share * self.width

    def up(self, share: float) -> float:
        """A y, as a share from the bottom."""
        return self.y + (1 - share) * self.height

    def inside(self, left: float = 0, top: float = 0, right: float = 0, bottom: float = 0) -> Box:
        """What is left within margins."""
        return Box(
            self.x + left, self.y + top, max(1.0, self.width - left - right), max(1.0, self.height - top - bottom)
        )


@dataclass(frozen=True, kw_only=True)
class Framed:
    """The base of every kind of chart.

    A kind says what it finds (``finding``), what a reader must know to read it (``notes``), how high it wants to be
    (``plot_height``), draws itself into a box (``plot``), and gives its data for the page (``data``) and its numbers
    as a table (``table``).

    Attributes:
        lang: the language of its words, ``zh`` or ``en``.
        subject: what is shown, of whom, when ("Births reported on time, Huimin city, 2025"): the line under the title.
        heading: takes the place of the finding that the data give, where the writer knows better.
        footer: the source and the day, the last line.
        simulated: the figures are invented: said in the picture.
        format: how values are written.
    """

    lang: str = "zh"
    subject: str = ""
    heading: str = ""
    footer: str = ""
    simulated: bool = False
    format: look.Format = field(default_factory=look.Format)

    kind: ClassVar[str] = ""

    # --- what a kind gives

    def finding(self) -> str:
        """What the data tell, in one sentence."""
        raise NotImplementedError

    def notes(self) -> Sequence[str]:
        """What has to be known to read it: an axis that does not start at zero, a compressed scale, what is missing."""
        return ()

    def plot_height(self, width: float) -> float:
        """How high the plot wants to be at a width, in px."""
        return max(220.0, min(340.0, width * 0.5))

    def plot(self, drawing: Drawing, box: Box) -> None:
        """Draw the data into a box."""
        raise NotImplementedError

    def data(self) -> dict[str, Any]:
        """What the page draws, beside what all charts have."""
        raise NotImplementedError

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Its numbers as a table: the head and the rows, formatted for readers."""
        raise NotImplementedError

    def told(self) -> Sequence[str]:
        """Sentences for who cannot see it, after the title and the subject: span, ends, what matters."""
        return ()

    # --- what all have

    @cached_property
    def title(self) -> str:
        """The finding, or the writer's own heading."""
        return self.heading or self.finding()

    def say(self, code: str, count: int | None = None, **facts: Any) -> str:
        """Words of charts in its language; see ``words.py``."""
        return say(self.lang, code, count, **facts)

    def alt(self) -> str:
        """What a reader who cannot see the picture is told: kind, subject, the values that matter."""
        simulated = (self.say("simulated"),) if self.simulated else ()
        parts = (self.say(f"kind-{self.kind}"), self.subject, self.title, *self.told(), *self.notes(), *simulated)
        stop = "。" if self.lang == "zh" else ". "
        return stop.join(part.rstrip("。. ") for part in parts if part).strip() + stop.strip()

    def spec(self) -> dict[str, Any]:
        """What the page's ``charts.js`` draws: plain JSON, with the look in it."""
        footer = [self.say("simulated")] if self.simulated else []
        return {
            "kind": self.kind,
            "title": self.title,
            "subtitle": self.subject,
            "footer": " · ".join([*footer, self.footer] if self.footer else footer),
            "notes": list(self.notes()),
            "words": {"none": self.say("none")},
            "format": self.format.spec(),
            "look": look.LOOK,
            **self.data(),
        }

    def svg(self, width: int = 640, height: int | None = None, *, headed: bool = True) -> str:
        """The chart as an SVG of its own, for paper and plain pages.

        Args:
            width: in px; 640 fills a page of A4.
            height: of the whole; None for what the data want.
            headed: False leaves title and subject to the page around it.
        """
        inner = width - 2 * look.PAD
        head = self._head(inner) if headed else []
        foot = self._foot(inner)
        above = look.PAD + _height(head) + (look.GAP if head else 0)
        if self.simulated and not head:
            above += look.SMALL * 1.8
        below = _height(foot) + (look.GAP / 2 if foot else 0) + look.PAD
        room = (height - above - below) if height else self.plot_height(inner)
        whole = above + room + below
        drawing = Drawing(width, whole, f"{self.kind}{self.title}{self.subject}")
        self._write(drawing, head, look.PAD)
        if self.simulated:
            self._mark(drawing)
        self.plot(drawing, Box(look.PAD, above, inner, max(40.0, room)))
        self._write(drawing, foot, whole - look.PAD - _height(foot))
        return drawing.done(self.title, self.alt())

    def _repr_svg_(self) -> str:
        """What a notebook shows where a cell ends with a chart."""
        return self.svg()

    def _head(self, width: float) -> list[tuple[str, float, str, bool]]:
        beside = self._mark_width() + look.GAP if self.simulated else 0.0
        titles = balanced(self.title, width - beside, look.TITLE, 3, bold=True)
        return [
            *((line, look.TITLE, look.INK, True) for line in titles),
            *((line, look.TEXT, look.SOFT, False) for line in wrap(self.subject, width, look.TEXT, 2)),
        ]

    def _foot(self, width: float) -> list[tuple[str, float, str, bool]]:
        lines = wrap(("" if self.lang == "zh" else " ").join(self.notes()), width, look.SMALL, 6)
        lines += wrap(self.footer, width, look.SMALL, 2)
        return [(line, look.SMALL, look.SOFT, False) for line in lines]

    @staticmethod
    def _write(drawing: Drawing, lines: Sequence[tuple[str, float, str, bool]], top: float) -> None:
        for line, size, fill, bold in lines:
            drawing.text(look.PAD, top + size * 1.02, line, size, fill=fill, bold=bold)
            top += size * _LINE

    def _mark_width(self) -> float:
        return width_of(self.say("simulated"), look.SMALL, bold=True) + 12

    def _mark(self, drawing: Drawing) -> None:
        """The mark on invented figures, in the upper right corner."""
        width, x = self._mark_width(), drawing.width - look.PAD
        drawing.rect(x - width, look.PAD, width, look.SMALL * 1.6, look.PAPER, look.WARN, 1.2)
        drawing.text(
            x - width / 2, look.PAD + look.SMALL * 1.18, self.say("simulated"), look.SMALL, "middle", look.WARN, True
        )


def _height(lines: Sequence[tuple[str, float, str, bool]]) -> float:
    return sum(size * _LINE for _, size, _, _ in lines)
