"""Pairs can be read without the site, on a machine that is connected to nothing.

`huimin pairs draw` writes a workbook for each of two readers, in an order of its own; `huimin pairs read` takes them
back, asks a third where the two differ, and says how good the matching is; `huimin pairs remove`, or the day, removes
pairs and workbooks. What stays is numbers, which `huimin reconcile --from-review` takes.
"""

from __future__ import annotations

import json
import shutil
import stat
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from huimin.adapters.archive.contents import contents
from huimin.adapters.linkage.guard import clean
from workspace_fixtures import huimin

ANSWERS = {"en": ("one child", "two children", "cannot tell"), "zh": ("是同一人", "不是同一人", "不能定")}


def births(count):
    """So many children in two lists; of each tenth only the mother and the day agree, and every ninth is in one list."""
    one, two = ["number | name | sex | birth | mother"], ["number | name | sex | birth | mother"]
    given = "明华丽静强磊洋艳勇杰娟涛超霞平刚桂"
    for at in range(count):
        name = f"王{given[at % 17]}{given[at // 17 % 17]}"
        mother = f"李{given[at * 7 % 17]}{given[at * 3 % 17]}"
        row = f"男 | 2026-0{1 + at % 3}-{1 + at % 28:02d} | {mother}"
        one.append(f"H{at} | {name} | {row}")
        if at % 9:
            two.append(f"P{at} | {'赵' + name[1:] if at % 10 == 0 else name} | {row}")
    return "\n".join(one), "\n".join(two)


