"""A kept connection to PostgreSQL is asked now and then whether it lives, and a broken one is opened anew."""

from __future__ import annotations

import pytest
from django.db import connections

from huimin.web.base import pulse
from site_fixtures import pointed_to


@pytest.mark.postgres
def test_a_broken_connection_is_replaced_at_the_next_check(site_folder, postgres_url, monkeypatch):
    with pointed_to(site_folder, postgres_url):
        connection = connections["default"]
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            first = cursor.fetchone()[0]
        connection.connection.close()  # as a server that was started again would do
        monkeypatch.setattr(pulse, "TRUSTED", 0.0)
        connection.health_check_done = False
        pulse.trust_recent()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            assert cursor.fetchone()[0] != first


@pytest.mark.postgres
def test_one_that_answered_just_now_is_not_asked_again(site_folder, postgres_url):
    with pointed_to(site_folder, postgres_url):
        connection = connections["default"]
        connection.ensure_connection()
        pulse.trust_recent()
        connection.health_check_done = False
        pulse.trust_recent()
        assert connection.health_check_done
