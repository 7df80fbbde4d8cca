"""What a run consists of, as plain data: all that its documents are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from numpy.typing import NDArray

from huimin.findings import Finding

Record = dict[str, Any]
Columns = Sequence[NDArray[Any]] | NDArray[Any]


class AreaLine(NamedTuple):
    """One area of the run's tree."""

    key: str
    parent: str | None
    level: str
    zh: str
    en: str


@dataclass(frozen=True)
class RunContent:
    """A finished run, ready to be written.

    Attributes:
        run: the run's name.
        manifest: hashes of snapshot, scheme, dictionary, tree and software, as plain data.
        described, records: what ``huimin.assessment.record`` makes: the part that is the same for all areas, and one
            record for each assessed area.
        areas: the whole tree, depth first: ``(key, parent key or None, level, zh, en)``.
        leaf_value, leaf_reported, leaf_expected: a column a leaf, in the order of ``described["leaves"]``; each has a
            number for each of ``areas``, NaN where not known. They are read a stretch at a time and never copied whole:
            those of a nation take half a gigabyte.
        findings: everything found while loading and checking.
        title_zh, title_en: the workspace's title. simulated: whether the figures are invented.
        level_names: level code -> (zh, en).

    Raises:
        ValueError: the arrays do not have one row a leaf and one column an area.
    """

    run: str
    manifest: Mapping[str, Any]
    described: Record
    records: Sequence[Record]
    areas: Sequence[tuple[str, str | None, str, str, str]]
    leaf_value: Columns
    leaf_reported: Columns
    leaf_expected: Columns
    findings: Sequence[Finding]
    title_zh: str
    title_en: str
    simulated: bool
    level_names: Mapping[str, tuple[str, str]]

    def __post_init__(self) -> None:
        shape = (len(self.described["leaves"]), len(self.areas))
        for name in ("leaf_value", "leaf_reported", "leaf_expected"):
            columns: Columns = getattr(self, name)
            if len(columns) != shape[0] or any(len(column) != shape[1] for column in columns):
                found = (len(columns), len(columns[0]) if len(columns) else 0)
                raise ValueError(f"{name} has the shape {found}, the run has {shape}")
