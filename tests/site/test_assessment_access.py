"""Who sees which page of a run in which stage, and who may change what: every address for everybody.

The run assesses counties. ``{county}`` is Minghu, whose county reviewer is in the cast; ``{next}`` the county beside it,
whose reviewer is the neighbour.
"""

from __future__ import annotations

import pytest

from assessment_runs import published_run
from huimin.adapters.store.models import Run
from huimin.web.assessment import actions
from huimin.web.assessment.models import Job, Reply
from site_fixtures import CAST, TODAY, VISITOR, people_there, places_of, pointed_to
from workspace_fixtures import PERIOD, SCHEME

EVERYBODY = [name for name in CAST if name not in ("second_judge", "third_judge")] + [VISITOR]
SHORT = dict(
    zip(
        EVERYBODY,
        ("vill", "town", "cnty", "city", "2nd", "judge", "audit", "admin", "neigh", "visit"),
        strict=True,
    )
)
HEAD = "address | vill | town | cnty | city | 2nd | judge | audit | admin | neigh | visit"
DRAFT = """
    /assess/                                     | 200 | 200 | 200 | 200 | 200 | 200 | 200 | 403 | 200 | 302
    /assess/run/{run}                            | 404 | 404 | 404 | 200 | 200 | 404 | 200 | 403 | 404 | 302
    /assess/run/{run}/area/{county}              | 404 | 404 | 404 | 200 | 200 | 404 | 200 | 403 | 404 | 302
    /assess/run/{run}/area/{county}.json         | 404 | 404 | 404 | 200 | 200 | 404 | 200 | 403 | 404 | 302
    /assess/run/{run}/area/{county}/item/F2.1    | 404 | 404 | 404 | 200 | 200 | 404 | 200 | 403 | 404 | 302
    /assess/run/{run}/area/{village}             | 404 | 404 | 404 | 404 | 404 | 404 | 404 | 403 | 404 | 302
    /assess/run/{run}/area/nowhere               | 404 | 404 | 404 | 404 | 404 | 404 | 404 | 403 | 404 | 302
    /assess/run/{run}/map                        | 404 | 404 | 404 | 200 | 200 | 404 | 200 | 403 | 404 | 302
    /assess/run/{run}/replies                    | 404 | 404 | 404 | 200 | 200 | 404 | 200 | 403 | 404 | 302
    /assess/run/{run}/publish                    | 403 | 403 | 403 | 200 | 200 | 403 | 403 | 403 | 403 | 302
    /assess/run/{run}/check                      | 403 | 403 | 403 | 200 | 200 | 403 | 200 | 403 | 403 | 302
    /assess/run/{run}/since/{run}                | 404 | 404 | 404 | 200 | 200 | 404 | 200 | 403 | 404 | 302
    /assess/run/no-such-run                      | 404 | 404 | 404 | 404 | 404 | 404 | 404 | 403 | 404 | 302
    /assess/job/{job}                            | 403 | 403 | 403 | 200 | 200 | 403 | 200 | 403 | 403 | 302
    /assess/job/{job}.json                       | 403 | 403 | 403 | 200 | 200 | 403 | 200 | 403 | 403 | 302
    /assess/job/999999                           | 403 | 403 | 403 | 404 | 404 | 403 | 404 | 403 | 403 | 302
"""
OPEN = """
    /assess/run/{run}                            | 404 | 404 | 200 | 200 | 200 | 200 | 200 | 403 | 200 | 302
    /assess/run/{run}/area/{county}              | 404 | 404 | 200 | 200 | 200 | 200 | 200 | 403 | 404 | 302
    /assess/run/{run}/area/{next}                | 404 | 404 | 404 | 200 | 200 | 200 | 200 | 403 | 200 | 302
    /assess/run/{run}/area/{county}.json         | 404 | 404 | 200 | 200 | 200 | 200 | 200 | 403 | 404 | 302
    /assess/run/{run}/area/{county}/item/F2.1    | 404 | 404 | 200 | 200 | 200 | 200 | 200 | 403 | 404 | 302
    /assess/run/{run}/map                        | 404 | 404 | 404 | 200 | 200 | 404 | 200 | 403 | 404 | 302
    /assess/run/{run}/replies                    | 404 | 404 | 200 | 200 | 200 | 200 | 200 | 403 | 200 | 302
    /assess/run/{run}/since/{run}                | 404 | 404 | 404 | 200 | 200 | 404 | 200 | 403 | 404 | 302
    /attachment/{attachment}                     | 404 | 404 | 200 | 200 | 200 | 200 | 200 | 403 | 404 | 302
"""
PUBLISHED = """
    /assess/run/{run}                            | 200 | 200 | 200 | 200 | 200 | 200 | 200 | 403 | 200 | 302
    /assess/run/{run}/map                        | 200 | 200 | 200 | 200 | 200 | 200 | 200 | 403 | 200 | 302
    /assess/run/{run}/area/{county}              | 404 | 404 | 200 | 200 | 200 | 200 | 200 | 403 | 404 | 302
    /assess/run/{run}/area/{next}                | 404 | 404 | 404 | 200 | 200 | 200 | 200 | 403 | 200 | 302
    /assess/run/{run}/area/{county}.json         | 404 | 404 | 200 | 200 | 200 | 200 | 200 | 403 | 404 | 302
    /assess/run/{run}/area/{county}/item/F2.1    | 404 | 404 | 200 | 200 | 200 | 200 | 200 | 403 | 404 | 302
    /assess/run/{run}/area/{county}/item/F2.1/leaf/{leaf}/{county}   | 404 | 404 | 200 | 200 | 200 | 200 | 200 | 403 | 404 | 302
    /assess/run/{run}/area/{county}/item/F2.1/leaf/{leaf}/{next}     | 404 | 404 | 404 | 200 | 200 | 200 | 200 | 403 | 404 | 302
    /assess/run/{run}/area/{county}/item/F2.1/leaf/99999/{county}    | 404 | 404 | 404 | 404 | 404 | 404 | 404 | 403 | 404 | 302
    /assess/run/{run}/since/{run}                | 200 | 200 | 200 | 200 | 200 | 200 | 200 | 403 | 200 | 302
    /assess/run/{run}/publish                    | 403 | 403 | 403 | 302 | 302 | 403 | 403 | 403 | 403 | 302
"""
# What they send is empty or too late on purpose: 400 and 200 (the form again, with what is wrong) say that they were let in.
CHANGES = """
    /assess/begin                                | 403 | 403 | 403 | 200 | 200 | 403 | 403 | 403 | 403 | 302
    /assess/run/{run}/open                       | 403 | 403 | 403 | 400 | 400 | 403 | 403 | 403 | 403 | 302
    /assess/run/{run}/publish                    | 403 | 403 | 403 | 200 | 200 | 403 | 403 | 403 | 403 | 302
    /assess/run/{run}/area/{county}/reply        | 404 | 404 | 200 | 404 | 404 | 403 | 403 | 403 | 404 | 302
    /assess/run/{run}/area/{county}/consent      | 404 | 404 | 302 | 404 | 404 | 403 | 403 | 403 | 404 | 302
    /assess/reply/{reply}/answer                 | 403 | 403 | 403 | 200 | 200 | 403 | 403 | 403 | 403 | 302
"""


