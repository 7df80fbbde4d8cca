"""Filling in “What am I entitled to?”: faults beside their field, more children or none, another day, a place."""

from __future__ import annotations

import re
from html import unescape

import pytest

from entitled_form import PATH, ask, day, shown
from huimin.web.base.benefits import catalogue


def test_faults_stand_beside_their_field_and_everything_is_kept(site):
    table = """
        year | month | day | said
        2026 | 2     | 31  | no such day in the calendar
        65   | 1     | 1   | with four digits
        2025 |       | 1   | Write the year, the month and the day
        1700 | 1     | 1   | The year cannot be right
        x    | y     | z   | with four digits
        2027 | 1     | 1   | is after 2026-01-04
    """
    for line in table.strip().splitlines()[1:]:
        year, month, number, said = (cell.strip() for cell in line.split("|"))
        answer = ask(site, "child-under-three", **{**day("c1-child_birth", year, month, number), "f-guardian": "yes"})
        text = answer.text
        assert said in text and 'aria-invalid="true"' in text and "1 thing has to be put right" in text
        assert f'value="{year}"' in text and 'value="yes" checked' in text
        assert 'class="amount"' not in text, "nothing is answered on what cannot be"


def test_full_width_digits_and_signs_are_read(site):
    text = ask(site, "turn-60", **day("f-birth", "１９６０年", "０５月", "３日")).text
    assert "66 years and 7 months" in shown(text)


def test_a_number_that_is_none_is_said_beside_its_field(site):
    text = ask(site, "child-born", **{"f-covered_cost": "about 500", "f-insured": "yes"}).text
    assert "is no number" in text and 'value="about 500"' in text


def test_more_children_are_asked_about_one_by_one(site):
    told = {**day("c1-child_birth", 2025, 6, 1), "f-guardian": "yes"}
    answer = site.client().post(PATH, {"do": "child", "event": "child-under-three", "children": "1",
                                       "open": ["c1-child_birth"], **told})  # fmt: skip
    assert 'name="c2-child_birth-y"' in answer.text and 'value="2025"' in answer.text
    both = ask(site, "child-under-three", **{**told, **day("c2-child_birth", 2020, 1, 1), "children": "2"})
    text = shown(both.text)
    assert "Childcare subsidy Child 1" in text and "Childcare subsidy Child 2" in text
    assert text.index("once the office has checked it") < text.index("Not at present")


def test_a_family_without_children_is_not_asked_about_any(site):
    client = site.client()
    first = client.post(PATH, {"do": "ask", "event": "hardship"}).text
    assert 'name="c1-child_sex"' in first and 'value="no-child"' in first
    sent = {
        "event": "hardship",
        "children": "1",
        "open": ["c1-child_sex", "f-happened"],
        **day("f-happened", 2025, 12, 1),
    }
    without = client.post(PATH, {"do": "no-child", **sent}).text
    assert "child_sex" not in without and 'name="children" value="0"' in without and 'value="2025"' in without
    answer = client.post(PATH, {"do": "ask", **sent, "children": "0"}).text
    assert "2,000 yuan, once" in answer and "school aid" not in answer
    back = client.post(PATH, {"do": "child", **sent, "children": "0"}).text
    assert 'name="c1-child_sex"' in back
    moved = client.post(PATH, {"do": "no-child", "event": "moved-here", "children": "1"}).text
    assert "No other benefit is on file here" in moved and 'value="child"' in moved
    always = client.post(PATH, {"do": "no-child", "event": "child-under-three", "children": "0"}).text
    assert 'name="c1-child_birth-y"' in always and 'value="no-child"' not in always


def test_nobody_can_ask_for_endless_children(site):
    answer = site.client().post(PATH, {"do": "child", "event": "child-under-three", "children": "99"})
    assert 'name="c8-child_birth-y"' in answer.text and 'name="c9-child_birth-y"' not in answer.text


def test_another_day_can_be_asked_about(site):
    told = {**day("f-birth", 1970, 5, 5), "f-registration": "rural"}
    assert "It can begin on 1 Jan 2030 at the earliest" in ask(site, "turn-60", **told).text
    later = ask(site, "turn-60", **told, **day("day", 2030, 6, 1)).text
    assert "You can get this once the office has checked it" in later and "960 yuan a year" in later
    faulty = ask(site, "turn-60", **told, **day("day", 2030, 6, 31)).text
    assert "no such day" in faulty and 'class="amount"' not in faulty


def test_where_a_family_is_registered(site):
    """A place that is not known, or lies elsewhere, makes nothing a no: the award may hold there."""
    county = site.places["county"]
    told = {**day("f-birth", 1960, 1, 1), "f-sex": "female"}
    for place, state in ((county, "if-confirmed"), ("elsewhere", "unknown"), ("", "unknown"), ("nowhere", "unknown")):
        text = ask(site, "turn-55", **told, **{"f-home": place}).text
        assert f"state {state}" in text, place


@pytest.mark.parametrize("sent", [
    {"do": "ask"}, {"do": "ask", "event": "no-such-event"}, {"do": "ask", "event": "turn-60", "children": "x", "shown": "f-none"},
    {"do": "nonsense", "event": "turn-60"}, {"do": "ask", "event": "turn-60", "shown": "f-sex", "f-sex": "neither"},
    {"do": "ask", "event": "child-under-three", "shown": "c1-child_birth", "c1-child_birth-y": "9" * 5000},
    {"language": "fr", "spoken": "fr"},
])  # fmt: skip
def test_what_is_sent_by_hand_breaks_nothing(site, sent):
    assert site.client().post(PATH, sent).status_code == 200


def test_nothing_ticked_is_said_and_nothing_lost(site):
    text = site.client().post(PATH, {"do": "ask"}).text
    assert "Please tick one thing at least" in text and 'name="event" value="turn-60"' in text


def test_all_benefits_can_be_read_without_a_question(site):
    text = site.client().post(PATH, {"do": "all", "event": "turn-60"}).text
    names = [unescape(name) for name in re.findall(r"<h2>([^<]+)</h2>", text)]
    known = catalogue().benefits.values()
    assert names == [one.name.en for one in known if one.code != "one-child-award-zhejiang"]
    assert "Zhejiang" not in text, "the small city has no area where that one holds"
    assert 'name="event" value="turn-60"' in text, "what was ticked is still there on the way back"
