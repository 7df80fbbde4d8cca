"""The benefits of the simulated city: copies of the pack's files with what is open filled in, as an office would.

What is filled in stands in ``packs/sample_city/benefits.yaml``. The files are edited as texts, so that the notes in
them stay; a piece that is to be replaced and is not there is a fault of the pack, which a test finds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from huimin.adapters.definitions.benefit_files import CASES, FOLDER
from huimin.adapters.definitions.workspace import PACKS
from huimin.adapters.definitions.yaml_file import load_yaml

OF = "china"
HEAD = "# 模拟：惠民示范市的副本，填入的数为虚构。 SIMULATED: the sample city's copy; what it adds is invented.\n"
TO_FILL = "yuan: to-fill"
_SHARES = re.compile(r"^shares:\n(?:- .*\n)+", re.MULTILINE)
_AREAS = re.compile(r"(\bareas: \[[^\]]*)\]")


def write_sample_benefits(folder: Path) -> list[Path]:
    """Write the sample city's benefits with their cases into ``benefits/`` of a workspace."""
    given = load_yaml(PACKS / "sample_city" / "benefits.yaml")
    target = folder / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for code, fill in given["benefits"].items():
        for name in (f"{code}.yaml", f"{code}{CASES}"):
            text = (PACKS / OF / FOLDER / name).read_text(encoding="utf-8")
            filled = _amount(text, fill, str(given["source"]))
            if not name.endswith(CASES):
                filled = _own(filled, fill, given)
            if filled != text:
                written.append(target / name)
                written[-1].write_text(HEAD + filled, encoding="utf-8")
    return written


def _amount(text: str, fill: Mapping[str, Any], source: str) -> str:
    """The amount in the place of ``to-fill``, in the definition with its source and in its cases."""
    if "amount" not in fill:
        return text
    said = f"yuan: {fill['amount']}"
    return text.replace(f"{TO_FILL}, status: ours", f"{said}, source: {source}, status: ours").replace(TO_FILL, said)


def _own(text: str, fill: Mapping[str, Any], given: Mapping[str, Any]) -> str:
    """The definition with the city's shares, areas, words and days of public notice."""
    for old, new in fill.get("words", {}).items():
        text = text.replace(old, new)
    if "areas" in fill:
        more = "".join(f', "{code}"' for code in fill["areas"])
        text = _AREAS.sub(lambda found: f"{found[1]}{more}]", text)
    if "notice_days" in fill:
        text = f"{text.rstrip()}\nhandling: {{notice_days: {fill['notice_days']}}}\n"
    parts = ", ".join(f"{level}: {part}" for level, part in fill["shares"].items())
    return _SHARES.sub("", text) + (
        f"shares:\n- {{from: {given['from']}, of: {{{parts}}}, source: {given['source']}, status: ours}}\n"
    )
