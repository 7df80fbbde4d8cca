"""Two people read the same pairs without seeing each other's answers; a third settles where they differ; the report
then says how good the matching is.
"""

from __future__ import annotations

import json
import re

import pytest

from huimin.tasks.reconcile.link_errors import linkage_from_review
from reconciliation_site import compared, in_this_process, own_keys, reading
from site_fixtures import PASSWORD

READ = "/reconciliation/{}/review/1-2/read"
REVIEW = "/reconciliation/{}/review/1-2"


def plain_text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


@pytest.fixture(scope="module")
def third(site):
    """A third officer."""
    from huimin.web.base.models import Grant, Person

    person = Person.objects.create(username="third_officer", name="Third Officer", password=PASSWORD)
    Grant.objects.create(person=person, kind="officer", area="")
    site.people["third_officer"] = person


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    with in_this_process() as patch:
        own_keys(patch, tmp_path_factory.mktemp("keys"))
        yield


@pytest.fixture
def ours(site, keys, third):
    """A comparison of one's own, its pairs not read yet."""
    return compared(site)


def pairs_of(one):
    """What the program made of each pair: the true answers, as good as."""
    from huimin.web.reconciliation import removal
    from huimin.wiring.reconcile_review import drawn_of, folder_of

    drawn = drawn_of(folder_of(removal.root(), one.folder), 0, 1)
    return ["same" if pair.step or sum(pair.bits.values()) > 12 else "different" for pair in drawn.pairs]


def test_nobody_sees_what_another_answered_before_both_are_done(site, ours):
    truth = pairs_of(ours)
    reading(site, ours, "city_officer", lambda pair: truth[pair])
    reading(site, ours, "second_officer", "unsure", 5)
    for who in ("city_officer", "second_officer", "auditor", "third_officer"):
        told = plain_text(site.client(who).get(REVIEW.format(ours.pk)))
        assert "until then nobody sees" in told and "kappa" not in told and "What the review found" not in told, who
        assert f"City Officer {len(truth)} / {len(truth)}" in told and f"Second Officer 5 / {len(truth)}" in told
    mine = plain_text(site.client("second_officer").get(READ.format(ours.pk)))
    assert "Your last answer: Cannot tell" in mine and f"Pair 6 of {len(truth)}" in mine
    assert "City Officer" not in mine


def test_two_agree_a_third_settles_and_the_report_says_how_good_it_was(site, ours):
    truth = pairs_of(ours)
    reading(site, ours, "city_officer", lambda pair: truth[pair])
    assert "I will settle" not in site.client("third_officer").get(REVIEW.format(ours.pk)).text
    reading(site, ours, "second_officer", lambda pair: "unsure" if pair in (2, 5) else truth[pair])
    page = site.client("third_officer").get(REVIEW.format(ours.pk))
    assert "2 pairs wait for a third reader" in page.text and "provisional" in page.text
    site.client("third_officer").post(f"{REVIEW.format(ours.pk)}/sit")
    shown = plain_text(site.client("third_officer").get(READ.format(ours.pk)))
    assert "Pair 1 of 2" in shown, "the third reads only where they differ"
    reading(site, ours, "third_officer", lambda pair: "unsure" if pair == 5 else truth[pair])
    told = plain_text(site.client("auditor").get(REVIEW.format(ours.pk)))
    assert "gave the same one for 98.0%" in told and "Cohen's kappa is" in told.replace("&#39;", "'")
    assert "(pairs: 2)" in told and "Pairs that could not be told: 1" in told and "provisional" not in told
    assert re.search(r"precision \d+\.?\d*% \([\d.]+–[\d.]+%\)", told) and "weight ≥ 20" in told
    zh = plain_text(site.client("auditor", "zh").get(REVIEW.format(ours.pk)))
    assert "两人各看100对，互不知道对方的判断" in zh and "门槛" in zh
    browser = site.client("city_officer")
    assert "Write the report with" in browser.get(f"/reconciliation/{ours.pk}").text
    browser.post(f"/reconciliation/{ours.pk}/report")
    answer = browser.get(f"/reconciliation/{ours.pk}/files/report.html")
    report = b"".join(answer.streaming_content).decode()
    answer.close()
    assert (
        "The matching checked by people" in report and "Cohen" in report and "What other thresholds would do" in report
    )
    found = re.search(r"Errors of matching are allowed for: ([\d.]+)% of true pairs found", report)
    assert found and found[1] != "99.00", "the estimate allows for the error that was found, not for one assumed"
    answer = browser.get(f"/reconciliation/{ours.pk}/files/review-1-2.json")
    told = json.loads(b"".join(answer.streaming_content))
    answer.close()
    assert told["settled"] == told["pairs"] == 100 and told["precision"]["low"] <= told["precision"]["value"]
    assert linkage_from_review(told).sensitivity == told["recall"]["value"], "the command line takes it too"
    assert "The report has held what readers found since" in browser.get(f"/reconciliation/{ours.pk}").text


