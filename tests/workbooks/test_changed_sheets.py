"""Templates that were changed on the way: columns moved, rows repeated, things hidden, the wrong book."""

import numpy as np
import pytest

from huimin.figures.batch import ReportBatch
from huimin.figures.periods import Period
from huimin.findings import explain, next_step
from workbook_samples import (
    AREAS,
    KEYS,
    batch,
    codes,
    context,
    edited,
    form,
    read,
    template,
    told,
    with_cells,
)

FULL = template(batch([[3, 4, 1, -2, 900, 12.5, 0.9, 1, 734567]] * 4))


def merged(span):
    return lambda sheet: sheet.merge_cells(span)


def hidden(sheet):
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["E"].hidden = True


def total_below(sheet):
    sheet["A10"], sheet["C10"] = "合计", 12


def figures_below(sheet):
    sheet["C11"] = 12


CHANGES = {
    "a column inserted": (lambda sheet: sheet.insert_cols(5), [("header-changed", "E5")]),
    "a code overwritten": (lambda sheet: sheet.__setitem__("D5", "x"), [("header-changed", "D5")]),
    "the period changed by hand": (
        lambda sheet: sheet.__setitem__("A2", "期间：2012年4月"),
        [("marks-changed", "A2")],
    ),
    "merged header": (merged("C4:D4"), [("cells-merged", "C4")]),
    "merged figures": (merged("C6:C7"), [("cells-merged", "C6")]),
    "merged title": (merged("A1:D1"), []),
    "hidden row and column": (hidden, [("hidden-rows", ""), ("hidden-columns", "")]),
    "an area twice": (lambda s: s.__setitem__("A7", KEYS[0]), [("area-twice", "A7")]),
    "an unknown area": (lambda s: s.__setitem__("A7", "150203001009"), [("area-unknown", "A7")]),
    "a total": (total_below, [("total-row-left-out", "A10")]),
    "figures without an area": (figures_below, [("row-without-area", "A11")]),
    "a row inserted": (lambda sheet: sheet.insert_rows(8), []),
    "notes below": (lambda sheet: sheet.__setitem__("A12", "注：以上为初步数"), []),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_is_told(change):
    edit, expected = CHANGES[change]
    found = read(edited(FULL, edit))

    assert told(found) == expected
    for finding in found.findings:
        for lang in ("zh", "en"):
            assert "…" not in explain(finding, lang) + next_step(finding, lang)
    if not any(f.severity.word == "error" for f in found.findings):
        assert found.batches[0].areas == KEYS


def test_an_area_of_another_sender_is_told():
    asked = []

    def areas_of(form_code, period, sender):
        asked.append((form_code, period.code, sender))
        return KEYS[:3]

    found = read(FULL, within=context(areas_of_sender=areas_of))

    assert asked == [("monthly", "2012-03", "150203001")]
    assert [(f.code, f.place.area) for f in found.findings] == [("area-of-another-sender", KEYS[3])]


def test_an_area_that_was_the_senders_is_let_in_under_its_old_code():
    was = ("monthly", "150203001", KEYS[2])
    found = read(FULL, within=context(areas_of_sender=lambda *_: KEYS[:2], was_of_sender=lambda *asked: asked == was))

    assert [(f.code, f.place.area) for f in found.findings] == [("area-of-another-sender", KEYS[3])]


def test_an_area_that_should_be_there_is_missed():
    short = template(batch([[3] * 3 + [np.nan] * 6] * 4), areas=AREAS[:3])
    found = read(short, within=context(areas_of_sender=lambda *_: KEYS))

    assert [(f.code, f.place.area) for f in found.findings] == [("area-row-missing", KEYS[3])]


def test_an_area_that_is_no_more_is_told():
    found = read(FULL, within=context(known_areas=frozenset(KEYS[1:])))

    assert told(found) == [("area-unknown", "A6")]
    assert found.batches[0].areas == KEYS[1:]


def test_an_older_version_with_the_same_columns_is_read():
    assert read(template(batch([[3] * 3 + [np.nan] * 6] * 4), of=form(version="1"))).findings == []


def test_an_older_version_with_other_columns_names_them():
    older = form(version="1", elements=["births", "deaths"])
    found = read(template(of=older))

    assert codes(found.findings) == ["form-version-changed"]
    facts = found.findings[0].facts
    assert (facts["found"], facts["current"], facts["removed"]) == ("1", "2", "—")
    assert "population" in facts["added"]


def test_an_unknown_form_is_told_with_the_nearest():
    found = read(template(of=form(code="monthl")))

    assert [(f.code, f.facts["nearest"]) for f in found.findings] == [("form-unknown", "monthly")]
    assert "…" not in next_step(found.findings[0], "en")


def test_a_period_of_another_kind_is_told():
    assert codes(read(template(period=Period.of("2012"))).findings) == ["period-of-another-kind"]


def test_a_form_that_is_not_in_force_is_told():
    assert codes(read(FULL, within=context(form(**{"from": "2013-01"}))).findings) == ["form-not-in-force"]


def test_areas_without_a_code_are_known_by_their_name():
    areas = [("150203001/东村", "", "东村"), ("150203001/西村", "", "西村")]
    keys = tuple(key for key, _, _ in areas)
    data = with_cells({"C6": 1, "C7": 2}, template(areas=areas))
    swapped = with_cells({"B6": "西村", "B7": "东村"}, data)
    within = context(known_areas=frozenset(keys))

    assert read(data, within=within).batches[0].areas == keys
    assert read(swapped, within=within).batches[0].areas == keys[::-1]


def test_who_judged_and_the_notes_are_kept():
    found = read(with_cells({"B3": "李四", "C6": 1, "L6": "初步数"}))

    one: ReportBatch = found.batches[0]
    assert (one.judge, one.notes, one.sender) == ("李四", ("初步数",), "150203001")
