"""The pages of budgets: choose an area, see what benefits cost and who pays, the coming years, take figures along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from huimin.tasks.budget import FUTURES, MEDIUM, TOGETHER, Budget, about_lines, part_record
from huimin.tasks.project import scenario_word
from huimin.web.base.access import allow, screen
from huimin.web.base.pages import area_name, page
from huimin.web.budget import held, jobs, telling
from huimin.wiring.budget import Budgeting, write_budget, write_years
from huimin.workflow import Act

AHEAD = 5
KINDS = {
    ".csv": "text/csv; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@screen(Act.READ)
@require_safe
def start(request: Any) -> HttpResponse:
    """Choose an area among those with people by age that the reader may see."""
    found = held.given()
    choices = _readable(request, found) if found else []
    return page(request, "budget/start.html", choices=choices, there=found is not None)


@screen(Act.READ)
@require_safe
def show(request: Any, key: str) -> HttpResponse:
    """What benefits cost in a year: by benefit, by level, by place within the area."""
    found = wanted(request, key)
    if isinstance(found, HttpResponse):
        return found
    year = year_of(request, found)
    budget = _chosen(request, held.budget_of(held.owner(found, key), year))
    lang, setting = request.lang, found.setting
    rows = telling.benefits(budget, key, lang)
    money = budget.money(TOGETHER, key)
    return page(
        request, "budget/show.html", **frame(request, found, key, year), rows=rows, money=money,
        most=max((one["fen"] for one in rows), default=0), levels=telling.levels(money.levels, lang),
        places=telling.places(budget, telling.below(setting, key), lang), people=budget.people[key],
        offered=_offered(request, found), query=_query(request, year),
        assumed=telling.assumed(setting, budget, lang), about=about_lines(setting, year, lang),
        may_try=may_try(request) and held.owner(found, key) == key,
    )  # fmt: skip


@screen(Act.READ)
@require_safe
def years(request: Any, key: str) -> HttpResponse:
    """The coming years of a place; the first who looks has them worked out. Intervals are those around the scenario
    that is chosen."""
    found = wanted(request, key)
    if isinstance(found, HttpResponse):
        return found
    year, owner, lang = year_of(request, found), held.owner(found, key), request.lang
    record = jobs.years_of(owner, year)
    context = frame(request, found, key, year)
    if record is None:
        under_way = jobs.started(owner, year, lang, bool(request.GET.get("again")))
        return page(request, "budget/waiting.html", **context, under_way=under_way)
    mine = part_record(record, key)
    scenario = request.GET.get("s", MEDIUM)
    scenario = scenario if scenario in mine["scenarios"] else MEDIUM
    code = request.GET.get("one", TOGETHER)
    code = code if code in mine["scenarios"][scenario] else TOGETHER
    return page(
        request, "budget/years.html", **context, record=mine, code=code, scenario=scenario,
        scenarios=[(one, scenario_word(one, lang)) for one in mine["scenarios"]],
        chart=telling.years(mine, code, scenario, lang), bounds=telling.bounds(mine, code, scenario, lang),
        levels=_levels(mine, lang) if scenario == MEDIUM else [], names=_names(mine, lang),
        areas=_below(mine, scenario, code, lang), about=about_lines(found.setting, year, lang, FUTURES),
        query={"year": year, "s": scenario},
    )  # fmt: skip


@screen(Act.READ)
@require_safe
def years_file(request: Any, key: str, ending: str) -> HttpResponse:
    """The coming years of a place in all scenarios with their bounds, as csv or xlsx, once they are worked out."""
    found = wanted(request, key)
    record = None
    if not isinstance(found, HttpResponse):
        record = jobs.years_of(held.owner(found, key), year_of(request, found))
    if isinstance(found, HttpResponse) or record is None:
        raise Http404
    name, mine = area_name(request.lang, key), part_record(record, key)
    return file_answer(
        f"budget-years-{key}-{record['years'][0]}{ending}", ending,
        lambda target: write_years(target, found.setting, mine, name, request.lang),
    )  # fmt: skip


@screen(Act.READ)
@require_safe
def download(request: Any, key: str, ending: str) -> HttpResponse:
    """The budget of a year with all places below as csv or xlsx."""
    found = wanted(request, key)
    if isinstance(found, HttpResponse):
        raise Http404
    year = year_of(request, found)
    budget = _chosen(request, held.budget_of(held.owner(found, key), year))
    own = {key, *telling.below(found.setting, key)}
    if len(own) > 1 and held.owner(found, key) == key:
        own |= {part for area in list(own) for part in telling.below(found.setting, area)}
    budget = replace(budget, places=tuple(one for one in budget.places if one.key in own))
    return file_answer(
        f"budget-{key}-{year}{ending}", ending,
        lambda target: write_budget(target, found.setting, budget, None, None, request.lang),
    )  # fmt: skip


# --- what the pages share


def wanted(request: Any, key: str) -> Budgeting | HttpResponse:
    """What a budget of the area is worked out from; else the page that says why there is none.

    Raises:
        Http404: the area is not the reader's.
    """
    allow(request, Act.READ, key)
    found = held.given()
    if found is None or not held.owner(found, key):
        return page(request, "budget/none.html", key=key, why="none-yours")
    if held.large(found, held.owner(found, key)):
        return page(request, "budget/none.html", key=key, why="too-large")
    return found


def year_of(request: Any, found: Budgeting) -> int:
    """The year of the address; the one after that of the people where it says none that can be worked out."""
    first = found.setting.basis.people.year
    text = request.GET.get("year", "")
    year = int(text) if text.isdecimal() and len(text) == 4 else first + 1
    return year if first <= year <= first + AHEAD else first + 1


def may_try(request: Any) -> bool:
    """Whether the reader may try other rules: who assesses or defines for the whole tree."""
    return bool(request.rights.everywhere(Act.ASSESS) or request.rights.everywhere(Act.DEFINE))


def frame(request: Any, found: Budgeting, key: str, year: int) -> dict[str, Any]:
    """What every page of an area tells."""
    first = found.setting.basis.people.year
    return {"key": key, "name": area_name(request.lang, key), "year": year, "first_year": first,
            "years": list(range(first, first + AHEAD + 1))}  # fmt: skip


def file_answer(name: str, ending: str, write: Any) -> HttpResponse:
    """A file to take along."""
    with TemporaryDirectory(prefix="huimin-budget-") as folder:
        target = Path(folder) / f"made{ending}"
        write(target)
        answer = HttpResponse(target.read_bytes(), content_type=KINDS[ending])
    answer["Content-Disposition"] = f'attachment; filename="{name.replace("/", "-")}"'
    return answer


def _readable(request: Any, found: Budgeting) -> list[tuple[str, str]]:
    """Areas of the reader's: those with people, and parts of them where that is all the reader has."""
    keys = [one.key for one in found.setting.whole_areas() if request.rights.may(Act.READ, one.key)]
    if not keys:
        keys = [one.key for parts in found.setting.parts.values() for one, _ in parts
                if request.rights.may(Act.READ, one.key)]  # fmt: skip
    return [(key, area_name(request.lang, key)) for key in keys]


