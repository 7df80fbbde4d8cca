"""A month of payments on the site: a roll by one person, approved by another, the bank's file, its answer, what failed,
what is to come back, and each level's money. Nothing is ever paid, booked or given back twice.
"""

from __future__ import annotations

import re
from threading import Thread

import pytest

from payment_office import (
    BANK,
    BENEFIT,
    answer,
    answer_of,
    approved,
    hand_in,
    made,
    make,
    open_office,
    paid,
    sent,
    take_accounts,
)


@pytest.fixture
def office(own_site):
    open_office(own_site)
    return own_site


def told(text):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text.split("<main")[1]))


def moved():
    """Movements of the ledger, by kind: how many, and their fen."""
    from huimin.adapters.ledger.models import MovementRow

    found = {}
    for entry, fen in MovementRow.objects.values_list("entry", "fen"):
        count, total = found.get(entry, (0, 0))
        found[entry] = (count + 1, total + fen)
    return found


def acts():
    from huimin.web.base.models import Entry

    return [entry.act for entry in Entry.objects.filter(act__startswith="payments-").order_by("number")]


def test_a_roll_shows_what_is_paid_and_what_was_left_off(office):
    page = told(office.client("paymaster").get(made(office)).text)
    assert "3 " in page and "1,200.01" in page and "600.00" in page
    assert "The payee p-m4 of the claim m-4 has no account" in page
    assert "central government 600.01" in page and "county 600.00" in page
    assert "You made this roll" in page and "n-1" not in page
    zh = told(office.client("second_paymaster", "zh").get("/payments/rolls/1").text)
    assert "待复核" in zh and "复核通过" in zh and "未列入" in zh and not re.search(r"\bpayments\.[a-z]", zh)


def test_the_maker_does_not_approve(office):
    address = made(office)
    refused = office.client("paymaster").post(f"{address}/approve")
    assert refused.status_code == 400 and "cannot approve it" in refused.text
    assert moved() == {} and office.client("second_paymaster").post(f"{address}/approve").status_code == 302
    assert acts() == ["payments-roll-made", "payments-roll-approved"]


def test_everything_sent_twice_counts_once(office):
    address = made(office)
    assert make(office)["Location"] == address  # the same roll, not another
    assert make(office, who="second_paymaster")["Location"] == address
    for _ in range(2):
        assert office.client("second_paymaster").post(f"{address}/approve").status_code == 302
    assert moved()["obligation"] == (6, 120001)
    files = [office.client("paymaster").post(f"{address}/file", {"bank": BANK}).content for _ in range(2)]
    assert files[0] == files[1] and b"6222000011112221" in files[0]
    reply = answer_of(address).read()
    for _ in range(2):
        file = answer_of(address)
        assert file.read() == reply and not file.seek(0)
        assert answer(office, address, file).status_code == 302
    assert moved()["paid"] == (6, 120001)
    assert "Nothing is due" in told(office.client("paymaster").get(make(office)["Location"]).text)
    assert acts().count("payments-bank-file") == 2 and acts().count("payments-answer-booked") == 1
    assert acts().count("payments-roll-made") == acts().count("payments-roll-approved") == 1


