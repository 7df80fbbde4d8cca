"""Two lists that were made apart tell how many neither of them holds, and so what the register lacks.

If 90 of the 100 children that hospitals know are registered, the register holds about 90 per cent of all children.
`huimin registration` says it with an interval, area by area, and says where the figures cannot carry an answer.
"""

from __future__ import annotations

import csv
import json

import pytest

from workspace_fixtures import huimin

LISTS = """
    area     | first | second | both
    Minghu   |  4210 |   1200 | 1171
    Yunling  |  2875 |    940 |  889
    Beichuan |    96 |     31 |   30
"""


@pytest.fixture
def answer(tmp_path):
    """A function that writes a table to a file and gives what the command says of it."""

    def told(table, *options, lang="en"):
        rows = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
        file = tmp_path / "lists.csv"
        file.write_text("\n".join(",".join(row) for row in rows) + "\n", encoding="utf-8")
        ran = huimin("registration", file, *options, "--json", lang=lang)
        return json.loads(ran.out)

    return told


def codes(record):
    return [one["code"] for one in record["notes"]]


def test_one_area(answer):
    """4210 x 1200 / 1171 is about 4314, so the register lacks about 104 of them: 2.4 per cent."""
    record = answer("""
        first | second | both
         4210 |   1200 | 1171
    """)
    (place,) = record["places"]
    assert place["total"] == pytest.approx(4314, abs=1)
    assert place["unreported"] == pytest.approx(0.024, abs=0.001)
    assert place["unreported_low"] < 0.02 < place["unreported_high"] < 0.04


def test_a_limit_is_kept_broken_or_cannot_be_told(answer):
    for limit, words in (
        ("5%", "surely no more than 5%"),
        ("1%", "surely above 1%"),
        ("3.5%", "is above 3.5% cannot be told"),
    ):
        record = answer(LISTS, "--limit", limit)
        assert any(words in line for line in record["words"]), record["words"]


def test_small_areas_lean_on_the_others(answer):
    """Beichuan's own 31 matches would allow 0 to 14 per cent; with the others it is narrower."""
    places = {one["area"]: one for one in answer(LISTS)["places"]}
    small = places["Beichuan"]
    assert small["own_high"] - small["own_low"] > small["total_high"] - small["total_low"]
    assert places["*"]["register"] == 4210 + 2875 + 96


def test_two_lists_cannot_tell_whether_they_depend_so_it_says_what_would_follow(answer):
    record = answer(LISTS)
    assert "registration-dependence" in codes(record)
    shares = {one["odds_ratio"]: one["unreported"] for one in record["if_tied"]}
    assert shares[0.5] < record["places"][0]["unreported"] < shares[2] < shares[4]


def test_three_lists_show_the_doubt_about_the_model(answer):
    """The hepatitis counts of the textbooks: models from 388 to 1,313."""
    record = answer("""
        history | count
        001     | 63
        010     | 55
        011     | 18
        100     | 69
        101     | 17
        110     | 21
        111     | 28
    """)
    assert {round(one["total"]) for one in record["models"]} >= {388, 1313}
    assert len(record["models"]) == 8
    assert "508 to 1,313" in record["words"][0]
    assert codes(record) == ["registration-saturated", "registration-coverage-low"]


def test_rows_of_people_are_counted_and_names_are_refused(answer):
    people = """
        area | police | hospital
        A    | 1      | 1
        A    | 1      | 0
        A    | 是     | 是
        A    | 0      | 1
    """
    assert answer(people)["places"][0]["both"] == 2
    refused = answer(people.replace("area |", "name |").replace("A    |", "Li   |"))
    assert [one["code"] for one in refused["errors"]] == ["registration-column-odd"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("50 | 40 | 0", "registration-apart"), ("50 | 40 | 6", "registration-few-matches"),
        ("50 | 40 | 40", "registration-inside"), ("0 | 40 | 0", "registration-empty"),
        ("990 | 980 | 975", "registration-few-missed"), ("50 |  | 30", "registration-unknown"),
    ],
)  # fmt: skip
def test_where_it_does_not_promise_it_says_so(answer, row, code):
    record = answer(f"first | second | both\n{row}")
    assert code in codes(record)
    assert record["words"]


def test_not_reported_is_never_zero(answer):
    record = answer(LISTS + "    Nan      |    33 |        |\n")
    (place,) = [one for one in record["places"] if one["area"] == "Nan"]
    assert (place["total"], place["unreported"]) == (None, None)
    assert "registration-unknown" in codes(record)


def test_an_area_whose_counts_are_missing_has_no_answer_rather_than_a_wrong_one(answer):
    record = answer("first | second | both\n50 |  | 30")
    assert "cannot be told" in record["words"][0]
    refused = answer("history | count\n110 | 5\n101 |\n011 | 7")
    assert [one["code"] for one in refused["errors"]] == ["registration-not-known"]


