"""Lists sent to the site as offices have them: workbooks too; and what is kept of a list that has no headings."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest

from reconciliation_site import begun, in_this_process, own_keys, send

PEOPLE = [[f"H{at}", f"王{one}明", "男", f"2026-01-{at:02d}", f"李{one}"] for at, one in enumerate("小大天子思", 5)]
HEAD = ["编号", "姓名", "性别", "出生日期", "母亲姓名"]


@pytest.fixture
def keys(tmp_path):
    with in_this_process() as patch:
        own_keys(patch, tmp_path)
        yield tmp_path / "keys-elsewhere"


def book(*rows):
    made, paper = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(row)
    made.save(paper)
    return paper.getvalue()


def test_a_workbook_with_a_title_is_a_list(own_site, keys):
    one = begun(own_site, budget=0)
    page = send(own_site, one, 1, book(["某院出生登记"], HEAD, *PEOPLE), name="births.xlsx")
    assert "5 records" in page.text and "were not read as records" in page.text
    assert send(own_site, one, 2, book(HEAD, *PEOPLE), "second_officer", "register.xlsx").status_code == 200
    own_site.client("city_officer").post(f"/reconciliation/{one.pk}/start")
    one.refresh_from_db()
    assert one.state == "done" and not any("王小明" in str(listing.__dict__) for listing in one.listings.all())


def test_of_a_list_without_headings_nothing_is_shown_or_kept(own_site, keys):
    """Its first record would else be taken for headings: a child's name on the page, in the database and in backups."""
    from huimin.web.base.models import Entry

    one = begun(own_site, budget=0)
    for data in (book(*PEOPLE), "\n".join(",".join(row) for row in PEOPLE).encode()):
        page = send(own_site, one, 1, data)
        assert "there are no headings" in page.text
        listing = one.listings.get(number=1)
        kept = json.dumps([listing.header, listing.columns, listing.rows, listing.findings], ensure_ascii=False)
        told = page.text + kept + "".join(str(entry.__dict__) for entry in Entry.objects.all())
        assert not any(name in told for row in PEOPLE for name in (row[1], row[4]))


def test_a_list_of_a_few_is_not_compared(own_site, keys):
    """One record held against another office's list would be a query by person."""
    one = begun(own_site, budget=0)
    page = send(own_site, one, 1, book(HEAD, *PEOPLE[:4]))
    assert "fewer than 5 records" in page.text
    send(own_site, one, 2, book(HEAD, *PEOPLE), "second_officer")
    assert own_site.client("city_officer").post(f"/reconciliation/{one.pk}/start").status_code == 400