class Drawn:
    """Forty pairs drawn of two lists, and how to fill a workbook."""

    def __init__(self, place):
        self.folder, self.lists = place / "read", sorted(place.glob("list*.csv"))

    def draw(self, *options):
        ran = huimin("pairs", "draw", *self.lists, "--out", self.folder, "--pairs", "40", "--json", *options)
        assert ran.code == 0, ran
        return self.of(json.loads(ran.out))

    def of(self, record):
        self.record = record
        self.batch = self.folder / "to-read" / record["batch"]
        self.books = [self.batch / f"reader-{reader}" / f"pairs-{reader}.xlsx" for reader in (1, 2)]
        return self

    def fill(self, path, said, lang="en"):
        """Write the answer ``said(pair)`` beside every pair; the pair is its number and a row of texts a record."""
        book = load_workbook(path)
        for page in book:
            for number, row, record, other in pairs_in(page):
                answer = said((number, record, other))
                if answer is not None:
                    page.cell(row, page.max_column).value = ANSWERS[lang][answer]
        book.save(path)

    def read(self, *books, lang="en"):
        ran = huimin("pairs", "read", *(books or self.books), "--out", self.folder, "--json", lang=lang)
        return json.loads(ran.out) if ran.code == 0 else [one["code"] for one in ran.json["errors"]]


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """Drawn once, to be copied."""
    place = tmp_path_factory.mktemp("drawn")
    for at, table in enumerate(births(120)):
        rows = [[cell.strip() for cell in line.split("|")] for line in table.splitlines()]
        (place / f"list{'AB'[at]}.csv").write_text("\n".join(map(",".join, rows)), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUIMIN_KEYS", str(place / "keys"))
        return place, Drawn(place).draw().record


@pytest.fixture
def drawn(once, tmp_path, monkeypatch):
    """A draw of the test's own."""
    place = tmp_path / "place"
    shutil.copytree(once[0], place)
    monkeypatch.setenv("HUIMIN_KEYS", str(place / "keys"))
    return Drawn(place).of(once[1])


def pairs_in(page):
    """(number, row, one record, the other) of a sheet."""
    for row in range(6, page.max_row + 1):
        if isinstance(number := page.cell(row, 1).value, int):
            sides = [tuple(str(page.cell(row + down, column).value or "").split("\n")[0].strip("\u200b")
                           for column in range(3, page.max_column)) for down in (0, 1)]  # fmt: skip
            yield number, row, *sides


def alike(pair):
    """What a careful reader says of these lists: the name decides."""
    _, record, other = pair
    return 0 if record[0] == other[0] else 1


def test_each_reader_gets_the_same_pairs_in_another_order(drawn):
    told = [[sides for _, _, *sides in pairs_in(load_workbook(path)["1-2"])] for path in drawn.books]
    assert len(told[0]) == drawn.record["pairs"][0] and told[0] != told[1]
    assert sorted(told[0]) == sorted(told[1])


def test_workbooks_are_for_their_owner_alone_and_hold_no_record_number(drawn):
    assert {stat.S_IMODE(one.stat().st_mode) for one in (drawn.batch, *drawn.batch.glob("reader-*"))} == {0o700}
    assert {stat.S_IMODE(one.stat().st_mode) for one in drawn.batch.rglob("*") if one.is_file()} == {0o600}
    cells = {str(cell.value) for row in load_workbook(drawn.books[0]).active.iter_rows() for cell in row}
    assert not {f"{mark}{at}" for mark in "HP" for at in range(120)} & cells
    assert any("王" in cell for cell in cells)
    kept = [one.read_bytes() for one in drawn.batch.glob("*.sealed")]
    assert kept and not any("王".encode() in one for one in kept), "the pairs themselves lie encrypted"


def test_two_readers_who_agree_tell_how_good_the_matching_is(drawn):
    for path in drawn.books:
        drawn.fill(path, alike)
    told = drawn.read()
    assert told["complete"] and not told["third"] and told["open"] == {"1": 0, "2": 0}
    assert told["review"]["agreed"] == 1 and told["review"]["precision"]["low"] <= 1 <= told["review"]["recall"]["high"]
    written = {path.name for path in drawn.folder.glob("review.*")}
    assert written == {"review.docx", "review.html", "review.xlsx", "review.json"}
    ran = huimin("reconcile", *drawn.lists, "--out", drawn.folder, "--from-review", drawn.folder / "review.json")
    assert ran.code == 0, ran
    assert "come from a review by people" in (drawn.folder / "report.html").read_text("utf-8")


def test_pairs_on_which_two_differ_go_to_a_third(drawn):
    drawn.fill(drawn.books[0], alike)
    drawn.fill(drawn.books[1], lambda pair: 2 if alike(pair) == 0 and "明" in pair[1][0] else alike(pair))
    told = drawn.read()
    (third,) = told["third"]
    asked = list(pairs_in(load_workbook(third)["1-2"]))
    assert asked and all("明" in record[0] for _, _, record, _ in asked)
    assert not told["complete"] and told["review"]["agreed"] == pytest.approx(1 - len(asked) / drawn.record["pairs"][0])
    assert not (drawn.folder / "review.json").exists()
    drawn.fill(third, alike)
    settled = drawn.read(third, *drawn.books)
    assert settled["complete"] and settled["review"]["settled"] == drawn.record["pairs"][0]


def test_before_both_have_read_everything_nothing_is_told(drawn):
    drawn.fill(drawn.books[0], alike)
    drawn.fill(drawn.books[1], lambda pair: None if pair[0] == 1 else alike(pair))
    told = drawn.read()
    assert told["open"] == {"1": 0, "2": 1}
    assert not told["complete"] and told["review"] is None and told["files"] == [] == told["third"]


def test_what_cannot_be_read_back_is_told(drawn, tmp_path):
    first, second = drawn.books
    assert drawn.read(first, first) == ["pairs-reader-twice"]
    assert drawn.read(first) == ["pairs-both-needed"]
    foreign = tmp_path / "other.xlsx"
    foreign.write_bytes(b"no workbook")
    assert drawn.read(first, foreign) == ["pairs-book-unreadable"]
    book = load_workbook(second)
    book["1-2"].cell(6, book["1-2"].max_column).value = "perhaps"
    book.save(second)
    assert drawn.read() == ["pairs-answer-unreadable"]
    book["1-2"].cell(4, 1).value = f"{'0' * 16} / 2 / 1-2"
    book.save(second)
    assert "pairs-batches" in drawn.read()


def test_in_chinese_the_answers_are_chinese_and_pairs_go_by_hand(drawn, tmp_path):
    made = drawn.draw("--in", "zh")
    copies = [tmp_path / f"copy-{at}.xlsx" for at in (1, 2)]
    for path, copy in zip(made.books, copies, strict=True):
        made.fill(path, alike, "zh")
        shutil.copy(path, copy)
    assert made.read(lang="zh")["complete"]
    assert made.batch.name in json.loads(huimin("pairs", "remove", "--out", made.folder, "--json").out)["removed"]
    assert list((made.folder / "to-read").iterdir()) == [] == list((made.folder.parent / "keys").iterdir())
    assert made.read(*copies) == ["pairs-gone"]


def test_backups_leave_the_pairs_out(drawn):
    workspace = drawn.folder.parent
    drawn.folder.rename(workspace / "reconciliation")
    assert not [name for name, _ in contents(workspace, None).files if name.startswith("reconciliation/")]


def test_overdue_pairs_go_with_the_daily_clean_up(drawn):
    day = date.fromisoformat(drawn.record["remove_on"])
    keys = drawn.folder.parent / "keys"
    assert clean(drawn.folder / "to-read", keys, day - timedelta(days=1)) == ()
    (drawn.batch / "manifest.json").write_text('{"remove_on": "2020-01-01"}')
    assert huimin("reconcile", "--clean", "--out", drawn.folder).code == 0
    assert not drawn.batch.exists() and list(keys.iterdir()) == []
