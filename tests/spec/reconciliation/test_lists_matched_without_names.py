"""Two offices that may not hand over names exchange keyed encodings, and the same comparison comes out.

Both encode their list with one key and one label. What is handed over holds no name, number or birth date, only the month
and the county that were agreed on. The one who compares needs no key. Results name each record by a code that only its own
office can turn back.
"""

from __future__ import annotations

import csv
import json

import pyarrow.parquet as pq
import pytest

from workspace_fixtures import huimin

BIRTHS = """
    number | name   | sex | birth      | mother | weight | area
    H1     | 王小明 | 男  | 2026-01-05 | 李梅   | 3200   | 990101001
    H2     | 赵天宇 | 男  | 2026-01-09 | 孙倩   | 2900   | 990101002
    H3     | 未取名 | 女  | 2026-02-09 | 周芳   | 3050   | 990102001
    H4     | 钱一诺 | 女  | 2026-02-11 | 吴敏   | 3400   | 990102001
    H5     | 张一   | 男  | 2026-02-20 | 陈丽   | 2500   | 990102001
    H6     | 张二   | 男  | 2026-02-20 | 陈丽   | 2300   | 990102001
"""
HOUSEHOLDS = """
    number | name   | sex | birth      | mother | weight | area
    P1     | 王晓明 | 男  | 2026-01-05 | 李玫   |        | 990101001
    P2     | 赵天宇 | 男  | 2026-01-09 | 孙倩   |        | 990101001
    P3     | 周若汐 | 女  | 2026-02-09 | 周芳   |        | 990102001
    P5     | 张一   | 男  | 2026-02-20 | 陈丽   |        | 990102001
    P7     | 冯宇轩 | 男  | 2026-02-27 | 韩雪   |        | 990102001
"""


@pytest.fixture
def office(lists):
    """Make keys and encode lists; every file lies in the folder of the test."""

    class Office:
        folder = lists.folder

        def key(self, name="shared"):
            assert huimin("encode", "key", "--out", self.folder / f"{name}.key").code == 0
            return self.folder / f"{name}.key"

        def encode(self, name, table, key, *options, label="2026Q1"):
            ran = huimin("encode", "list", lists.write(name, table), "--key", key, "--label", label, "--out",
                         self.folder / f"{name}.encoded", "--json", *options)  # fmt: skip
            assert ran.code == 0, ran
            return json.loads(ran.out)

        def compared(self, *names, options=()):
            paths = [self.folder / f"{name}.encoded" for name in names]
            return huimin("reconcile", *paths, "--out", self.folder / "out", "--json", *options)

    return Office()


@pytest.fixture
def both(office):
    key = office.key()
    office.encode("births", BIRTHS, key, "--name", "births")
    office.encode("households", HOUSEHOLDS, key, "--name", "households")
    return office


