"""The pages of the population projection: choose an area, compare scenarios, take the figures along."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from huimin.adapters.projections import write_projection
from huimin.tasks.project import Basis, Outcome, driving_sentence, scenario_word
from huimin.tasks.project.words import resting_on
from huimin.web.base import place
from huimin.web.base.access import allow, screen
from huimin.web.base.pages import area_name, page
from huimin.web.projection import held, pictures
from huimin.web.projection.held import Choice
from huimin.workflow import Act

OFFERED = ("medium", "constant", "low", "high", "replacement", "zero-migration")
AHEAD = (10, 15, 25, 35, 50)
USUAL_AHEAD = 25
USUAL_AROUND = "medium"
"""The scenario with intervals where nothing else is chosen."""
_KINDS = {
    ".csv": "text/csv; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@screen(Act.READ)
@require_safe
def start(request: Any) -> HttpResponse:
    """Choose an area among those with people by age that the reader may see."""
    given = held.basis()
    readable = _readable(request, given) if given else []
    return page(request, "projection/start.html", choices=_named(request, readable), there=given is not None)


@screen(Act.READ)
@require_safe
def show(request: Any, key: str) -> HttpResponse:
    """Scenarios side by side: why people change, the fan, the pyramids, what offices plan with."""
    allow(request, Act.READ, key)
    given = held.basis()
    if given is None or key not in held.keys(given):
        return page(request, "projection/none.html", key=key)
    choice = _choice(request, given, key)
    found = held.outcome(choice)
    return page(request, "projection/show.html", **_context(request, given, choice, found))


@screen(Act.READ)
@require_safe
def download(request: Any, key: str, ending: str) -> HttpResponse:
    """The whole projection as csv or xlsx."""
    allow(request, Act.READ, key)
    given = held.basis()
    if given is None or key not in held.keys(given):
        raise Http404
    choice = _choice(request, given, key)
    found = held.outcome(choice)
    name = f"projection-{key.replace('/', '-')}-{choice.last_year}{ending}"
    with TemporaryDirectory(prefix="huimin-projection-") as folder:
        target = Path(folder) / f"made{ending}"
        write_projection(found, target, request.lang, place.definitions().title.simulated)
        answer = HttpResponse(target.read_bytes(), content_type=_KINDS[ending])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _choice(request: Any, given: Basis, key: str) -> Choice:
    """What the address asks for; what it does not know is passed over."""
    asked = request.GET.getlist("s")
    offered = _offered(given)
    scenarios = tuple(name for name in offered if name in asked) or offered[:2]
    years = [given.people.year + ahead for ahead in AHEAD]
    wanted = request.GET.get("to", "")
    last = int(wanted) if wanted.isdecimal() and int(wanted) in years else given.people.year + USUAL_AHEAD
    around = request.GET.get("around", USUAL_AROUND)
    return Choice(key, scenarios, last, around if around in scenarios else "", bool(request.GET.get("money")))


def _offered(given: Basis) -> tuple[str, ...]:
    """The scenarios that can be chosen: rates by year only where files give some."""
    return (*OFFERED, "csv") if given.given.yearly else OFFERED


def _readable(request: Any, given: Basis) -> list[str]:
    return [key for key in held.keys(given) if request.rights.may(Act.READ, key)]


def _named(request: Any, keys: list[str]) -> list[tuple[str, str]]:
    return [(key, area_name(request.lang, key)) for key in keys]


def _context(request: Any, given: Basis, choice: Choice, found: Outcome) -> dict[str, Any]:
    """All that the page tells."""
    lang, at = request.lang, found.place(choice.key)
    name = found.places[at].name(lang)
    told = pictures.Told(found, at, name, lang)
    return {
        "key": choice.key, "name": name, "choice": choice, "first_year": found.years[0],
        "areas": _named(request, _readable(request, given)),
        "years": [found.years[0] + ahead for ahead in AHEAD],
        "offered": [(one, scenario_word(one, lang), one in choice.scenarios) for one in _offered(given)],
        "why": [(scenario_word(run.name, lang), driving_sentence(run.drivers[at], name, lang)) for run in found.runs],
        "resting": resting_on(found, lang)[1:], "remarks": found.notes,
        "assumed": told.assumed(), "readouts": told.readouts(),
        "yearly": told.yearly(), "fan": told.fan(), "pyramid": told.pyramid(), "moving": told.moving_pyramid(),
        "small": told.small_pyramids(),
        "names": [scenario_word(run.name, lang) for run in found.runs],
        "query": {"s": list(choice.scenarios), "to": choice.last_year, "around": choice.around or "none",
                  **({"money": 1} if choice.money else {})},
    }  # fmt: skip
