"""A definition file is changed by two people: one proposes, another signs, and everybody can read what changed and why."""

from __future__ import annotations

import pytest

SCHEME = "schemes/china--family-services-2025.yaml"
EDIT = f"/definitions/edit/{SCHEME}"


def text_of(name: str = SCHEME) -> str:
    from huimin.web.base import place
    from huimin.web.definitions import files

    return files.text_of(place.definitions(), name)


def base_of(name: str = SCHEME) -> str:
    from huimin.web.base import place
    from huimin.web.definitions import files

    return files.hash_of(place.definitions(), name)


def propose(site, text, who="city_officer", name=SCHEME, base=None, why="Letter 7 of 2026"):
    form = {"file": name, "text": text, "why": why, "base": base_of(name) if base is None else base, "step": "propose"}
    return site.client(who).post(f"/definitions/edit/{SCHEME}", form)


def latest():
    from huimin.web.definitions.models import Proposal

    return Proposal.objects.order_by("-pk").first()


def target() -> str:
    from huimin.web.base import place

    item = next(one for one in place.definitions().scheme("family-services-2025").leaves() if one.id == "F2.1")
    return item.rule.zh


def check(site, text, name=SCHEME):
    return site.client("city_officer").post("/definitions/check", {"file": name, "text": text}).json()


def test_a_second_signature_brings_the_new_text_into_force(own_site):
    site, before = own_site, text_of()
    run = next((site.folder / "runs").iterdir()).name
    kept = (site.folder / "runs" / run / "definitions" / SCHEME).read_bytes()
    answer = propose(site, before.replace("target: 80%, floor: 50%", "target: 85%, floor: 50%"))
    one = latest()
    assert answer.status_code == 302 and answer.url == f"/definitions/proposal/{one.pk}"
    assert "80%" in target(), "a proposal changes nothing"
    assert not (site.folder / SCHEME).exists()
    page = site.client("second_officer").get(answer.url).text
    assert "Letter 7 of 2026" in page and "1 run made by this scheme is untouched" in page
    assert site.client("second_officer").post(f"{answer.url}/sign").status_code == 302
    assert "85%" in target()
    one = latest()
    assert (one.state, one.decided_by.username) == ("signed", "second_officer")
    assert (site.folder / one.kept_as).read_text(encoding="utf-8") == before
    assert one.kept_as.startswith("definitions-history/2026-01-04-")
    assert (site.folder / "runs" / run / "definitions" / SCHEME).read_bytes() == kept
    assert "Letter 7 of 2026" in site.client("administrator").get(f"/definitions/file/{SCHEME}").text
    assert "Letter 7 of 2026" in site.client("auditor").get("/definitions/schemes/family-services-2025").text


def test_the_log_tells_it_without_the_text(own_site):
    from huimin.web.base.audit import breaks
    from huimin.web.base.models import Entry

    propose(own_site, text_of() + "# one more line\n")
    own_site.client("second_officer").post(f"/definitions/proposal/{latest().pk}/sign")
    acts = list(Entry.objects.order_by("number").values_list("act", "facts"))
    assert [act for act, _ in acts][-2:] == ["definition-proposed", "definition-signed"]
    assert "Letter 7" not in str(acts) and "one more line" not in str(acts)
    assert not list(breaks())


def test_nobody_signs_alone(own_site):
    propose(own_site, text_of() + "# mine\n")
    number = latest().pk
    answer = own_site.client("city_officer").post(f"/definitions/proposal/{number}/sign")
    assert answer.status_code == 422 and "neither sign nor decline" in answer.text
    assert (
        own_site.client("city_officer").post(f"/definitions/proposal/{number}/decline", {"reason": "x"}).status_code
        == 422
    )
    assert own_site.client("second_officer").post(f"/definitions/proposal/{number}/withdraw").status_code == 422
    assert latest().state == "waiting"
    assert own_site.client("city_officer").post(f"/definitions/proposal/{number}/withdraw").status_code == 302
    assert latest().state == "withdrawn"
    assert own_site.client("second_officer").post(f"/definitions/proposal/{number}/sign").status_code == 422


