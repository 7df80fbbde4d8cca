"""The log is read, filtered and downloaded; the database refuses to change it, and what was tampered with is found."""

from __future__ import annotations

import csv
import json
from contextlib import contextmanager
from io import StringIO

import pytest
from django.db import DatabaseError, connection, transaction

from huimin.cli.main import main
from huimin.web.base import audit
from huimin.web.base.models import Entry, Grant
from site_fixtures import pointed_to


@pytest.fixture
def told(own_site):
    """A site whose log has six lines."""
    people, places = own_site.people, own_site.places
    audit.record(people["township_reporter"], "signed-in", by="password")
    audit.record(people["administrator"], "role-given", subject="neighbour", area=places["neighbour"], role="judge")
    audit.record(
        people["administrator"], "role-given", subject="village_reporter", area=places["village"], role="reporter"
    )
    audit.record(None, "locked-out", subject="auditor")
    audit.record(people["county_reviewer"], "an-act-without-words", area=places["township"], count=3)
    audit.record(people["township_reporter"], "signed-out")
    return own_site


def numbers(site, who="auditor", **query) -> list[int]:
    text = site.client(who).get("/log/download", query).getvalue().decode("utf-8-sig")
    return [int(row["number"]) for row in csv.DictReader(StringIO(text))]


# What is asked -> the lines that come.
ASKED = """
    person=township_reporter         | 1 6
    person=neighbour                 | 2
    act=role-given                   | 2 3
    act=no-such-act                  |
    area=Minghu District             | 3 5
    area=990121                      | 2
    first=2026-01-04&last=2026-01-04 | 1 2 3 4 5 6
    first=2026-01-05                 |
    last=2026-01-03                  |
    area=Atlantis                    |
    first=yesterday                  |
"""


def test_lines_are_found_by_person_act_area_and_days(told):
    for line in ASKED.strip().splitlines():
        asked, expected = line.split("|")
        query = dict(part.split("=") for part in asked.strip().split("&"))
        assert numbers(told, **query) == [int(one) for one in expected.split()], asked
    assert "Atlantis" in told.client("auditor").get("/log/?area=Atlantis").text


def test_a_line_is_told_in_words_of_both_languages(told):
    english, chinese = told.client("auditor").get("/log/").text, told.client("auditor", "zh").get("/log/").text
    assert "gave a role" in english and "role: evidence judge" in english and "an-act-without-words" in english
    assert "给予职责" in chinese and "职责：佐证评审员" in chinese


def test_who_audits_a_county_sees_its_lines_and_no_others(told):
    grant = told.people["auditor"].grants.get()
    Grant.objects.filter(pk=grant.pk).update(area=told.places["county"])
    assert numbers(told) == [3, 5]
    assert told.client("auditor").get("/log/chain").status_code == 403


def test_a_file_of_the_whole_log_can_be_checked_elsewhere(told):
    text = told.client("auditor").get("/log/download").getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert [row["before"] for row in rows[1:]] == [row["hash"] for row in rows[:-1]]


def test_the_log_is_paged(own_site):
    for _ in range(120):
        audit.record(None, "locked-out", subject="auditor")
    text = own_site.client("auditor").get("/log/?page=2").text
    assert "120 lines" in text and "page 2 of 2" in text


@contextmanager
def tampering():
    """Behind the program's back: the guards of the database are taken away."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE base_entry DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER entry_no_update")
            cursor.execute("DROP TRIGGER entry_no_delete")
        yield cursor


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def log(request, own_site):
    """Five lines in the log of each kind of database."""
    from huimin.web.base.migrating import bring_up_to_date

    if request.param == "sqlite":
        for number in range(5):
            audit.record(None, "locked-out", subject=f"person {number}", count=number)
        yield own_site
        return
    with pointed_to(own_site.folder, request.getfixturevalue("postgres_url")):
        bring_up_to_date()
        for number in range(5):
            audit.record(None, "locked-out", subject=f"person {number}", count=number)
        yield own_site


def test_the_database_refuses_to_change_or_delete_a_line(log):
    for attempt in (lambda: Entry.objects.filter(number=2).update(act="nothing"), Entry.objects.all().delete):
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
            attempt()
    assert Entry.objects.count() == 5 and list(audit.breaks()) == []


# What is done behind the program's back -> the breaks that are found.
TAMPERED = """
    UPDATE base_entry SET subject = 'somebody else' WHERE number = 3 | 3 changed
    UPDATE base_entry SET at = '2020-01-01 00:00:00' WHERE number = 1 | 1 changed
    DELETE FROM base_entry WHERE number = 2                          | 3 missing
    DELETE FROM base_entry WHERE number = 1                          | 2 missing
    UPDATE base_entry SET hash = before WHERE number = 4             | 4 changed, 5 unlinked
"""


@pytest.mark.parametrize("line", TAMPERED.strip().splitlines())
def test_what_was_tampered_with_is_found(log, line):
    statement, expected = [cell.strip() for cell in line.split("|")]
    with tampering() as cursor:
        cursor.execute(statement)
    assert ", ".join(f"{one.number} {one.what}" for one in audit.breaks()) == expected


def test_the_page_tells_whether_the_chain_holds(told):
    assert "The chain holds: 6 lines" in told.client("auditor").get("/log/chain").text
    with tampering() as cursor:
        cursor.execute("UPDATE base_entry SET act = 'x' WHERE number = 4")
    text = told.client("auditor").get("/log/chain").text
    assert "The chain breaks in 1 place, at line 4" in text and "was changed" in text


def test_the_command_tells_it_with_numbers_and_code_1(told, capsys):
    connection.close()
    assert main(["audit", "verify", "-w", str(told.folder), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["lines"] == 6 and said["last"]["number"] == 6 and said["breaks"] == []
    with tampering() as cursor:
        cursor.execute("UPDATE base_entry SET act = 'x' WHERE number = 4")
    connection.close()
    assert main(["audit", "verify", "-w", str(told.folder), "--lang", "zh"]) == 1
    assert "第 4 条：内容被改动" in capsys.readouterr().out
