"""The rounds of verification of a workspace: ``verification/<round>/round.yaml`` and the sites that were drawn."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.findings import Finding, Invalid
from huimin.sampling.rounds import Sheets

ROUND, SAMPLE = "round.yaml", "sample.csv"


def read_round_files(folder: Path, faults: list[Finding]) -> Sheets:
    """Every round below ``folder``, with the keys of the sites drawn; what cannot be read goes to ``faults``."""
    found = {}
    for path in sorted(folder.glob(f"*/{ROUND}")):
        code = path.parent.name
        try:
            found[code] = (load_yaml(path, f"{folder.name}/{code}/{ROUND}"), drawn_sites(path.with_name(SAMPLE)))
        except Invalid as invalid:
            faults += invalid.findings
    return found


def drawn_sites(path: Path) -> tuple[str, ...]:
    """The sites of a published sample; none where there is no such file."""
    if not path.is_file():
        return ()
    rows = csv.DictReader(io.StringIO(path.read_text("utf-8")))
    return tuple(row["site"] for row in rows if row.get("site"))
