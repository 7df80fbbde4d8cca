"""``huimin people``: the first administrator of a site that nobody can enter yet."""

from __future__ import annotations

import io
import json

import pytest
from django.db import connection

from huimin.cli.main import main
from huimin.web.base.models import Person


@pytest.fixture
def type_in(monkeypatch):
    """What stands on the input."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


def add(site, *more: str) -> int:
    connection.close()
    return main(["people", "add", "Zhao Lin", "--username", "zhao.lin", "-w", str(site.folder), "--lang", "en", *more])


def test_the_first_administrator_is_made_and_signs_in(own_site, type_in, capsys):
    type_in("four unrelated words\nmore\n")
    assert add(own_site, "--password-stdin") == 0
    assert "zhao.lin (Zhao Lin): administrator, all areas" in capsys.readouterr().out
    person = Person.objects.get(username="zhao.lin")
    assert person.check_password("four unrelated words") and not person.must_change_password
    assert main(["people", "list", "-w", str(own_site.folder), "--json"]) == 0
    listed = {one["username"]: one for one in json.loads(capsys.readouterr().out)["people"]}
    assert listed["zhao.lin"] == {"username": "zhao.lin", "name": "Zhao Lin", "open": True,
                                  "roles": [{"role": "administrator", "area": ""}]}  # fmt: skip
    assert len(listed) == 12


def test_what_is_wrong_is_told_and_nothing_is_made(own_site, type_in, capsys):
    type_in("12345\n")
    assert add(own_site, "--password-stdin", "--role", "boss", "--area", "Atlantis", "--json") == 2
    codes = {one["code"] for one in json.loads(capsys.readouterr().out)["errors"]}
    assert {"password-too-short", "password-only-digits", "role-unknown", "area-not-found"} <= codes
    assert not Person.objects.filter(username="zhao.lin").exists()


def test_without_a_terminal_the_password_must_be_on_the_input(own_site, type_in, capsys):
    type_in("")
    assert add(own_site) == 2
    assert "--password-stdin" in capsys.readouterr().err


def test_the_password_is_asked_for_twice(own_site, monkeypatch, capsys):
    answers = iter(["four unrelated words", "four unrelated worms"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("huimin.cli.commands.people.getpass", lambda _: next(answers))
    assert add(own_site) == 2
    assert "not the same twice" in capsys.readouterr().err
