"""A published run is served from pages made beforehand, which say the same and travel compressed."""

from __future__ import annotations

import gzip
import json
import re
import shutil

import pytest

from assessment_runs import published_run
from huimin.adapters.store.models import Run
from huimin.web.assessment import published


@pytest.fixture
def run(own_site) -> str:
    """The city's run, published."""
    return published_run(own_site, Run.objects.get().run).run


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_prepared_page_says_what_a_page_made_at_once_says(own_site, run, lang):
    address = f"/assess/run/{run}/area/{own_site.places['county']}"
    browser = own_site.client("county_reviewer", lang)
    prepared = browser.get(address).text
    shutil.rmtree(own_site.folder / "data" / "published")
    at_once = browser.get(address).text
    for page in (prepared, at_once):
        assert ("各项得分" if lang == "zh" else "Points by item") in page
    cut = [
        re.sub(r'value="\w{64}"', "", page.split("<main")[1].split('<section id="replies"')[0])
        for page in (prepared, at_once)
    ]
    assert cut[0].split("</main>")[0].split() == cut[1].split("</main>")[0].split()


def test_lost_pages_are_made_again_beside_the_requests(own_site, run):
    published.path_of(run).unlink()
    thread = published.make_again(run, "")
    assert thread is not None
    thread.join()
    assert published.opened(run) is not None


def test_pages_travel_compressed_as_one_gzip_stream(own_site, run):
    browser, county = own_site.client("county_reviewer"), own_site.places["county"]
    for ending in ("", ".json"):
        address = f"/assess/run/{run}/area/{county}{ending}"
        packed = browser.get(address, headers={"accept-encoding": "gzip"})
        assert packed["Content-Encoding"] == "gzip"
        plain = browser.get(address)
        assert gzip.decompress(packed.content) == plain.content and len(packed.content) * 3 < len(plain.content)
    record = json.loads(plain.content)
    assert record["key"] == county and record["run"] == run and len(record["items"]) > 30


def test_a_reader_gets_a_frame_of_their_own(own_site, run):
    address = f"/assess/run/{run}/area/{own_site.places['county']}"
    seen = {who: own_site.client(who).get(address).text for who in ("county_reviewer", "auditor", "city_officer")}
    assert "County Reviewer" in seen["county_reviewer"] and "County Reviewer" not in seen["auditor"]
    assert f'name="next" value="{address}"' in seen["auditor"]
    assert "考核" in own_site.client("auditor", "zh").get(address).text


def test_the_token_in_a_prepared_page_protects_its_forms(own_site, run):
    from django.test import Client

    browser = Client(enforce_csrf_checks=True)
    browser.force_login(own_site.people["county_reviewer"], backend="django.contrib.auth.backends.ModelBackend")
    address = f"/assess/run/{run}/area/{own_site.places['county']}"
    for _ in range(2):
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', browser.get(address).text)[1]
        answer = browser.post("/language", {"language": "zh", "next": address, "csrfmiddlewaretoken": token})
        assert answer.status_code == 302
    assert browser.post("/language", {"language": "en", "csrfmiddlewaretoken": "X" * 64}).status_code == 403
