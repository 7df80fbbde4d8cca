"""``huimin verify``: rounds of verification on the spot."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from huimin.cli.commands import load as load_command
from huimin.cli.options import DONE, FOUND_ERRORS, HERE, JSON, LANGUAGE, WORKSPACE, must_exist, opened
from huimin.cli.printing import finding_record, out, print_findings, print_json, print_table, progress
from huimin.cli.words import spoken, t
from huimin.findings import Finding, Severity

if TYPE_CHECKING:
    from huimin.tasks.verify import Plan, Results, Row
    from huimin.wiring import Workspace


def plan(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    form: Annotated[str, typer.Option("--form", metavar="FORM")] = "",
    period: Annotated[str, typer.Option("--period", metavar="PERIOD")] = "",
    element: Annotated[list[str] | None, typer.Option("--element", "-e", metavar="ELEMENT")] = None,
    strata: Annotated[list[str] | None, typer.Option("--strata", metavar="LEVEL|size|level")] = None,
    method: Annotated[str, typer.Option("--draw", metavar="simple|size")] = "",
    precision: Annotated[str, typer.Option("--precision", metavar="PERCENT")] = "",
    budget: Annotated[int | None, typer.Option("--budget", metavar="SITES")] = None,
    closes: Annotated[str, typer.Option("--closes", metavar="DATE")] = "",
    report_by: Annotated[list[str] | None, typer.Option("--by", metavar="LEVEL")] = None,
    anew: Annotated[bool, typer.Option("--anew")] = False,
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Plan a round, and freeze its frame."""
    from huimin.wiring.verify import plan_round
    from huimin.wiring.verify_new import Wish, write_round

    wish = Wish(form, period, element or (), strata or (), method, precision, budget, closes, report_by or ())
    with opened(workspace) as place, progress("compiling", json) as step:
        if wish.said and name not in place.definitions.rounds:
            write_round(place, name, wish)
        made, kept = plan_round(place, name, anew, step)
        simulated = place.definitions.title.simulated
    if json:
        print_json(kept | {"findings": [finding_record(one) for one in made.findings]})
    else:
        _print_plan(made, kept, simulated)
    return DONE


def _print_plan(made: Plan, kept: dict[str, Any], simulated: bool) -> None:
    from huimin.tasks.verify.words import percent

    if simulated:
        out.line(t("simulated"), "dim")
    one, chosen = made.round, made.chosen
    out.line(one.name(spoken()), "bold")
    out.line(t("verify-frame", sites=f"{len(made.frame.sites):,}", strata=len(made.frame.strata)))
    if made.learned:
        out.line(t("verify-spread-learned", sigma=percent(made.sigma), round=one.expected_round))
    else:
        wrong, by = percent(one.expected.wrong, 0), percent(one.expected.by, 0)
        out.line(t("verify-spread-stated", sigma=percent(made.sigma), wrong=wrong, by=by))
    rows = [(f"{row.sites:,}", f"± {percent(row.half_width)}") for row in made.rows]
    print_table((t("verify-col-sites"), t("verify-col-width")), rows, frozenset({0, 1}))
    out.line(t("verify-wanted", width=percent(one.precision), sites=made.wanted.sites))
    out.line(t("verify-chosen", sites=chosen.sites, width=percent(chosen.half_width)), "bold")
    if len(chosen.allocation) > 1:
        out.line(t("verify-allocation", parts=", ".join(f"{key} {count}" for key, count in chosen.allocation.items())))
    print_findings(made.findings)
    out.line(t("verify-frozen-frame", hash=kept["frame_sha256"]))
    out.line(t("verify-frozen-seed", hash=kept["commitment"]) if kept["commitment"] else t(
        "verify-public-source", source=one.public_zh if spoken() == "zh" else one.public_en))  # fmt: skip
    out.line(t("verify-draw-after", day=one.closes.isoformat(), round=one.code))


