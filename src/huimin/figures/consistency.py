"""Whether what an area reports for itself agrees with what is reported below it, and if not, what the tree
says why.

Two comparisons are made for each area that has a figure of its own: with the sum of the areas right below it,
and with the sum of all areas of the lowest level that have an official code, which is what a user of coded
tables adds up. Nothing is mended: figures stay as reported, and the difference is told with the causes that
can be seen in the tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from huimin.areas import Areas, Tree
from huimin.areas.defects import codes_elsewhere
from huimin.findings import Finding, Place, Severity
from huimin.findings.finding import Fact

TOLERANCE = 1e-9  # relative; figures are whole numbers or have few decimals
NAMED = 6  # areas named in a sentence; of more, the number

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Causes:
    """What the tree shows about a difference, as tree indexes.

    Attributes:
        uncoded: areas of the lowest level without a code.
        childless: areas above the lowest level without any coded area of that level below them.
        elsewhere: areas whose code does not fit the area they are in.
    """

    uncoded: tuple[int, ...]
    childless: tuple[int, ...]
    elsewhere: tuple[int, ...]


def own_against_sum(
    tree: Tree, areas: Areas, own: Floats, atom: str = "", period: str = "", name: str = ""
) -> Iterator[Finding]:
    """The differences of one column.

    Args:
        own: by tree index, what each area reported for itself; NaN where it did not.
        atom, period: the place that findings carry.
        name: what the figure is called in findings (default: ``atom``).

    Yields:
        ``own-differs-from-sum`` and ``own-differs-from-coded``, each with the facts ``own``, ``sum``,
        ``difference`` (own less sum), ``causes`` and ``causes_en``.
    """
    parts = coded_parts(tree)
    lowest = np.flatnonzero(_lowest(tree))
    if not np.isfinite(own[lowest]).any():
        return
    below = tree.children_sum(tree.own_first(own))
    coded = tree.sum_up(np.where(parts, own, np.nan))
    strange = _elsewhere(tree)
    for i in np.flatnonzero(np.isfinite(own) & ~_lowest(tree)).tolist():
        if _differ(own[i], below[i]):
            missing = [j for j in tree.children(i) if np.isnan(own[j])]
            yield _finding("own-differs-from-sum", tree, i, own, below[i], _silent(tree, missing), atom, period, name)
        if _differ(own[i], coded[i]):
            causes = causes_below(tree, i, own, parts, strange)
            words = _words(tree, causes, own)
            yield _finding("own-differs-from-coded", tree, i, own, coded[i], words, atom, period, name)


def own_against_sums(
    tree: Tree, areas: Areas, own: Floats, atoms: Sequence[str], period: str = "", names: Sequence[str] = ()
) -> list[Finding]:
    """The differences of many columns (n, k), one finding for each area and comparison.

    It tells of the first column that differs, and in the facts ``also`` and ``also_en`` how many others do:
    where a county is missing, all of its figures are.
    """
    grouped: dict[tuple[str, str], list[Finding]] = {}
    for j, atom in enumerate(atoms):
        for finding in own_against_sum(tree, areas, own[:, j], atom, period, names[j] if names else ""):
            grouped.setdefault((finding.code, finding.place.area), []).append(finding)
    found: list[Finding] = []
    for first, *others in grouped.values():
        also = {
            "also": f"；另有 {len(others)} 项也不符",
            "also_en": f"; {len(others)} other figures differ too",
        }
        found.append(replace(first, facts={**first.facts, **also}) if others else first)
    return found


def coded_parts(tree: Tree) -> NDArray[np.bool_]:
    """Which areas are of the lowest level of the tree and have a code, by tree index."""
    coded = np.fromiter(map(bool, tree.codes), bool, len(tree))
    both: NDArray[np.bool_] = _lowest(tree) & coded
    return both


def causes_below(tree: Tree, i: int, own: Floats, parts: NDArray[np.bool_], strange: Sequence[int]) -> Causes:
    """The areas below ``i`` whose figures its coded parts do not hold, and those with a code out of place."""
    lowest = _lowest(tree)
    childless: list[int] = []
    uncoded: list[int] = []
    inside = 0  # the end of the childless area we are in: its figure stands for all below it
    for j in range(i + 1, int(tree.end[i])):
        if j < inside or np.isnan(own[j]):
            continue
        if lowest[j]:
            if not parts[j]:
                uncoded.append(j)
        elif not parts[j : int(tree.end[j])].any():
            childless.append(j)
            inside = int(tree.end[j])
    elsewhere = [j for j in strange if i < j < int(tree.end[i])]
    return Causes(tuple(uncoded), tuple(childless), tuple(elsewhere))


def _lowest(tree: Tree) -> NDArray[np.bool_]:
    present = [code for code in tree.levels.codes if len(tree.at_level(code))]
    mask = np.zeros(len(tree), bool)
    if present:
        mask[tree.at_level(present[-1])] = True
    return mask


def _elsewhere(tree: Tree) -> list[int]:
    ranks = {code: n for n, code in enumerate(tree.levels.codes)}
    level = np.array([ranks.get(code, len(ranks)) for code in tree.level], np.int32)
    return list(codes_elsewhere(tree.codes, tree.parent, level, tree.levels).tolist())


def _differ(own: float, total: float) -> bool:
    return bool(np.isfinite(total)) and abs(own - total) > TOLERANCE * max(abs(own), abs(total))


def _finding(
    code: str,
    tree: Tree,
    i: int,
    own: Floats,
    total: float,
    words: tuple[str, str],
    atom: str,
    period: str,
    name: str,
) -> Finding:
    facts: dict[str, Fact] = {"name": tree.name(i), "name_en": tree.name(i, "en"), "what": name or atom}
    facts |= {"own": float(own[i]), "sum": float(total), "difference": float(own[i] - total)}
    facts |= {"causes": words[0], "causes_en": words[1], "also": "", "also_en": ""}
    place = Place(area=tree.keys[i], period=period, element=atom)
    return Finding(code, Severity.WARNING, place, facts)


def _list(tree: Tree, found: Sequence[int], lang: str) -> str:
    names = [tree.name(j, lang) + (f" {tree.codes[j]}" if tree.codes[j] else "") for j in found[:NAMED]]
    if len(found) > NAMED:
        names.append(f"等 {len(found)} 个" if lang == "zh" else f"{len(found)} in all")
    return ("、" if lang == "zh" else ", ").join(names)


def _silent(tree: Tree, missing: Sequence[int]) -> tuple[str, str]:
    if not missing:
        return "下级都有数字", "all areas below have figures"
    return f"下级没有数字：{_list(tree, missing, 'zh')}", f"without a figure: {_list(tree, missing, 'en')}"


def _words(tree: Tree, causes: Causes, own: Floats) -> tuple[str, str]:
    """The causes in Chinese and English, with what they add up to."""
    zh: list[str] = []
    en: list[str] = []
    for found, text_zh, text_en in (
        (causes.uncoded, "下有无代码的地区", "areas without a code"),
        (causes.childless, "下有不设有代码下级的地区", "areas with no coded areas below them"),
        (causes.elsewhere, "代码与所在地不符（按所在地计入）", "codes out of place (counted where they are)"),
    ):
        if found:
            total = f"{np.nansum(own[list(found)]):.12g}"
            zh.append(f"{text_zh}：{_list(tree, found, 'zh')}（合计 {total}）")
            en.append(f"{text_en}: {_list(tree, found, 'en')} ({total} together)")
    return "；".join(zh) or "从区划表看不出原因", "; ".join(en) or "the tree of areas does not show why"
