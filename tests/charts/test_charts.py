"""What every kind of chart keeps to, whatever it is given."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest

from charts_samples import CASES, KINDS, LONG, every, ranking, trend
from huimin.charts import (
    Completeness,
    Format,
    Funnel,
    Item,
    Line,
    Pair,
    Place,
    PointsLost,
    Pyramid,
    Ranking,
    Returns,
    Spot,
    Trend,
)
from huimin.charts.before_after import BeforeAfter
from huimin.charts.pyramid import People
from huimin.charts.words import WORDS

SVG = "{http://www.w3.org/2000/svg}"
ALL = [pytest.param(chart, id=f"{kind}-{case}-{lang}") for kind, case, lang, chart in every()]


@pytest.mark.parametrize("chart", ALL)
def test_a_chart_is_a_sound_picture_that_says_what_it_finds(chart):
    """Well-formed, by itself, without styles or scripts; the finding is in it; the same bytes twice."""
    text = chart.svg()
    root = ElementTree.fromstring(text)
    assert root.get("role") == "img" and root.find(f"{SVG}title").text == chart.title
    assert root.find(f"{SVG}desc").text == chart.alt()
    assert not re.search(r"style=|<script|href|<image|NaN|inf\b|None", text)
    assert chart.svg() == text
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids)) and set(re.findall(r"url\(#([^)]+)\)", text)) <= set(ids)


@pytest.mark.parametrize("chart", ALL)
def test_nothing_is_drawn_outside_the_picture(chart):
    """Words, by their estimated width, and shapes stay within; a phone's width too."""
    from huimin.charts.drawing import width_of

    for width in (360, 640):
        root = ElementTree.fromstring(chart.svg(width))
        high = float(root.get("height"))
        for node in root.iter(f"{SVG}text"):
            x, size = float(node.get("x")), float(node.get("font-size"))
            wide = width_of(
                "".join(node.itertext()) if node.find(f"{SVG}title") is None else node.find(f"{SVG}title").tail, size
            )
            left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[node.get("text-anchor", "start")]
            assert left > -6 and left + wide < width + 14, "".join(node.itertext())
            assert 0 < float(node.get("y")) <= high
        for node in root.iter(f"{SVG}rect"):
            if node.get("x"):
                assert float(node.get("x")) >= -0.1 and float(node.get("x")) + float(node.get("width")) <= width + 0.5


@pytest.mark.parametrize("chart", ALL)
def test_the_page_and_the_table_get_plain_data(chart):
    spec = chart.spec()
    assert json.loads(json.dumps(spec, allow_nan=False))["title"] == chart.title
    head, rows = chart.table()
    assert all(len(row) == len(head) and all(isinstance(cell, str) for cell in row) for row in rows)


@pytest.mark.parametrize("kind", KINDS)
def test_chinese_charts_speak_chinese_and_english_ones_english(kind):
    for case in CASES[:4]:
        assert re.search("[\u4e00-\u9fff]", KINDS[kind]("zh", case).title)
        assert not re.search("[\u4e00-\u9fff]", KINDS[kind]("en", case).svg())


def test_every_word_has_the_same_facts_in_both_languages():
    for code, texts in WORDS.items():
        facts = [set(re.findall(r"\{(\w+)\}", text)) for text in texts]
        assert facts[0] | {"count"} >= facts[-1] - {"count"}, code
        assert facts[-1] | {"count"} >= facts[0] - {"count"}, code


def test_a_line_is_never_drawn_over_a_gap_and_a_gap_is_never_zero():
    chart = Trend(lang="en", periods=tuple("abcdef"), lines=(Line("x", (5.0, 6.0, None, None, 7.0, 8.0)),))
    root = ElementTree.fromstring(chart.svg())
    drawn = [
        node.get("d")
        for node in root.iter(f"{SVG}path")
        if node.get("stroke-width") == "2" and node.get("fill") == "none"
    ]
    assert [d.count("L") for d in drawn] == [1, 1], "two stretches of two points each"
    assert len([node for node in root.iter(f"{SVG}circle") if node.get("r") == "3.25"]) == 4
    assert "Not reported, left as a gap: c, d." in chart.notes()
    assert [row[1] for row in chart.table()[1]][2:4] == ["not reported"] * 2


@pytest.mark.parametrize(
    ("kind", "finding"),
    [
        ("trend", "Systematic care rose from 80.1% (2025-01) to 85.8% (2025-12), more than chance explains"),
        (
            "ranking",
            "Fengting is first (86.5%), Jinchuan last (72.1%); 4 others cannot be told from the first; 2 of 8 reach the target",
        ),
        ("funnel", "2 of 71 areas lie beyond chance: above Maixi; below Bailu"),
        ("multiples", "Of 9 areas, 1 rose and 0 fell by more than chance; 8 did neither"),
        ("points-lost", "11.95 of 108.00 points were lost on 4 items, most (5.00) on Systematic care of mothers"),
        ("pyramid", "2025: 26.2% are 60 or older (14.1% in 2010), 11.1% under 15"),
    ],
)
def test_the_title_is_the_finding(kind, finding):
    chart = KINDS[kind]("en")
    assert chart.title == finding and chart.alt().count(finding) == 1


def test_the_writer_s_own_heading_takes_the_place_of_the_finding():
    assert Ranking(lang="en", heading="Daoxiang leads", places=(Place("Daoxiang", 1.0),)).title == "Daoxiang leads"


def test_the_axis_says_when_it_does_not_start_at_zero():
    def notes(*values):
        return " ".join(Ranking(lang="en", places=tuple(Place(str(v), v) for v in values)).notes())

    assert "does not start at 0" in notes(0.85, 0.9) and "does not start" not in notes(0.1, 0.9)


