"""``huimin budget``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from huimin.cli.options import DONE, HERE, JSON, LANGUAGE, WORKSPACE, must_exist, opened
from huimin.cli.printing import finding_record, out, print_findings, print_json, print_table, progress
from huimin.cli.words import spoken, t

if TYPE_CHECKING:
    from huimin.benefits import Benefit
    from huimin.tasks.budget import Budget, Forecast, Setting, Trial

BENEFITS = Annotated[list[str] | None, typer.Argument(metavar="[BENEFITS]...")]
SHOWN_AREAS = 12


def budget(
    benefits: BENEFITS = None,
    year: Annotated[int | None, typer.Option("--year", metavar="YEAR")] = None,
    years: Annotated[int, typer.Option("--years", metavar="N", min=1, max=20)] = 1,
    trial: Annotated[list[Path] | None, typer.Option("--with", metavar="FILE")] = None,
    area: Annotated[str | None, typer.Option("--area", metavar="AREA")] = None,
    destination: Annotated[Path | None, typer.Option("--to", metavar="FILE")] = None,
    futures: Annotated[int, typer.Option("--futures", metavar="N", min=0, max=20_000)] = 200,
    seed: Annotated[int, typer.Option("--seed", metavar="NUMBER")] = 2024,
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Work out what benefits cost."""
    from dataclasses import replace

    from huimin.wiring.budget import check_ending, read_budgeting, read_trials, write_budget

    must_exist(*(trial or []))
    check_ending(destination)
    with opened(workspace) as place, progress("budget-working", json) as watch:
        given = read_budgeting(place)
        key = place.definitions.area_key(area, _end(given.setting.basis.people.year)) if area else ""
        setting = replace(given.setting.only(key), seed=seed)
        when = year or given.setting.basis.people.year + 1
        changed, warnings = read_trials(trial or [])
        found = _work(setting, benefits or [], when, years, changed, futures, watch)
        rows = 0
        if destination is not None:
            rows = write_budget(destination, setting, found.budget, found.trial, found.forecast, spoken())
    notes = (*given.findings, *warnings)
    if json:
        print_json(_record(setting, found, notes, destination, rows))
    else:
        _print(setting, found)
        print_findings(notes)
        if destination is not None:
            out.line(t("exported", file=destination, count=rows))
    return DONE


@dataclass(frozen=True)
class Found:
    """What was worked out; None for what was not asked for."""

    budget: Budget
    trial: Trial | None = None
    forecast: Forecast | None = None
    futures: int = 0


def _end(year: int) -> date:
    return date(year, 12, 31)


def _work(
    setting: Setting, codes: Sequence[str], year: int, years: int, changed: tuple[Benefit, ...], futures: int,
    watch: Any,
) -> Found:  # fmt: skip
    from huimin.tasks.budget import People, budget, forecast, trial

    if changed:
        before = [setting.benefits[one.code] for one in changed if one.code in setting.benefits]
        tried = trial(People(setting, year), before, changed, watch)
        return Found(tried.after, tried)
    chosen = setting.chosen(codes)
    if years == 1:
        return Found(budget(People(setting, year), chosen, watch))
    ahead = forecast(setting, chosen, year, years, futures=futures, progress=watch)
    return Found(ahead.budgets[0], None, ahead, futures)


# --- what is told


def _record(setting: Setting, found: Found, notes: Any, destination: Path | None, rows: int) -> dict[str, Any]:
    from huimin.tasks.budget import TOGETHER, about_lines, budget_rows, forecast_rows, trial_rows, trial_sentence
    from huimin.tasks.budget.rows import classes, yuan

    lang, budget = spoken(), found.budget
    families, said = [], None
    if found.trial is not None:
        top = budget.places[0].key
        said = trial_sentence(found.trial, budget.places[0], lang)
        families = [{"from": yuan(low), "to": None if high is None else yuan(high), "gaining": gain, "losing": loss}
                    for low, high, gain, loss in classes(found.trial.change(TOGETHER, top))]  # fmt: skip
    return {
        "year": budget.year, "about": about_lines(setting, budget.year, lang, found.futures),
        "budget": list(budget_rows(budget, lang)), "trial": list(trial_rows(found.trial, lang)) if found.trial else [],
        "sentence": said,
        "forecast": list(forecast_rows(found.forecast, lang)) if found.forecast else [], "families": families,
        "notes": [finding_record(one) for one in notes], "file": str(destination) if destination else None,
        "rows": rows,
    }  # fmt: skip