def draw(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    public_seed: Annotated[str, typer.Option("--public-seed", metavar="TEXT")] = "",
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Draw the sites and reveal the seed."""
    from huimin.wiring.verify import draw_round

    with opened(workspace) as place:
        sample, made = draw_round(place, name, public_seed)
        folder = place.folder / "verification" / name
    if json:
        print_json(made | {"drawn": list(sample.keys)})
        return DONE
    out.line(t("verify-drawn", count=len(sample.drawn), file=folder / "sample.csv"), "bold")
    out.line(t("verify-revealed", seed=made["seed"]))
    out.line(t("verify-redraw", round=name))
    return DONE


def redraw(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Draw again and compare."""
    from huimin.wiring.verify import redraw_round

    with opened(workspace) as place:
        again = redraw_round(place, name)
    lists = again.lists
    if json:
        print_json({"same": again.same, "checks": dict(again.checks), "only_published": list(lists.only_published),
                    "only_redrawn": list(lists.only_redrawn)})  # fmt: skip
        return DONE if again.same else FOUND_ERRORS
    for what, held in again.checks:
        out.line(
            f"{t('verify-held' if held else 'verify-broken')} {t('verify-check-' + what)}", "" if held else "error"
        )
    for key, keys in (("verify-only-published", lists.only_published), ("verify-only-redrawn", lists.only_redrawn)):
        if keys:
            out.line(t(key, sites=", ".join(keys)), "error")
    out.line(t("verify-same" if again.same else "verify-not-same"), "bold")
    return DONE if again.same else FOUND_ERRORS


def workbooks(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    target: Annotated[Path, typer.Option("--out", metavar="DIR")] = Path("to-verify"),
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Write the inspectors' workbooks."""
    from huimin.wiring.verify import write_workbooks

    with opened(workspace) as place, progress("writing", json) as step:
        made = write_workbooks(place, name, target, spoken(), step)
    if json:
        print_json({"files": [str(path) for path in made]})
    else:
        out.line(t("templates", count=len(made), folder=target))
    return DONE


def load(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    files: Annotated[list[Path] | None, typer.Argument()] = None,
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Load filled workbooks, and say how far the round has come."""
    from huimin.wiring.verify import found_so_far

    must_exist(*files or ())
    with opened(workspace) as place:
        with progress("reading", json) as step:
            report = place.load(files or None, "", step)
        found, _ = found_so_far(place, name)
        if json:
            outcomes = {str(code): count for code, count in found.outcomes.items()}
            print_json(load_command.record(report) | {"outcomes": outcomes})
        else:
            load_command.tell(report, place, everything=False)
            _print_outcomes(found)
    return FOUND_ERRORS if report.refused else DONE


def _print_outcomes(found: Results) -> None:
    from huimin.tasks.verify.words import outcome_text

    parts = [f"{outcome_text(code, spoken())} {count}" for code, count in found.outcomes.items()]
    out.line(t("verify-outcomes", count=len(found.sites), parts=(t("verify-comma")).join(parts)))


def estimate(
    name: Annotated[str, typer.Argument(metavar="NAME")],
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """What the visited sites say of all."""
    from huimin.wiring.verify import estimate_round

    with opened(workspace) as place:
        found, made = estimate_round(place, name)
        none = not any(site.outcome for site in found.sites)
        told = [Finding("verify-no-results", Severity.ERROR, facts={"round": name})] if none else list(found.findings)
        if json:
            print_json(made | {"findings": [finding_record(one) for one in told]})
        else:
            _print_results(found, told, place)
    return FOUND_ERRORS if none else DONE


def _print_results(found: Results, told: list[Finding], place: Workspace) -> None:
    if place.definitions.title.simulated:
        out.line(t("simulated"), "dim")
    out.line(found.round.name(spoken()), "bold")
    _print_outcomes(found)
    if any(site.outcome for site in found.sites):
        for asked in found.round.asked:
            out.line()
            out.line(place.definitions.dictionary[asked.element].name(spoken()), "bold")
            rows = [row for row in found.rows if row.element == asked.element]
            heads = tuple(t(f"verify-col-{one}") for one in ("area", "checked", "wrong", "ratio", "interval", "worst",
                                                             "band", "next"))  # fmt: skip
            print_table(heads, [_cells(row, place) for row in rows], frozenset({1, 2, 3}))
            _print_doubts(rows, place)
        out.line()
        confidence = round(found.round.assumed.confidence * 100)
        out.line(t("verify-what-it-means", confidence=confidence), "dim")
        out.line(t("verify-factors", folder=place.folder / "verification" / found.round.code), "dim")
    print_findings(told, name_of=lambda key: place.area_name(key, spoken()))


def _print_doubts(rows: list[Row], place: Workspace) -> None:
    """Each reason for doubt once, with the areas that it holds for."""
    from huimin.tasks.verify.words import doubt_text

    for doubt in dict.fromkeys(one for row in rows for one in row.found.doubts):
        held = [row for row in rows if doubt in row.found.doubts]
        every = len(held) == len(rows) > 1
        names = t("verify-everywhere") if every else t("verify-comma").join(_name(row, place) for row in held)
        out.line(t("verify-doubt", areas=names, why=doubt_text(doubt, spoken())), "dim")


def _name(row: Row, place: Workspace) -> str:
    """The area's name without its key."""
    found = place.definitions.areas.id_of(row.area) if row.area else None
    return place.definitions.areas.name(found, spoken()) if found is not None else _area(row, place)


def _area(row: Row, place: Workspace) -> str:
    from huimin.tasks.verify.results import ALL

    if row.area:
        return place.area_name(row.area, spoken())
    return t("verify-all-sites") if row.scope == ALL else row.scope


def _cells(row: Row, place: Workspace) -> tuple[str, ...]:
    from huimin.tasks.verify.words import band_text, interval_text, next_visit, percent

    one = row.found
    doubt = "*" if one.doubts else ""
    return (
        _area(row, place), f"{one.checked}/{one.drawn}", str(one.wrong), percent(one.ratio),
        interval_text(one.low, one.high) + doubt,
        interval_text(one.worst_low, one.worst_high) if one.checked < one.drawn else "",
        band_text(row, spoken()), next_visit(row, spoken()),
    )  # fmt: skip
