"""What budgets of the simulated city rest on: the pack's assumptions with a few lines of its own, and a known total.

What is replaced stands in ``packs/sample_city/budget.yaml``; a line that is to be replaced and is not there is a fault
of the pack, which a test finds.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from huimin.adapters.definitions.workspace import PACKS
from huimin.adapters.definitions.yaml_file import load_yaml

OF = "china"
HEAD = "# 模拟：惠民示范市的假设，全部虚构。 SIMULATED: what the sample city assumes; all of it is invented.\n"


def write_sample_budget(people: Mapping[str, int], kinds: Mapping[str, str], folder: Path) -> None:
    """Write ``budget/assumptions.yaml`` and ``budget/margins.csv`` into a workspace.

    Args:
        people: of each county by key. kinds: ``urban`` or ``rural``, by key.
    """
    given = load_yaml(PACKS / "sample_city" / "budget.yaml")
    text = (PACKS / OF / "budget" / "assumptions.yaml").read_text(encoding="utf-8")
    for old, new in given["replace"].items():
        text = text.replace(f"{old}\n", "".join(f"{line}\n" for line in new))
    target = folder / "budget"
    target.mkdir(parents=True, exist_ok=True)
    (target / "assumptions.yaml").write_text(HEAD + text, encoding="utf-8")
    rows = [
        f"{key},{fact},yes,{round(size * float(shares[kinds[key]].rstrip('%')) / 100)}"
        for fact, shares in given["totals"].items() for key, size in people.items()
    ]  # fmt: skip
    lines = [HEAD.strip(), "area,fact,outcome,people", *rows]
    (target / "margins.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
