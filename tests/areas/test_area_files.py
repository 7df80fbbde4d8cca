"""Areas are read from CSV files as spreadsheets save them; what cannot be read is a finding."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huimin.adapters.definitions.area_files import read_areas
from huimin.findings import explain, next_step

LEVELS = """
levels:
- {code: city, zh: 市, en: City, digits: [4], prefix: 4}
- {code: county, zh: 区县, en: County, digits: [6]}
names:
- {level: county, under: "15", zh: 旗县区, en: Banner}
"""
AREAS = "code,parent,level,zh,en\n1502,,city,草原市,Steppe\n150201,1502,county,“东,区”,\n"
CHANGES = "date,kind,old,new,zh\n2012-01-01,rename,150201,,新东区\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "levels.yaml").write_text(LEVELS, encoding="utf-8")
    (tmp_path / "areas.csv").write_text(AREAS.replace("“东,区”", "东区"), encoding="utf-8")
    (tmp_path / "changes.csv").write_text(CHANGES, encoding="utf-8")
    return tmp_path


def codes(areas):
    """The codes of the defects that are more than notes."""
    found = [d for d in areas.defects if d.severity.word != "note"]
    for finding in found:
        assert explain(finding, "zh")
        assert explain(finding, "en")
        assert next_step(finding, "en")
    return [d.code for d in found]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_encodings_of_spreadsheets_are_read(folder, encoding):
    text = AREAS.replace("“东,区”", '"东,区"').replace("\n", "\r\n")
    (folder / "areas.csv").write_bytes(text.encode(encoding))
    areas = read_areas(folder)
    assert areas.defects == ()
    assert areas.at(date(2011, 1, 1)).names_zh == ("草原市", "东,区")
    assert areas.at(date(2012, 1, 1)).names_zh == ("草原市", "新东区")
    assert areas.at(date(2012, 1, 1)).level_name(1) == "旗县区"


def test_changes_need_no_file(folder):
    (folder / "changes.csv").unlink()
    assert codes(read_areas(folder)) == []


def test_a_missing_table_is_a_finding(folder):
    (folder / "areas.csv").unlink()
    assert codes(read_areas(folder)) == ["areas-file-missing", "change-area-unknown", "areas-empty"]


def test_missing_levels_are_one_finding(folder):
    (folder / "levels.yaml").unlink()
    assert codes(read_areas(folder)) == ["file-unreadable"]


def test_a_wrong_key_in_levels_is_told_with_its_line(folder):
    (folder / "levels.yaml").write_text(LEVELS.replace("digits: [4]", "digit: [4]"), encoding="utf-8")
    (fault,) = [d for d in read_areas(folder).defects if d.code == "definition-key-unknown"]
    assert fault.facts["nearest"] == "digits"


def test_a_level_named_twice_or_not_at_all(folder):
    text = LEVELS.replace("code: county", "code: city").replace("level: county", "level: conty")
    (folder / "levels.yaml").write_text(text, encoding="utf-8")
    assert {"level-twice", "level-unknown", "area-level-unknown"} <= set(codes(read_areas(folder)))


def test_bytes_that_are_no_text_are_a_finding(folder):
    (folder / "areas.csv").write_bytes(b"code,parent\xff\xff\xff,level\n\x81")
    assert "areas-file-unreadable" in codes(read_areas(folder))


def test_a_field_without_end_is_a_finding_with_its_line(folder):
    (folder / "areas.csv").write_text(AREAS + '150202,1502,county,"' + "x" * 200_000, encoding="utf-8")
    areas = read_areas(folder)
    (fault,) = [d for d in areas.defects if d.code == "areas-file-unreadable"]
    assert fault.place.line == 4
    assert "150201" in areas.keys


def test_short_and_empty_rows_are_read_as_they_are(folder):
    (folder / "areas.csv").write_text("code,parent,level,zh,en\n\n1502,,city\n,,,,\n", encoding="utf-8")
    areas = read_areas(folder)
    assert areas.keys == ("1502",)
    assert "change-area-unknown" in codes(areas)


def test_the_made_nation_has_the_shape_it_was_asked_for(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks"))
    import nation_tree

    shape = (3, 7, 30, 200, 900)
    nation_tree.write(tmp_path, seed=3, shape=shape)
    areas = read_areas(tmp_path)
    tree = areas.at(date(2023, 6, 30))
    counts = [len(tree.at_level(level)) for level in areas.levels.codes]
    assert counts == [1, *shape]
    assert codes(areas) == []
    assert areas.keys == nation_tree.areas(seed=3, shape=shape).keys