@pytest.mark.parametrize("kind", ["completeness", "pyramid", "points-lost"])
def test_axes_of_bars_start_at_zero(kind):
    chart = KINDS[kind]("en")
    assert min(chart.spec()["axis"]["ticks"]) == 0


def test_a_millionfold_outlier_is_said_and_leaves_the_rest_readable():
    chart = ranking("en", "outlier")
    assert any("compressed" in note for note in chart.notes())
    assert chart.scale.at(15) - chart.scale.at(3) > 0.05, "ordinary values are still apart"
    assert (
        trend("en", "outlier").title
        == f"{LONG['en']}: 3,200,000 in 2025-05 is a thousand times beyond the rest; check it first"
    )


def test_a_long_name_is_shortened_in_the_picture_and_whole_on_pointing():
    root = ElementTree.fromstring(ranking("zh", "outlier").svg())
    titles = {
        node.find(f"{SVG}title").text: node.find(f"{SVG}title").tail
        for node in root.iter(f"{SVG}text")
        if node.find(f"{SVG}title") is not None
    }
    assert titles[LONG["zh"]].endswith("…") and len(LONG["zh"]) >= 58


def test_of_1300_areas_the_first_the_last_and_one_s_own_are_drawn():
    chart = ranking("en", "many")
    words = "".join(ElementTree.fromstring(chart.svg()).itertext())
    assert chart.order[0].name in words and chart.order[-1].name in words and "Liushuwan" in words
    assert len(chart.picked) == 31 and len(chart.table()[1]) == 1300
    assert "1,269 more are in the table" in " ".join(chart.notes())


def test_equal_values_share_a_place():
    chart = Ranking(
        lang="en", places=tuple(Place(name, value) for name, value in zip("abcd", (3.0, 5.0, 5.0, None), strict=True))
    )
    assert [(one.name, rank) for one, rank in zip(chart.order, chart.ranks, strict=True)] == [
        ("b", 1),
        ("c", 1),
        ("a", 3),
        ("d", None),
    ]


def test_where_low_is_good_the_lowest_is_first_and_below_the_target_is_reached():
    chart = Ranking(lang="en", places=(Place("a", 3.0), Place("b", 9.0)), high_is_good=False, target=5.0)
    assert chart.order[0].name == "a" and chart.title.endswith("1 of 2 reaches the target")


def test_the_limits_of_a_funnel_are_those_of_the_binomial_and_the_poisson():
    """0.5 ± 1.96 × √(0.25/100); 0.01 ± 1.96 × √(0.01/10,000), and never below zero."""
    share = Funnel(spots=(Spot("a", 0.61, 100), Spot("b", 0.55, 100)), centre=0.5)
    assert share.around(100).high_95 == pytest.approx(0.598, abs=1e-4)
    assert [share.outside(one) for one in share.spots] == [1, 0]
    rate = Funnel(spots=(Spot("a", 0.01, 100),), centre=0.01, model="rate")
    assert rate.around(10_000).low_95 == pytest.approx(0.00804, abs=1e-5) and rate.around(100).low_998 == 0


def test_all_pending_is_not_nothing_lost():
    chart = PointsLost(lang="en", items=(Item("a", 5, None), Item("b", 5, 5)))
    assert chart.title == "No points lost so far; 1 item is still to be judged"


def test_a_waterfall_ends_where_the_points_add_up():
    chart = KINDS["points-lost"]("en", "many")
    assert chart.steps[-1].end == pytest.approx(sum(one.earned for one in chart.items))
    assert chart.steps[-2].end == pytest.approx(chart.steps[-1].end) and len(chart.steps) <= chart.most + 2


@pytest.mark.parametrize(
    ("given", "title"),
    [
        (Completeness(lang="en", rows=(Returns("a", 0, 0, 0),)), "No reports were owed"),
        (BeforeAfter(lang="en", before="1", after="2", pairs=(Pair("a", 1.0, 2.0),)), "a went from 1 to 2 (+1)"),
        (Pyramid(lang="en", ages=("0–4",), now=People("2025", (None,), (None,))), "There are no values to show"),
        (Funnel(lang="en", spots=(), centre=0.5), "There are no values to show"),
        (Ranking(lang="en", places=()), "There are no values to show"),
    ],
)
def test_next_to_nothing_is_said_plainly(given, title):
    assert given.title == title
    ElementTree.fromstring(given.svg())


def test_impossible_data_make_no_chart():
    with pytest.raises(ValueError, match="2 values for 1 periods"):
        Trend(periods=("a",), lines=(Line("x", (1.0, 2.0)),))
    with pytest.raises(ValueError, match="counted from 0"):
        Returns("a", -1, 0, 0)
    with pytest.raises(ValueError, match="share or rate"):
        Funnel(spots=(), centre=1, model="other")


def test_names_of_areas_cannot_break_the_picture():
    chart = Ranking(lang="en", places=(Place('<b>&"\x00', 1.0),), subject="a < b & c", format=Format(unit=" <i>"))
    assert '<b>&"' in "".join(ElementTree.fromstring(chart.svg()).itertext())


def test_a_scorecard_s_chart_is_small():
    """1,328 areas with three charts each stay cheap: few elements, however many areas stand behind them."""
    sizes = {kind: len(KINDS[kind]("zh").svg()) for kind in ("trend", "ranking", "points-lost", "completeness")}
    assert max(sizes.values()) < 12_000, sizes
    assert len(ranking("zh", "many").svg()) < 30_000
