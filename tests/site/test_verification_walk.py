"""A round of verification on the site, from the question to factors that a second person adopts."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile

import openpyxl
import pytest

from verification_rounds import PLAN, ROUND, draw, estimate, filled, freeze


def told(text: str) -> str:
    """A page without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


@pytest.fixture(scope="module")
def done(site):
    """The round with its results."""
    return estimate(site)


def test_the_table_of_sites_and_precision_is_shown_before_anything_is_frozen(own_site):
    page = own_site.client("city_officer").post("/verification/plan", {**PLAN, "step": "preview"})
    assert page.status_code == 200
    assert "What each number of sites buys" in page.text and "34 sites are visited" in page.text
    rows = re.findall(r'class="num">(\d+)</th><td class="num">± ([\d.]+)%', page.text)
    widths = [float(width) for _, width in rows]
    assert len(rows) > 2 and widths == sorted(widths, reverse=True)
    assert not (own_site.folder / "verification").exists()
    assert 'value="stubs of birth certificates"' in page.text  # what was typed is kept


def test_freezing_publishes_hashes_and_keeps_the_seed(own_site):
    address = freeze(own_site)
    page = own_site.client("village_reporter").get(address).text
    plan = json.loads((own_site.folder / f"verification/{ROUND}/plan.json").read_text("utf-8"))
    seed = (own_site.folder / f"data/verification/{ROUND}.seed").read_text("utf-8")
    assert plan["frame_sha256"] in page and plan["commitment"] in page and seed not in page
    # A second round of the same gets a name of its own.
    assert freeze(own_site).endswith(f"{ROUND}-2")


@pytest.mark.parametrize(("wrong", "says"), [
    ({"element": []}, "this is needed"),
    ({"period": ""}, "this is needed"),
    ({"precision": "much"}, "much"),
    ({"budget": "3"}, "budget is for 3 sites"),
    ({"closes": "soon"}, "YYYY-MM-DD"),
    ({"report_by": "moon"}, "moon"),
])  # fmt: skip
def test_what_makes_no_round_is_told_and_nothing_is_written(own_site, wrong, says):
    answer = own_site.client("city_officer").post("/verification/plan", {**PLAN, **wrong, "step": "freeze"})
    assert answer.status_code == 200 and says in told(answer.text)
    assert not list(own_site.folder.glob("verification/*/*"))
    assert own_site.client("city_officer").get("/verification/").status_code == 200


def test_the_draw_waits_for_the_reports_to_close(own_site):
    address = freeze(own_site, closes="2026-01-04")
    page = own_site.client("city_officer").get(address).text
    assert "The draw comes after 4 Jan 2026" in page and f"{address}/draw" not in page
    answer = own_site.client("city_officer").post(f"{address}/draw")
    assert answer.status_code == 400 and "too early to draw" in told(answer.text)


def test_everybody_can_draw_again(site, done):
    page = site.client("village_reporter").get(f"{done}/check").text
    assert "All of it holds" in page and page.count(">holds<") == 4
    frame = site.client("village_reporter").get(f"{done}/files/frame.csv").content
    assert len(frame.splitlines()) > 30


def test_a_list_that_was_changed_does_not_hold(own_site):
    address = draw(own_site)
    path = own_site.folder / f"verification/{ROUND}/sample.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), "utf-8")
    page = own_site.client("neighbour").get(f"{address}/check").text
    assert "It does not hold" in page and "Only in the list drawn again" in page


def test_sheets_do_not_say_what_was_reported(own_site):
    address = draw(own_site)
    packed = own_site.client("city_officer").get(f"{address}/workbooks.zip").content
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        names = archive.namelist()
        sheet = openpyxl.load_workbook(io.BytesIO(archive.read(names[0]))).active
    assert len(names) == json.loads((own_site.folder / f"verification/{ROUND}/draw.json").read_text())["sites"]
    assert all(sheet.cell(6, column).value is None for column in range(3, 8))


def test_results_come_with_interval_band_and_reason(site, done):
    page = told(site.client("city_officer").get(done).text)
    for words in (
        "Verified to reported",
        "All sites",
        "95% interval",
        "records missing",
        "the register was lost in a move",
    ):
        assert words in page
    assert "estimated and published" in page and "City Officer" in page


def test_a_workbook_of_another_form_is_not_a_sheet(own_site):
    address = draw(own_site)
    monthly = next(own_site.folder.glob("inbox/*.xlsx"))
    with monthly.open("rb") as file:
        answer = own_site.client("city_officer").post(f"{address}/sheets", {"files": file})
    assert answer.status_code == 400 and "no sheet of this round" in told(answer.text)


def test_an_area_cannot_report_its_own_verification(own_site):
    """The sheet of a round is not the reporters' to send, wherever they upload it."""
    address = draw(own_site)
    sheet = filled(own_site, address)[-1]
    answer = own_site.client("township_reporter").post("/report/upload", {"files": sheet})
    assert answer.status_code == 422
    assert "no sheet yet" in told(own_site.client("city_officer").get(address).text)


def test_without_sheets_there_is_no_estimate(own_site):
    address = draw(own_site)
    answer = own_site.client("city_officer").post(f"{address}/estimate")
    assert answer.status_code == 400 and "no sheet has come yet" in told(answer.text)
    assert not (own_site.folder / f"verification/{ROUND}/results.json").exists()


def factor_ids(page: str) -> list[str]:
    return re.findall(r'name="factor" value="([^"]+)"', page)


def adopted(site) -> list[dict[str, str]]:
    return list(csv.DictReader((site.folder / f"adjustments/verification-{ROUND}.csv").read_text("utf-8").splitlines()))


def test_a_second_person_adopts(own_site):
    address = estimate(own_site, less_every=1)
    first = own_site.client("city_officer").get(address).text
    assert "somebody else must adopt" in first and not factor_ids(first)
    browser = own_site.client("second_officer")
    page = browser.get(address).text
    seen, chosen = re.search(r'name="seen" value="(\w+)"', page)[1], factor_ids(page)
    assert "990103|deliveries" in chosen
    sent = {"factor": ["990103|deliveries"], "seen": seen}
    own = own_site.client("city_officer").post(f"{address}/adopt", sent)
    assert own.status_code == 400 and "whoever estimated cannot adopt" in told(own.text)
    stale = browser.post(f"{address}/adopt", {**sent, "seen": "0"})
    assert stale.status_code == 400 and "have just changed" in told(stale.text)
    assert browser.post(f"{address}/adopt", {"seen": seen}).status_code == 400
    assert not (own_site.folder / "adjustments").exists()
    assert browser.post(f"{address}/adopt", sent).status_code == 302
    (row,) = adopted(own_site)
    assert (row["decided_by"], row["decided_on"]) == ("Second Officer", "2026-01-04")
    assert float(row["factor"]) < 1 and row["from"] == "2025H1"
    page = browser.get(address).text
    assert ">adopted<" in page and "990103|deliveries" not in factor_ids(page)
    twice = browser.post(f"{address}/adopt", sent)
    assert twice.status_code == 400
    assert len(adopted(own_site)) == 1
    log = own_site.client("auditor").get("/log/").text
    assert "adopted factors of verification" in log


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("address", ["", "plan", "visits", "registration", f"rounds/{ROUND}", f"rounds/{ROUND}/check"])
def test_every_page_speaks_the_reader_s_language(site, done, lang, address):
    text = told(site.client("city_officer", lang).get(f"/verification/{address}").text)
    assert not re.search(r"\bverification\.[a-z]", text)
    assert ("现场核查" if lang == "zh" else "Verification") in text
