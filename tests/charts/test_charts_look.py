"""Scales, numbers and words within their room: laws that hold for all inputs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from huimin.charts import drawing, look

NUMBERS = st.floats(-1e12, 1e12, allow_nan=False).map(lambda one: float(f"{one:.6g}"))


@given(st.lists(st.none() | NUMBERS, max_size=12), st.booleans(), st.booleans())
def test_a_scale_holds_every_value_and_its_ticks_run_upwards(values, zero, compress):
    made = look.scale(values, zero, compress=compress)
    known = [value for value in values if value is not None]
    slack = 1e-6 * max(map(abs, known), default=1.0)
    assert made.low < made.high and all(made.low - slack <= value <= made.high + slack for value in known)
    assert list(made.ticks) == sorted(set(made.ticks)) and 2 <= len(made.ticks) <= 15
    assert not (zero and made.cuts_zero())
    places = [made.at(value) for value in sorted(known)]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [((0.85, 0.9), 0.85, 0.9), ((0.1, 0.9), 0, 1), ((5,), 4.8, 5.2), ((0,), 0, 0.2), ((-9, -1), -10, 0), ((), 0, 1)],
)
def test_ends_of_axes_are_round(values, low, high):
    made = look.scale(values)
    assert (made.low, made.high) == (pytest.approx(low), pytest.approx(high))


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        (look.Format("percent", 2), 0.853, "85.30%"), (look.Format("permille", 2), 0.0079, "7.90‰"),
        (look.Format(), 1204.5, "1,204.5"), (look.Format("number", 0), -2.5, "−3"), (look.Format("percent", 1), -0.0001, "0.0%"),
        (look.Format(unit="人"), 12, "12人"), (look.Format(), None, "–"), (look.Format("number", 2), 12.345, "12.35"),
    ],
)  # fmt: skip
def test_values_are_written_for_readers(form, value, shown):
    assert form.value(value) == shown


@pytest.mark.parametrize(
    ("value", "en", "zh"),
    [
        (900, "900", "900"),
        (12_000, "12,000", "12,000"),
        (250_000, "250,000", "25万"),
        (1.5e6, "1.5 m", "150万"),
        (2e8, "200 m", "2亿"),
        (0.25, "0.25", "0.25"),
    ],
)
def test_large_ticks_are_short(value, en, zh):
    assert (look.Format().axis(value, "en"), look.Format().axis(value, "zh")) == (en, zh)


@example("0000000", 36.0)
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=80), st.floats(30, 300))
def test_fitted_and_wrapped_words_keep_within_their_room(text, width):
    assert drawing.width_of(drawing.fit(text, width)) <= width + 1
    lines = drawing.wrap(text, width)
    assert all(drawing.width_of(line) <= width + 1 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert len(drawing.wrap(text, width, most=2)) <= 2


def test_chinese_punctuation_never_begins_a_line():
    lines = drawing.wrap("孕产妇系统管理率，住院分娩率，新生儿访视率。" * 3, 96)
    assert len(lines) > 3 and not [line for line in lines if line[0] in "，。"]


@given(st.lists(st.floats(0, 100), max_size=8))
def test_names_at_ends_of_lines_are_moved_apart_in_order(places):
    made = look.spaced(places, 10, 0, 100)
    assert all(-1e-6 <= one <= 100 + 1e-6 for one in made)
    order = sorted(range(len(places)), key=lambda at: places[at])
    assert all(made[b] - made[a] >= min(10, 100 / max(1, len(made) - 1)) - 1e-6 for a, b in pairwise(order))
