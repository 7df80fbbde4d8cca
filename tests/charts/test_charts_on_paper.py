"""Each kind really becomes a picture in what makes the documents, and survives grey print."""

from __future__ import annotations

import struct
import zlib

import numpy as np
import pytest
import typst

from charts_samples import KINDS
from huimin.charts import look

PAGE = b'#set page(width: 640pt, height: auto, margin: 0pt)\n#image("c.svg", width: 640pt)'


@pytest.mark.parametrize("kind", KINDS)
def test_a_chart_is_rendered_by_typst_and_is_not_blank(kind, tmp_path):
    (tmp_path / "c.svg").write_text(KINDS[kind]("zh").svg(), "utf-8")
    (tmp_path / "p.typ").write_bytes(PAGE)
    made = typst.compile(str(tmp_path / "p.typ"), format="png", ppi=40)
    pixels = _grey(made[0] if isinstance(made, list) else made)
    assert 350 < pixels.shape[1] < 360 and 0.01 < (pixels < 200).mean() < 0.6
    assert len(np.unique(pixels)) > 20


def _grey(png):
    """(rows, columns) of lightness from 0 to 255: a PNG of 8 bits a channel, its rows unfiltered as RFC 2083 says."""
    at, header, packed = 8, b"", b""
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + size]
        header, packed, at = (
            (body if kind == b"IHDR" else header),
            packed + (body if kind == b"IDAT" else b""),
            at + 12 + size,
        )
    width, height, depth, colours = struct.unpack(">IIBB", header[:10])
    channels = {0: 1, 2: 3, 6: 4}[colours]
    assert depth == 8
    lines = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(height, 1 + width * channels)
    above, rows = [0] * (width * channels), []
    for line in lines.tolist():
        way, row = line[0], line[1:]
        for i in range(len(row)):
            left = row[i - channels] if i >= channels else 0
            corner = above[i - channels] if i >= channels else 0
            row[i] = (row[i] + _guess(way, left, above[i], corner)) & 255
        rows.append(row)
        above = row
    return (
        np.array(rows, np.uint8).reshape(height, width, channels)[..., : 3 if channels > 2 else 1].mean(axis=2).round()
    )


def _guess(way, left, above, corner):
    if way < 4:
        return (0, left, above, (left + above) // 2)[way]
    return min((left, above, corner), key=lambda one: abs(left + above - corner - one))


def _light(colour):
    """Lightness L* of CIE 1976."""
    y = _luminance(colour)
    return 116 * np.cbrt(y) - 16 if y > 0.008856 else 903.3 * y


def _linear(colour):
    part = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def _luminance(colour):
    return float(_linear(colour) @ (0.2126, 0.7152, 0.0722))


def _contrast(colour, ground="#ffffff"):
    high, low = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return (high + 0.05) / (low + 0.05)


# Viénot, Brettel and Mollon (1999): linear RGB as seen without red or green cones.
BLIND = {"protan": [[0.1124, 0.8876, 0], [0.1124, 0.8876, 0], [0.004, -0.004, 1]],
         "deutan": [[0.2927, 0.7073, 0], [0.2927, 0.7073, 0], [-0.0223, 0.0223, 1]]}  # fmt: skip


def test_marks_have_a_contrast_of_three_to_one_and_words_of_four_and_a_half():
    assert min(map(_contrast, (*look.SERIES, look.TARGET, look.EDGE))) >= 3
    assert min(map(_contrast, (look.INK, look.SOFT, look.WARN, look.TARGET))) >= 4.5


def test_the_first_three_lines_and_all_classes_are_told_apart_in_grey():
    """By steps of lightness; what is closer has a mark, a dash or hatching of its own."""
    series = sorted(map(_light, look.SERIES[:3]))
    assert min(np.diff(series)) >= 9
    for colours in look.STEPS.values():
        assert all(b < a - 9 for a, b in zip(map(_light, colours), map(_light, colours[1:]), strict=False))
    parts = [_light(colour) for colour, _ in look.PARTS]
    assert parts == sorted(parts) and min(np.diff(parts)) > 20
    assert len(set(look.MARKS)) == len(set(look.DASHES)) == len(look.SERIES)


@pytest.mark.parametrize("kind", BLIND)
def test_the_first_three_lines_are_told_apart_by_colour_blind_eyes(kind):
    seen = [np.array(BLIND[kind]) @ _linear(colour) for colour in look.SERIES[:3]]
    for at, one in enumerate(seen):
        for other in seen[at + 1 :]:
            assert np.linalg.norm(np.cbrt(np.clip(one, 0, 1)) - np.cbrt(np.clip(other, 0, 1))) > 0.15
