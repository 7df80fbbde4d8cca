"""Who may open what of accounts, people and the log, and who may change anything there."""

from __future__ import annotations

import pytest

from site_fixtures import CAST, VISITOR

# What an address answers to a GET: a page (200), led on (302), not for this account (403), nothing there (404).
GETS = """
    address                        | visitor | administrator | auditor | everybody else
    /sign-in                       | 200     | 302           | 302     | 302
    /sign-in/code                  | 302     | 302           | 302     | 302
    /sign-in/provider              | 404     | 404           | 404     | 404
    /sign-in/back                  | 404     | 404           | 404     | 404
    /account                       | 302     | 200           | 200     | 200
    /account/password              | 302     | 200           | 200     | 200
    /account/second-factor         | 302     | 200           | 200     | 200
    /account/second-factor/codes   | 302     | 302           | 302     | 302
    /people/                       | 302     | 200           | 403     | 403
    /people/new                    | 302     | 200           | 403     | 403
    /people/import                 | 302     | 200           | 403     | 403
    /people/{somebody}             | 302     | 200           | 403     | 403
    /people/999999                 | 302     | 404           | 403     | 403
    /log/                          | 302     | 200           | 200     | 403
    /log/download                  | 302     | 200           | 200     | 403
    /log/chain                     | 302     | 200           | 200     | 403
"""
# What changes other people's accounts: only an administrator gets through to it.
POSTS = """
    /people/new
    /people/import
    /people/{somebody}/details
    /people/{somebody}/roles
    /people/{somebody}/roles/{grant}/end
    /people/{somebody}/password
    /people/{somebody}/second-factor
    /people/{somebody}/sessions
    /people/{somebody}/close
    /people/{somebody}/reopen
"""
# What everybody does with their own account, and a visitor cannot.
OWN = """
    /account
    /account/password
    /account/second-factor
    /account/second-factor/remove
    /account/sessions/end
    /sign-out
"""


def gets(who: str) -> list[tuple[str, int]]:
    head, *rows = [[cell.strip() for cell in line.split("|")] for line in GETS.strip().splitlines()]
    column = head.index(who) if who in head else head.index("everybody else")
    return [(row[0], int(row[column])) for row in rows]


def filled(site, address: str) -> str:
    somebody = site.people["neighbour"]
    return address.format(somebody=somebody.pk, grant=somebody.grants.first().pk)


@pytest.mark.parametrize("who", [*CAST, VISITOR])
def test_every_address_answers_as_the_table_says(site, who):
    browser = site.client(who)
    answers = {address: browser.get(filled(site, address)).status_code for address, _ in gets(who)}
    assert answers == dict(gets(who))


@pytest.mark.parametrize("who", [one for one in (*CAST, VISITOR) if one != "administrator"])
def test_nobody_but_an_administrator_changes_accounts(site, who):
    from huimin.web.base.models import Entry, Grant, Person

    before = [model.objects.count() for model in (Person, Grant, Entry)]
    for line in POSTS.split():
        answer = site.client(who).post(filled(site, line))
        assert answer.status_code == (302 if who == VISITOR else 403), line
        if who == VISITOR:
            assert answer.url.startswith("/sign-in?next="), line
    assert [model.objects.count() for model in (Person, Grant, Entry)] == before


def test_a_visitor_has_no_account_to_change(site):
    for line in OWN.split():
        answer = site.client().post(line)
        assert answer.status_code == 302 and answer.url.startswith("/sign-in"), line


@pytest.mark.parametrize("who", [*CAST, VISITOR])
def test_everybody_chooses_their_language(site, who):
    assert site.client(who).post("/language", {"language": "en", "next": "/sign-in"}).status_code == 302


def test_what_changes_something_is_never_done_by_a_link(site):
    browser = site.client("administrator")
    for address in [*POSTS.split()[2:], *OWN.split()[3:], "/language"]:
        assert browser.get(filled(site, address)).status_code == 405, address


def test_the_administrator_sees_no_figures(site):
    """Accounts show names of areas, never what they reported."""
    browser = site.client("administrator")
    for address, status in gets("administrator"):
        if status != 200:
            continue
        text = browser.get(filled(site, address)).getvalue().decode()
        assert "village_monthly" not in text and "births" not in text
