"""What the API answers has the shape that its document says, holds what the pages hold, and leaves nothing else out."""

from __future__ import annotations

import json
import re

import pytest

from api_fixtures import api_of, run_of

KINDS = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "object": dict, "array": list}


def fits(value, shape, document, at="answer"):
    """Hold a value against a schema of the OpenAPI document; a list of what does not fit."""
    if "$ref" in shape:
        return fits(value, document["components"]["schemas"][shape["$ref"].rsplit("/", 1)[1]], document, at)
    if "anyOf" in shape:
        tried = [fits(value, one, document, at) for one in shape["anyOf"]]
        return [] if any(not found for found in tried) else min(tried, key=len)
    kind = shape.get("type")
    if kind == "null":
        return [] if value is None else [f"{at}: {value!r} is not null"]
    if kind and (not isinstance(value, KINDS[kind]) or (isinstance(value, bool) and kind in ("integer", "number"))):
        return [f"{at}: {value!r} is no {kind}"]
    found = []
    if kind == "object":
        found += [f"{at}.{name} is missing" for name in shape.get("required", ()) if name not in value]
        for name, inner in shape.get("properties", {}).items():
            if name in value:
                found += fits(value[name], inner, document, f"{at}.{name}")
    if kind == "array":
        for number, one in enumerate(value):
            found += fits(one, shape.get("items", {}), document, f"{at}[{number}]")
    return found


def addresses(site):
    run, county = run_of(site), site.places["county"]
    return {
        "/api/areas": "areas?level=village&limit=5", "/api/elements": "elements?page=2&limit=20",
        "/api/elements/{code}": "elements/births", "/api/forms": "forms", "/api/forms/{code}": "forms/village_monthly",
        "/api/indicators": "indicators", "/api/indicators/{code}": "indicators/preconception_coverage",
        "/api/indicators/{code}/values": "indicators/preconception_coverage/values?period=2025&level=village",
        "/api/schemes": "schemes", "/api/schemes/{code}": "schemes/family-services-2025",
        "/api/reports": "reports?form=village_monthly&limit=50", "/api/findings": "findings",
        "/api/reports/{form}/{period}/{area}": f"reports/village_monthly/2025-06/{site.places['village']}",
        "/api/completeness": "completeness?form=village_monthly&period=2025-11&level=township",
        "/api/runs": "runs", "/api/runs/{run}": f"runs/{run}", "/api/runs/{run}/ranking": f"runs/{run}/ranking",
        "/api/runs/{run}/scorecards/{area}": f"runs/{run}/scorecards/{county}",
        "/api/runs/{run}/scorecards/{area}/items/{item}": f"runs/{run}/scorecards/{county}/items/F1.1?lang=en",
    }  # fmt: skip


def test_every_call_that_reads_answers_as_the_document_says(site):
    document = site.client().get("/api/openapi.json").json()
    assert document["openapi"].startswith("3.")
    told = {path for path, methods in document["paths"].items() if "get" in methods and "submissions" not in path}
    asked = addresses(site)
    assert set(asked) == told
    call = api_of(site, "city_officer")
    for path, address in asked.items():
        answer = call.get(address)
        assert answer.status_code == 200, (address, answer.content[:300])
        shape = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert fits(answer.json(), shape, document) == [], address
        problem = {"errors": [{}]}
        assert fits(problem, document["components"]["schemas"]["Errors"], document), "the check itself finds faults"


@pytest.mark.parametrize(("address", "status"), [
    ("areas?limit=0", 400), ("areas?limit=1001", 400), ("areas?page=x", 400), ("areas?day=never", 400),
    ("areas?under=nowhere", 404), ("elements/none", 404), ("reports?period=2025-13", 400), ("reports?state=x", 400),
    ("findings?severity=bad", 400), ("indicators/births/values?period=2025", 404), ("runs/none", 404),
    ("indicators/preconception_coverage/values", 400), ("runs/../../x", 404), ("reports/x/2025-01/y", 404),
    ("completeness?form=none&period=2025", 404), ("none", 404), ("runs/none/scorecards/990102", 404),
])  # fmt: skip
def test_what_is_wrong_is_told_as_findings_in_both_languages(site, address, status):
    answer = api_of(site, "city_officer").get(address)
    assert answer.status_code == status
    for one in answer.json()["errors"]:
        assert re.search(r"[\u4e00-\u9fff]", one["zh"]) and one["en"] and one["code"]


def test_pages_of_a_list_hold_every_entry_once(site):
    call = api_of(site, "auditor")
    first = call.get("areas?limit=7").json()
    keys = []
    for page in range(1, first["pages"] + 1):
        keys += [one["key"] for one in call.items(f"areas?limit=7&page={page}")]
    assert len(keys) == len(set(keys)) == first["count"]
    assert call.items("areas?limit=7&page=999") == []


def test_values_carry_interval_and_reports_and_are_null_where_unknown(site):
    found = api_of(site, "city_officer").items("indicators/preconception_coverage/values?period=2025&level=county")
    assert len(found) == 3
    for one in found:
        assert one["low"] <= one["value"] <= one["high"]
        assert abs(one["value"] - one["numerator"] / one["denominator"]) < 1e-12
        assert 0 < one["received"] <= one["expected"]
    empty = api_of(site, "city_officer").items("indicators/preconception_coverage/values?period=2019&level=county")
    assert all(one["value"] is None and one["received"] == 0 for one in empty)


def test_completeness_counts_what_reports_lists(site):
    call = api_of(site, "city_officer")
    counted = call.items("completeness?form=village_monthly&period=2025-06")[0]
    listed = call.get("reports?form=village_monthly&period=2025-06&limit=1000").json()
    assert counted["received"] == listed["count"] and counted["expected"] == 36
    assert counted["accepted"] == 0
    waiting = call.get("reports?form=village_monthly&period=2025-06&state=waiting").json()
    assert waiting["count"] == listed["count"]
    assert call.get("reports?form=village_monthly&period=2025-06&state=done").json()["count"] == 0


def test_the_scorecard_is_that_of_the_page(site):
    run, county = run_of(site), site.places["county"]
    page = site.client("city_officer").get(f"/assess/run/{run}/area/{county}.json")
    answer = api_of(site, "city_officer").get(f"runs/{run}/scorecards/{county}")
    assert answer.json() == json.loads(page.content)
    ranking = api_of(site, "city_officer").items(f"runs/{run}/ranking")
    assert next(one for one in ranking if one["area"] == county)["score"] == answer.json()["score"]


def test_a_browser_session_opens_no_call(site):
    assert site.client("city_officer").get("/api/areas").status_code == 401
    assert site.client("city_officer").post("/api/submissions").status_code == 401
