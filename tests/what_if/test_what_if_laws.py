"""Nothing changed moves nothing; a change tried gives what an assessment by the edited scheme gives."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import huimin as package
from huimin.assessment.explanation import Explainer
from huimin.findings import Invalid, explain, next_step
from huimin.findings.words import message_of
from huimin.tasks.what_if import what_if
from huimin.wiring import file_hashes, open_workspace
from workspace_fixtures import PERIOD, SCHEME, edit_text, huimin

PACK = Path(package.__file__).parent / "packs" / "china"
EDITS = {
    "a target and points": (
        [("F2.1", "target", "99.9%"), ("F2.1", "points", 8), ("F2.2", "points", "2")],
        [("points: 6, guard: cannot_tell, ours: true, rule: {kind: at_least, of: preconception_coverage, target: 80%",
          "points: 8, guard: cannot_tell, ours: true, rule: {kind: at_least, of: preconception_coverage, target: 99.9%"),
         ("en: Follow-up of those who consented, points: 4", "en: Follow-up of those who consented, points: 2")],
    ),
    "bands, a table, a deadline and a deduction": (
        [("F8.1", "bands.2.at_least", 0.86), ("F8.1", "bands.3.share", "60%"), ("F5.1", "rows.2.share", "0.7"),
         ("F8.2", "by", "01-15"), ("F8.2", "lose_per_day", 0.02), ("F10", "each", 0.3)],
        [("{at_least: 90%, share: 0.8}, {at_least: 80%, share: 0.5}", "{at_least: 86%, share: 0.8}, {at_least: 80%, share: 60%}"),
         ("when: claims_on_time >= 80%, share: 0.5", "when: claims_on_time >= 80%, share: 0.7"),
         ('by: "01-31", lose_per_day: 5%', 'by: "01-15", lose_per_day: 2%'), ("each: 0.1, most: 2", "each: 0.3, most: 2")],
    ),
    "guards, grades and what counts as complete": (
        [("F2.1", "guard.method", "full"), ("F1.4", "guard.years", 1), ("F3.3", "guard.method", "none"),
         ("", "grades.good.at_least", 0.95), ("", "grades.excellent.at_least", "97%"), ("", "confidence", 0.8),
         ("", "minimum_completeness", "96%"), ("F1.1", "floor", "90%"), ("F4.3", "margin", None)],
        [("en: Coverage of the target persons, points: 6, guard: cannot_tell", "en: Coverage of the target persons, points: 6, guard: full"),
         ("en: No births left out, points: 4, guard: {method: pool, years: 3}", "en: No births left out, points: 4, guard: {method: pool, years: 1}"),
         ('metabolic disease treated within two weeks", points: 3, guard: {method: pool, years: 3}', 'metabolic disease treated within two weeks", points: 3'),
         ("{code: good, zh: 良好, en: Good, at_least: 80%}", "{code: good, zh: 良好, en: Good, at_least: 95%}"),
         ("{code: excellent, zh: 优秀, en: Excellent, at_least: 90%}", "{code: excellent, zh: 优秀, en: Excellent, at_least: 97%}"),
         ("confidence: 95%", "confidence: 80%"), ("minimum_completeness: 80%", "minimum_completeness: 96%"),
         ("target: 100%, floor: 80%}}", "target: 100%, floor: 90%}}"), ("high: 100%, margin: 20%", "high: 100%")],
    ),
}  # fmt: skip


def changes_of(rows):
    return [{"item": item, "key": key, "value": value} for item, key, value in rows]


def test_no_change_moves_nothing_and_gives_the_run_exactly(basis):
    tried = what_if(basis, [])
    assert tried.changes == tried.findings == tried.moved == ()
    assert [tried.after.area(record["key"]) for record in basis.records] == list(basis.records)
    assert dict(tried.after.described) == dict(basis.described)
    assert {area.why_en for area in tried.areas} == {"Nothing moves."}
    assert {area.why_zh for area in tried.areas} == {"没有变化。"}


def test_saying_what_stands_there_already_is_no_change(basis):
    same = [{"item": one.item, "key": one.key, "value": one.value} for one in basis.editables]
    same += [{**change, "value": one.number} for change, one in zip(same, basis.editables, strict=True) if one.number]
    for start in (0, len(basis.editables)):
        tried = what_if(basis, same[start : start + len(basis.editables)])
        assert tried.changes == tried.moved == ()


@pytest.mark.parametrize("case", EDITS)
def test_a_trial_gives_what_the_edited_scheme_gives(case, basis, own_city):
    changes, edits = EDITS[case]
    for part in ("dictionary", "forms", "indicators", "schemes"):
        (own_city / part).mkdir(exist_ok=True)
        for path in (PACK / part).glob("*.yaml"):
            (own_city / part / f"china--{path.name}").write_bytes(path.read_bytes())
    edit_text(own_city / "huimin.yaml", "packs: [china]", "packs: []")
    for old, new in edits:
        edit_text(own_city / "schemes" / f"china--{SCHEME}.yaml", old, new)
    made = huimin("assess", SCHEME, PERIOD, "--json", "-w", own_city)
    assert made.code == 0, made
    place = open_workspace(own_city)
    with place.finished(made.json["run"]) as run:
        records, items = list(run.records()), run.described["items"]
    place.close()
    tried = what_if(basis, changes_of(changes))
    assert len(tried.changes) == len(changes)
    assert tried.moved
    assert [tried.after.area(record["key"]) for record in records] == records
    assert [(item["points"], item["rule"]) for item in tried.after.described["items"]] == [
        (item["points"], item["rule"]) for item in items
    ]


def test_nothing_is_written(city, basis):
    before = file_hashes(city)
    what_if(basis, changes_of([("F2.1", "points", 9)]))
    huimin("what-if", "-c", "F2.1.target=99%", "-w", city)
    assert file_hashes(city) == before


NUMBERS = st.one_of(
    st.floats(-3, 120), st.sampled_from([0, 1, -1, 0.8, 100, 1e11, 1e-9, 1e13, math.nan, math.inf, True, None, "", (8,)]),
    st.sampled_from(["85%", "8‰", "nan", "1e400", "abc", "12-31", "02-30", "pool", "none", "1_0", "９０％", "9" * 50]),
)  # fmt: skip


FACTORS = st.sampled_from([0.9, 0.97, 1.01, 1.05, 1.2])
PLACES = st.integers(0, 999)
NEAR = st.lists(st.tuples(PLACES, FACTORS, st.none()), min_size=1, max_size=4)
WILD = st.lists(st.tuples(PLACES, st.none(), NUMBERS), min_size=1, max_size=3)


@given(st.one_of(NEAR, WILD))
def test_any_value_is_tried_or_refused_in_words(basis, drawn):
    """Near values change each number a little, wild ones write anything into it."""
    changes = []
    for place, factor, value in drawn:
        one = basis.editables[place % len(basis.editables)]
        near = one.number * factor if factor and one.number else one.value
        changes.append({"item": one.item, "key": one.key, "value": near if factor else value})
    try:
        tried = what_if(basis, changes)
    except Invalid as invalid:
        assert invalid.findings
        for finding in invalid.findings:
            assert message_of(finding.code)
            assert all("…" not in text(finding, lang) for text in (explain, next_step) for lang in ("zh", "en"))
        return
    assert {area.key for area in tried.areas} == {record["key"] for record in basis.records}
    assert [area.moved for area in tried.areas] == sorted((area.moved for area in tried.areas), reverse=True)
    sizes = [abs(area.shift or 0) for area in tried.moved]
    assert sizes == pytest.approx(sorted(sizes, reverse=True), abs=1e-8)
    for area in tried.areas:
        for position, total in ((area.before, tried.total_before), (area.after, tried.total_after)):
            assert position.score is None or 0 <= position.score <= total + 1e-9
        if area.shift is not None:
            assert area.shift == pytest.approx(area.after.score - area.before.score, abs=1e-7)
        assert area.moved or (not area.items and not area.shift)
        for text in (area.why_zh, area.why_en, *(i.why_zh for i in area.items), *(i.why_en for i in area.items)):
            assert text and not {"{", "}"} & set(text) and "None" not in text


def test_what_was_tried_can_be_explained_to_the_last_area(basis):
    tried = what_if(basis, changes_of([("F2.1", "target", "99%"), ("F4.1", "target", 6)]))
    key = tried.areas[0].key
    for lang in ("zh", "en"):
        for item in ("F2.1", "F4.1", "F1.1", "F8.2"):
            line = Explainer(tried.after, lang).item(key, item)
            assert line is not None and line.below
    assert "99%" in "\n".join(Explainer(tried.after, "en").item(key, "F2.1").indented())
    assert tried.after.parent(tried.after.children(key)[0]) == key
    assert tried.after.area("nowhere") is None and tried.after.children("nowhere") == ()
    with pytest.raises(KeyError):
        tried.after.leaf("nowhere", 0)


def test_the_whole_of_a_run_at_once_is_what_it_says_area_by_area(city, basis):
    with open_workspace(city).finished(basis.run) as run:
        keys, columns = run.keys(), run.leaf_columns()
        assert len(columns.value) == len(run.described["leaves"])
        for at, key in enumerate(keys):
            for number in range(0, len(columns.value), 7):
                value, reported, expected = run.leaf(key, number)
                told = columns.value[number][at]
                assert (None if math.isnan(told) else told) == value
                assert (columns.reported[number][at], columns.expected[number][at]) == (reported, expected)
