"""What a run consists of, as plain data: all that its documents are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from huimin.findings import Finding

Record = dict[str, Any]


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
        leaf_value, leaf_reported, leaf_expected: (leaves, areas) arrays, float64, in the order of
            ``described["leaves"]`` and ``areas``; NaN where not known.
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
    leaf_value: NDArray[np.float64]
    leaf_reported: NDArray[np.float64]
    leaf_expected: NDArray[np.float64]
    findings: Sequence[Finding]
    title_zh: str
    title_en: str
    simulated: bool
    level_names: Mapping[str, tuple[str, str]]

    def __post_init__(self) -> None:
        shape = (len(self.described["leaves"]), len(self.areas))
        for name in ("leaf_value", "leaf_reported", "leaf_expected"):
            if getattr(self, name).shape != shape:
                raise ValueError(f"{name} has the shape {getattr(self, name).shape}, the run has {shape}")
