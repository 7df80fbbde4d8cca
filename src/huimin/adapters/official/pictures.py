"""Pictures: SVG to PNG, many in one go, and how large they stand in the text.

Typst draws them, without a browser; its compiler and the list of the machine's faces are made once a process.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

import typst

from huimin.adapters.official.layout import PIXELS_PER_POINT
from huimin.writing.blocks import Document, Picture

PPI = 220
"""Dots an inch of a PNG at its natural size: sharp in print, about 30 KB a chart."""
_SHEET = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#let many = json(bytes(sys.inputs.at("svgs")))
#for (at, one) in many.enumerate() {
  if at > 0 { pagebreak() }
  image(bytes(one), format: "svg")
}
"""
_BATCH = 16
_AGES = 12
"""Typst keeps what it drew for ten compilations: a thousand charts would fill a gigabyte. Empty ones make it forget."""
_ATTRIBUTE = re.compile(r'\s(width|height|viewBox)\s*=\s*["\']([^"\']*)["\']')


class Drawn(NamedTuple):
    """A picture that was drawn: its SVG, its size in points, and what a reader who cannot see it is told."""

    svg: str
    width: float
    height: float
    alt: str


@cache
def fonts() -> typst.Fonts:
    """The faces of this machine."""
    return typst.Fonts()


@cache
def compiler() -> typst.Compiler:
    """One compiler a process; what it compiles is given with each call."""
    return typst.Compiler(font_paths=fonts())


def drawn(picture: Picture, text_width: float, most_height: float = 520.0) -> Drawn:
    """Have a picture drawn at its share of the text's width.

    Args:
        picture: the picture.
        text_width: of the page, in points.
        most_height: of the picture, in points; a taller one is made smaller, so that it stays on a page.
    """
    width = text_width * min(max(picture.share, 0.2), 1.0)
    svg = picture.chart.svg(width=round(width * PIXELS_PER_POINT))
    across, down = svg_size(svg)
    height = width * down / across
    if height > most_height:
        width, height = width * most_height / height, most_height
    return Drawn(svg, round(width, 2), round(height, 2), picture.chart.alt())


def drawings(document: Document, text_width: float) -> list[Drawn]:
    """All pictures of a document, in order."""
    return [drawn(one, text_width) for one in document.pictures()]


def svg_size(svg: str) -> tuple[float, float]:
    """Width and height of an SVG in its own units: of its viewBox, else of its attributes."""
    head = svg[svg.index("<svg") : svg.index(">", svg.index("<svg"))]
    named = {match[1]: match[2] for match in _ATTRIBUTE.finditer(head)}
    if "viewBox" in named:
        sides = named["viewBox"].replace(",", " ").split()
        return float(sides[2]), float(sides[3])
    return float(named["width"].rstrip("px")), float(named["height"].rstrip("px"))


def pngs(svgs: Sequence[str], ppi: int = PPI) -> list[bytes]:
    """Each SVG as a PNG; drawn in batches, each distinct picture once."""
    distinct = list(dict.fromkeys(svgs))
    made: dict[str, bytes] = {}
    for start in range(0, len(distinct), _BATCH):
        batch = distinct[start : start + _BATCH]
        made.update(zip(batch, _compiled(batch, ppi), strict=True))
    return [made[one] for one in svgs]


_remembered = [0]


def _forget(drawn_now: int) -> None:
    """Have Typst let go of what it drew, once a batch of pictures has come together in whatever portions."""
    _remembered[0] += drawn_now
    if _remembered[0] >= _BATCH:
        for _ in range(_AGES):
            compiler().compile(input=b"", format="svg", sys_inputs={})
        _remembered[0] = 0


def _compiled(svgs: Sequence[str], ppi: int) -> Iterable[bytes]:
    found = compiler().compile(input=_SHEET, format="png", ppi=float(ppi), sys_inputs={"svgs": json.dumps(list(svgs))})
    _forget(len(svgs))
    if isinstance(found, list):
        return found
    return [found] if found is not None else []
