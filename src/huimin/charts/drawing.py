"""A small SVG builder: shapes, marks, hatching and words that keep within their room.

Coordinates have at most two decimals and nothing depends on the order of a dictionary, so the same chart gives the
same bytes. Only presentation attributes are used (a page's policy forbids ``style``), and no scripts, links or outside
fonts, so a drawing can stand in a page, in a document, or alone.
"""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from huimin.charts import look

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_NEVER = {code: None for code in range(32) if code not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}
_NOT_FIRST = frozenset("，。、；：！？）》」』】〉”’%‰,.;:!?)]}…—")
_NOT_LAST = frozenset("（《「『【〈“‘([{")
ELLIPSIS = "…"


def escape(text: str) -> str:
    """Text as it may stand in an XML element or attribute; characters that XML forbids are dropped."""
    return text.translate(_NEVER).translate(_ESCAPES)


def num(value: float) -> str:
    """A coordinate with at most two decimals, without a needless zero."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


# --- words and their width


@cache
def _wide(sign: str) -> float:
    """Width of a character in sizes of type, of a sans-serif face; a little generous."""
    if unicodedata.combining(sign):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF" or sign in "“”‘’…—‰":
        return 1.0
    if sign in "iljI|!.,:;'`":
        return 0.3
    if sign in "ftr()[]{}- \u00a0/\\":
        return 0.36
    if sign in "mwMW@%":
        return 0.9
    return 0.66 if sign.isupper() else 0.57


@lru_cache(maxsize=16384)
def _ems(text: str) -> float:
    return sum(map(_wide, text))


def width_of(text: str, size: float = look.TEXT, bold: bool = False) -> float:
    """About how wide a line of text is, in px. The face is not known here, so this is a little generous."""
    return _ems(text) * size * (1.06 if bold else 1.0)


def fit(text: str, width: float, size: float = look.TEXT, bold: bool = False) -> str:
    """The text, shortened with an ellipsis at its end where it is wider than ``width``."""
    if width_of(text, size, bold) <= width + 0.5:  # half a px forgives how decimals add up
        return text
    room = width / (size * (1.06 if bold else 1.0)) - 1.0
    kept = 0
    for sign in text:
        room -= _wide(sign)
        if room < 0:
            break
        kept += 1
    return text[:kept].rstrip() + ELLIPSIS


def wrap(text: str, width: float, size: float = look.TEXT, most: int = 0, bold: bool = False) -> list[str]:
    """The text in lines no wider than ``width``; at most ``most`` of them (0: any), the last then with an ellipsis.

    Breaks at spaces and between Chinese characters, never before closing or after opening punctuation; a word wider
    than a line is cut.
    """
    lines: list[str] = [""]
    for piece in _pieces(text):
        if lines[-1] and width_of(lines[-1] + piece.rstrip(), size, bold) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
            piece = piece.lstrip()
        while width_of(piece.rstrip(), size, bold) > width and len(piece) > 1:
            head = next((n for n in range(len(piece) - 1, 1, -1) if width_of(piece[:n], size, bold) <= width), 1)
            lines[-1:] = [piece[:head], ""]
            piece = piece[head:]
        lines[-1] += piece
    lines = [line.rstrip() for line in lines if line.strip()]
    if most and len(lines) > most:
        lines[most - 1 :] = [fit(" ".join(lines[most - 1 :]), width - size, size, bold)]
        if not lines[-1].endswith(ELLIPSIS):
            lines[-1] += ELLIPSIS
    return lines


def balanced(text: str, width: float, size: float, most: int = 0, bold: bool = False) -> list[str]:
    """Like ``wrap``, with lines of about one length, so that no word is left alone on the last one."""
    lines = wrap(text, width, size, most, bold)
    if len(lines) < 2 or lines[-1].endswith(ELLIPSIS):
        return lines
    low, high = width_of(text, size, bold) / len(lines), width
    for _ in range(5):
        middle = (low + high) / 2
        if len(wrap(text, middle, size, 0, bold)) > len(lines):
            low = middle
        else:
            high = middle
    return wrap(text, high, size, most, bold)


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[str, ...]:
    """What must stay on one line."""
    made: list[str] = []
    for sign in text.replace("\n", " "):
        if made and not _parted(made[-1][-1], sign):
            made[-1] += sign
        else:
            made.append(sign)
    return tuple(made)


def _parted(before: str, sign: str) -> bool:
    if sign in _NOT_FIRST or sign == " " or before in _NOT_LAST:
        return False
    if before == " ":
        return True
    return _wide(before) == 1.0 or _wide(sign) == 1.0


# --- drawing


class Drawing:
    """An SVG in the making; every method adds one thing on top of those before. x to the right, y down, in px.

    ``key`` is mixed into the ids of the drawing, so that several may stand in one page.
    """

    def __init__(self, width: float, height: float, key: str = "") -> None:
        self.width, self.height = width, height
        self._id = f"c{zlib.crc32(f'{key}|{width:g}|{height:g}'.encode()):08x}"
        self._parts: list[str] = []
        self._patterns: dict[str, str] = {}

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str, stroke: str = "", thick: float = 1.0,
        title: str = "", hatch: str = "", ink: str = look.SOFT, round_: float = 0.0,
    ) -> None:  # fmt: skip
        """A rectangle; with ``hatch`` (``slant``, ``back``, ``dots``) in ``ink`` over its fill."""
        place = f'x="{num(x)}" y="{num(y)}" width="{num(max(width, 0))}" height="{num(max(height, 0))}"'
        if round_:
            place += f' rx="{num(round_)}"'
        self._shape("rect", place, fill, stroke, thick, title, hatch, ink)

    def path(
        self, d: str, fill: str = "none", stroke: str = "", thick: float = 1.0, title: str = "", hatch: str = "",
        ink: str = look.SOFT, dash: Sequence[float] = (), opacity: float = 1.0,
    ) -> None:  # fmt: skip
        """A path from its ready data."""
        more = f' stroke-dasharray="{" ".join(map(num, dash))}"' if dash else ""
        if opacity < 1:
            more += f' fill-opacity="{num(opacity)}"'
        if fill == "none" and stroke:
            more += ' stroke-linejoin="round"'
        self._shape("path", f'd="{d}"{more}', fill, stroke, thick, title, hatch, ink)

    def _shape(
        self, name: str, place: str, fill: str, stroke: str, thick: float, title: str, hatch: str, ink: str
    ) -> None:
        line = f' stroke="{stroke}" stroke-width="{num(thick)}"' if stroke else ""
        end = f"><title>{escape(title)}</title></{name}>" if title else "/>"
        if hatch:
            self._parts.append(f'<{name} {place} fill="{fill}"/>')
            fill = self.pattern(hatch, ink)
        self._parts.append(f'<{name} {place} fill="{fill}"{line}{end}')

    def line(
        self, x1: float, y1: float, x2: float, y2: float, stroke: str = look.GRID, thick: float = 1.0,
        dash: Sequence[float] = (),
    ) -> None:  # fmt: skip
        """A straight line."""
        more = f' stroke-dasharray="{" ".join(map(num, dash))}"' if dash else ""
        self._parts.append(
            f'<line x1="{num(x1)}" y1="{num(y1)}" x2="{num(x2)}" y2="{num(y2)}" stroke="{stroke}" '
            f'stroke-width="{num(thick)}"{more}/>'
        )

    def polyline(
        self, points: Iterable[tuple[float, float]], stroke: str, thick: float = 2.0, dash: Sequence[float] = ()
    ) -> None:
        """A line through points."""
        self.path("M" + "L".join(f"{num(x)} {num(y)}" for x, y in points), stroke=stroke, thick=thick, dash=dash)

    def polygon(
        self, points: Iterable[tuple[float, float]], fill: str, opacity: float = 1.0, stroke: str = "",
        thick: float = 1.0, title: str = "",
    ) -> None:  # fmt: skip
        """A closed shape through points."""
        d = "M" + "L".join(f"{num(x)} {num(y)}" for x, y in points) + "Z"
        self.path(d, fill, stroke, thick, title, opacity=opacity)

    def mark(
        self, shape: str, x: float, y: float, size: float, colour: str, hollow: bool = False, title: str = ""
    ) -> None:
        """A mark of ``look.MARKS``, about ``size`` px wide; ``hollow`` ones are white inside."""
        end = f"><title>{escape(title)}</title>" if title else ">"
        r = size / 2
        open_ = hollow or shape == "ring"
        fill = look.PAPER if open_ else colour
        line = f' stroke="{colour}" stroke-width="{"2" if open_ else "1"}"'
        if shape in ("circle", "ring"):
            place = f'cx="{num(x)}" cy="{num(y)}" r="{num(r)}"'
            self._parts.append(f'<circle {place} fill="{fill}"{line}{end}</circle>')
            return
        if shape == "cross":
            line, fill = f' stroke="{colour}" stroke-width="2"', "none"
        self._parts.append(f'<path d="{_MARKS[shape](x, y, r)}" fill="{fill}"{line}{end}</path>')

    def text(
        self, x: float, y: float, text: str, size: float = look.TEXT, anchor: str = "start", fill: str = look.INK,
        bold: bool = False, full: str = "", halo: bool = False,
    ) -> None:  # fmt: skip
        """A line of words with its baseline at ``y``. ``full`` is what a reader gets on pointing at a shortened one;
        ``halo`` keeps it readable over lines.
        """
        more = f' text-anchor="{anchor}"' if anchor != "start" else ""
        more += ' font-weight="700"' if bold else ""
        place = f'x="{num(x)}" y="{num(y)}" font-size="{num(size)}"{more}'
        if halo:
            self._parts.append(
                f'<text {place} fill="{look.PAPER}" stroke="{look.PAPER}" stroke-width="3" stroke-linejoin="round" '
                f'aria-hidden="true">{escape(text)}</text>'
            )
        title = f"<title>{escape(full)}</title>" if full and full != text else ""
        self._parts.append(f'<text {place} fill="{fill}">{title}{escape(text)}</text>')

    def name(
        self, x: float, y: float, text: str, width: float, size: float = look.TEXT, anchor: str = "start",
        fill: str = look.INK, bold: bool = False, lines: int = 1,
    ) -> None:  # fmt: skip
        """A name centred on ``y`` in a room ``width`` wide: on up to ``lines`` lines, shortened where that is not
        enough, whole on pointing.
        """
        rows = wrap(text, width, size, lines, bold) if lines > 1 else [fit(text, width, size, bold)]
        top = y + size * 0.36 - (len(rows) - 1) * size * 1.15 / 2
        cut = bool(rows) and rows[-1].endswith(ELLIPSIS)
        for at, row in enumerate(rows):
            self.text(x, top + at * size * 1.15, row, size, anchor, fill, bold, full=text if cut else "")

    def pattern(self, kind: str, ink: str) -> str:
        """The paint of a hatching: ``slant``, ``back`` (the other way) or ``dots``."""
        key = f"{self._id}-{kind}-{ink[1:]}"
        if key not in self._patterns:
            body = _HATCHES[kind].replace("INK", ink)
            self._patterns[key] = (
                f'<pattern id="{key}" width="6" height="6" patternUnits="userSpaceOnUse">{body}</pattern>'
            )
        return f"url(#{key})"

    def raw(self, markup: str) -> None:
        """SVG that is ready and known to be sound."""
        self._parts.append(markup)

    def done(self, title: str, desc: str) -> str:
        """The whole drawing. ``title`` and ``desc`` are what a reader who cannot see it is told."""
        width, height, key = num(self.width), num(self.height), self._id
        defs = f"<defs>{''.join(self._patterns.values())}</defs>" if self._patterns else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="{key}-t {key}-d" '
            f'font-family="{look.FONT}" font-size="{num(look.TEXT)}">'
            f'<title id="{key}-t">{escape(title)}</title><desc id="{key}-d">{escape(desc)}</desc>{defs}'
            f'<rect width="{width}" height="{height}" fill="{look.PAPER}"/>{"".join(self._parts)}</svg>'
        )


_HATCHES = {
    "slant": '<path d="M-1.5 1.5L1.5 -1.5M0 6L6 0M4.5 7.5L7.5 4.5" stroke="INK" stroke-width="1.2"/>',
    "back": '<path d="M-1.5 4.5L1.5 7.5M0 0L6 6M4.5 -1.5L7.5 1.5" stroke="INK" stroke-width="1.2"/>',
    "dots": '<circle cx="1.5" cy="1.5" r=".9" fill="INK"/><circle cx="4.5" cy="4.5" r=".9" fill="INK"/>',
}


def _square(x: float, y: float, r: float) -> str:
    return f"M{num(x - r * 0.9)} {num(y - r * 0.9)}h{num(r * 1.8)}v{num(r * 1.8)}h{num(-r * 1.8)}Z"


def _triangle(x: float, y: float, r: float) -> str:
    return f"M{num(x)} {num(y - r * 1.15)}L{num(x + r * 1.1)} {num(y + r * 0.85)}H{num(x - r * 1.1)}Z"


def _diamond(x: float, y: float, r: float) -> str:
    up, down, left, right = num(y - r * 1.25), num(y + r * 1.25), num(x - r * 1.1), num(x + r * 1.1)
    return f"M{num(x)} {up}L{right} {num(y)}L{num(x)} {down}L{left} {num(y)}Z"


def _cross(x: float, y: float, r: float) -> str:
    a, b = num(x - r), num(x + r)
    return f"M{a} {num(y - r)}L{b} {num(y + r)}M{a} {num(y + r)}L{b} {num(y - r)}"


_MARKS = {"square": _square, "triangle": _triangle, "diamond": _diamond, "cross": _cross}
