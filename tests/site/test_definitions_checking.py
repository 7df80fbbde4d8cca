"""A definition file is checked while it is written: all definitions are built with it, and the error has its character."""

from __future__ import annotations

import pytest

SCHEME = "schemes/china--family-services-2025.yaml"


def text_of(name: str = SCHEME) -> str:
    from huimin.web.base import place
    from huimin.web.definitions import files

    return files.text_of(place.definitions(), name)


def check(site, text, name=SCHEME):
    return site.client("city_officer").post("/definitions/check", {"file": name, "text": text}).json()


@pytest.mark.parametrize(("old", "new", "code_at", "says"), [
    ("of: preconception_coverage,", "of: preconception_coveragee,", "preconception_coveragee", "preconception_coveragee"),
    ("target: 80%, floor: 50%", "target: 8x, floor: 50%", "8x", "number"),
    ("of: high_risk_followup,", "of: high_risk_followup + * 2,", "* 2", "*"),
])  # fmt: skip
def test_the_error_stands_under_its_character(site, old, new, code_at, says):
    text = text_of().replace(old, new, 1)
    found = check(site, text)
    assert not found["sound"]
    line = next(number for number, one in enumerate(text.splitlines(), 1) if new in one)
    marks = [one for one in found["findings"] if one["severity"] == "error" and one["line"] == line]
    assert marks, found
    columns = {one["column"] for one in marks}
    assert text.splitlines()[line - 1].index(code_at) + 1 in columns
    assert any(says in one["text"] + one["source"] for one in marks)
    assert all(one["source"].startswith(one["lead"]) for one in marks)


def test_checking_tells_of_other_files_too(site):
    text = text_of("dictionary/china--families.yaml").replace("code: childcare_places", "code: childcare_seats", 1)
    found = check(site, text, "dictionary/china--families.yaml")
    assert not found["sound"] and any(one["file"].startswith(("forms/", "indicators/")) for one in found["findings"])
    assert check(site, text_of()) == {"findings": [], "sound": True}


def test_yaml_traps_are_told_with_their_line(site):
    found = check(site, text_of().replace("grades:", "grades: &a", 1))
    assert found["findings"][0]["line"] == 1 + text_of().splitlines().index("grades:")


def test_what_reports_speak_of_cannot_be_taken_out(site):
    areas = text_of("areas/areas.csv")
    village = site.places["village"]
    without = "".join(line + "\n" for line in areas.splitlines() if not line.startswith(f"{village},"))
    found = check(site, without, "areas/areas.csv")
    assert not found["sound"] and any(village in one["text"] for one in found["findings"])


def test_every_number_that_can_be_tried_can_be_written(site):
    from huimin.adapters.definitions.yaml_file import read_yaml
    from huimin.assessment.binding import measured_indicator
    from huimin.tasks.what_if.editing import editables
    from huimin.web.base import place
    from huimin.web.definitions.filling import filled

    given = place.definitions()
    for code, file in given.scheme_files.items():
        guarded = {
            one.id for one in given.scheme(code).leaves() if one.rule and measured_indicator(one.rule, given.names)
        }
        known = editables(read_yaml(given.files[file], file), guarded)
        for one in [one for one in known if one.number and not one.options][::7]:
            _, text, left = filled(given, code, [f"{one.name}={float(one.number) / 2:g}"])
            read_yaml(text.encode(), file)
            assert text != text_of(file) or left, (code, one.name)


def test_the_tree_can_be_read_on_any_day(site):
    browser = site.client("village_reporter")
    page = browser.get("/definitions/areas").text
    assert "Minghu District" in page
    assert "Minghu" in browser.get("/definitions/areas?q=Minghu").text
    assert browser.get(f"/definitions/areas?under={site.places['county']}").status_code == 200