def test_errors_of_linkage_are_put_right(answer):
    """If linkage misses 3 in 100 true pairs, fewer are missing from the register than it seems, and less surely."""
    plain, right = (
        answer(LISTS, *options)["places"][0] for options in ((), ("--sensitivity", "97%+-1%", "--false-matches", "1%"))
    )
    assert right["unreported"] < plain["unreported"]
    assert right["total_high"] - right["total_low"] > plain["total_high"] - plain["total_low"]


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ("first | second | both\n5 | 6 | 7", "registration-more-matches"),
        ("area | first | second | both\nA | 5 | 6 | 4\nA | 5 | 6 | 4", "registration-area-twice"),
        ("history | count\n01 | 5\n1 | 6", "registration-history-unreadable"),
        ("history | count\n00 | 5\n11 | 6", "registration-history-unreadable"),
        ("area | police\nA | 1", "registration-columns"),
        ("police | hospital\n1 | 2\n1 | 0", "registration-cell"),
        ("a | b | c | d | e | f\n1 | 1 | 1 | 1 | 1 | 1", "registration-lists-number"),
        ("history | count\n011 | 0\n100 | 0", "registration-nobody"),
        ("first | second | both\n-5 | 6 | 4", "project-number-negative"),
    ],
)
def test_a_table_that_cannot_be_right_is_refused_with_its_place(answer, table, code):
    record = answer(table)
    assert code in [one["code"] for one in record["errors"]]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--register", "polise"), "registration-register-unknown"), (("--limit", "two"), "registration-option-unreadable"),
        (("--area", "Nowhere"), "registration-area-missing"), (("--odds-ratio", "0"), "registration-odds"),
        (("--sensitivity", "0"), "demography-number-out-of-range"), (("--out", "x.docx"), "format-unknown"),
        (("--confidence", "1.2"), "demography-number-out-of-range"),
    ],
)  # fmt: skip
def test_an_option_that_cannot_be_right_is_told(answer, options, code):
    record = answer("area | first | second | both\nA | 50 | 40 | 30", *options)
    assert [one["code"] for one in record["errors"]] == [code]


def test_the_answer_goes_into_a_file(tmp_path, answer):
    record = answer(LISTS, "--out", tmp_path / "missing.csv")
    with (tmp_path / "missing.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["area"] for row in rows] == ["*", "Minghu", "Yunling", "Beichuan"]
    assert float(rows[1]["unreported"]) == record["places"][1]["unreported"]
    answer(LISTS, "--out", tmp_path / "missing.json")
    assert json.loads((tmp_path / "missing.json").read_text(encoding="utf-8"))["places"] == record["places"]


@pytest.mark.parametrize(("lang", "word"), [("zh", "漏登率"), ("en", "are missing")])
def test_people_read_it_in_their_language(tmp_path, lang, word):
    file = tmp_path / "lists.csv"
    file.write_text("地区,登记,核对,重合\n明湖区,4210,1200,1171\n云岭县,2875,940,889\n", encoding="gb18030")
    ran = huimin("registration", file, lang=lang)
    assert ran.code == 0
    assert word in ran.out.splitlines()[0]
    assert "明湖区" in ran.out
    assert "nan" not in ran.out and "None" not in ran.out


def test_what_is_for_two_lists_only_is_said_to_be_left_out(answer):
    table = "history | count\n110 | 50\n101 | 30\n011 | 7\n111 | 90\n100 | 9\n010 | 4\n001 | 3"
    record = answer(table, "--odds-ratio", "2")
    assert "registration-two-lists-only" in codes(record)
    assert record["places"] == answer(table)["places"]


def test_pairs_missed_are_put_right_with_three_lists(answer):
    """People whom matching took for two make the total too high; the lists themselves keep their sizes."""
    table = "history | count\n110 | 500\n101 | 300\n011 | 70\n111 | 900\n100 | 90\n010 | 40\n001 | 30"
    raw, right = (answer(table, *options)["places"][0] for options in ((), ("--sensitivity", "98% +- 1%")))
    assert right["total"] < raw["total"] and right["register"] == raw["register"] == 1790
    assert right["total_high"] - right["total_low"] > raw["total_high"] - raw["total_low"]


def test_factors_for_the_assessment_wait_for_a_persons_name(tmp_path, answer):
    """All / registered, area by area; what is not promised is not proposed, and nothing counts before somebody signs."""
    target = tmp_path / "factors.csv"
    record = answer(LISTS, "--factors", target, "--element", "births", "--period", "2025")
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["area"]: row for row in csv.DictReader(file)}
    places = {one["area"]: one for one in record["places"]}
    assert record["factors"] == len(rows) and "Minghu" in rows
    assert set(rows) <= {area for area, one in places.items() if one["promise"] == "promised"}
    one, share = rows["Minghu"], places["Minghu"]["unreported"]
    assert float(one["factor"]) == pytest.approx(1 / (1 - share), rel=1e-4)
    assert float(one["low"]) < float(one["factor"]) < float(one["high"])
    assert (one["kind"], one["element"], one["from"], one["to"]) == ("corrected", "births", "2025", "2025")
    assert one["decided_by"] == one["decided_on"] == ""


def test_factors_need_an_element_and_a_period(tmp_path, answer):
    record = answer(LISTS, "--factors", tmp_path / "factors.csv")
    assert [one["code"] for one in record["errors"]] == ["registration-factors-of-what"]
