"""``huimin diff``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any

from huimin.cli.options import DONE, HERE, JSON, LANGUAGE, WORKSPACE, opened
from huimin.cli.printing import NameOf, out, print_json
from huimin.cli.words import spoken, t
from huimin.indicators.rounding import plain, show

if TYPE_CHECKING:
    from huimin.tasks.diff import AreaMove, Difference, ItemMove

FIGURES_SHOWN = 6


def diff(first: str, second: str, workspace: WORKSPACE = HERE, json: JSON = False, lang: LANGUAGE = None) -> int:
    """Compare two runs."""
    with opened(workspace) as place:
        found = place.diff(place.run_name(first), place.run_name(second))
    if json:
        print_json(asdict(found))
    else:
        _print(found, partial(place.area_name, lang=spoken()))
    return DONE


def _print(found: Difference, name_of: NameOf) -> None:
    moved = found.moved or found.only_before or found.only_after
    if not moved:
        out.line(t("diff-scores-same" if found.parts else "diff-none"))
    if found.parts:
        out.line(t("diff-parts", parts=", ".join(found.parts)))
    if found.definitions:
        out.line(t("diff-definitions", items=", ".join(found.definitions)))
    for code, keys in (("diff-only-before", found.only_before), ("diff-only-after", found.only_after)):
        if keys:
            out.line(t(code, areas=", ".join(name_of(key) for key in keys)))
    if found.moved:
        out.line(t("diff-moved", count=len(found.moved)))
    for move in found.moved:
        _print_area(move, name_of)


def _print_area(move: AreaMove, name_of: NameOf) -> None:
    out.line(t("diff-area", area=move.zh if spoken() == "zh" else move.en, before=show(move.before),
               after=show(move.after), rank_before=move.rank_before or "–", rank_after=move.rank_after or "–"),
             "bold")  # fmt: skip
    for item in move.items:
        _print_item(item, name_of)


def _print_item(item: ItemMove, name_of: NameOf) -> None:
    causes = ("、" if spoken() == "zh" else " and ").join(t(f"cause-{cause}") for cause in item.causes or ("",))
    out.line("  " + t("diff-item", item=item.item, before=show(item.before), after=show(item.after), causes=causes))
    for figure in item.figures[:FIGURES_SHOWN]:
        out.line("    " + _figure(figure, name_of))
    if len(item.figures) > FIGURES_SHOWN:
        out.line("    " + t("more-plain", count=len(item.figures) - FIGURES_SHOWN))


def _figure(figure: Mapping[str, Any], name_of: NameOf) -> str:
    area = name_of(figure["area"])
    if figure["what"] == "tree":
        left, came = ([name_of(key) for key in figure[part]] for part in ("left", "came"))
        return t("diff-tree", area=area, left=", ".join(left) or "–", came=", ".join(came) or "–")
    if figure["before"] == figure["after"]:
        before, after = plain(figure["reports_before"]), plain(figure["reports_after"])
        return t("diff-reports", area=area, atom=figure["atom"], before=before, after=after)
    return t(
        "diff-figure", area=area, atom=figure["atom"], before=plain(figure["before"]), after=plain(figure["after"])
    )