def codes(office, name):
    with (office.folder / f"{name}-codes.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def test_the_same_pairs_come_out_as_of_open_lists(both, lists):
    ran = both.compared("births", "households")
    assert ran.code == 0, ran
    record, opened = json.loads(ran.out), lists.compared(BIRTHS, HOUSEHOLDS)
    found = [(one["number"], one["missing"]) for one in record["coverage"]]
    assert found == [(one["number"], one["missing"]) for one in opened["coverage"]] == [(6, 2), (5, 1)]
    assert [one["missing"] for one in record["areas"]] == [one["missing"] for one in opened["areas"]]


def test_each_office_turns_its_codes_back(both):
    both.compared("births", "households")
    (result,) = (both.folder / "out").glob("for-1-*.csv")
    ran = huimin(
        "encode", "open", result, "--codes", both.folder / "births-codes.csv", "--out", both.folder / "opened.csv"
    )
    assert ran.code == 0, ran
    with (both.folder / "opened.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    assert {row[0] for row in rows if "not found" in row[1] or "未找到" in row[1]} == {"H4", "H6"}


def test_no_code_of_the_other_office_can_be_turned_back(both):
    both.compared("births", "households")
    (result,) = (both.folder / "out").glob("for-2-*.csv")
    ran = huimin("encode", "open", result, "--codes", both.folder / "births-codes.csv", "--json")
    assert [one["code"] for one in ran.json["errors"]] == ["encoding-codes-other"]


def test_what_is_handed_over_holds_no_content(both):
    data = (both.folder / "births.encoded").read_bytes()
    for text in ("王小明", "李梅", "赵天宇", "2026-01-05", "20260105", "990101001", "3200"):
        assert text.encode() not in data and text.encode("utf-16-le") not in data
    table = pq.read_table(both.folder / "births.encoded")
    assert set(table.column("area").to_pylist()) == {"990101", "990102"}
    assert set(table.column("month").to_pylist()) == {2026 * 12, 2026 * 12 + 1}
    assert not {number for _, number in codes(both, "births")} & set(map(str, table.column("code").to_pylist()))


def test_neither_key_nor_codes_are_open_to_others(both):
    for name in ("shared.key", "births-codes.csv", "births.encoded"):
        assert (both.folder / name).stat().st_mode & 0o077 == 0
    assert b"huimin-key" not in (both.folder / "births.encoded").read_bytes()


def test_codes_and_order_are_new_every_time_and_hashes_are_not(both):
    first = pq.read_table(both.folder / "births.encoded")
    both.encode("births", BIRTHS, both.folder / "shared.key")
    again = pq.read_table(both.folder / "births.encoded")
    assert not set(first.column("code").to_pylist()) & set(again.column("code").to_pylist())
    assert sorted(first.column("name").to_pylist()) == sorted(again.column("name").to_pylist())


@pytest.mark.parametrize("months", ["quarter", "year"])
def test_less_of_the_birth_date_and_no_area_may_stay_plain(office, months):
    key = office.key()
    for name, table in (("births", BIRTHS), ("households", HOUSEHOLDS)):
        office.encode(name, table, key, "--plain-dates", months, "--plain-areas", "none")
    record = json.loads(office.compared("births", "households").out)
    assert record["months"] == ["2026-01", "2026-03" if months == "quarter" else "2026-12"]
    assert [one["missing"] for one in record["coverage"]] == [2, 1]
    assert set(pq.read_table(office.folder / "births.encoded").column("area").to_pylist()) == {""}


def test_an_area_that_is_no_code_never_stays_plain(office):
    """It may be an address."""
    table = BIRTHS.replace("990102001", "新华路 12 号").replace("990102002", "新华路 12 号")
    made = office.encode("births", table, office.key())
    assert [one["code"] for one in made["notes"]] == ["encoding-area-hidden"]
    assert set(pq.read_table(office.folder / "births.encoded").column("area").to_pylist()) == {"990101", ""}
    assert "新华路".encode() not in (office.folder / "births.encoded").read_bytes()


@pytest.mark.parametrize(("options", "label", "other_key", "code"), [
    ((), "2026Q2", False, "encoding-differs"),
    (("--salt", "year"), "2026Q1", False, "encoding-differs"),
    (("--plain-dates", "year"), "2026Q1", False, "encoding-differs"),
    ((), "2026Q1", True, "encoding-other-key"),
])  # fmt: skip
def test_what_was_not_encoded_alike_is_not_compared(office, options, label, other_key, code):
    key = office.key()
    office.encode("births", BIRTHS, key)
    office.encode("households", HOUSEHOLDS, office.key("other") if other_key else key, *options, label=label)
    assert [one["code"] for one in office.compared("births", "households").json["errors"]] == [code]


def test_case_and_spaces_of_the_label_do_not_matter(office):
    key = office.key()
    office.encode("births", BIRTHS, key, label=" 2026q1")
    office.encode("households", HOUSEHOLDS, key, label="2026Q1 ")
    assert office.compared("births", "households").code == 0


@pytest.mark.parametrize(
    "damage", [lambda data: b"PAR1" + data[9:], lambda data: data[:-200], lambda data: b"PAR1PAR1"]
)
def test_a_damaged_encoding_is_refused(both, damage):
    path = both.folder / "households.encoded"
    path.write_bytes(damage(path.read_bytes()))
    assert [one["code"] for one in both.compared("births", "households").json["errors"]] == ["encoding-unreadable"]


def test_open_and_encoded_lists_are_not_mixed(both):
    ran = huimin("reconcile", both.folder / "births.encoded", both.folder / "households.csv", "--json")
    assert [one["code"] for one in ran.json["errors"]] == ["encoding-mixed"]


def test_the_same_encoding_twice_and_pairs_for_a_person_are_refused(both):
    assert [one["code"] for one in both.compared("births", "births").json["errors"]] == ["reconcile-same-file"]
    ran = both.compared("births", "households", options=("--review", both.folder / "pairs.xlsx"))
    assert [one["code"] for one in ran.json["errors"]] == ["encoding-no-review"]


def test_a_key_is_not_overwritten_and_a_wrong_one_is_told(both):
    key = both.folder / "shared.key"
    assert [one["code"] for one in huimin("encode", "key", "--out", key, "--json").json["errors"]] == [
        "encoding-key-there"
    ]
    line = key.read_text()
    key.write_text(line.replace(line[20], "A" if line[20] != "A" else "B", 1))
    ran = huimin("encode", "list", both.folder / "births.csv", "--key", key, "--label", "x", "--json")
    assert [one["code"] for one in ran.json["errors"]] == ["encoding-key-unreadable"]
    ran = huimin("encode", "list", both.folder / "births.encoded", "--key", both.key("new"), "--label", "x", "--json")
    assert [one["code"] for one in ran.json["errors"]] == ["encoding-again"]
    ran = huimin("encode", "list", both.folder / "births.csv", "--key", both.folder / "new.key", "--json")
    assert [one["code"] for one in ran.json["errors"]] == ["encoding-label-empty"]


def test_the_report_says_how_it_was_matched_and_what_an_encoding_is_not(both):
    both.compared("births", "households")
    text = (both.folder / "out" / "report.html").read_text("utf-8")
    assert "keyed encodings" in text or "加密编码" in text
    assert "not anonymous" in text or "不等于匿名" in text