def _offered(request: Any, found: Budgeting) -> list[tuple[str, str, bool]]:
    asked = request.GET.getlist("b")
    return [(one.code, one.name.of(request.lang), not asked or one.code in asked)
            for one in found.setting.benefits.values()]  # fmt: skip


def _chosen(request: Any, budget: Budget) -> Budget:
    asked = request.GET.getlist("b")
    kept = tuple(one for one in budget.benefits if one.code in asked)
    return replace(budget, benefits=kept) if kept else budget


def _query(request: Any, year: int) -> dict[str, Any]:
    asked = request.GET.getlist("b")
    return {"year": year, **({"b": asked} if asked else {})}


def _levels(record: Mapping[str, Any], lang: str) -> list[tuple[str, list[int]]]:
    order = telling.levels({level: max(values) for level, values in record["levels"].items()}, lang)
    words = {word: values for level, values in record["levels"].items() for word, _ in telling.levels({level: 1}, lang)}
    return [(word, words[word]) for word, _ in order]


def _below(record: Mapping[str, Any], scenario: str, code: str, lang: str) -> list[tuple[str, str, list[int]]]:
    """Places below with their money: areas of a sum all benefits together, parts of an area the chosen benefit."""
    values = {key: one[scenario] for key, one in record["areas"].items()}
    values |= {key: one["scenarios"][scenario][code] for key, one in record["parts"].items()}
    return [(key, area_name(lang, key), fen) for key, fen in values.items()]


def _names(record: Mapping[str, Any], lang: str) -> list[tuple[str, str]]:
    return [(one["code"], one[lang]) for one in record["benefits"]]
