"""Budgets in a real Chromium on a phone: in order for everybody, and the coming years show by themselves."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from browser_fixtures import serving

AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
FIRST_LOAD = 200_000
TRIED = "/budget/9901/try/childcare-subsidy?f.amounts[standard].dated[0].yuan=4000&f.values[age_limit].value=x"


def load(sizes: dict[str, int]) -> int:
    """What the page weighs without the library of the charts."""
    return sum(size for address, size in sizes.items() if "echarts" not in address)


@pytest.mark.xdist_group("browser")
def test_budgets_are_in_order_for_everybody(site_folder, tmp_path, reader):
    folder = Path(shutil.copytree(site_folder, tmp_path / "city"))
    faults = {}
    with serving(folder) as server:
        window = reader(server.address, "zh", 360).sign_in("city_officer")
        for address in ("/budget/990102/years", TRIED, TRIED.replace("=x", "=2")):
            assert window.visit(address).status == 200
            window.page.evaluate(AXE.read_text("utf-8"))
            found = window.page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
            told = [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"][:3]]
            if window.page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
                told.append("wider than the window")
            told += [*window.trouble, *(["heavy"] if load(window.bytes) > FIRST_LOAD else [])]
            window.trouble.clear()
            if told:
                faults[address] = told
        window.visit("/budget/990102/years")
        window.page.wait_for_selector("#years-figure", timeout=60_000)
        assert "2030" in window.page.inner_text("#content")
    assert not faults
