"""A made-up tree of areas of the nation's shape: 31 / 342 / 2,978 / 41,352 / 620,573 below one root.

The counts are those of the statistical codes of 2023-06-30. Names are invented, codes have the real layout of
2, 4, 6, 9 and 12 digits, and families are of uneven size. The same seed gives the same tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from huimin.areas import AreaRow, Areas, Level, Levels

SHAPE = (31, 342, 2_978, 41_352, 620_573)
LEVELS = Levels(
    (
        Level("nation", "国家", "Nation"),
        Level("province", "省", "Province", (2,), 2),
        Level("prefecture", "市", "Prefecture", (4,), 4),
        Level("county", "县", "County", (6,), 6),
        Level("township", "乡镇", "Township", (9,), 9),
        Level("village", "村", "Village", (12,)),
    )
)
_WIDTHS = (2, 2, 2, 3, 3)
_MOST = (99, 99, 99, 999, 999)


def family_sizes(parents: int, children: int, most: int, random: np.random.Generator) -> np.ndarray:
    """How many of ``children`` each of ``parents`` has: at least one, at most ``most``, uneven."""
    weights = random.gamma(2.0, size=parents)
    sizes = 1 + np.floor(weights / weights.sum() * (children - parents)).astype(np.int64)
    sizes = np.minimum(sizes, most)
    while (short := children - int(sizes.sum())) > 0:
        open_ = np.flatnonzero(sizes < most)
        np.add.at(sizes, random.choice(open_, min(short, len(open_)), replace=False), 1)
    return sizes


def rows(seed: int = 1, shape: tuple[int, ...] = SHAPE) -> Iterator[AreaRow]:
    """The rows of the tree, level by level, one at a time."""
    random = np.random.default_rng(seed)
    yield AreaRow("0", "", "", "nation", "全国", "Nation", None, None)
    above = [("0", "")]
    for depth, (count, width, most) in enumerate(zip(shape, _WIDTHS, _MOST, strict=False)):
        level, here = LEVELS.levels[depth + 1], []
        for (key, prefix), size in zip(above, family_sizes(len(above), count, most, random).tolist(), strict=True):
            for number in range(1, size + 1):
                code = f"{prefix}{number:0{width}d}"
                yield AreaRow(code, code, key, level.code, f"{level.zh}{code}", f"{level.en} {code}", None, None)
                here.append((code, code))
        above = here


def areas(seed: int = 1, shape: tuple[int, ...] = SHAPE) -> Areas:
    """The tree itself."""
    return Areas.read(rows(seed, shape), (), LEVELS)


def write(folder: Path, seed: int = 1, shape: tuple[int, ...] = SHAPE) -> None:
    """Write it as ``areas.csv`` and ``levels.yaml`` into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "areas.csv").open("w", encoding="utf-8", newline="") as file:
        file.write("code,parent,level,zh,en,key\n")
        for row in rows(seed, shape):
            key = "" if row.code else row.key
            file.write(f"{row.code},{row.parent},{row.level},{row.zh},{row.en},{key}\n")
    with (folder / "levels.yaml").open("w", encoding="utf-8") as file:
        file.write("levels:\n")
        for level in LEVELS.levels:
            file.write(f"- {{code: {level.code}, zh: {level.zh}, en: {level.en}, prefix: {level.prefix}, ")
            file.write(f"digits: [{', '.join(map(str, level.digits))}]}}\n")
