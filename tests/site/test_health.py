"""``/health`` is for the program that watches over the machine: open to all, and silent about figures and people."""

from __future__ import annotations

import pytest

from site_fixtures import CAST, VISITOR


@pytest.mark.parametrize("who", [*CAST, VISITOR])
def test_everybody_may_ask(site, who):
    answer = site.client(who).get("/health")
    assert answer.status_code == 200
    assert answer.json()["parts"] == {"database": True, "tables": True, "definitions": True, "disk": True}


def test_a_part_that_fails_is_named_and_the_answer_is_503(own_site, monkeypatch):
    from huimin.web.health import views

    monkeypatch.setitem(views.CHECKS, "disk", lambda: False)
    answer = own_site.client().get("/health")
    assert answer.status_code == 503
    assert answer.json()["well"] is False and answer.json()["parts"]["disk"] is False


def test_a_database_that_is_not_there_is_told_not_raised(own_site):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'base'")
    answer = own_site.client().get("/health")
    assert answer.status_code == 503 and answer.json()["parts"]["tables"] is False


@pytest.mark.parametrize("who", [*CAST, VISITOR])
def test_a_browser_finds_the_icon_where_it_looks(site, who):
    answer = site.client(who).get("/favicon.ico")
    assert answer.status_code == 302 and answer.url.startswith("/static/base/icon.svg")
