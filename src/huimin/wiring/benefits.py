"""The benefits of a workspace: those of its packs, with the files of its own folder ``benefits/`` going before them."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from huimin.adapters.definitions.benefit_files import benefit_folders, read_benefit_files
from huimin.adapters.definitions.workspace import find_workspace, read_settings
from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.benefits import Benefit
from huimin.findings import Finding
from huimin.tasks.benefits import Catalogue, build_catalogue

PACK = "china"


def benefits_of(folder: Path | None) -> Catalogue:
    """The benefits of the workspace that ``folder`` lies in; without one, those that come with the product.

    Raises:
        Invalid: there is no workspace around the folder, or its settings are faulty.
    """
    faults: list[Finding] = []
    if folder is None:
        return build_catalogue(read_benefit_files(benefit_folders([PACK]), faults), faults)
    place = find_workspace(folder)
    folders = benefit_folders(read_settings(place).packs, place)
    return build_catalogue(read_benefit_files(folders, faults), faults)


def texts_of(folder: Path, benefits: Iterable[Benefit]) -> dict[str, tuple[str, str]]:
    """Code of a benefit -> the version and the text of its file, as the workspace that ``folder`` lies in reads it.

    The version is the code with the beginning of the SHA-256 of the text.
    """
    place = find_workspace(folder)
    found = {path.name: path for root in benefit_folders(read_settings(place).packs, place)
             for path in root.glob("*.yaml")}  # fmt: skip
    texts = {one.code: found[Path(one.file).name].read_bytes() for one in benefits}
    return {code: (f"{code}@{sha256(text).hexdigest()[:16]}", text.decode("utf-8")) for code, text in texts.items()}


def facts_file(path: Path) -> Any:
    """A file with the facts of one subject, as parsed.

    Raises:
        Invalid: it cannot be read.
    """
    return load_yaml(path)
