"""The definitions as they would be with one file changed, added or taken out: nothing on disk is touched."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from huimin.adapters.definitions.area_files import read_areas
from huimin.adapters.definitions.yaml_file import read_yaml
from huimin.areas import Areas
from huimin.findings import Finding, Invalid
from huimin.findings.section import Located, raise_if_faulty
from huimin.tasks.definitions import PARTS, Definitions, Parsed, build

AREAS = PARTS[0]


def with_file(given: Definitions, name: str, data: bytes) -> Definitions:
    """All definitions, checked and connected anew, where the file ``name`` (``schemes/x.yaml``) holds ``data``.

    Raises:
        Invalid: every fault that could be told, from every file.
    """
    files = {**given.files, name: data}
    faults: list[Finding] = []
    documents = parsed_files(files, faults)
    areas = _areas(files) if name.startswith(f"{AREAS}/") else given.areas
    raise_if_faulty(faults)
    return build(Parsed(given.title, areas, documents, files))


def parsed_files(files: dict[str, bytes], faults: list[Finding]) -> dict[str, dict[str, Located]]:
    """The YAML files of each part, packs' files (``china--x.yaml``) first as :mod:`workspace` reads them."""
    documents: dict[str, dict[str, Any]] = {part: {} for part in PARTS}
    for name in files:
        part = name.partition("/")[0]
        if part in PARTS[1:] and name.endswith(".yaml"):
            try:
                documents[part][name] = read_yaml(files[name], name)
            except Invalid as invalid:
                faults += invalid.findings
    return documents


def _areas(files: dict[str, bytes]) -> Areas:
    """The tree, read from copies of its files beside each other."""
    with TemporaryDirectory(prefix="huimin-areas-") as folder:
        for name, data in files.items():
            part, _, rest = name.partition("/")
            if part == AREAS:
                (Path(folder) / rest).write_bytes(data)
        return read_areas(Path(folder))
