"""The whole life of a claim in a real browser: a family on its phone, a clerk and two case officers at their desks.

Every page on the way is looked at by axe-core, and none is wider than its window.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from browser_fixtures import serving
from claims_office import CHILD, MOTHER, hire
from site_fixtures import Site, people_there, places_of, pointed_to

AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture(scope="module")
def office(site_folder, tmp_path_factory):
    """The server on a city with people who work on claims."""
    import shutil

    folder = Path(shutil.copytree(site_folder, tmp_path_factory.mktemp("claims") / "city"))
    with pointed_to(folder):
        site = Site(folder, places_of(folder), people_there())
        hire(site)
    with serving(folder, workers=1) as server:
        yield server, site.places


SEEN: set[str] = set()


def in_order(window):
    """No violation on a page that was not looked at before, nothing wider than the window, nothing in the console."""
    window.page.wait_for_load_state()
    heading = window.page.inner_text("h1")
    if heading not in SEEN:
        SEEN.add(heading)
        window.page.evaluate(AXE.read_text("utf-8"))
        found = window.page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
        assert not found, (window.page.url, found)
    wide = window.page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1")
    trouble = [line for line in window.trouble if "status of 400" not in line]  # a form with faults, as it should be
    assert not wide and not trouble, (window.page.url, wide, trouble)


def press(window, text):
    """Press a button or follow a link by its words."""
    with window.page.expect_navigation():
        window.page.get_by_role("button", name=text).or_(window.page.get_by_role("link", name=text)).first.click()
    in_order(window)


def day(window, name, value: date):
    for part, number in zip("ymd", (value.year, value.month, value.day), strict=True):
        window.page.fill(f"[name={name}-{part}]", str(number))


def claim_page(window, server, number, why="decide"):
    window.page.goto(f"{server.address}/claims/{number}?for={why}")
    in_order(window)


@pytest.mark.xdist_group("browser")
def test_the_life_of_a_claim(office, reader, tmp_path):
    server, places = office
    family = reader(server.address, "zh", 360)
    clerk = reader(server.address, "en", 1280).sign_in("clerk")
    case = reader(server.address, "en", 1280).sign_in("case_officer")
    # the family claims on its phone
    family.page.goto(server.address + "/family/")
    press(family, "我要申请")
    press(family, "育儿补贴")
    family.page.goto(f"{server.address}/family/claim/childcare-subsidy/{places['county']}")
    in_order(family)
    family.page.goto(f"{server.address}/family/claim/childcare-subsidy/{places['township']}")
    page = family.page
    for name, text in (
        ("c-name", "测试甲"),
        ("c-identity", MOTHER),
        ("c-phone", "13000000000"),
        ("s-name", "测试乙"),
        ("s-identity", CHILD),
    ):
        page.fill(f"[name={name}]", text)
    day(family, "q-child_birth", date(2025, 3, 2))
    day(family, "q-applicant_birth", date(1993, 5, 6))
    page.check("[name=q-guardian][value=yes]")
    press(family, "提交申请")  # consent was forgotten: everything typed is still there
    assert page.input_value("[name=c-name]") == "测试甲"
    page.check("[name=consent]")
    page.check("[name=consent-apart]")
    press(family, "提交申请")
    code = page.inner_text(".receipt-code span")
    number = page.inner_text(".receipt dd b")
    press(family, "我抄好了")
    # the clerk asks for a paper
    claim_page(clerk, server, number)
    clerk.page.get_by_text("Ask for more").first.click()
    clerk.page.fill("#w-ask", "A photo of the child's page of the register, please.")
    press(clerk, "Ask for more")
    # the family adds it
    press(family, "查我的申请")
    page.fill("[name=code]", code.lower())
    press(family, "打开")
    assert "A photo" in page.inner_text("main")
    press(family, "补材料")
    photo = tmp_path / "page.png"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n picture")
    page.set_input_files("[name=files]", photo)
    press(family, "提交")
    assert "正在审核" in page.inner_text(".state")
    # the clerk looks up what only the authority knows, and proposes
    claim_page(clerk, server, number)
    press(clerk, "Fill in what is missing")
    clerk.page.check("[name=q-lawful_birth][value=yes]")
    press(clerk, "Save")
    press(clerk, "Propose yes")
    # the county confirms
    claim_page(case, server, number)
    press(case, "Confirm the yes")
    # the family reads the decision, and tells that something changed
    family.page.goto(server.address + "/family/mine")
    in_order(family)
    assert "已批准" in page.inner_text(".state") and "3,600" in page.inner_text(".amount")
    press(family, "情况变了")
    day(family, "since", date(2026, 1, 1))
    page.check("[name=q-guardian][value=no]")
    press(family, "提交")
    assert "原来的照常发" in page.inner_text("main")
    # the office proposes and confirms that it ends
    claim_page(clerk, server, number)
    clerk.page.fill("#w-propose", "You told us that you are no longer the guardian.")
    press(clerk, "Propose no")
    claim_page(case, server, number)
    case.page.fill("#w-confirm", "As you told us.")
    press(case, "Confirm the no")
    # the family disagrees
    family.page.goto(server.address + "/family/mine")
    assert "已停发" in page.inner_text(".state")
    press(family, "申诉")
    page.fill("[name=words]", "我填错了，我还是监护人。")
    press(family, "提交")
    assert "没有经手的人" in page.inner_text("main")
    # whoever decided cannot answer it
    claim_page(case, server, number, "appeal")
    assert case.page.get_by_role("button", name="Appeal is right").count() == 0
    press(family, "关闭")
