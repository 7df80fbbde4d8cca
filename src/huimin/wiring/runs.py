"""Runs on disk: what made them, what they hold, and the hashes that tell them apart."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from huimin import __version__
from huimin.findings import Finding, Invalid, Place, Severity
from huimin.tasks import assess as assess_task
from huimin.tasks.definitions import Definitions

if TYPE_CHECKING:
    from huimin.adapters.documents.run_folder import RunContent

# Engine, workbooks, documents and the sample city are brought in where they are used: each takes its time to start,
# and no command needs them all.


# The rooms whose code can change what an assessment says. The faces and the content are not among them: content is
# told by the hashes of the definitions.
ROOMS = ("findings", "language", "areas", "figures", "indicators", "assessment", "tasks", "adapters", "wiring")


def software() -> dict[str, str]:
    """What makes a run: name, version, and a hash of every source file that can change a result."""
    root = Path(__file__).parents[1]
    digest = sha256()
    for path in sorted(path for room in ROOMS for path in (root / room).rglob("*")):
        if path.suffix in (".py", ".lark", ".html", ".css"):
            name = path.relative_to(root).as_posix()
            digest.update(name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    return {"name": "huimin", "version": __version__, "source": digest.hexdigest()}


@dataclass(frozen=True)
class Made:
    """A run that was written (or was there already)."""

    run: str
    folder: Path
    assessed: assess_task.Assessed
    was_there: bool


def content_of(definitions: Definitions, assessed: assess_task.Assessed) -> RunContent:
    """A finished assessment as the writers of documents take it."""
    from huimin.adapters.documents.run_folder import RunContent

    levels = definitions.areas.levels
    return RunContent(
        run=assessed.run, manifest=assessed.manifest, described=assessed.described, records=assessed.records,
        areas=assessed.tree, leaf_value=assessed.leaves.value, leaf_reported=assessed.leaves.reported,
        leaf_expected=assessed.leaves.expected, findings=assessed.findings, title_zh=definitions.title.zh,
        title_en=definitions.title.en, simulated=definitions.title.simulated,
        level_names={code: (levels.name(code, "", "zh"), levels.name(code, "", "en")) for code in levels.codes},
    )  # fmt: skip


def write_run_with_manifest(folder: Path, content: RunContent) -> None:
    """Write the outputs of a run, and last the manifest: what it was made from, and the hash of every file."""
    from huimin.adapters.documents.run_folder import write_run

    write_run(folder, content)
    manifest = {**content.manifest, "files": file_hashes(folder)}
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    (folder / "manifest.json").write_text(text, encoding="utf-8")


def run_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a run.

    Raises:
        Invalid: it is not what was written.
    """
    path = folder / "manifest.json"
    try:
        made: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except ValueError as problem:
        place = Place(file=f"{folder.name}/{path.name}")
        raise Invalid([Finding("file-unreadable", Severity.ERROR, place, {"reason": str(problem)})]) from None
    return made


def file_hashes(folder: Path) -> dict[str, str]:
    """The sha256 of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*")) if path.is_file()
    }  # fmt: skip
