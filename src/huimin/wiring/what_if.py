"""Trying a changed scheme on a run of a workspace: where its figures and definitions come from."""

from __future__ import annotations

from pathlib import Path

from huimin.adapters.definitions.workspace import read_workspace
from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.adapters.documents.finished import FinishedRun
from huimin.tasks.what_if import Basis, basis_of


def read_basis(folder: Path) -> Basis:
    """Read the run in ``folder`` whole, with its own copy of the definitions. It can be kept for as long as the run is
    there, for runs never change, and be used by several threads.

    Raises:
        Invalid: its definitions cannot be read, or are not those of its figures.
    """
    kept = folder / "definitions"
    definitions = read_workspace(kept)
    with FinishedRun(folder) as run:
        file = definitions.scheme_files[definitions.scheme(run.described["scheme"]["code"]).code]
        return basis_of(run, definitions, load_yaml(kept / file, file), file)