def test_one_s_own_last_answer_can_be_taken_back(site, ours):
    from huimin.web.reconciliation.models import Answer

    reading(site, ours, "city_officer", "same", 3)
    reading(site, ours, "second_officer", "different", 1)
    browser = site.client("city_officer")
    page = browser.post(f"{REVIEW.format(ours.pk)}/undo", follow=True)
    assert "Pair 3 of" in page.text
    mine = Answer.objects.filter(seat__review__comparison=ours)
    assert sorted(mine.values_list("seat__number", "pair")) == [(1, 0), (1, 1), (2, 0)]
    for _ in range(2):
        browser.post(f"{REVIEW.format(ours.pk)}/undo")
    nothing = browser.post(f"{REVIEW.format(ours.pk)}/undo")
    assert nothing.status_code == 400 and "no answer to take back" in nothing.text
    assert mine.count() == 1, "the other reader's answer stays"


def test_an_answer_counts_once_and_only_for_the_pair_that_was_shown(site, ours):
    from huimin.web.reconciliation.models import Answer

    browser = site.client("city_officer")
    browser.post(f"{REVIEW.format(ours.pk)}/sit")
    for pair, value, status in (("7", "same", 302), ("0", "same", 302), ("0", "different", 302), ("1", "perhaps", 400)):
        answer = browser.post(f"{REVIEW.format(ours.pk)}/answer", {"pair": pair, "value": value})
        assert answer.status_code == status
    assert list(Answer.objects.filter(seat__review__comparison=ours).values_list("pair", "value")) == [(0, "same")]


def test_seats_are_for_two_people_and_a_third_only_where_wanted(site, ours):
    for who in ("city_officer", "second_officer"):
        assert site.client(who).post(f"{REVIEW.format(ours.pk)}/sit").status_code == 302
    again = site.client("city_officer").post(f"{REVIEW.format(ours.pk)}/sit")
    assert again.status_code == 400 and "one of the readers already" in again.text
    late = site.client("third_officer").post(f"{REVIEW.format(ours.pk)}/sit")
    assert late.status_code == 400 and "both seats are taken" in late.text
    assert site.client("third_officer").get(READ.format(ours.pk)).status_code == 403


def test_pairs_go_with_the_lists_and_answers_stay(site, ours):
    reading(site, ours, "city_officer", "same", 2)
    site.client("city_officer").post(f"/reconciliation/{ours.pk}/remove")
    assert site.client("city_officer").get(READ.format(ours.pk)).status_code == 302
    page = site.client("city_officer").get(REVIEW.format(ours.pk))
    assert "The pairs went with the lists" in page.text and "Go on reading" not in page.text
    again = site.client("second_officer").post(f"{REVIEW.format(ours.pk)}/sit")
    assert again.status_code == 400 and "lists have been removed" in again.text


def test_a_pair_shows_what_the_question_needs_and_no_more(site, ours):
    """Side by side, no record number, no answer of the program before one's own; then what it made of the pair."""
    browser = site.client("city_officer")
    browser.post(f"{REVIEW.format(ours.pk)}/sit")
    page = browser.get(READ.format(ours.pk))
    told = plain_text(page)
    assert page["Cache-Control"] == "no-store" and not re.search(r"[HP]0{3}\d", told)
    assert "matched at step" not in told and "not matched" not in told
    reading(site, ours, "city_officer", "same", 1)
    told = plain_text(browser.get(READ.format(ours.pk)))
    assert "What the program made of that pair" in told and ("matched at step" in told or "not matched" in told)
    assert "speaks" in told


def test_first_page_reminds_of_pairs_to_read(site, ours):
    reading(site, ours, "city_officer", "same", 4)
    assert "Pairs for you to read" in site.client("city_officer").get("/").text
    assert "Pairs for you to read" not in site.client("auditor").get("/").text