def _print(setting: Setting, found: Found) -> None:
    from huimin.tasks.budget import about_lines, trial_sentence

    lang, budget = spoken(), found.budget
    top = budget.places[0]
    out.line(t("budget-title", area=top.name(lang), year=budget.year, people=f"{budget.people[top.key]:,}"), "bold")
    if setting.simulated:
        out.line(t("simulated"), "warning")
    out.line()
    if found.trial is not None:
        out.line(trial_sentence(found.trial, top, lang))
        out.line()
        out.line(t("budget-after-change"), "bold")
    print_table([t(f"budget-{one}") for one in ("benefit", "yuan", "interval", "people", "families")],
                list(_lines(budget, top.key)), frozenset(range(1, 5)))  # fmt: skip
    _print_levels(budget, top.key)
    if found.trial is not None:
        _print_trial(found.trial, [one.key for one in setting.whole_areas()])
    if found.forecast is not None:
        _print_forecast(found.forecast, top.key)
    out.line()
    for line in about_lines(setting, budget.year, lang, found.futures):
        out.line(line, "dim")
    if len(budget.places) > 1 and found.trial is None:
        out.line(t("budget-more-areas", count=len(budget.places) - 1))


def _lines(budget: Budget, place: str) -> Iterator[tuple[str, ...]]:
    for one in budget.benefits:
        cost, money = budget.cost(one.code, place), budget.money(one.code, place)
        told = (t("budget-open"), "") if cost.open else (_yuan(money.fen), f"{_yuan(money.low)} – {_yuan(money.high)}")
        yield one.name.of(spoken()), *told, f"{cost.people:,}", f"{cost.families:,}"
    if len(budget.benefits) > 1:
        money = budget.money("", place)
        yield t("budget-all"), _yuan(money.fen), f"{_yuan(money.low)} – {_yuan(money.high)}", "", ""


def _print_levels(budget: Budget, place: str) -> None:
    from huimin.tasks.budget import in_order, level_word

    levels = in_order(budget.money("", place).levels)
    if levels:
        out.line()
        rows = [(level_word(level, spoken()), _yuan(fen)) for level, fen in levels.items()]
        print_table([t("budget-levels"), t("budget-yuan")], rows, frozenset({1}))


def _print_trial(tried: Trial, areas: Sequence[str]) -> None:
    from huimin.tasks.budget import trial_rows

    lang = spoken()
    out.line()
    out.line(t("budget-trial"), "bold")
    names = ("before", "after", "difference", "gaining", "mean_gain", "losing", "mean_loss", "newly", "ended")
    found = trial_rows(tried, lang, areas[:SHOWN_AREAS])
    rows = [[one["name"], *(_cell(one[name]) for name in names)] for one in found]
    headers = [t("col-area"), *(t(f"budget-{name.replace('_', '-')}") for name in names)]
    print_table(headers, rows, frozenset(range(1, 10)))


def _print_forecast(found: Forecast, place: str) -> None:
    """The medium scenario by benefit, then all scenarios with where their bounds come from."""
    from huimin.tasks.budget import MEDIUM, TOGETHER
    from huimin.tasks.project import scenario_word

    lang = spoken()
    out.line()
    out.line(t("budget-forecast"), "bold")
    names = [(one.code, one.name.of(lang)) for one in found.budgets[0].benefits] + [(TOGETHER, t("budget-all"))]
    rows = [[name, *(_short(fen) for fen in found.scenarios[MEDIUM][code, place])] for code, name in names]
    print_table(["", *map(str, found.years)], rows, frozenset(range(1, 21)))
    out.line()
    out.line(t("budget-scenarios", year=found.years[-1]), "bold")
    rows = []
    for name, money in found.scenarios.items():
        sides = [found.bounds[level][name] for level in found.bounds if level > 0.9]
        bounds = [_span(one[TOGETHER, place]) for one in (*sides, found.assumed[name], found.widest[name])]
        rows.append([scenario_word(name, lang), _short(money[TOGETHER, place][-1]), *bounds])
    heads = ("yuan-short", *(["projected"] if found.bounds else []), "assumed", "everything")
    print_table(["", *(t(f"budget-{one}") for one in heads)], rows, frozenset(range(1, 6)))


def _short(fen: float) -> str:
    """In units of 10,000 yuan in Chinese, of 1,000 in English."""
    return f"{fen / (1_000_000 if spoken() == 'zh' else 100_000):,.1f}"


def _span(sides: tuple[Any, Any]) -> str:
    return f"{_short(sides[0][-1])} – {_short(sides[1][-1])}"


def _yuan(fen: float) -> str:
    return f"{fen / 100:,.0f}"


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}"
