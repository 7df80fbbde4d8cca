"""Handing a claim over on the site: one office offers it, the other takes it or sends it back, the family reads it."""

from __future__ import annotations

import pytest

from claims_office import claims_of, hire, make_claim
from huimin.web.base.models import Entry, Grant, Person
from site_fixtures import TODAY

WORDS = "The family moved to the other county."


@pytest.fixture(scope="module")
def shared(site):
    """A site with an officer in the county beside it, who decides there."""
    hire(site)
    for name in ("far_officer", "far_second"):
        person = Person(username=name, name=name.replace("_", " ").title(), password="!")
        person.save()
        Grant.objects.create(person=person, kind="case-officer", area=site.places["neighbour"])
        site.people[name] = person
    return site


def there(site):
    """A township of the county beside."""
    from huimin.web.base import place

    tree = place.definitions().areas.at(TODAY)
    return tree.keys[next(iter(tree.children(tree.index(site.places["neighbour"]))))]


def granted(site, child):
    made = make_claim(site, child=child)
    claims_of(site, "clerk").complete(made.number, facts={"lawful_birth": "yes"})
    claims_of(site, "clerk").propose(made.number, "yes")
    claims_of(site, "case_officer").confirm(made.number)
    return made


def offer(site, claim, **more):
    typed = {"area": there(site), "since": "2026-01-04", "words": WORDS, "offer": "yes"} | more
    return site.client("clerk").post(f"/claims/{claim}/hand-over", typed)


def test_the_office_sees_what_changes_before_it_offers(shared):
    claim = granted(shared, 81).number
    form = shared.client("clerk").get(f"/claims/{claim}/hand-over").text
    assert "optgroup" in form and 'name="since"' in form
    typed = {"area": there(shared), "since": "2026-01-04", "words": WORDS}
    looked = shared.client("clerk").post(f"/claims/{claim}/hand-over", typed).text
    assert "pays from February 2026 on" in looked and "same rule" in looked
    assert not claims_of(shared).skeleton(claim).standing.offer


@pytest.mark.parametrize(
    ("more", "said"),
    [({"since": "2026-01-05"}, "has not come"), ({"since": ""}, "day from which it counts is missing"),
     ({"area": ""}, "does not say where"), ({"area": "atlantis"}, "atlantis"), ({"words": ""}, "needs a reason")],
)  # fmt: skip
def test_what_is_wrong_is_told_and_what_was_typed_stays(shared, more, said):
    claim = granted(shared, 82 + len(said)).number
    answer = offer(shared, claim, **more)
    assert answer.status_code == 400 and said in answer.text
    assert "words" in more or WORDS in answer.text


def test_both_offices_have_it_in_their_lists_and_only_one_sees_its_contents(shared):
    made = granted(shared, 83)
    claim = made.number
    assert offer(shared, claim).status_code == 302
    for who in ("clerk", "far_officer"):
        assert claim in shared.client(who).get("/claims/?show=passing").text, who
    far, mine = shared.client("far_officer"), shared.client("case_officer")
    assert f"/claims/{claim}/offer" in far.get("/").text and f"/claims/{claim}/offer" not in mine.get("/").text
    assert far.get(f"/claims/{claim}?for=decide").status_code == 404
    page = far.get(f"/claims/{claim}/offer").text
    assert WORDS in page and "测试" not in page and "虚构村" not in page
    assert mine.get(f"/claims/{claim}/offer").status_code == 404
    family = shared.client()
    family.post("/family/mine", {"code": made.code})
    assert "handing your claim over" in family.get("/family/mine").text

    taken = far.post(f"/claims/{claim}/offer", {"move": "receive"}, follow=True)
    assert "测试甲" in taken.text and "Taken over" in taken.text
    for page in (
        "",
        "?for=decide",
        "/hand-over",
        "/offer",
        "/facts",
        "/change",
        "/correct",
        "/receipt",
        "/papers/3?for=decide",
    ):
        assert mine.get(f"/claims/{claim}{page}").status_code == 404, page
    listed = mine.get("/claims/?show=gone").text
    assert claim in listed and f'href="/claims/{claim}' not in listed  # where it went, and no more
    assert "granted" not in listed.split("<table")[1] and "Far Officer" not in listed
    assert "Nothing found" in mine.post("/claims/search", {"number": claim, "purpose": "decide"}).text
    told = family.get("/family/mine").text
    assert "from February 2026 on" in told and "up to January 2026" in told
    assert "to take the claim over from another office" in told  # who looked at the reason


def test_it_is_sent_back_with_its_reason(shared):
    claim = granted(shared, 84).number
    offer(shared, claim)
    far = shared.client("far_officer")
    assert far.post(f"/claims/{claim}/offer", {"move": "send-back"}).status_code == 400
    assert far.post(f"/claims/{claim}/offer", {"move": "send-back", "words": "Not in our county."}).status_code == 302
    assert "Not in our county." in shared.client("clerk").get(f"/claims/{claim}?for=decide").text
    acts = [one.act for one in Entry.objects.filter(subject=f"claim {claim}").order_by("number")]
    assert acts[-2:] == ["claim-hand-over", "claim-send-back"]
    assert all(WORDS not in str(one.facts) for one in Entry.objects.all())


def test_the_office_takes_its_offer_back(shared):
    claim = granted(shared, 85).number
    offer(shared, claim)
    clerk = shared.client("clerk")
    assert "Take the offer back" in clerk.get(f"/claims/{claim}?for=decide").text
    assert clerk.post(f"/claims/{claim}/move", {"move": "send-back", "words": "By mistake."}).status_code == 302
    assert not claims_of(shared).skeleton(claim).standing.offer


def test_a_refused_account_is_put_right_by_the_office_that_has_the_claim_now(shared, monkeypatch):
    """The payment failed before the move and stands in the books of the first office; the second asks the family."""
    from huimin.web.claims import worklist

    claim = granted(shared, 86).number
    offer(shared, claim)
    shared.client("far_officer").post(f"/claims/{claim}/offer", {"move": "receive"})
    monkeypatch.setattr(worklist, "to_put_right", lambda claims, benefit: [claim])
    assert claim in shared.client("far_officer").get("/claims/?show=accounts").text
    assert claim not in shared.client("case_officer").get("/claims/?show=accounts").text
