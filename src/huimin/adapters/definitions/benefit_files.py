"""The files of benefits: ``benefits/<code>.yaml``, ``<code>.cases.yaml`` beside each, ``declined.yaml`` (what is not
offered), ``life.yaml`` (the events of life) and ``usual.yaml`` (what counts where a benefit says nothing itself).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from huimin.adapters.definitions.workspace import PACKS
from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.findings import Finding, Invalid
from huimin.findings.section import Located
from huimin.tasks.benefits import Documents

FOLDER, CASES, DECLINED, LIFE, USUAL = "benefits", ".cases.yaml", "declined.yaml", "life.yaml", "usual.yaml"
OTHERS = {DECLINED: "declined", LIFE: "life", USUAL: "usual"}


def benefit_folders(packs: Sequence[str], workspace: Path | None = None) -> list[Path]:
    """The folders that hold benefits: those of the packs, then the workspace's own, which goes before them."""
    folders = [PACKS / pack / FOLDER for pack in packs]
    if workspace is not None:
        folders.append(workspace / FOLDER)
    return [folder for folder in folders if folder.is_dir()]


def read_benefit_files(folders: Sequence[Path], faults: list[Finding]) -> Documents:
    """All files as parsed, a file in a later folder in the place of one of the same name in an earlier one. What
    cannot be parsed goes to ``faults``."""
    found: dict[str, dict[str, Any]] = {"benefits": {}, "cases": {}, "declined": {}, "life": {}, "usual": {}}
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")):
            kind = "cases" if path.name.endswith(CASES) else OTHERS.get(path.name, "benefits")
            name = f"{FOLDER}/{path.name}"
            parsed = parsed_file(path, name, faults)
            if parsed is not None:
                found[kind][name] = parsed
    return Documents(**found)


def parsed_file(path: Path, name: str, faults: list[Finding]) -> Located | None:
    """One file as parsed; None where it cannot be, which goes to ``faults``."""
    try:
        return load_yaml(path, name)
    except Invalid as invalid:
        faults += invalid.findings
        return None
