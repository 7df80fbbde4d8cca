"""Areas are read from wide tables of several days by a mapping file; contradictions of the tables are findings."""

from __future__ import annotations

from datetime import date

import pytest

from huimin.adapters.definitions.area_files import read_areas
from huimin.adapters.definitions.areas_from_table import import_areas, write_areas
from huimin.findings import Invalid, explain, next_step

LEVELS = """
levels:
- {code: nation, zh: 国, en: Nation}
- {code: province, zh: 省, en: Province, digits: [6], prefix: 2}
- {code: prefecture, zh: 市, en: Prefecture, digits: [6], prefix: 4}
- {code: county, zh: 县, en: County, digits: [6]}
"""
MAPPING = """
root: {key: top, level: nation, zh: 全国, en: Whole}
tables:
- {file: old.csv, day: 2010-11-01, code: code, names: [name], indent: true, top: "0000$", leave_out: "^广告"}
- {file: new.csv, day: 2020-11-01, code: code, names: [province, prefecture, county]}
levels:
- {level: province, code: "0000$"}
- {level: prefecture, code: "00$"}
- {level: county, code: "."}
- {level: prefecture, path: "^[^/]+/(市辖区|省直辖)$"}
- {level: county, path: "."}
parents:
- {code: "^1490", under: 省直辖}
english: {甲省: First}
"""
OLD = """row,name,code,pop
0,甲省,140000,9
1,市辖区,,9
2,  东区,140101,1
3,  西区,140102,1
4,忻州市,140900,1
5,  旧县,140921,1
6,  开发区,,1
7,省直辖,,1
8,  济源市,149001,1
9,,,
10,广告 www,,
"""
NEW = """code,province,prefecture,county,pop
,全国,全国,全国,9
140000,甲省,甲省,甲省,9
140100,甲省,甲省,市辖区,9
140101,甲省,甲省,新东区,1
140103,甲省,甲省,南区,1
140900,甲省,忻州市,忻州市,1
170971,甲省,忻州市,风景区,1
,甲省,忻州市,开发区,1
149001,甲省,济源市,济源市,1
"""


@pytest.fixture
def folder(tmp_path):
    for name, text in (("levels.yaml", LEVELS), ("map.yaml", MAPPING), ("old.csv", OLD), ("new.csv", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def areas(folder):
    write_areas(import_areas(folder / "map.yaml", folder), folder)
    return read_areas(folder)


def paths(areas, day):
    tree = areas.at(day)
    return {tree.keys[i]: "/".join(tree.names_zh[j] for j in tree.path(i)) for i in range(len(tree))}


def test_indented_names_and_name_columns_give_the_same_tree(areas):
    assert paths(areas, date(2010, 12, 31)) == {
        "top": "全国",
        "140000": "全国/甲省",
        "140100": "全国/甲省/市辖区",
        "140101": "全国/甲省/市辖区/东区",
        "140102": "全国/甲省/市辖区/西区",
        "140000/省直辖": "全国/甲省/省直辖",
        "149001": "全国/甲省/省直辖/济源市",
        "140900": "全国/甲省/忻州市",
        "140921": "全国/甲省/忻州市/旧县",
        "140900/开发区": "全国/甲省/忻州市/开发区",
    }
    assert paths(areas, date(2020, 12, 31)) == {
        "top": "全国",
        "140000": "全国/甲省",
        "140100": "全国/甲省/市辖区",
        "140101": "全国/甲省/市辖区/新东区",
        "140103": "全国/甲省/市辖区/南区",
        "140000/省直辖": "全国/甲省/省直辖",
        "149001": "全国/甲省/省直辖/济源市",
        "140900": "全国/甲省/忻州市",
        "170971": "全国/甲省/忻州市/风景区",
        "140900/开发区": "全国/甲省/忻州市/开发区",
    }


def test_areas_of_one_table_only_live_from_or_to_its_neighbours_day(areas):
    assert areas.life(areas.id_of("140921")) == (None, date(2020, 10, 31))
    assert areas.life(areas.id_of("140103")) == (date(2020, 11, 1), None)
    assert areas.successors(areas.id_of("140921")) == ()


def test_contradictions_are_told_with_the_line_of_the_table(folder):
    found = {f.code: f for f in import_areas(folder / "map.yaml", folder).findings}
    assert set(found) == {
        "import-code-elsewhere",
        "import-parent-not-in-table",
        "import-areas-ended",
        "import-areas-new",
        "import-names-differ",
    }
    odd = found["import-code-elsewhere"]
    assert (odd.place.file, odd.place.line, odd.facts["parent"]) == ("new.csv", 8, "忻州市")
    assert found["import-areas-ended"].facts["count"] == 2
    assert found["import-areas-new"].facts["count"] == 2
    for finding in found.values():
        sentences = [explain(finding, "zh"), explain(finding, "en"), next_step(finding, "zh")]
        assert "…" not in "".join(sentences)


def test_rows_are_named_by_their_names_as_in_either_table(areas):
    assert areas.key_by_names(("甲省", "市辖区")) == "140100"
    assert areas.key_by_names(("甲省", "忻州市", "开发区")) == "140900/开发区"
    assert areas.key_by_names(("甲省", "东区")) == areas.key_by_names(("甲省", "新东区")) == "140101"
    assert areas.key_by_names(("全国",)) == "top"
    assert areas.key_by_names(("乙省", "东区")) is None
    assert areas.key_by_names(()) is None


def test_english_names_come_from_the_mapping(areas):
    tree = areas.at(date(2020, 12, 31))
    assert tree.name(tree.index("140000"), "en") == "First"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("names: [name]", "names: [nmae]"), "import-column-missing"),
        (("file: old.csv", "file: odl.csv"), "import-table-missing"),
        (("under: 省直辖", "under: 省直下"), "import-parent-unknown"),
        (('- {level: county, path: "."}', ""), "import-level-unclear"),
        (('code: "0000$"', 'code: "0000$("'), "definition-wrong-kind"),
        (("day: 2010-11-01, ", ""), "definition-key-missing"),
        (("english:", "englisch:"), "definition-key-unknown"),
    ],
)
def test_a_faulty_mapping_is_told(folder, change, code):
    (folder / "map.yaml").write_text(MAPPING.replace(*change), encoding="utf-8")
    try:
        found = import_areas(folder / "map.yaml", folder).findings
    except Invalid as invalid:
        found = invalid.findings
    assert code in {f.code for f in found}


def test_a_row_that_stands_twice_is_told(folder):
    (folder / "new.csv").write_text(NEW + "140103,甲省,甲省,又南区,1\n", encoding="utf-8")
    found = [f for f in import_areas(folder / "map.yaml", folder).findings if f.code == "area-key-twice"]
    assert [(f.place.line, f.facts["other_line"]) for f in found] == [(11, 6)]
