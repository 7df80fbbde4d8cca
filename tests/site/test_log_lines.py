"""The log of the server tells neither who asked nor about whom, whichever library writes a line."""

from __future__ import annotations

import json
import logging

import pytest

from huimin.web.base.logs import JsonLines


@pytest.fixture
def lines():
    """What is logged meanwhile, as the server would write it."""
    written: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: written.append(JsonLines().format(record))
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


def test_failed_and_good_sign_ins_leave_no_name_and_no_address(own_site, lines):
    browser = own_site.client()
    for password in ("wrong", "only-for-tests-91"):
        browser.post("/sign-in", {"username": "auditor", "password": password}, REMOTE_ADDR="127.0.0.77")
    browser.get(f"/review/completeness?area={own_site.places['county']}")
    browser.get(f"/nowhere/{own_site.places['county']}")
    assert lines and all(json.loads(line) for line in lines)
    told = "\n".join(lines)
    assert [word for word in ("auditor", "127.0.0.77", own_site.places["county"]) if word in told] == []
