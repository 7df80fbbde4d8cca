"""The quality review on the site: who sees which signs, asking without judging, and what an area answers.

The small city has two signs: a township of Daoxiang that copied a month, and Jinchuan just above a target.
"""

from __future__ import annotations

import re

import pytest

from site_fixtures import CAST, VISITOR

ACCESS = """
    who               | START | REVIEW | CITY | COPIED | SHAVED | JOB
    village_reporter  | 200   | 200    | 404  | 404    | 404    | 403
    township_reporter | 200   | 200    | 404  | 404    | 404    | 403
    county_reviewer   | 200   | 200    | 404  | 404    | 404    | 403
    city_officer      | 200   | 200    | 200  | 200    | 200    | 302
    second_officer    | 200   | 200    | 200  | 200    | 200    | 302
    evidence_judge    | 200   | 200    | 200  | 200    | 200    | 403
    second_judge      | 200   | 200    | 200  | 200    | 200    | 403
    third_judge       | 200   | 200    | 200  | 200    | 200    | 403
    auditor           | 200   | 200    | 200  | 200    | 200    | 302
    administrator     | 403   | 403    | 403  | 403    | 403    | 403
    neighbour         | 200   | 200    | 404  | SEEN   | 404    | 403
    visitor           | 302   | 302    | 302  | 302    | 302    | 302
"""
DOING = """
    who               | MAKE | ASK COPIED | ANSWER COPIED
    village_reporter  | 403  | 403        | 404
    township_reporter | 403  | 404        | 404
    county_reviewer   | 403  | 404        | 403
    city_officer      | yes  | yes        | 403
    second_officer    | yes  | yes        | 403
    evidence_judge    | 403  | 403        | 403
    second_judge      | 403  | 403        | 403
    third_judge       | 403  | 403        | 403
    auditor           | 403  | 403        | 403
    administrator     | 403  | 403        | 403
    visitor           | 302  | 302        | 302
"""


def rows(table):
    head, *lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    return {line[0]: dict(zip(head[1:], line[1:], strict=True)) for line in lines}


def told(text):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"<script.*?</script>", " ", text, flags=re.DOTALL)))


@pytest.fixture
def in_this_process(monkeypatch):
    """Reviews are made at once, where the site would start a process."""
    from huimin.web.base import processes
    from huimin.web.quality import jobs

    monkeypatch.setattr(processes, "begin", lambda lock, command, lang, number: jobs.work(int(number)))


def made(site):
    """A review that lies there; its name."""
    from huimin.web.base import place
    from huimin.wiring.quality import quality_folder, quality_review, write_review

    review = quality_review(place.workspace())
    write_review(review, quality_folder(place.workspace()))
    return review.period


@pytest.fixture(scope="module")
def addresses(site):
    from huimin.web.base import clock
    from huimin.web.quality.models import Work

    name = made(site)
    work = Work.objects.create(state=Work.DONE, result=name, person=site.people["city_officer"], made_at=clock.now())
    return {"START": "/quality/", "REVIEW": f"/quality/{name}/", "CITY": f"/quality/{name}/?area=9901",
            "COPIED": f"/quality/{name}/signs/0", "SHAVED": f"/quality/{name}/signs/1", "JOB": f"/quality/jobs/{work.pk}",
            "MAKE": "/quality/make", "ASK COPIED": f"/quality/{name}/signs/0/ask",
            "ANSWER COPIED": f"/quality/{name}/signs/0/answer"}  # fmt: skip


@pytest.mark.parametrize("who", [*CAST, VISITOR])
def test_looking(site, addresses, who):
    browser = site.client(who)
    found = {name: str(browser.get(addresses[name]).status_code) for name in rows(ACCESS)[who]}
    expected = rows(ACCESS)[who]
    if "SEEN" in expected.values():  # the county beside ours is Daoxiang, which the sign is about, or Jinchuan
        expected["COPIED"] = "200" if site.places["neighbour"] == "990121" else "404"
        expected["SHAVED"] = "200" if site.places["neighbour"] == "990103" else "404"
    assert found == expected


@pytest.mark.parametrize("who", rows(DOING))
def test_doing(site, addresses, in_this_process, who):
    browser = site.client(who)
    for name, expected in rows(DOING)[who].items():
        status = browser.post(addresses[name]).status_code
        assert status in (200, 302, 400) if expected == "yes" else status == int(expected), name


