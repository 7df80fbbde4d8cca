"""``huimin verify visits``: unannounced inspections of a year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from huimin.cli.options import DONE, FOUND_ERRORS, HERE, JSON, LANGUAGE, WORKSPACE, opened
from huimin.cli.printing import finding_record, out, print_findings, print_json, print_table
from huimin.cli.words import spoken, t

if TYPE_CHECKING:
    from huimin.tasks.verify import YearPlan
    from huimin.wiring import Workspace
    from huimin.wiring.verify_visits import Opened


def visits(
    year: Annotated[str, typer.Argument(metavar="YEAR")],
    month: Annotated[str, typer.Option("--month", metavar="MONTH")] = "",
    level: Annotated[str, typer.Option("--level", metavar="LEVEL")] = "",
    inspector: Annotated[list[str] | None, typer.Option("--inspector", metavar="NAME=AREA")] = None,
    interval: Annotated[int, typer.Option("--interval", metavar="MONTHS")] = 12,
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Plan the unannounced visits of a year, or open the list of a month."""
    from huimin.wiring.verify_visits import AGREED, open_month, visits_of_year, write_agreed, year_of

    wanted = year_of(year)
    with opened(workspace) as place:
        if level and inspector and not (place.folder / "verification" / AGREED).exists():
            people = [(name.strip(), home.strip()) for name, _, home in (one.partition("=") for one in inspector)]
            write_agreed(place, level, people, interval)
        made, told = visits_of_year(place, wanted)
        if month:
            _print_month(open_month(place, made, month), place, json)
            return DONE
        if json:
            print_json(made.public() | {"findings": [finding_record(one) for one in told]})
        else:
            _print_year(made)
            print_findings(told, name_of=lambda key: place.area_name(key, spoken()))
    return FOUND_ERRORS if told else DONE


def _print_year(made: YearPlan) -> None:
    public = made.public()
    out.line(t("verify-visits", year=made.year.code, visits=public["visits"], sites=public["sites"]), "bold")
    rows = [(one["month"], str(one["visits"]), one["list_sha256"]) for one in public["months"]]
    print_table((t("verify-col-month"), t("verify-col-visits"), t("verify-col-hash")), rows, frozenset({1}))
    names = [f"{name or t('verify-nobody')} {count}" for name, count in public["load"].items()]
    out.line(t("verify-load", parts=t("verify-comma").join(names)))
    out.line(t("verify-sealed", year=made.year.code, example=made.months()[0].code))


def _print_month(opened_list: Opened, place: Workspace, json: bool) -> None:
    month, visits_ = opened_list.month, opened_list.visits
    if json:
        print_json({"month": month.code, "list": [{"site": one.key, "inspector": one.inspector} for one in visits_]})
        return
    out.line(t("verify-month", month=month.name(spoken()), count=len(visits_)), "bold")
    rows = [(place.area_name(one.key, spoken()), one.inspector or t("verify-nobody")) for one in visits_]
    print_table((t("verify-col-site"), t("verify-col-inspector")), rows)