def test_declining_takes_a_reason(own_site):
    propose(own_site, text_of() + "# no\n")
    address = f"/definitions/proposal/{latest().pk}/decline"
    assert own_site.client("second_officer").post(address, {"reason": " "}).status_code == 422
    assert own_site.client("second_officer").post(address, {"reason": "no document"}).status_code == 302
    assert (latest().state, latest().reason) == ("declined", "no document")


def test_a_file_that_changed_meanwhile_is_not_overwritten(own_site):
    before, base = text_of(), base_of()
    propose(own_site, before + "# first\n")
    first = latest().pk
    propose(own_site, before + "# second\n", who="second_officer")
    second = latest().pk
    assert own_site.client("city_officer").post(f"/definitions/proposal/{second}/sign").status_code == 302
    answer = own_site.client("second_officer").post(f"/definitions/proposal/{first}/sign")
    assert answer.status_code == 422 and "has changed meanwhile" in answer.text
    assert text_of().endswith("# second\n")
    # What was typed on the old text comes back with the reason, nothing lost.
    again = propose(own_site, before + "# third\n", base=base)
    assert again.status_code == 422 and "# third" in again.text and "has changed meanwhile" in again.text
    assert "# first" in own_site.client("city_officer").get(f"{EDIT}?from={first}").text


def test_a_signature_lost_between_file_and_database_can_be_given_again(own_site):
    after = text_of() + "# written\n"
    propose(own_site, after)
    (own_site.folder / SCHEME).parent.mkdir(exist_ok=True)
    (own_site.folder / SCHEME).write_text(after, encoding="utf-8")
    assert own_site.client("second_officer").post(f"/definitions/proposal/{latest().pk}/sign").status_code == 302
    assert latest().state == "signed" and text_of() == after


def test_what_does_not_build_is_neither_proposed_nor_signed(own_site):
    before = text_of()
    answer = propose(own_site, before.replace("points: 6, guard", "points: 7, guard", 1))
    assert answer.status_code == 422 and latest() is None and "points: 7, guard" in answer.text
    propose(own_site, text_of("indicators/china--health.yaml") + "# note\n", name="indicators/china--health.yaml")
    assert latest().file == "indicators/china--health.yaml"


@pytest.mark.parametrize(
    "name", ["huimin.yaml", "../x.yaml", "schemes/../../x.yaml", "data/x.yaml", "schemes/x.txt", ""]
)
def test_only_definition_files_can_be_written(own_site, name):
    answer = propose(own_site, "scheme: x\n", name=name, base="")
    assert answer.status_code == 422 and latest() is None


def test_a_new_file_is_proposed_like_a_change(own_site):
    text = (
        text_of()
        .replace("scheme: family-services-2025", "scheme: family-services-2026")
        .replace("（2025）", "（2026）")
    )
    answer = propose(own_site, text, name="schemes/family-services-2026.yaml", base="")
    assert answer.status_code == 302
    own_site.client("second_officer").post(f"/definitions/proposal/{latest().pk}/sign")
    assert own_site.client("neighbour").get("/definitions/schemes/family-services-2026").status_code == 200
    assert latest().kept_as == ""


def test_changes_tried_on_a_run_arrive_in_the_text(own_site):
    address = ("/definitions/propose?scheme=family-services-2025&change=F2.1.target=85%25&change=F2.1.points=5"
               "&change=F2.2.points=5&change=grades.good.at_least=82%25")  # fmt: skip
    page = own_site.client("city_officer").get(address)
    assert page.status_code == 200
    from huimin.web.base import place
    from huimin.web.definitions.filling import filled

    changes = ["F2.1.target=85%", "F2.1.points=5", "F2.2.points=5", "grades.good.at_least=82%"]
    file, text, left = filled(place.definitions(), "family-services-2025", changes)
    assert (file, left) == (SCHEME, [])
    old, new = text_of().splitlines(), text.splitlines()
    assert len(old) == len(new)
    changed = [(one, two) for one, two in zip(old, new, strict=True) if one != two]
    assert len(changed) == 3 and "target: 85%, floor: 50%" in changed[1][1] and "points: 5" in changed[1][1]
    assert check(own_site, text)["sound"]
    assert own_site.client("city_officer").get("/definitions/propose?scheme=none").status_code == 400
