"""Which numbers of a scheme can be tried, how they are written, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

import huimin as package
from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.assessment.reading import read_scheme
from huimin.assessment.rules import KINDS
from huimin.findings import Invalid
from huimin.tasks.what_if import what_if
from huimin.tasks.what_if.editing import changed, editables, items_of
from huimin.tasks.what_if.fields import LISTS, RULES
from huimin.wiring import open_workspace
from what_if_runs import one_change, refused
from workspace_fixtures import SCHEME, edit_text, huimin

SCHEMES = sorted((Path(package.__file__).parent / "packs" / "china" / "schemes").glob("*.yaml"))


def scheme_of(document):
    faults = []
    made = read_scheme(document, faults)
    assert not faults
    return made


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.stem)
def test_every_shipped_scheme_can_be_edited_and_stays_what_it_is_unedited(path):
    document = load_yaml(path)
    before = scheme_of(document)
    listed = editables(document, {leaf.id for leaf in before.leaves()})
    assert len({one.name for one in listed}) == len(listed) > len(before.leaves())
    assert all(one.zh and one.en and (one.number is not None or one.options or one.optional or one.key == "by")
               for one in listed)  # fmt: skip
    copy, made = changed(document, [])
    assert made == () and scheme_of(copy) == before
    for one in listed:
        if one.key == "points":
            double = {"item": one.item, "key": one.key, "value": 2 * one.number}
            copy, (told,) = changed(document, [double])
            after = scheme_of(copy)  # headings and total follow, or the reading code would complain
            assert after.total == pytest.approx(before.total + one.number)
            assert float(told.after) == 2 * float(told.before)
    assert scheme_of(document) == before


def test_every_kind_of_rule_is_known_with_its_numbers():
    without_numbers = {"outgrow", "checklist", "evidence"}
    assert {*RULES, *LISTS} | without_numbers == {*KINDS}


def test_a_number_is_written_in_the_style_of_the_old_one(basis):
    for item, key, value, written in (
        ("F2.1", "target", 0.57, "57%"), ("F2.1", "target", 0.8123456789, "81.23456789%"), ("F4.1", "target", 6, "6"),
        ("F2.1", "target", "0.9", "0.9"), ("F9.1", "points", 2.25, "2.25"), ("F2.1", "floor", None, ""),
    ):  # fmt: skip
        copy, (told,) = changed(basis.document, one_change(item, key, value), basis.guarded)
        assert told.after == written
        item_now = next(one for one in items_of(copy) if one["id"] == item)
        holder = item_now if key == "points" else item_now["rule"]
        assert (key in holder) == bool(written)
    tried = what_if(basis, one_change("F2.1", "target", 0.57))
    rule = next(item["rule"] for item in tried.after.described["items"] if item["id"] == "F2.1")
    assert "达到 57% 得满分" in rule["zh"] and "full points from 57% on" in rule["en"]


def test_the_total_follows_and_says_so(basis):
    tried = what_if(basis, one_change("F2.1", "points", 8))
    assert (tried.total_before, tried.total_after) == (100, 102)
    assert [finding.code for finding in tried.findings] == ["what-if-total-differs"]
    balanced = what_if(basis, [*one_change("F2.1", "points", 8), *one_change("F2.2", "points", 2)])
    assert balanced.total_after == 100 and balanced.findings == ()
    headings = {one["id"]: one["points"] for one in tried.after.described["headings"]}
    assert headings["F2"] == 12


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        (one_change("F2.1", "targets", 1), "what-if-unknown"),
        (one_change("", "total", 90), "what-if-unknown"),
        (one_change("F2", "points", 20), "what-if-unknown"),
        ([{}], "what-if-unknown"),
        (one_change("F2.1", "points", 7) * 2, "what-if-twice"),
        (one_change("F2.1", "points", float("nan")), "definition-wrong-kind"),
        (one_change("F2.1", "points", "many"), "definition-wrong-kind"),
        (one_change("F2.1", "points", [8]), "definition-wrong-kind"),
        (one_change("F2.1", "points", 10**400), "definition-wrong-kind"),
        (one_change("F2.1", "points", -1), "item-without-points"),
        (one_change("F2.1", "target", None), "definition-key-missing"),
        (one_change("F2.1", "floor", 0.95), "rule-floor-not-below"),
        (one_change("F4.3", "low", 3), "rule-range-empty"),
        (one_change("F2.1", "guard.method", "pools"), "definition-not-an-option"),
        (one_change("F8.2", "by", "31 January"), "definition-wrong-kind"),
        (one_change("", "confidence", 2), "definition-wrong-kind"),
        (one_change("F2.1", "guard.method", "pool"), "what-if-figures-missing"),
        (one_change("F1.4", "guard.years", 4), "what-if-figures-missing"),
    ],
)
def test_what_cannot_be_tried_is_told(basis, changes, code):
    assert code in refused(basis, changes)


def test_the_place_of_a_fault_is_that_in_the_file(basis):
    with pytest.raises(Invalid) as told:
        what_if(basis, one_change("F2.1", "floor", 0.95))
    (finding,) = told.value.findings
    assert finding.place.file == basis.file and finding.place.line > 1 and "F2.1" in finding.place.element


def test_guards_are_offered_where_there_is_an_interval(basis):
    offered = {one.item for one in basis.editables if one.key == "guard.method"}
    assert {"F2.1", "F1.3", "F3.1"} <= offered and not offered & {"F1.1", "F8.2", "F9.1", "F10"}


def test_definitions_that_are_not_those_of_the_figures_are_refused(own_city):
    run = next(path.name for path in (own_city / "runs").iterdir() if path.name.startswith(SCHEME))
    edit_text(
        own_city / "runs" / run / "definitions" / "areas" / "areas.csv", "990102001,990102001,", "990102777,990102777,"
    )
    ran = huimin("what-if", "--json", "-c", "F2.1.points=8", "-w", own_city)
    assert ran.code == 2
    place = open_workspace(own_city)
    with pytest.raises(Invalid):
        place.what_if(run, [])
    place.close()


def test_the_command_lists_tries_and_refuses(city):
    listed = huimin("what-if", "--json", "-w", city).json
    names = {one["name"] for one in listed["editables"]}
    assert {"F2.1.points", "F2.1.target", "F8.1.bands.1.share", "grades.good.at_least", "confidence"} <= names
    shown = huimin("what-if", "-w", city, lang="zh").out
    assert "F2.1.target" in shown and "目标值" in shown
    tried = huimin("what-if", "-c", "F2.1.target=99%", "-c", "F2.1.floor=", "--json", "-w", city).json
    assert [(one["before"], one["after"]) for one in tried["changes"]] == [("80%", "99%"), ("50%", "")]
    assert tried["areas"][0]["moved"] and tried["areas"][0]["items"][0]["item"] == "F2.1"
    said = huimin("what-if", "-c", "F2.1.target=99%", "-w", city, lang="zh")
    assert said.code == 0 and "目标值（达到得满分）由 80% 改为 99%" in said.out and "没有写入" in said.out
    assert "no area moves" in huimin("what-if", "-c", "F2.1.target=80%", "-w", city).out
    for wrong, hint in (("F2.1.points", "what-if-not-a-change"), ("F2.1.point=3", "what-if-unknown")):
        ran = huimin("what-if", "-c", wrong, "--json", "-w", city)
        assert ran.code == 2 and ran.json["errors"][0]["code"] == hint
