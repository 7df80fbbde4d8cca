"""``huimin maps``."""

from __future__ import annotations

from typing import Annotated

import typer

from huimin.cli.options import DONE, HERE, JSON, LANGUAGE, WORKSPACE, opened
from huimin.cli.printing import (
    exit_code,
    finding_record,
    out,
    print_counts,
    print_findings,
    print_json,
    print_table,
)
from huimin.cli.words import spoken, t
from huimin.findings import sort_findings

RIGHT = frozenset({1, 2, 3, 4, 5})


def check(workspace: WORKSPACE = HERE, json: JSON = False, lang: LANGUAGE = None) -> int:
    """Look at the boundaries of every level and list all that is wrong with them."""
    from huimin.wiring.maps import check_maps

    with opened(workspace) as place:
        areas = place.definitions.areas
        reports, others = check_maps(place.folder, areas)
    found = sort_findings([*others, *(finding for report in reports for finding in report.findings)])
    if json:
        maps = [{"level": one.level, "file": one.file, "areas": one.areas, "drawn": one.drawn, "points": one.points,
                 "size": one.size} for one in reports]  # fmt: skip
        print_json({"maps": maps, "findings": [finding_record(one) for one in found]})
        return exit_code(found)
    if not reports and not found:
        out.line(t("no-maps"))
        return DONE
    heads = tuple(t(f"col-{name}") for name in ("level", "areas", "drawn", "points", "size"))
    rows = [(areas.levels.name(one.level, "", spoken()), f"{one.areas:,}", f"{one.drawn:,}", f"{one.points:,}",
             size(one.size)) for one in reports]  # fmt: skip
    print_table(heads, rows, right=RIGHT)
    print_findings(found, everything=True)
    if found:
        print_counts(found)
    else:
        out.line(t("no-findings"))
    return exit_code(found)


def simplify(
    workspace: WORKSPACE = HERE,
    tolerance: Annotated[float | None, typer.Option("--tolerance", metavar="DEGREES", min=0, max=1)] = None,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Simplify the boundaries of every level with shared edges kept, and say what it saved."""
    from huimin.wiring.maps import simplify_maps

    with opened(workspace) as place:
        areas = place.definitions.areas
        made = simplify_maps(place.folder, areas, tolerance)
    if json:
        print_json({"maps": [{"level": one.drawn.level, "tolerance": one.tolerance, "points_before": one.points_before,
                              "points": one.points, "size_before": one.size_before, "size": one.size, "kept": one.kept}
                             for one in made]})  # fmt: skip
        return DONE
    if not made:
        out.line(t("no-maps"))
        return DONE
    heads = tuple(t(f"col-{name}") for name in ("level", "tolerance", "points-before", "points", "size-before", "size"))
    rows = [(areas.levels.name(one.drawn.level, "", spoken()), f"{one.tolerance:.4g}°", f"{one.points_before:,}",
             f"{one.points:,}", size(one.size_before), size(one.size)) for one in made]  # fmt: skip
    print_table((*heads, ""), [(*row, t("kept") if one.kept else "") for row, one in zip(rows, made, strict=True)],
                right=RIGHT)  # fmt: skip
    if tolerance is not None:
        out.line(t("tolerance-next", tolerance=f"{tolerance:g}"))
    return DONE


def size(count: int) -> str:
    """Bytes for people."""
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(1, round(count / 1e3))} KB"