def test_the_page_says_what_how_rare_and_what_may_explain_it(site, addresses):
    for lang, words in (
        ("en", ["never a verdict", "by chance", "Innocent causes", "reports received", "copies of other periods"]),
        ("zh", ["不是结论", "偶然出现", "也可能", "报送率", "照抄其他期"]),
    ):
        page = told(site.client("city_officer", lang).get(addresses["REVIEW"]).text)
        assert [one for one in words if one.lower() not in page.lower()] == []
        assert not re.search(r"\bquality\.[a-z]", page)


def test_a_sign_has_its_figures_as_a_chart(site, addresses):
    for name in ("COPIED", "SHAVED"):
        page = site.client("auditor", "zh").get(addresses[name]).text
        assert 'data-chart="figures"' in page and "▲" in page and "<noscript>" in page
        assert "<form" not in page.split("<main")[1]


def test_signs_are_filtered_by_kind_and_area(site, addresses):
    browser, whole = site.client("city_officer"), addresses["REVIEW"]
    assert browser.get(whole).text.count('<li class="card">') == 2
    assert browser.get(f"{whole}?kind=sign-above-target").text.count('<li class="card">') == 1
    assert browser.get(f"{whole}?area=990121").text.count('<li class="card">') == 1
    assert browser.get(f"{whole}?area=990102").text.count('<li class="card">') == 0
    assert browser.get(f"{whole}?kind=nonsense&page=9").text.count('<li class="card">') == 0
    assert browser.get(f"{whole}?area=nowhere").status_code == 404
    assert browser.get("/quality/nowhere/").status_code == 404
    assert browser.get(f"{whole}signs/99").status_code == 404


def test_an_area_sees_only_its_own(site, addresses):
    page = told(site.client("county_reviewer").get(addresses["REVIEW"]).text)
    assert "Minghu" in page and "There are no signs" in page and "Daoxiang" not in page


def test_asking_and_answering_judge_nothing(own_site):
    """The township that is asked sees the question on its first page, and chooses among causes or says its own."""
    from huimin.web.base.models import Grant, Person

    name = made(own_site)
    sign = f"/quality/{name}/signs/0"
    person = Person.objects.get(username="township_reporter")
    Grant.objects.create(person=person, kind="reporter", area="990121100")
    officer, township = own_site.client("city_officer"), own_site.client("township_reporter")
    assert "Questions about your figures" not in township.get("/").text
    assert officer.post(f"{sign}/ask", {"text": "Was July sent twice?"}).status_code == 302
    again = officer.post(f"{sign}/ask", {"text": "?"})
    assert again.status_code == 400 and "asked already" in told(again.text)
    assert (
        "Questions about your figures" in township.get("/").text and "Was July sent twice?" in township.get(sign).text
    )
    assert township.post(f"{sign}/answer", {"cause": ""}).status_code == 400
    kept = township.post(f"{sign}/answer", {"cause": "other", "text": " "})
    assert kept.status_code == 400 and "say what the cause is" in told(kept.text)
    assert township.post(f"{sign}/answer", {"cause": "mistake", "text": "July was sent again."}).status_code == 302
    assert "Questions about your figures" not in township.get("/").text
    page = told(officer.get(sign).text)
    assert "July was sent again." in page and "a corrected report follows" in page and "never a verdict" in page
    assert "answered" in told(officer.get(f"/quality/{name}/").text)


def test_a_review_is_made_by_a_job(own_site, in_this_process):
    browser = own_site.client("city_officer")
    answer = browser.post("/quality/make", {"period": "2025"})
    assert answer.status_code == 302
    assert browser.get(answer["Location"])["Location"] == "/quality/2025/"
    assert browser.get("/quality/2025/").status_code == 200
    failed = browser.get(browser.post("/quality/make", {"period": "2031"})["Location"])
    assert "no figures are loaded for these months" in told(failed.text)
    assert browser.post("/quality/make", {"period": "never"}).status_code == 400
    assert "made a quality review" in own_site.client("auditor").get("/log/").text


def test_a_process_that_died_is_told(own_site):
    from huimin.web.base import clock
    from huimin.web.quality.models import Work

    lost = Work.objects.create(person=own_site.people["city_officer"], made_at=clock.now())
    page = own_site.client("city_officer").get(f"/quality/jobs/{lost.pk}").text
    assert "It was not made" in page and own_site.client("city_officer").get("/quality/").status_code == 200
