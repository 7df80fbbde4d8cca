"""A comparison from the form to the removal of its lists, and everything that a list may be ill with."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from reconciliation_site import NAMES, begun, compared, in_this_process, invented, own_keys, send
from site_fixtures import TODAY

HEAD = "number,name,sex,birth,mother,area\n"
LINES = "".join(f"H{at},王{one}明,男,2026-01-{at:02d},李{one},990102001\n" for at, one in enumerate("小大天子思", 5))
GOOD = HEAD + LINES


@pytest.fixture
def keys(tmp_path):
    with in_this_process() as patch:
        own_keys(patch, tmp_path)
        yield tmp_path / "keys-elsewhere"


def plain_text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


def folders(site):
    working = site.folder / "reconciliation" / ".working"
    return sorted(path.name for path in working.iterdir()) if working.is_dir() else []


def row(one, at):
    return one.listings.get(number=at)


# --- the whole way


def test_from_the_form_to_the_report(own_site, keys):
    lists, _ = invented()
    one = begun(own_site, names=("hospital births", "household registration"), budget=0)
    page = send(own_site, one, 1, lists[0], name="births.csv")
    assert "births.csv" in page.text and f"{lists[0].count(chr(10)) - 1} records" in page.text
    assert row(one, 1).columns["mother"] == "mother" and not row(one, 2).sealed
    assert "It can begin once all lists are here" in page.text
    assert "Compare</button>" in send(own_site, one, 2, lists[1], "second_officer").text
    done = own_site.client("city_officer").post(f"/reconciliation/{one.pk}/start", follow=True)
    told = plain_text(done)
    assert "Coverage each way" in told and "hospital births household registration" in told
    assert "No review was asked for" in told and "Remove now" in told
    zh = plain_text(own_site.client("city_officer", "zh").get(f"/reconciliation/{one.pk}"))
    assert "互相覆盖情况" in zh and "怎样比中的" in zh
    for ending in ("docx", "xlsx", "html"):
        answer = own_site.client("auditor").get(f"/reconciliation/{one.pk}/files/report.{ending}")
        data = b"".join(answer.streaming_content)
        answer.close()
        assert answer["Content-Disposition"].startswith("attachment") and len(data) > 1000
    assert "Nothing in it may carry a consequence for any family" in data.decode()


def test_lists_lie_encrypted_from_the_first_byte_and_go_with_their_key(own_site, keys, tmp_path):
    one = begun(own_site)
    send(own_site, one, 1, GOOD)
    kept = [path for path in own_site.folder.rglob("*") if path.is_file()]
    assert any(path.suffix == ".sealed" for path in kept)
    assert not [path for path in kept if "王小明".encode() in path.read_bytes()]
    assert len(list(keys.iterdir())) == 1
    send(own_site, one, 1, GOOD + "H9,王思思,女,2026-01-19,李四,990102001\n")
    assert sum(path.suffix == ".sealed" for path in own_site.folder.rglob("*")) == 1, "the list before is gone"
    page = own_site.client("city_officer").post(f"/reconciliation/{one.pk}/remove", follow=True)
    assert "The lists were removed on their day" in page.text
    assert folders(own_site) == [] and list(keys.iterdir()) == []
    one.refresh_from_db()
    assert one.removed_at is not None and row(one, 1).sha256 == ""
    assert (
        "takes no more" in send(own_site, one, 1, GOOD).text or "have been removed" in send(own_site, one, 1, GOOD).text
    )


def test_lists_go_on_their_day_by_themselves(own_site, keys, monkeypatch):
    from huimin.web.base import clock
    from huimin.web.base.models import Entry
    from huimin.web.reconciliation import removal

    short, long = begun(own_site, days="3"), begun(own_site, days="60")
    send(own_site, short, 1, GOOD)
    for days, left in ((2, 2), (3, 1), (60, 0)):
        monkeypatch.setattr(clock, "today", lambda days=days: TODAY + timedelta(days=days))
        removal._looked.clear()
        own_site.client("auditor").get("/health")  # any request will do
        assert len(folders(own_site)) == left
    short.refresh_from_db()
    long.refresh_from_db()
    assert short.removed_at and long.removed_at and list(keys.iterdir()) == []
    assert Entry.objects.filter(act="reconciliation-removed", person=None).count() == 2
    assert "The lists were removed on their day" in own_site.client("auditor").get(f"/reconciliation/{short.pk}").text


def test_the_command_that_cleans_up_cleans_up_here_too(own_site, keys):
    """What a daily timer runs; and it leaves the keys of others alone."""
    from huimin.wiring.reconcile import remove_overdue

    one = begun(own_site, days="3")
    out = own_site.folder / "reconciliation"
    assert remove_overdue(own_site.folder / "elsewhere", TODAY + timedelta(days=3)) == ()
    assert len(list(keys.iterdir())) == 1, "the key of a list that is kept elsewhere stays"
    assert remove_overdue(out, TODAY + timedelta(days=2)) == ()
    assert len(remove_overdue(out, TODAY + timedelta(days=3))) == 1
    assert "The lists were removed on their day" in own_site.client("auditor").get(f"/reconciliation/{one.pk}").text


def test_a_key_that_is_elsewhere_is_told_and_nothing_is_taken_for_removed(own_site, keys, monkeypatch):
    from huimin.web.reconciliation import removal

    one = begun(own_site)
    send(own_site, one, 1, GOOD)
    monkeypatch.setenv("HUIMIN_KEYS", str(own_site.folder.parent / "other-keys"))
    removal._looked.clear()
    page = own_site.client("city_officer").get(f"/reconciliation/{one.pk}")
    assert "must have the same HUIMIN_KEYS" in page.text
    one.refresh_from_db()
    assert one.removed_at is None
    own_site.client("city_officer").post(f"/reconciliation/{one.pk}/remove")
    assert folders(own_site) == []


def test_three_lists_are_compared_two_by_two(own_site, keys):
    lists, _ = invented(200)
    third = lists[1].replace("P0", "V0")
    one = begun(own_site, names=NAMES, budget=0)
    for at, text in enumerate((*lists, third), 1):
        send(own_site, one, at, text)
    own_site.client("city_officer").post(f"/reconciliation/{one.pk}/start")
    told = plain_text(own_site.client("auditor").get(f"/reconciliation/{one.pk}"))
    assert told.count("How records were matched:") == 3
    assert "household registration immunisation" in told


def test_one_runs_at_a_time_and_a_dead_one_is_told(own_site, keys):
    from huimin.web.base import processes
    from huimin.web.reconciliation.models import Comparison

    one, two = begun(own_site), begun(own_site)
    for each in (one, two):
        send(own_site, each, 1, GOOD)
        send(own_site, each, 2, GOOD.replace("H", "P"))
    with pytest.MonkeyPatch.context() as patch:
        lock = processes.hold(one.lock)
        patch.setattr(processes, "begin", lambda *_: None)
        Comparison.objects.filter(pk=one.pk).update(state=Comparison.RUNNING)
        page = own_site.client("city_officer").post(f"/reconciliation/{two.pk}/start")
        assert page.status_code == 400 and "another comparison is running" in page.text
        assert "Comparing; you may leave" in own_site.client("auditor").get(f"/reconciliation/{one.pk}").text
        assert own_site.client("auditor").get(f"/reconciliation/{one.pk}/state").json()["state"] == "running"
        assert own_site.client("city_officer").post(f"/reconciliation/{one.pk}/remove").status_code == 400
        lock.close()
    page = own_site.client("auditor").get(f"/reconciliation/{one.pk}")
    assert "stopped half-way" in page.text
    assert own_site.client("city_officer").post(f"/reconciliation/{two.pk}/start").status_code == 302


# --- bad input, told in its place

ILL = {
    "empty": (b"", "the list is empty"),
    "only headings": (HEAD.encode(), "the list is empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0", "of a kind that holds no list"),
    "another encoding": ("name,birth\nçé\n".encode("latin-1") + b"\xff\xff\xff\xfe\x81", "neither UTF-8 nor GBK"),
    "a column missing": ("姓名,性别\n王小明,男\n".encode(), "no column was chosen"),
    "spoilt numbers": (b"name,birth,identity\nA,2026-01-05,1.5E+17\n", "1.5E+17 (cells: 1)"),
    "odd dates": ("name,birth\n王小明,昨天\n".encode(), "the birth date of some records cannot be read"),
    "ragged lines": (f"{GOOD}1,2,3,4,5,6,7,8\n".encode(), "too many or too few cells"),
}


def test_what_is_wrong_with_a_list_stands_beside_it(own_site, keys):
    one = begun(own_site)
    send(own_site, one, 2, GOOD)
    for what, (data, words) in ILL.items():
        page = send(own_site, one, 1, data)
        section = page.text[page.text.index('id="list-1"') : page.text.index('id="list-2"')]
        assert words in section, what
        assert "ready</span>" in page.text[page.text.index('id="list-2"') :], what
        severe = 'class="error"' in section
        assert ("It can begin once" in page.text) == severe, what


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8-sig", "utf-16"])
def test_lists_in_every_encoding_that_offices_use_are_read(own_site, keys, encoding):
    one = begun(own_site)
    chinese = "登记号,新生儿姓名,性别,出生日期,产妇姓名\n" + "１,王小明,男,２０２６－０１－０５,李梅\n" * 5
    send(own_site, one, 1, chinese.encode(encoding))
    made = row(one, 1)
    assert (made.columns["name"], made.columns["mother"], made.count) == ("新生儿姓名", "产妇姓名", 5)
    assert not [note for note in made.findings if note["severity"] > 1]
    assert made.rows[0][1] == "王○○", "only the shape of the first rows is kept"


def test_the_same_file_twice_no_file_and_too_large_a_file(own_site, keys, monkeypatch):
    from huimin.web.reconciliation import receiving

    one = begun(own_site)
    send(own_site, one, 1, GOOD)
    assert "the same as another list" in send(own_site, one, 2, GOOD).text
    answer = own_site.client("city_officer").post(f"/reconciliation/{one.pk}/lists/2")
    assert answer.status_code == 400 and "no file was chosen" in answer.text
    monkeypatch.setattr(receiving, "LARGEST", 0)
    assert "which the site does not take" in send(own_site, one, 2, GOOD.replace("H", "P")).text
    assert sum(path.suffix == ".sealed" for path in own_site.folder.rglob("*")) == 1, "nothing of them is left"


def test_columns_can_be_put_right(own_site, keys):
    one = begun(own_site)
    send(own_site, one, 1, "who,when\n王小明,2026-01-05\n")
    assert row(one, 1).columns == {}
    browser = own_site.client("city_officer")
    wrong = browser.post(
        f"/reconciliation/{one.pk}/lists/1/columns", {"name": "who", "birth": "elsewhere"}, follow=True
    )
    assert "no column was chosen for any of: 出生日期 (birth date)" in wrong.text
    right = browser.post(f"/reconciliation/{one.pk}/lists/1/columns", {"name": "who", "birth": "when"}, follow=True)
    assert "no column was chosen" not in right.text and row(one, 1).columns == {"name": "who", "birth": "when"}


def test_what_only_the_whole_list_shows_is_told_after_the_run_in_its_place(own_site, keys, monkeypatch):
    """A large list is looked at by its beginning; a fault further down comes back to the page of the lists."""
    from huimin.adapters.linkage import guard

    monkeypatch.setattr(guard, "PIECE", 400)
    one = begun(own_site)
    long = GOOD + LINES * 9
    send(own_site, one, 1, long.encode() + b"\xff\xff\xff\xfe\x81\n")
    send(own_site, one, 2, GOOD.replace("H", "P"))
    assert not row(one, 1).whole and not row(one, 1).findings
    page = own_site.client("city_officer").post(f"/reconciliation/{one.pk}/start", follow=True)
    one.refresh_from_db()
    assert one.state == "collecting"
    section = page.text[page.text.index('id="list-1"') : page.text.index('id="list-2"')]
    assert "another encoding" in section


def test_a_list_of_one_name_is_told_and_bounded(own_site, keys):
    many = HEAD + "".join(f"H{at},张三,男,2026-01-05,,990102001\n" for at in range(4000))
    one = compared(own_site, [many, many.replace("H", "P")], budget=100)
    assert one.state == "done"
    assert (
        "one name fills more than a tenth of the list"
        in own_site.client("auditor").get(f"/reconciliation/{one.pk}").text
    )
    assert one.reviews.count() == 0, "no pair can be told from another, so there is nothing to read"


def test_lists_without_a_common_month(own_site, keys):
    one = begun(own_site)
    send(own_site, one, 1, GOOD)
    send(own_site, one, 2, GOOD.replace("2026-01", "2024-01"))
    page = own_site.client("city_officer").post(f"/reconciliation/{one.pk}/start", follow=True)
    assert "no month of birth in common" in page.text


@pytest.mark.parametrize(("field", "value"), [
    ("name2", ""), ("name2", "hospital births"), ("limit", "120"), ("days", "400"), ("days", "soon"), ("from", "2026-13"),
    ("from", "2027-01"), ("area", "990199"), ("budget", "5000"),
])  # fmt: skip
def test_a_form_that_cannot_be_meant_comes_back_with_what_was_typed(site, field, value):
    form = {"area": site.places["city"], "name1": "hospital births", "name2": "police", "name3": "", "limit": "95",
            "days": "30", "budget": "200", "from": "2026-01", "to": "2026-03", field: value}  # fmt: skip
    answer = site.client("city_officer").post("/reconciliation/new", form)
    assert answer.status_code == 400
    assert 'value="hospital births"' in answer.text and ("error" in answer.text or "alert" in answer.text)


def test_a_forged_form_leaves_nothing_behind(own_site, keys):
    """The list is put under lock while it comes; where the form turns out to be forged, it goes again."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    one = begun(own_site)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(own_site.people["city_officer"], backend="django.contrib.auth.backends.ModelBackend")
    answer = browser.post(f"/reconciliation/{one.pk}/lists/1", {"list": SimpleUploadedFile("a.csv", GOOD.encode())})
    assert answer.status_code == 403
    assert not row(one, 1).sealed and not list(own_site.folder.rglob("*.sealed"))