def rows(table: str) -> list[tuple[str, dict[str, int]]]:
    names = [name.strip() for name in HEAD.split("|")][1:]
    people = {short: name for name, short in SHORT.items()}
    found = []
    for line in table.strip().splitlines():
        address, *codes = [part.strip() for part in line.split("|")]
        found.append((address, {people[name]: int(code) for name, code in zip(names, codes, strict=True)}))
    return found


def check(site, table, facts, method="get"):
    wrong = []
    for who in EVERYBODY:
        browser = site.client(who)
        for address, codes in rows(table):
            answer = getattr(browser, method)(address.format(**facts))
            got = answer.status_code
            if answer.streaming:
                answer.close()
            if got != codes[who]:
                wrong.append(f"{who} {address}: {got}, not {codes[who]}")
    assert not wrong, "\n".join(wrong)


def facts_of(site) -> dict[str, object]:
    run = Run.objects.get().run
    job = Job.objects.create(kind="assess", args={"scheme": SCHEME, "period": PERIOD}, state=Job.DONE, result=run,
                             person=site.people["city_officer"], made_at=Run.objects.get().created_at)  # fmt: skip
    return {**site.places, "next": site.places["neighbour"], "run": run, "job": job.pk}


def test_a_draft_is_for_those_who_assess_or_audit(own_site):
    check(own_site, DRAFT, facts_of(own_site))


def test_a_run_open_for_reply_shows_each_area_its_own_scorecard(own_site):
    from django.core.files.uploadedfile import SimpleUploadedFile

    facts, people = facts_of(own_site), own_site.people
    actions.open_for_reply(people["city_officer"], facts["run"], TODAY)
    paper = SimpleUploadedFile("proof.pdf", b"%PDF-1.4 proof")
    made = actions.reply(people["county_reviewer"], facts["run"], facts["county"], "", "It is not so.", [paper])
    facts |= {"reply": made.pk, "attachment": made.attachments.get().pk}
    check(own_site, OPEN, facts)
    check(own_site, CHANGES, facts, "post")
    assert Reply.objects.get().verdict == "", "nothing was decided by an empty answer"


def test_a_published_run_shows_its_ranking_to_all_and_scorecards_to_those_of_the_area(own_site):
    from huimin.web.base import place

    facts = facts_of(own_site)
    published_run(own_site, facts["run"])
    item = next(one for one in place.finished(facts["run"]).described["items"] if one["id"] == "F2.1")
    facts["leaf"] = item["measure"]["numerator"]["leaves"][0][0]
    check(own_site, PUBLISHED, facts)


@pytest.mark.parametrize("address", ["/assess/begin", "/assess/run/x/open", "/assess/run/x/publish",
                                     "/assess/run/x/area/y/reply", "/assess/run/x/area/y/consent",
                                     "/assess/reply/1/answer"])  # fmt: skip
def test_the_auditor_changes_nothing(own_site, address):
    assert own_site.client("auditor").post(address).status_code in (403, 404)


def test_the_same_on_postgresql(own_site, postgres_url):
    """Runs, replies and publishing on the other database: the stage and who may see it."""
    from huimin.web.base.migrating import bring_up_to_date
    from huimin.web.base.models import RunStage
    from site_fixtures import make_cast

    record = Run.objects.get()
    with pointed_to(own_site.folder, postgres_url):
        bring_up_to_date()
        make_cast(places_of(own_site.folder))
        own_site.people = people_there()
        Run.objects.create(run=record.run, created_at=record.created_at, folder=record.folder, marker=record.marker,
                           snapshot_hash=record.snapshot_hash)  # fmt: skip
        published_run(own_site, record.run)
        assert RunStage.objects.get().stage == "published"
        county = own_site.client("county_reviewer")
        assert county.get(f"/assess/run/{record.run}/area/{own_site.places['county']}").status_code == 200
        assert (
            own_site.client("neighbour").get(f"/assess/run/{record.run}/area/{own_site.places['county']}").status_code
            == 404
        )
