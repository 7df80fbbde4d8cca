"""The first page: for each of the cast what matters, in order, and nothing that is not theirs."""

from __future__ import annotations

import re

import pytest

from huimin.web.base.blocks import Block, blocks_for
from site_fixtures import CAST


def headings(site, who: str, lang: str = "en") -> list[str]:
    text = site.client(who, lang).get("/").text
    return [re.sub(r"\s*<span.*", "", one, flags=re.S).strip() for one in re.findall(r"<h2>(.*?)</h2>", text, re.S)]


SEES = {
    "village_reporter": ["How complete my area is"],
    "township_reporter": ["How complete my area is"],
    "county_reviewer": ["Waiting for my review", "How complete my area is"],
    "city_officer": ["Waiting for my review", "How complete my area is"],
    "neighbour": ["Waiting for my review", "How complete my area is"],
    "evidence_judge": ["How complete my area is"],
    "auditor": ["How complete my area is"],
    "administrator": ["Accounts"],
}


@pytest.mark.parametrize("who", SEES)
def test_everybody_finds_what_is_theirs(site, who):
    shown = headings(site, who)
    assert [one for one in shown if one in {title for titles in SEES.values() for title in titles}] == SEES[who]


@pytest.mark.parametrize("who", CAST)
def test_the_page_takes_few_queries_however_many_areas(site, who):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = site.client(who)
    browser.get("/")
    with CaptureQueriesContext(connection) as asked:
        browser.get("/")
    assert len(asked) < 45


def test_the_administrator_sees_accounts_and_no_figures(site):
    text = site.client("administrator").get("/").text
    assert "Open" in text and "Completeness" not in text and "report" not in re.sub("<[^>]*>", "", text).lower()


def test_the_neighbour_is_told_only_of_their_own_county(site):
    text = site.client("neighbour").get("/").text
    assert site.places["county"] not in text and "Minghu" not in text


def test_how_complete_the_year_is_counts_what_was_due(site):
    text = site.client("village_reporter").get("/").text
    assert "6 of 11 reports came" in text  # December is due tomorrow


def test_blocks_stand_in_their_order(site):
    from huimin.web.base.access import rights_of

    class Asking:
        person = site.people["county_reviewer"]
        rights = rights_of(person)
        lang, GET = "en", {}

    orders = [block.order for block in blocks_for(Asking())]
    assert orders == sorted(orders)
    assert Block(1, "home.home", "x.html").count is None