def test_two_at_once_book_once(office):
    """Two people approve the same roll in the same moment, from two threads with a connection each."""
    from django.db import connections

    address, codes = made(office), []

    def click(who):
        codes.append(office.client(who).post(f"{address}/approve").status_code)
        connections.close_all()

    threads = [Thread(target=click, args=(who,)) for who in ("second_paymaster", "city_paymaster")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [302, 400] and moved()["obligation"] == (6, 120001)


def test_a_roll_taken_back_says_why(office):
    address = made(office)
    assert office.client("second_paymaster").post(f"{address}/withdraw", {"reason": " "}).status_code == 400
    assert office.client("second_paymaster").post(f"{address}/withdraw", {"reason": "m-2 is wrong"}).status_code == 302
    page = told(office.client("paymaster").get(address).text)
    assert "taken back by Second Paymaster" in page and "m-2 is wrong" in page
    assert office.client("second_paymaster").post(f"{address}/approve").status_code == 400
    assert made(office) != address


def test_counties_pay_side_by_side(office):
    ours, theirs = made(office), made(office, who="neighbour_paymaster", area="neighbour")
    assert ours != theirs
    clash = make(office, who="city_paymaster", area="")  # all together would pay both once more
    assert clash.status_code == 400 and "waits for approval" in clash.text
    office.client("second_paymaster").post(f"{ours}/approve")
    office.client("city_paymaster").post(f"{theirs}/approve")
    assert moved()["obligation"][1] == 120001 + 20000
    nothing = make(office, who="city_paymaster", area="")["Location"]
    assert "Nothing is due" in office.client("city_paymaster").get(nothing).text


def test_an_answer_that_does_not_fit_is_not_booked(office):
    address = sent(office)
    for file, words in (
        (answer_of(address, drop="m-2"), "lacks"),
        (answer_of(address, change="m-3"), "600.01"),
        (answer_of(address, {"m-1": "9999"}), "9999"),
    ):
        refused = answer(office, address, file)
        assert refused.status_code == 400 and "Nothing was booked" in refused.text, words
    assert "paid" not in moved()
    assert answer(office, address, answer_of(address), bank="nobodys").status_code == 400
    assert answer(office, address, answer_of(address)).status_code == 302 and "paid" in moved()


def test_an_answer_to_another_roll_is_not_booked_on_this_page(office):
    ours = sent(office)
    theirs = made(office, who="neighbour_paymaster", area="neighbour")
    office.client("city_paymaster").post(f"{theirs}/approve")
    assert office.client("neighbour_paymaster").post(f"{theirs}/file", {"bank": BANK}).status_code == 200
    refused = answer(office, ours, answer_of(theirs))
    assert (
        refused.status_code == 400 and "the file answers roll 2, not roll 1" in refused.text and "paid" not in moved()
    )
    assert answer(office, theirs, answer_of(theirs), who="neighbour_paymaster").status_code == 302
    again = answer(office, ours, answer_of(theirs))  # booked over there by now
    assert again.status_code == 400


def test_what_failed_waits_for_the_account_and_goes_out_again(office):
    address = paid(office, {"m-2": "1002"})
    page = told(office.client("paymaster").get("/payments/failed").text)
    assert "m-2" in page and "waits for another account" in page and "m-1" not in page
    assert "n-1" not in told(office.client("neighbour_paymaster").get("/payments/failed").text)
    again = told(office.client("paymaster").get(make(office)["Location"]).text)
    assert "Nothing can go on a roll" in again
    take_accounts(office, {"p-m2": "6222999911112222"})
    assert "goes on the next roll" in told(office.client("paymaster").get("/payments/failed").text)
    second = paid(office)
    assert second != address and moved()["paid"] == (6, 120001)
    assert "No payment has failed" in office.client("paymaster").get("/payments/failed").text


def test_money_that_came_back_after_it_was_paid_is_owed_again(office):
    address = paid(office)
    everything = answer(office, address, answer_of(address, {"m-1": "1002"}), bounced="yes")
    assert everything.status_code == 400  # it names payments that did not come back
    back = answer_of(address, {"m-1": "1002"}, only="m-1")
    assert answer(office, address, back, bounced="yes").status_code == 302
    assert moved()["returned"][1] == 30000 and "m-1" in office.client("paymaster").get("/payments/failed").text
    assert "came back" in told(office.client("paymaster").get(f"{address}?state=bounced").text)


def test_what_was_paid_too_much_comes_back_under_a_receipt(office):
    paid(office)
    hand_in(office, m3="withdrawn")
    approved(office)
    page = told(office.client("paymaster").get("/payments/overpaid").text)
    assert "m-3" in page and "600.00" in page
    browser, wish = office.client("paymaster"), {"benefit": BENEFIT, "yuan": "100", "reference": "R 1"}
    for _ in range(2):
        assert browser.post("/payments/claims/m-3/recover", wish).status_code == 302
    assert moved()["recovered"][1] == 10000
    ledger = told(browser.get("/payments/claims/m-3").text)
    assert "500.00 yuan to come back" in ledger and "given back" in ledger
    too_much = browser.post("/payments/claims/m-3/recover", {**wish, "yuan": "500.01", "reference": "R 2"})
    assert too_much.status_code == 400 and 'value="500.01"' in too_much.text
    assert browser.post("/payments/claims/m-3/recover", {**wish, "yuan": "oh", "reference": "R 2"}).status_code == 400
    assert browser.post("/payments/claims/m-3/recover", {**wish, "yuan": "500", "reference": "R 2"}).status_code == 302
    assert "Nothing is to come back" in browser.get("/payments/overpaid").text


def test_each_level_promised_and_sent(office):
    approved(office)
    browser, county = office.client("paymaster"), office.places["county"]
    wish = {"benefit": BENEFIT, "period": "2025-12", "area": county, "level": "county", "yuan": "600", "day": "2026-01-03",
            "reference": "V-1"}  # fmt: skip
    for _ in range(2):
        assert browser.post("/payments/funds/receive", wish).status_code == 302
    page = told(browser.get(f"/payments/funds?benefit={BENEFIT}&period=2025-12&area={county}").text)
    assert "in full" in page and "600.01 yuan still to come" in page and "V-1" in page
    for key, bad in (("yuan", "-5"), ("day", "2026-01-05"), ("day", "soon"), ("reference", ""), ("level", "moon"),
                     ("period", "")):  # fmt: skip
        refused = browser.post("/payments/funds/receive", {**wish, "reference": "V-2", key: bad})
        assert refused.status_code == 400, (key, bad)
    other = browser.post("/payments/funds/receive", {**wish, "yuan": "7"})
    assert other.status_code == 400 and "V-1" in other.text
    whole = told(office.client("city_paymaster").get(f"/payments/funds?benefit={BENEFIT}&period=2025-12").text)
    assert "county: 600 yuan due, 600 yuan received" in whole
    assert acts().count("payments-funds-received") == 1


def test_totals_add_up(office):
    paid(office)
    for lang, words in (("en", "central government"), ("zh", "中央")):
        page = told(office.client("paymaster", lang).get("/payments/totals?year=2025").text)
        assert words in page and page.count("1,200.01") >= 4 and "600.01" in page and "600.00" in page
    assert "Nothing is booked" in office.client("paymaster").get("/payments/totals?year=2024").text


def test_the_auditor_holds_the_whole_ledger_against_itself(office):
    paid(office, {"m-2": "1002"})
    page = told(office.client("auditor").get("/payments/audit").text)
    assert "Everything agrees." in page and "central government 600.01 450.00" in page
    assert "Audit the ledger" in office.client("auditor").get("/payments/").text
    assert "Audit the ledger" not in office.client("paymaster").get("/payments/").text


def test_the_first_page_tells_who_has_to_look(office):
    made(office)
    assert "Rolls that wait for you" in office.client("second_paymaster").get("/").text
    assert "Rolls that wait for you" not in office.client("paymaster").get("/").text
    assert "Rolls that wait for you" not in office.client("neighbour_paymaster").get("/").text


def test_the_log_has_no_amounts_and_no_accounts(office):
    from huimin.web.base.models import Entry

    paid(office)
    for entry in Entry.objects.filter(act__startswith="payments-"):
        text = f"{entry.subject} {entry.facts}"
        assert "120001" not in text and "1200" not in text and "6222" not in text, text
