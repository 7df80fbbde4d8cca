"""Pairs of encoded lists can be read too: each office looks up its own record of a pair, and the two tell each other
whether both are of one child.

Who draws them holds no name, and neither office learns anything of the other's list from its table. Only pairs that were
matched are drawn: of those that were missed encodings show too few, so precision can be told and recall cannot.
"""

from __future__ import annotations

import csv
import json

import pytest
from openpyxl import load_workbook

from workspace_fixtures import huimin

GIVEN = "明华丽静强磊洋艳勇杰娟涛超霞平刚桂"


def table(mark, missing):
    """Sixty children of one list, some missing; in list P every tenth has another given name."""
    rows = ["number | name | sex | birth | mother | area"]
    for at in range(60):
        other = mark == "P" and at % 10 == 0
        name = f"王{GIVEN[(at + other) % 17]}{GIVEN[at // 17]}"
        if at % missing:
            rows.append(f"{mark}{at} | {name} | 男 | 2026-01-{1 + at % 28:02d} | 李{GIVEN[at * 7 % 17]} | 990101001")
    return "\n".join(rows)


class Office:
    """Two encoded lists and what was drawn of them."""

    def __init__(self, folder):
        self.folder = folder
        self.encoded = [folder / "births.encoded", folder / "households.encoded"]
        ran = huimin("pairs", "draw", *self.encoded, "--out", folder / "read", "--pairs", "30", "--json")
        assert ran.code == 0, ran
        self.batch = folder / "read" / "to-read" / json.loads(ran.out)["batch"]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("offices")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUIMIN_KEYS", str(folder / "keys"))
        encode(folder)
        yield Office(folder)


def encode(folder):
    """Each office encodes its list."""
    assert huimin("encode", "key", "--out", folder / "k.key").code == 0
    for name, mark, missing in (("births", "H", 9), ("households", "P", 7)):
        (folder / f"{name}.csv").write_text(table(mark, missing).replace(" | ", ","), "utf-8")
        ran = huimin("encode", "list", folder / f"{name}.csv", "--key", folder / "k.key", "--label",
                     "2026Q1", "--out", folder / f"{name}.encoded", "--name", name)  # fmt: skip
        assert ran.code == 0, ran


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def opened(office, reader, at, name):
    """Of one office: the record number of each pair, turned back with its own table of codes."""
    (path,) = (office.batch / f"reader-{reader}").glob(f"for-{at}-*.csv")
    target = office.folder / f"opened-{reader}-{at}.csv"
    ran = huimin("encode", "open", path, "--codes", office.folder / f"{name}-codes.csv", "--out", target)
    assert ran.code == 0, ran
    return {int(number): record for record, number, _ in rows(target)}


def answer(office, reader):
    """Both offices look up their records and tell whether they are of one child."""
    mine, theirs = opened(office, reader, 1, "births"), opened(office, reader, 2, "households")
    path = office.batch / f"reader-{reader}" / f"pairs-{reader}.xlsx"
    book = load_workbook(path)
    page = book["1-2"]
    for row in range(6, page.max_row + 1):
        number = page.cell(row, 1).value
        same = mine[number][1:] == theirs[number][1:]
        page.cell(row, 2).value = "one child" if same else "two children"
    book.save(path)
    return path


def test_an_office_gets_its_own_codes_and_nothing_of_the_other(office):
    paths = sorted((office.batch / "reader-1").iterdir())
    assert [path.name for path in paths] == ["for-1-births.csv", "for-2-households.csv", "pairs-1.xlsx"]
    codes = [{row[0] for row in rows(office.folder / f"{name}-codes.csv")} for name in ("births", "households")]
    for path, own in zip(paths, codes, strict=False):
        assert {row[0] for row in rows(path)} <= own
    cells = {str(cell.value) for row in load_workbook(paths[2]).active.iter_rows() for cell in row if cell.value}
    assert not any("王" in cell or "李" in cell for cell in cells) and not cells & (codes[0] | codes[1])


def test_what_the_offices_say_tells_the_precision_and_no_recall(office):
    books = [answer(office, reader) for reader in (1, 2)]
    ran = huimin("pairs", "read", *books, "--out", office.folder / "read", "--json")
    assert ran.code == 0, ran
    told = json.loads(ran.out)
    assert told["complete"] and told["review"]["agreed"] == 1
    assert told["review"]["precision"]["value"] == 1 and told["review"]["recall"] is None
    report = (office.folder / "read" / "review.html").read_text("utf-8")
    assert "Recall cannot be told from encoded lists" in report and "nan" not in report


def test_the_precision_goes_into_the_report_and_the_recall_stays_assumed(office):
    books = [answer(office, reader) for reader in (1, 2)]
    huimin("pairs", "read", *books, "--out", office.folder / "read")
    ran = huimin("reconcile", *office.encoded, "--out", office.folder / "out", "--from-review",
                 office.folder / "read" / "review.json", "--steps-only", "--json")  # fmt: skip
    assert ran.code == 0, ran
    assert "encoding-not-weighed" not in {one["code"] for one in json.loads(ran.out)["notes"]}
    assert "The first is assumed; the second comes from a review" in (office.folder / "out" / "report.html").read_text("utf-8")  # fmt: skip


def test_that_nothing_is_weighed_is_told_where_nobody_said_so(office):
    ran = huimin("reconcile", *office.encoded, "--out", office.folder / "out", "--json")
    assert "encoding-not-weighed" in {one["code"] for one in json.loads(ran.out)["notes"]}


@pytest.mark.parametrize("command", [("reconcile",), ("pairs", "draw")])
def test_a_mapping_does_nothing_for_encoded_lists_and_is_refused(office, command):
    (office.folder / "mapping.yaml").write_text("lists: []", "utf-8")
    ran = huimin(*command, *office.encoded, "--mapping", office.folder / "mapping.yaml", "--out", office.folder / "out",
                 "--json")  # fmt: skip
    assert [one["code"] for one in ran.json["errors"]] == ["encoding-no-mapping"]
