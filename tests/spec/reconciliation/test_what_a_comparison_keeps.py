"""A comparison keeps counts, and for each office the numbers of its own records; no name, and no file of persons.

Lists are encrypted in a locked folder while they are compared and removed when their day comes; a crash leaves nothing
behind that can be read.
"""

from __future__ import annotations

import stat
from datetime import date, timedelta

import pytest

from huimin.adapters.linkage.guard import clean, lock
from huimin.findings import Invalid
from huimin.wiring import reconcile as wiring
from workspace_fixtures import huimin

A = """
    number | name   | sex | birth      | mother | area
    H1     | 王小明 | 男  | 2026-01-05 | 李梅   | 990102001
    H2     | 赵天宇 | 男  | 2026-01-09 | 孙倩   | 990102001
    H3     | 周子涵 | 女  | 2026-02-11 | 吴敏   | 990121001
"""
B = """
    number | name   | sex | birth      | mother | area
    P7     | 王小明 | 男  | 2026-01-05 | 李梅   | 990102001
    P8     | 周子函 | 女  | 2026-02-11 | 吴敏   | 990121001
    P9     | 郑一诺 | 女  | 2026-02-14 | 钱芳   | 990121001
"""
NAMES = ("王小明", "赵天宇", "周子涵", "周子函", "郑一诺", "李梅", "吴敏")


def test_coverage_each_way(lists):
    record = lists.compared(A, B)
    told = [(one["of"], one["in"], one["number"], one["found"], one["missing"]) for one in record["coverage"]]
    assert told == [("listA", "listB", 3, 2, 1), ("listB", "listA", 3, 2, 1)]
    assert all(one["low"] < one["coverage"] < one["high"] for one in record["coverage"])


def test_what_is_missing_is_told_by_area_and_month(lists):
    record = lists.compared(A, B)
    missing = [(one["of"], one["area"], one["month"]) for one in record["areas"]
               if one["missing"] and one.get("area") and "month" in one]  # fmt: skip
    assert missing == [("listA", "990102", "2026-01"), ("listB", "990121", "2026-02")]


def test_an_office_learns_of_its_own_records_only(lists):
    lists.compared(A, B)
    assert lists.for_office(1) == [
        ["H2", "not found in the other list", "listB"],
        ["H3", "name: same sound", "listB"],
    ]
    assert {row[0] for row in lists.for_office(2)} == {"P9", "P8"}


def test_no_name_stands_in_any_result(lists):
    lists.compared(A, B)
    for path in (lists.folder / "out").rglob("*"):
        if path.suffix in (".csv", ".json", ".html"):
            assert not any(name in path.read_text("utf-8") for name in NAMES), path.name


@pytest.mark.parametrize(
    ("lang", "words"), [("zh", "不得作为对任何家庭作出处理的依据"), ("en", "Nothing in it may carry a consequence")]
)
def test_the_report_says_what_it_is_for(lists, lang, words):
    lists.compared(A, B, options=("--in", lang))
    assert words in (lists.folder / "out" / "report.html").read_text("utf-8")
    assert {path.suffix for path in (lists.folder / "out").glob("report.*")} == {".docx", ".html", ".xlsx"}


def test_lists_are_gone_with_the_report(lists):
    lists.compared(A, B)
    assert list((lists.folder / "out" / ".working").iterdir()) == []
    assert list((lists.folder / "keys").iterdir()) == []


def test_a_crash_leaves_nothing_that_can_be_read(lists, monkeypatch):
    """The process dies in the middle: what lies in the folder is cipher, and the next run removes it."""
    monkeypatch.setattr(wiring, "prepare", lambda *_: (_ for _ in ()).throw(SystemExit))
    monkeypatch.setattr(wiring.WorkingFolder, "remove", lambda self: None)
    with pytest.raises(SystemExit):
        lists.ran(A, B)
    monkeypatch.undo()
    monkeypatch.setenv("HUIMIN_KEYS", str(lists.folder / "keys"))
    left = [path for path in (lists.folder / "out").rglob("*") if path.is_file()]
    assert any(path.suffix == ".sealed" for path in left)
    assert not any(name.encode() in path.read_bytes() for path in left for name in NAMES)
    assert huimin("reconcile", "--clean", "--out", lists.folder / "out").code == 0
    assert [path for path in (lists.folder / "out").rglob("*") if path.is_file()] == []
    assert list((lists.folder / "keys").iterdir()) == []


