"""Reproduce: make a run again from its snapshot and its own copy of the definitions, and compare the bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reproduction:
    """What came out the second time.

    Attributes:
        same: files whose bytes are the same.
        different, missing, extra: files that differ, did not come out again, or are new.
        reasons: parts whose hash is not that of the run (snapshot, software, a part of the definitions).
    """

    same: tuple[str, ...]
    different: tuple[str, ...]
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    reasons: tuple[str, ...]

    @property
    def exact(self) -> bool:
        """Whether every byte came out again."""
        return not (self.different or self.missing or self.extra)


def compare(before: Mapping[str, str], after: Mapping[str, str], reasons: tuple[str, ...]) -> Reproduction:
    """Compare two sets of files by their hashes (name -> sha256)."""
    return Reproduction(
        same=tuple(sorted(name for name in before if after.get(name) == before[name])),
        different=tuple(sorted(name for name in before if name in after and after[name] != before[name])),
        missing=tuple(sorted(set(before) - set(after))),
        extra=tuple(sorted(set(after) - set(before))),
        reasons=reasons,
    )


def manifest_reasons(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[str, ...]:
    """The parts of two manifests that differ: ``snapshot``, ``software``, ``definitions.forms`` and the like."""
    found = []
    for part in sorted({*before, *after} - {"run", "files"}):
        one, two = before.get(part), after.get(part)
        if isinstance(one, dict) and isinstance(two, dict):
            ignored = {"marker"} if part == "snapshot" else set()
            names = sorted(name for name in {*one, *two} - ignored if one.get(name) != two.get(name))
            found += [f"{part}.{name}" for name in names]
        elif one != two:
            found.append(part)
    return tuple(found)
