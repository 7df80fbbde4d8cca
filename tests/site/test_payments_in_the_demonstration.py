"""The demonstration has rolls to look at: one approved, to be taken to the bank, and what is due since."""

from __future__ import annotations


def test_there_are_rolls_and_they_are_made_once(own_site):
    from huimin.adapters.definitions.sample_benefits import write_sample_benefits
    from huimin.web.demo import accounts, claims, paying

    write_sample_benefits(own_site.folder)
    people = accounts.make("en")
    assert paying.play({}) == 0
    claims.play(people, "en")
    made = paying.play(people)
    assert made >= 1 and paying.play(people) == made
    own_site.people |= people
    page = own_site.client("pay2").get("/payments/").text
    assert "approved" in page or "waits for approval" in page
