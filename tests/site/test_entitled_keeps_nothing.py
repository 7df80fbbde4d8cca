"""What a visitor tells “What am I entitled to?” is written nowhere, cached nowhere, and stands in no address."""

from __future__ import annotations

import io
import logging
import re
from contextlib import redirect_stderr

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entitled_form import PATH, ask, day
from huimin.web.base import logs


def test_nothing_is_written_read_or_set(site, caplog):
    client = site.client()
    said = io.StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(logs.JsonLines())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        with CaptureQueriesContext(connection) as queries, redirect_stderr(said):
            client.get(PATH)
            answer = client.post(PATH, {"do": "ask", "event": "only-child-lost", "shown": ["f-event", "f-mother_birth"],
                                        **day("f-event", 2019, 3, 17), **day("f-mother_birth", 1968, 7, 9)})  # fmt: skip
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    assert "2019" in answer.text
    assert list(queries) == [], "the page asks the database nothing, so it keeps nothing there"
    assert {name: one.value for name, one in client.cookies.items() if one.value} == {}
    assert '"view": "entitled:start"' in said.getvalue()
    assert not re.search(r"2019|1968|only-child|f-event", said.getvalue())


@pytest.mark.parametrize("sent", [{}, {"do": "ask", "event": "child-born"}, {"do": "all"}])
def test_no_cache_keeps_a_page(site, sent):
    answer = site.client().post(PATH, sent) if sent else site.client().get(PATH)
    assert "no-store" in answer["Cache-Control"]


def test_an_address_carries_nothing(site):
    plain = site.client().get(PATH).text
    assert site.client().get(f"{PATH}?event=child-born&do=ask&f-birth-y=1960").text == plain
    answer = ask(site, "turn-60", **day("f-birth", 1960, 1, 1)).text
    assert not re.search(r'(?:href|action)="[^"]*\?[^"]*(?:event|birth|1960)', answer)
    assert 'method="post"' in answer and 'method="get"' not in answer


def test_the_page_says_that_nothing_is_kept_and_that_it_is_no_decision(site):
    for lang, kept, decision in (("en", "Nothing that you tell here is kept", "It is no decision"),
                                 ("zh", "不保存、不登记", "不是审批结果")):  # fmt: skip
        for answer in (site.client(lang=lang).get(PATH), ask(site, "turn-60", lang=lang)):
            assert kept in answer.text and decision in answer.text


def test_changing_the_language_keeps_what_was_typed_and_nothing_else(site):
    client = site.client(lang="zh")
    answer = client.post(PATH, {"stage": "ask", "language": "en", "spoken": "zh", "event": "turn-60",
                                "shown": ["f-birth"], **day("f-birth", 1960, 1, 2)})  # fmt: skip
    assert "What you told us" in answer.text and 'value="1960"' in answer.text
    assert {name: one.value for name, one in client.cookies.items() if one.value} == {"huimin-lang": "en"}
    half = client.post(
        PATH, {"stage": "ask", "language": "zh", "event": "turn-60", "open": ["f-birth"], "f-birth-y": "1960"}
    )
    assert "几个问题" in half.text and 'value="1960"' in half.text, "what is not sent off yet is still being filled in"
    signed_in = site.client("city_officer", "zh").post(PATH, {"stage": "choose", "language": "en"})
    assert "What is it about?" in signed_in.text and "huimin-lang" not in signed_in.cookies
