"""``huimin benefits measure``: what claims and ledger say about the work on benefits in a month."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from huimin.cli.options import BY, DONE, HERE, JSON, LANGUAGE, WORKSPACE, opened, person
from huimin.cli.pay_shown import PERIOD
from huimin.cli.printing import exit_code, finding_record, out, print_findings, print_json, print_table
from huimin.cli.words import spoken, t

if TYPE_CHECKING:
    from huimin.tasks.benefit_indicators.measuring import Measures
    from huimin.wiring.benefit_measures import Measured

SHARES = (("on-time", "decisions_on_time", "decisions_due"), ("accuracy", "redecided_alike", "redecided"),
          ("paid", "payments_on_time", "payments_due"), ("funds", "funds_arrived", "funds_due"),
          ("upheld", "appeals_upheld", "appeals_answered"))  # fmt: skip
"""Word of each share, its numerator and its denominator."""


def measure(
    period: PERIOD,
    load: Annotated[bool, typer.Option("--load")] = False,
    estimate: Annotated[bool, typer.Option("--estimate")] = False,
    by: BY = "",
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Measure a month, and load the measures."""
    from huimin.figures.periods import Period

    month = Period.of(period)
    with opened(workspace) as place:
        from huimin.wiring.benefit_measures import BenefitMeasures

        measuring = BenefitMeasures(place, person(by))
        if estimate:
            measuring.estimate(month.first // 12)
        made = measuring.measured(month)
        path = measuring.write(made, month, spoken())
        report = measuring.load(path) if load else None
        names = {key: place.area_name(key, spoken()) for key in made.areas}
        simulated = place.definitions.title.simulated
    findings = [*made.findings, *(report.findings if report else ())]
    if json:
        print_json({"period": month.code, "file": str(path), "loaded": report.figures if report else 0,
                    "areas": [_record(made.measures, key) for key in made.areas],
                    "findings": [finding_record(one) for one in findings]})  # fmt: skip
        return exit_code(findings)
    if simulated:
        out.line(t("simulated"), "dim")
    _print(made, names)
    out.line(t("measure-written", file=path), "bold")
    if report:
        out.line(t("measure-loaded", figures=f"{report.figures:,}"), "bold")
    print_findings(findings)
    return exit_code(findings) or DONE


def _record(measures: Measures, area: str) -> dict[str, Any]:
    share = measures.take_up.get(area)
    take_up = None if share is None else {"share": share.share, "low": share.low, "high": share.high}
    return {"area": area, "values": dict(measures.values[area]), "median_days": measures.median_days(area),
            "take_up": take_up}  # fmt: skip


def _print(made: Measured, names: dict[str, str]) -> None:
    """A row an area: each share with what it is a share of, the median of days, take-up with its interval."""
    columns = [t(f"measure-{one}") for one in ("area", *(word for word, _, _ in SHARES), "days", "take-up")]
    rows = [(names[key], *_cells(made.measures, key)) for key in made.areas]
    print_table(columns, rows, right=frozenset(range(1, len(columns))))


def _cells(measures: Measures, key: str) -> Sequence[str]:
    values = measures.values[key]
    shares = []
    for _, part, whole in SHARES:
        top, bottom = values.get(part), values.get(whole)
        shares.append("–" if not bottom or top is None else f"{top:,.0f}/{bottom:,.0f} {100 * top / bottom:.1f}%")
    days, share = measures.median_days(key), measures.take_up.get(key)
    taken = "–" if share is None else f"{share.share:.1%} ({share.low:.1%} – {share.high:.1%})"
    return (*shares, "–" if days is None else f"{days:g}", taken)
