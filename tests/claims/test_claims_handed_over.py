"""A claim goes from one county's office to another's: who sees what, what is in whose books, and that nothing is paid twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from claims_desk import BENEFIT, Desk, codes
from huimin.figures.periods import Period
from huimin.findings import Invalid
from huimin.tasks.pay.auditing import audit
from huimin.wiring.claims import Claims
from huimin.wiring.pay import Payments
from huimin.workflow.rights import Kind, Rights, Role

WHY = "They moved to the other county on the first of December."
DAY = date(2025, 12, 1)


@dataclass
class Counties:
    """Two counties of a city, each with an officer; ``west`` and ``east`` are townships of theirs."""

    desk: Desk

    def __post_init__(self) -> None:
        tree = self.desk.place.definitions.areas.at(self.desk.day)
        self.counties = [tree.keys[at] for at in tree.at_level("county")][:2]
        self.west, self.east = (tree.keys[next(iter(tree.children(tree.index(key))))] for key in self.counties)
        self.desk.area = self.west

    def at(self, who: str, county: int) -> Claims:
        """The claims, worked on by a case officer of one of the counties."""
        role = Role(Kind.CASE_OFFICER, self.counties[county])
        return self.desk.at(who, rights=Rights((role,), self.desk.place.definitions.areas, self.desk.day))

    @property
    def here(self) -> Claims:
        return self.at("wang", 0)

    @property
    def there(self) -> Claims:
        return self.at("zhao", 1)

    def offered(self, since: date = DAY, **more) -> str:
        """A granted claim that the west has offered to the east."""
        claim = self.desk.granted(**more)
        self.desk.day = max(self.desk.day, since)
        self.here.hand_over(claim, self.east, since, WHY)
        return claim

    def moved(self, since: date = DAY, **more) -> str:
        """A granted claim that has been handed over."""
        claim = self.offered(since, **more)
        self.there.receive(claim)
        return claim

    def roll(self, county: int | None, period: str = "2026", approve: bool = True):
        """The roll of a county (None: of the whole city), and whose books its obligations stand in."""
        paying = Payments(self.desk.place, "payer", self.desk.alias, self.desk.clerk.now)
        made = paying.roll(BENEFIT, Period.of(period), area="" if county is None else self.counties[county])
        if made.head is not None and approve:
            self.approve(made.head.number)
        return made.head

    def approve(self, roll: int) -> None:
        Payments(self.desk.place, "payer-two", self.desk.alias, self.desk.clerk.now).approve(roll)

    def audited(self) -> bool:
        """Whether the ledger agrees with itself from end to end."""
        return not audit(self.desk.officer.ledger()).findings

    def books(self, claim: str) -> dict[str, str]:
        """Month -> area in whose books what is owed for it stands."""
        found = self.desk.officer.ledger().standings(BENEFIT).get(claim, ())
        return {f"{one.month // 12}-{one.month % 12 + 1:02d}": one.area for one in found}


@pytest.fixture
def counties(desk):
    return Counties(desk)


@pytest.fixture
def any_counties(any_desk):
    return Counties(any_desk)


def test_both_offices_have_it_in_their_lists_until_it_is_with_one(any_counties):
    """The database keeps it so on each kind of database."""
    both = any_counties
    claim = both.offered()
    areas = {0: both.counties[0], 1: both.counties[1]}
    tree = both.desk.place.definitions.areas.at(both.desk.day)
    own = {at: [key for key in tree.keys if areas[at] in [tree.keys[step] for step in tree.path(tree.index(key))]]
           for at in areas}  # fmt: skip

    def listed(county: int, **wanted) -> list[str]:
        return [one.number for one in both.at("any", county).heads(areas=own[county], **wanted)]

    assert listed(0, passing="offered") == listed(1, passing="offered") == [claim]
    assert (listed(0), listed(1)) == ([claim], [])  # work goes on where it was
    both.there.receive(claim)
    assert (listed(0, passing="gone"), listed(1, passing="gone"), listed(1, passing="offered")) == ([claim], [], [])
    assert (listed(0), listed(1)) == ([], [claim])
    head = both.there.heads(areas=own[1])[0]
    assert (head.area, head.before, head.offered) == (both.east, both.west, "")


def test_what_the_family_told_is_seen_by_the_one_office_and_then_by_the_other(counties):
    claim = counties.offered()
    with pytest.raises(Invalid) as closed:
        counties.there.card(claim, "decide")
    assert codes(closed.value.findings) == ["claim-not-yours"]
    offer = counties.there.offered(claim)
    assert offer.words == WHY and all(not one.words and not one.facts for one in offer.skeleton.history)
    assert counties.here.card(claim, "decide").claimant.name == "测试甲"
    counties.there.receive(claim)
    assert counties.there.card(claim, "decide").claimant.name == "测试甲"
    for look in (counties.here.card, lambda *_: counties.here.export(claim), lambda *_: counties.here.offered(claim)):
        with pytest.raises(Invalid):
            look(claim, "decide")
    looked = [(one.by, one.purpose.value, one.what) for one in counties.desk.family.views(claim)]
    assert ("zhao", "take-over", "offer") in looked  # the family reads who looked, and why


def test_nothing_is_lost_on_the_way(counties):
    claim = counties.desk.granted()
    counties.here.attach(claim, "card.pdf", "application/pdf", b"%PDF-1.4")
    before = counties.here.card(claim, "decide")
    counties.here.hand_over(claim, counties.east, DAY, WHY)
    counties.there.receive(claim)
    after = counties.there.card(claim, "decide")
    assert (after.facts, after.claimant, after.papers, after.decided) == (
        before.facts, before.claimant, before.papers, before.decided)  # fmt: skip
    assert [one.move for one in after.history][-2:] == ["hand-over", "receive"]
    assert counties.there.paper(claim, after.papers[0].number, "decide")[2] == b"%PDF-1.4"


def test_it_is_sent_back_with_a_reason_or_taken_back_and_can_be_offered_again(counties):
    claim = counties.offered()
    with pytest.raises(Invalid) as silent:
        counties.there.send_back(claim, "")
    assert codes(silent.value.findings) == ["claim-needs-words"]
    counties.there.send_back(claim, "They live in the city's third county.")
    assert counties.here.card(claim, "decide").history[-1].words == "They live in the city's third county."
    counties.here.hand_over(claim, counties.east, DAY, WHY)
    counties.here.send_back(claim, "Offered by mistake.")
    assert not counties.here.skeleton(claim).standing.offer
    with pytest.raises(Invalid):
        counties.there.receive(claim)


@pytest.mark.parametrize(("area", "code"), [("nowhere", "claim-area-unknown"), ("west", "claim-offer-here")])
def test_an_area_that_cannot_be(counties, area, code):
    claim = counties.desk.granted()
    with pytest.raises(Invalid) as refused:
        counties.here.hand_over(claim, counties.west if area == "west" else area, DAY, WHY)
    assert codes(refused.value.findings) == [code]


def test_two_counties_at_once_and_the_second_is_told(counties):
    """Both officers of the east have the page open; one takes it, the other sends it back a moment later."""
    claim = counties.offered()
    seen = counties.there.skeleton(claim).head.events
    counties.there.receive(claim, seen=seen)
    with pytest.raises(Invalid) as late:
        counties.at("qian", 1).send_back(claim, "not ours", seen=seen)
    assert codes(late.value.findings) == ["claim-moved-meanwhile"]


# --- money


def test_what_was_owed_before_the_day_stays_in_the_books_of_the_office_that_had_it(any_counties):
    both = any_counties
    both.desk.day = date(2027, 2, 1)
    claim = both.moved(date(2026, 6, 10), birth=date(2026, 2, 3))
    assert both.roll(0, "2027").fen and both.roll(1, "2027").fen
    assert both.books(claim) == {"2026-02": both.west, "2027-01": both.east}
    assert both.roll(0, "2027") is None and both.roll(1, "2027") is None and both.roll(None, "2027") is None
    assert both.audited()


def test_one_roll_of_the_whole_city_books_each_month_where_it_belongs(any_counties):
    both = any_counties
    both.desk.day = date(2027, 2, 1)
    claim = both.moved(date(2026, 6, 10), birth=date(2026, 2, 3))
    head = both.roll(None, "2027")
    assert head.lines == 1  # one payment for the family
    assert both.books(claim) == {"2026-02": both.west, "2027-01": both.east}
    sums = both.desk.officer.ledger().sums(head.number)
    assert {key: one.fen for key, one in sums.areas.items()} == {both.west: 360_000, both.east: 360_000}
    assert both.audited()


def test_what_was_paid_before_the_move_was_known_is_not_paid_again(counties):
    """They moved in December; in January the west paid for January, and in February all comes out."""
    claim = counties.desk.granted()
    before = counties.roll(0).fen
    counties.desk.day = date(2026, 2, 9)
    counties.here.hand_over(claim, counties.east, DAY, WHY)
    counties.there.receive(claim)
    assert before and counties.roll(1) is None and counties.roll(0) is None
    assert set(counties.books(claim).values()) == {counties.west}


def test_two_rolls_that_both_wait_cannot_both_be_approved(any_counties):
    """The west's roll waits while the claim goes over; the east makes one with the same months."""
    both = any_counties
    claim = both.desk.granted()
    west = both.roll(0, approve=False)
    both.here.hand_over(claim, both.east, DAY, WHY)
    both.there.receive(claim)
    east = both.roll(1)
    assert east is not None
    with pytest.raises(Invalid) as twice:
        both.approve(west.number)
    assert codes(twice.value.findings) == ["pay-roll-overtaken"]
    months = [month for month, _ in sorted(both.books(claim).items())]
    assert len(months) == len(set(months)) == len(both.desk.officer.ledger().standings(BENEFIT)[claim])


def test_a_stop_after_the_move_is_put_right_where_each_month_was_booked(counties):
    counties.desk.day = date(2026, 2, 5)
    claim = counties.desk.granted(birth=date(2026, 2, 3))
    counties.desk.day = date(2027, 2, 1)
    counties.here.hand_over(claim, counties.east, date(2026, 6, 10), WHY)
    counties.there.receive(claim)
    counties.roll(0, "2027")
    counties.roll(1, "2027")
    counties.there.stop(claim, date(2026, 2, 1), "It was never so.")
    counties.at("qian", 1).confirm(claim, "It was never so.")
    awards = {one.area: [due.month for due in one.months if due.withdrawn] for one in
              counties.desk.officer.awards(BENEFIT, 2027 * 12 + 1)[0]}  # fmt: skip
    assert awards == {counties.west: [2026 * 12 + 1], counties.east: [2027 * 12]}


# --- a rule that asks where somebody is


def test_what_the_rule_says_in_the_other_area(counties):
    claim = counties.desk.granted()
    there = counties.here.there(claim, counties.east, date(2025, 12, 15))
    assert (there.places, there.first, there.decision.eligible) == ((), date(2026, 1, 1), "yes")
