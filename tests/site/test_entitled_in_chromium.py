"""The page for families in a real Chromium: with nothing but a keyboard, without scripts, on a phone, and on paper."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.xdist_group("browser")
AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def in_order(window) -> list[str]:
    """What is wrong with the page as it stands."""
    faults = list(window.trouble)
    if window.page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
        faults.append("wider than the window")
    if not window.page.evaluate("Boolean(window.axe)"):
        window.page.evaluate(AXE.read_text("utf-8"))
    found = window.page.evaluate("rules => axe.run(document, rules)", RULES)
    return faults + [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]]


def press_to(page, selector: str) -> None:
    """Press Tab until the field or button has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"Tab does not reach {selector}")


def test_a_family_finds_its_benefit_with_the_keyboard_and_prints_it(served, reader, tmp_path):
    window = reader(served.address, "zh", 360, 800)
    page = window.page
    window.visit("/entitled/")
    assert in_order(window) == []
    press_to(page, "input[value=child-under-three]")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")  # the next step, not the language, though that button comes first in the page
    page.wait_for_selector("[name=c1-child_birth-y]")
    assert in_order(window) == []
    press_to(page, "[name=c1-child_birth-y]")
    for part in ("2025", "13", "1"):
        page.keyboard.type(part)
        page.keyboard.press("Tab")
    press_to(page, "button.main[value=ask]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".question.bad")
    assert in_order(window) == [] and page.input_value("[name=c1-child_birth-m]") == "13"
    page.fill("[name=c1-child_birth-m]", "6")
    page.keyboard.press("Enter")
    page.wait_for_selector("#more")
    page.locator("[name=f-guardian][value=yes]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_selector(".answer.if-confirmed .amount")
    assert "每年 3,600 元" in page.inner_text(".answer.if-confirmed .amount")
    assert page.is_visible("[data-print]") and in_order(window) == []
    assert page.context.cookies() == [] and page.url == f"{served.address}/entitled/"
    page.pdf(path=tmp_path / "answer.pdf")
    paper = subprocess.run(["pdftotext", "-layout", tmp_path / "answer.pdf", "-"], capture_output=True, encoding="utf-8",
                           check=True, env={**os.environ, "LC_ALL": "C.UTF-8"}).stdout  # fmt: skip
    assert "3,600" in paper and "2026年1月4日查询" in paper and "不是审批结果" in paper
    assert "打印这一页" not in paper and "您填的内容" not in paper


def test_it_works_without_scripts(served, chromium):
    context = chromium.new_context(java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto(f"{served.address}/entitled/")
    page.check("[value=turn-60]")
    with page.expect_navigation():
        page.click("main button[value=ask]")
    page.fill("[name=f-birth-y]", "1960")
    with page.expect_navigation():
        page.click("button[name=language]")
    assert page.input_value("[name=f-birth-y]") == "1960" and page.inner_text("h1") == "几个问题"
    page.fill("[name=f-birth-m]", "1")
    page.fill("[name=f-birth-d]", "1")
    with page.expect_navigation():
        page.click("main button.main[value=ask]")
    assert page.is_visible("#more") and page.is_hidden("[data-print]")
    context.close()
