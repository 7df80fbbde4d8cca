"""The page that plans a round: what is asked, and at once what each number of sites would buy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from huimin.figures.forms import Form
from huimin.figures.periods import FREQUENCIES, MONTHS_OF, Period, month_number
from huimin.findings import Finding, Invalid, explain
from huimin.tasks.definitions import Definitions
from huimin.tasks.verify import Plan
from huimin.web.base import clock, place
from huimin.web.base.access import allow_everywhere, screen
from huimin.web.base.pages import area_name, page
from huimin.web.base.words import say
from huimin.web.verification import actions
from huimin.web.verification.opened import opened
from huimin.web.verification.wish import Wish, posted, round_from, strata
from huimin.wiring.verify import foreseen
from huimin.workflow import Act

SHOWN_OF = {"month": 12, "quarter": 6, "half-year": 4, "year": 2}
"""How many periods of each length are offered."""


@dataclass(frozen=True)
class Foreseen:
    """What the page shows of a plan: rows of (sites, half the interval), the row chosen and the one wanted."""

    plan: Plan
    findings: tuple[Finding, ...]

    @property
    def widest(self) -> float:
        """The widest of all rows, for the bars."""
        return max((row.half_width for row in self.plan.rows), default=1.0)


@screen(Act.ASSESS)
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Any) -> HttpResponse:
    """Plan a round. ``step`` says whether to look ahead or to freeze."""
    allow_everywhere(request, Act.ASSESS)
    given = place.definitions()
    wish, findings, ahead = Wish(), [], None
    if request.method == "POST":
        wish = posted(request.POST)
        try:
            if request.POST.get("step") == "freeze":
                code = actions.freeze_new(request.person, wish)
                messages.success(request, say(request.lang, "verification.did-freeze"), "good")
                return redirect("verification:round", code=code)
            ahead = _ahead(given, wish)
        except Invalid as invalid:
            findings = list(invalid.findings)
    else:
        wish.fields["form"] = request.GET.get("form", "")
    return page(request, "verification/plan.html", **_context(request, given, wish, findings, ahead))


def _ahead(given: Definitions, wish: Wish) -> Foreseen:
    one = round_from(given, wish.code(given.rounds), wish.document(given))
    made = foreseen(opened(), one, place.store().snapshot())
    return Foreseen(made, made.findings)


def _context(request: Any, given: Definitions, wish: Wish, findings: list[Finding], ahead: Foreseen | None) -> Any:
    lang = request.lang
    forms = [form for form in given.forms if form.submitted_by]
    chosen = next((form for form in forms if form.code == wish.fields["form"]), forms[0] if forms else None)
    if chosen is not None and not wish.fields["form"]:
        wish.fields["form"] = chosen.code
    beside = [one for one in findings if one.facts.get("field") == "element"]
    levels = given.areas.levels
    return {
        "wish": wish, "errors": {"element": explain(beside[0], lang)} if beside else {},
        "findings": [one for one in findings if one not in beside],
        "ahead": ahead, "parts": _parts(ahead, lang), "forms": [(form.code, form.name(lang)) for form in forms],
        "periods": _periods(chosen, lang) if chosen else [],
        "elements": _elements(given, chosen, lang) if chosen else [],
        "strata": [(one, levels.name(one, "", lang) if one in levels else say(lang, f"verification.strata-{one}"))
                   for one in strata(given)],
        "report_by": [("", say(lang, "verification.only-all")),
                      *((one, levels.name(one, "", lang)) for one in levels.codes[1:])],
    }  # fmt: skip


def _parts(ahead: Foreseen | None, lang: str) -> str:
    """How many sites of each stratum, areas by name."""
    allocation = ahead.plan.chosen.allocation if ahead else {}
    return ", ".join(f"{_stratum(name, lang)} {count}" for name, count in allocation.items())


def _stratum(name: str, lang: str) -> str:
    size = name.removeprefix("size-")
    return say(lang, "verification.size-class", number=size) if size != name else area_name(lang, name)


def _periods(form: Form, lang: str) -> list[tuple[str, str]]:
    """Periods that the form's reports fill and that are over, by length, and of each the latest first."""
    today = clock.today()
    month = month_number(today.year, today.month)
    long = [name for name in FREQUENCIES if MONTHS_OF[name] >= MONTHS_OF[form.frequency]]
    found = [Period.at(month, name).shift(-back) for name in long for back in range(1, SHOWN_OF[name] + 1)]
    return [(one.code, one.name(lang)) for one in found]


def _elements(given: Definitions, form: Form, lang: str) -> list[tuple[str, str]]:
    """The elements of a form of which every atom stands on it."""
    atoms = set(form.atoms)
    codes = dict.fromkeys(atom.partition(".")[0] for atom in form.atoms)
    return [(code, given.dictionary[code].name(lang)) for code in codes
            if code in given.dictionary and atoms.issuperset(given.dictionary[code].atoms)]  # fmt: skip
