"""A list that cannot be used is told plainly, with what to do; what can be read of it is never guessed."""

from __future__ import annotations

import json

import pytest

from workspace_fixtures import huimin

GOOD = "number,name,sex,birth,mother\n1,王小明,男,2026-01-05,李梅\n2,赵天宇,男,2026-02-09,孙倩\n"


@pytest.fixture
def codes(tmp_path, monkeypatch):
    """Compare a list of these bytes with a good one; the codes of all that was found."""
    monkeypatch.setenv("HUIMIN_KEYS", str(tmp_path / "keys"))

    def found(data: bytes, *options, other: bytes = GOOD.replace("1,王", "7,王").encode()) -> list[str]:
        (tmp_path / "a.csv").write_bytes(data)
        (tmp_path / "b.csv").write_bytes(other)
        ran = huimin("reconcile", tmp_path / "a.csv", tmp_path / "b.csv", "--out", tmp_path / "out", "--json", *options)
        record = json.loads(ran.out)
        found.record = record
        return [one["code"] for one in record.get("errors", record.get("notes", ()))]

    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_any_usual_encoding_is_read(codes, encoding):
    codes(GOOD.encode(encoding))
    assert [one["missing"] for one in codes.record["coverage"]] == [0, 0]


def test_full_width_digits_and_spaces_are_read(codes):
    codes(
        "number,name,sex,birth,mother\n１,王 小明,男,２０２６-０１-０５,李　梅\n2,赵天宇,男,2026年2月9日,孙倩\n".encode()
    )
    assert [one["missing"] for one in codes.record["coverage"]] == [0, 0]


def test_a_ruined_identity_number_is_said_and_not_guessed(codes):
    data = "number,name,sex,birth,identity\n1,王小明,男,2026-01-05,1.50102E+17\n2,赵天宇,男,2026-02-09,150102202602090000\n"
    assert "reconcile-identity-ruined" in codes(data.encode())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "reconcile-list-empty"),
        (b"number,name,birth\n", "reconcile-list-empty"),
        (GOOD.replace("1,王", "7,王").encode(), "reconcile-same-file"),
        ("number,name,sex\n1,王小明,男\n".encode(), "reconcile-column-missing"),
        ("number,birth,sex\n1,2026-01-05,男\n".encode(), "reconcile-column-missing"),
        (b"name,birth\n\xff\xff\x80\x81\n", "reconcile-encoding-unknown"),
        (b"PK\x03\x04\x00\x00\x00", "reconcile-workbook-unreadable"),
        ("name,birth\n王小明,去年春天\n".encode(), "reconcile-months-none"),
    ],
)
def test_what_keeps_a_list_out(codes, data, code):
    assert code in codes(data)


def test_every_list_is_told_of_at_once(codes):
    assert codes(b"", other=b"number,name\n1,x\n") == ["reconcile-list-empty", "reconcile-column-missing"]


def test_lines_of_another_width_are_left_out_and_counted(codes):
    assert "reconcile-lines-skipped" in codes((GOOD + "3,one,two\n4,a,b,c,d,e,f\n").encode())


def test_cells_that_cannot_be_read_count_as_missing(codes):
    data = "number,name,sex,birth,weight,order,area\n1,王小明,男孩子,2026-13-45,12,x,990101\n2,赵天宇,男,2026-02-09,3.2,1,990101\n3,孙一,男,2026-01-09,3200,2,990101\n"
    found = codes(data.encode())
    assert {"reconcile-sex-unreadable", "reconcile-date-unreadable", "reconcile-order-unreadable"} <= set(found)


def test_a_mapping_says_which_column_is_which(codes, tmp_path):
    (tmp_path / "map.yaml").write_text(
        "lists:\n  - file: a.csv\n    name: {zh: 医院, en: hospital}\n    columns: {name: 孩子, birth: 生日, mother: 妈妈}\n",
        "utf-8",
    )
    codes(
        "孩子,生日,妈妈\n王小明,2026-01-05,李梅\n赵天宇,2026-02-09,孙倩\n".encode(), "--mapping", tmp_path / "map.yaml"
    )
    assert codes.record["coverage"][0]["of"] == "hospital" and codes.record["coverage"][0]["missing"] == 0


def test_a_mapping_of_a_column_that_is_not_there(codes, tmp_path):
    (tmp_path / "map.yaml").write_text("lists:\n  - columns: {mother: 母亲}\n  - {}\n", "utf-8")
    assert codes(GOOD.encode(), "--mapping", tmp_path / "map.yaml") == ["reconcile-column-missing"]


def test_one_name_for_everybody_stays_within_bounds(codes):
    """A masked column: no product of all with all is made, and the reader is told."""
    rows = "".join(f"{n},张三,女,2026-01-{n % 28 + 1:02d},李四\n" for n in range(20_000))
    other = rows.replace("\n", "\n", 1)
    found = codes(f"number,name,sex,birth,mother\n{rows}".encode(),
                  other=f"number,name,sex,birth,mother\n{other}9,张三,女,2026-01-30,李四\n".encode())  # fmt: skip
    assert "reconcile-one-name" in found and codes.record["pairs"][0]["pairs"] == 0


def test_one_list_or_four_are_too_few_and_too_many(codes, tmp_path):
    codes(GOOD.encode())
    for files in ([tmp_path / "a.csv"], [tmp_path / "a.csv"] * 4):
        ran = huimin("reconcile", *files, "--out", tmp_path / "out", "--json")
        assert [one["code"] for one in ran.json["errors"]] == ["reconcile-lists-number"]


@pytest.mark.parametrize(("option", "value", "code"), [
    ("--from", "spring", "reconcile-month-unreadable"), ("--limit", "200%", "registration-option-unreadable"),
])  # fmt: skip
def test_an_option_that_cannot_be_read(codes, option, value, code):
    assert codes(GOOD.encode(), option, value) == [code]


def test_without_the_optional_extra_the_steps_do_their_work_and_it_is_said(codes, monkeypatch):
    monkeypatch.setattr("huimin.wiring.reconcile.splink_is_there", lambda: False)
    assert "reconcile-splink-missing" in codes(GOOD.encode())
    assert [one["missing"] for one in codes.record["coverage"]] == [0, 0]
