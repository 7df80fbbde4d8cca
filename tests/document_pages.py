"""The documents as text, and what the program has that they must tell."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from huimin.cli.main import build

ROOT = Path(__file__).resolve().parents[1]
SHARED = ("--help", "--json", "--lang", "--workspace", "-w")


@cache
def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that is or would be in the repository; without git, every file outside the folders of tools."""
    if shutil.which("git") and (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, check=True,
        ).stdout.decode()  # fmt: skip
        names = [name for name in listed.split("\0") if name]
    else:
        left_out = {
            ".venv",
            ".git",
            ".hypothesis",
            ".mypy_cache",
            ".ruff_cache",
            ".import_linter_cache",
            "demo",
            "build",
        }
        found = (p.relative_to(ROOT) for p in ROOT.rglob("*") if p.is_file())
        names = [p.as_posix() for p in found if not {*p.parts} & {*left_out, "__pycache__"}]
    return tuple(ROOT / name for name in sorted(names) if (ROOT / name).is_file())


@cache
def commands() -> dict[str, Any]:
    """Every command by its full name, ``huimin areas check``."""
    found: dict[str, Any] = {}

    def add(name: str, command: Any) -> None:
        inner = getattr(command, "commands", None)
        if inner is None:
            found[name] = command
        for word, one in (inner or {}).items():
            add(f"{name} {word}", one)

    add("huimin", build())
    return found


def sections(text: str, mark: str = "##") -> dict[str, str]:
    """What stands below each heading of this rank."""
    parts = re.split(rf"^{mark} (.+)$", text, flags=re.MULTILINE)
    return {heading.strip(): body for heading, body in zip(parts[1::2], parts[2::2], strict=True)}