def test_lists_that_are_kept_go_on_their_day(tmp_path):
    day = date(2026, 4, 1)
    place = lock(tmp_path / "working", tmp_path / "keys", day + timedelta(days=14))
    (tmp_path / "list.csv").write_text("name\n王小明\n", encoding="utf-8")
    sealed = place.take_in(tmp_path / "list.csv", "list-1")
    assert place.opened(sealed).decode() == "name\n王小明\n"
    assert stat.S_IMODE(place.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(place.key_file.stat().st_mode) == 0o600
    assert clean(tmp_path / "working", tmp_path / "keys", day + timedelta(days=13)) == ()
    assert clean(tmp_path / "working", tmp_path / "keys", day + timedelta(days=14)) == (place.folder.name,)
    assert not place.folder.exists() and not place.key_file.exists()


def test_a_day_that_was_missed_is_made_up_for(tmp_path):
    """The machine was off on the day, its clock was wrong for a while, the key or the manifest had gone: nothing stays."""
    day = date(2026, 4, 1)
    parent, keys = tmp_path / "working", tmp_path / "keys"
    places = [lock(parent, keys, day + timedelta(days=14)) for _ in range(4)]
    for place in places:
        with place.receive("list-1") as sealed:
            sealed.write("王小明".encode())
    places[1].key_file.unlink()
    (places[2].folder / "manifest.json").write_text('{"remove_on": "one day"}', "utf-8")
    assert clean(parent, keys, day - timedelta(days=400)) == (), "a clock that runs far behind removes nothing"
    assert set(clean(parent, keys, date.today() + timedelta(days=200))) == {one.folder.name for one in places}
    assert list(parent.iterdir()) == [] and list(keys.iterdir()) == []


def test_what_was_half_received_when_the_process_died_cannot_be_read_and_goes(tmp_path):
    place = lock(tmp_path / "working", tmp_path / "keys", date(2026, 4, 1))
    coming = place.receive("list-1")
    coming.write("王小明,男\n".encode() * 1_200_000)  # more than one piece; the rest waits in memory
    coming._file.flush()
    lying = place.path_of("list-1").read_bytes()
    assert len(lying) > 8 << 20 and "王小明".encode() not in lying
    with pytest.raises(Invalid) as found:
        place.opened(place.path_of("list-1"))
    assert [one.code for one in found.value.findings] == ["reconcile-list-damaged"]
    coming._file.close()
    assert clean(tmp_path / "working", tmp_path / "keys", date(2026, 4, 1)) == (place.folder.name,)


def test_a_changed_list_is_not_opened(tmp_path):
    place = lock(tmp_path / "working", tmp_path / "keys", date(2026, 4, 1))
    (tmp_path / "list.csv").write_text("name\n王小明\n", encoding="utf-8")
    sealed = place.take_in(tmp_path / "list.csv", "list-1")
    data = bytearray(sealed.read_bytes())
    data[-1] ^= 1
    sealed.write_bytes(data)
    with pytest.raises(Invalid) as found:
        place.opened(sealed)
    assert [one.code for one in found.value.findings] == ["reconcile-list-damaged"]


def test_a_key_may_not_lie_beside_its_lists(tmp_path):
    with pytest.raises(Invalid) as found:
        lock(tmp_path / "working", tmp_path / "working" / "keys", date(2026, 4, 1))
    assert [one.code for one in found.value.findings] == ["reconcile-key-inside"]


def test_pairs_for_a_clerk_are_written_on_wish_only_and_for_one_reader(lists):
    two = (
        A
        + "    H4 | 未取名 | 女 | 2026-01-19 | 何静 | 990102001\n    H5 | 未取名 | 女 | 2026-01-19 | 何静 | 990102001\n"
    )
    other = (
        B + "    P4 | 高雨 | 女 | 2026-01-19 | 何静 | 990102001\n    P5 | 高雪 | 女 | 2026-01-19 | 何静 | 990102001\n"
    )
    target = lists.folder / "review.xlsx"
    lists.compared(two, other, options=("--review", target))
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    from openpyxl import load_workbook

    cells = [cell.value for row in load_workbook(target).active.iter_rows() for cell in row if cell.value]
    assert "高雨" in cells and "P5" in cells and "王小明" not in cells
