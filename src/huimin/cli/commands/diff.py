"""``huimin diff``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from huimin.cli.options import HERE, JSON, LANGUAGE, WORKSPACE, command, opened
from huimin.cli.printing import out, print_json
from huimin.cli.words import LANG, t
from huimin.indicators.rounding import plain, show
from huimin.tasks.diff import AreaMove, ItemMove

FIGURES_SHOWN = 6


@command
def diff(first: str, second: str, workspace: WORKSPACE = HERE, json: JSON = False, lang: LANGUAGE = LANG) -> int:
    """Compare two runs."""
    place = opened(workspace)
    found = place.diff(place.run_name(first), place.run_name(second))
    if json:
        print_json(asdict(found))
        return 0
    if not (found.moved or found.only_before or found.only_after):
        out.print(t("diff-none"))
    if found.parts:
        out.print(t("diff-parts", parts=", ".join(found.parts)))
    if found.moved:
        out.print(t("diff-moved", count=len(found.moved)))
    for move in found.moved:
        _print_area(move)
    return 0


def _print_area(move: AreaMove) -> None:
    out.print(t("diff-area", area=move.zh if LANG == "zh" else move.en, before=show(move.before), after=show(move.after),
                rank_before=move.rank_before or "–", rank_after=move.rank_after or "–"), style="bold")  # fmt: skip
    for item in move.items:
        _print_item(item)


def _print_item(item: ItemMove) -> None:
    causes = ("、" if LANG == "zh" else " and ").join(t(f"cause-{cause}") for cause in item.causes or ("",))
    out.print("  " + t("diff-item", item=item.item, before=show(item.before), after=show(item.after), causes=causes))
    for figure in item.figures[:FIGURES_SHOWN]:
        out.print("    " + _figure(figure))
    if len(item.figures) > FIGURES_SHOWN:
        out.print("    " + t("more", count=len(item.figures) - FIGURES_SHOWN))


def _figure(figure: Mapping[str, Any]) -> str:
    if figure["what"] == "tree":
        return t(
            "diff-tree",
            area=figure["area"],
            left=", ".join(figure["left"]) or "–",
            came=", ".join(figure["came"]) or "–",
        )
    return t(
        "diff-figure",
        area=figure["area"],
        atom=figure["atom"],
        before=plain(figure["before"]),
        after=plain(figure["after"]),
    )
