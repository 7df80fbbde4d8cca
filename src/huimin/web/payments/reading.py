"""What the pages of payments read: the ledger as far as a person's rights reach, and how things are called."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404

from huimin.adapters.ledger.models import Roll
from huimin.benefits.payments import month_text
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Severity
from huimin.tasks.pay.ports import RollHead
from huimin.web.base import clock, place
from huimin.web.base.benefits import catalogue
from huimin.web.base.formats import period as period_name
from huimin.web.base.models import Person
from huimin.web.base.pages import area_name
from huimin.web.base.words import say
from huimin.wiring.pay import ABOVE, Payments
from huimin.workflow import Act

SEEN_BY = (Act.PAY, Act.AUDIT)
"""Who pays, and who audits: these see the same, but for the digits of accounts, and only the first may act."""
MONTHS_OFFERED = 13


def paying(request: Any) -> Payments:
    """The payments of the workspace, for the person who asks."""
    return Payments(place.workspace(), request.person.username, "default", clock.now())


class Seeing:
    """Which areas a person sees in the books."""

    def __init__(self, request: Any) -> None:
        self._rights = request.rights
        self.everything = any(self._rights.everywhere(act) for act in SEEN_BY)
        self._known: dict[str, bool] = {}

    def __contains__(self, key: object) -> bool:
        """Whether what concerns the area is shown; what names no area is for those who see everything."""
        if self.everything or not isinstance(key, str) or not key:
            return self.everything
        if key not in self._known:
            self._known[key] = any(self._rights.may(act, key) for act in SEEN_BY)
        return self._known[key]


def heads(request: Any, benefit: str = "") -> list[RollHead]:
    """The rolls that the person sees, the latest first."""
    seen = Seeing(request)
    return [one for one in reversed(paying(request).ledger.heads(benefit)) if one.area in seen]


def head_of(request: Any, number: int) -> RollHead:
    """A roll that the person sees.

    Raises:
        Http404: there is none.
    """
    found = paying(request).ledger.head(number)
    if found is None or found.area not in Seeing(request):
        raise Http404
    return found


def may_pay(request: Any, area: str) -> bool:
    """Whether the person pays for an office; the empty one is all of them together."""
    rights = request.rights
    return bool(rights.may(Act.PAY, area) if area else rights.everywhere(Act.PAY))


def offices(request: Any, lang: str) -> list[tuple[str, str]]:
    """The offices that the person can pay for: (key, name), those of all together first."""
    tops = request.rights.tops(Act.PAY)
    if not request.rights.everywhere(Act.PAY):
        return [(key, area_name(lang, key)) for key in tops]
    tree = place.definitions().areas.at(clock.today())
    below = [child for root in tree.roots() for child in tree.children(root)]
    return [("", say(lang, "payments.everybody")), *((tree.keys[at], tree.name(at, lang)) for at in below)]


def office_of(request: Any, given: str) -> str:
    """The office that was chosen, for who looks.

    Raises:
        Http404: the person does not see it.
    """
    if given in Seeing(request) and (not given or place.definitions().areas.id_of(given) is not None):
        return given
    if given:
        raise Http404
    tops = [key for act in SEEN_BY for key in request.rights.tops(act)]
    return str(tops[0]) if tops else ""


def looked_at(request: Any, lang: str) -> list[tuple[str, str]]:
    """The offices that the person can look at."""
    if request.rights.can(Act.PAY):
        return offices(request, lang)
    return [("", say(lang, "payments.everybody"))] if Seeing(request).everything else [
        (key, area_name(lang, key)) for key in request.rights.tops(Act.AUDIT)]  # fmt: skip


def benefit_name(code: str, lang: str) -> str:
    """What a benefit is called; its code where it is unknown by now."""
    found = catalogue().benefits.get(code)
    return found.name.of(lang) if found else code


def benefits(lang: str) -> list[tuple[str, str]]:
    """The benefits that there are, and those of the ledger that there were: (code, name)."""
    codes = dict.fromkeys(catalogue().benefits)
    codes |= dict.fromkeys(Roll.objects.order_by("benefit").values_list("benefit", flat=True).distinct())
    return [(code, benefit_name(code, lang)) for code in codes]


def months(lang: str) -> list[tuple[str, str]]:
    """The periods that a roll can be made for: months and quarters, the latest first."""
    now = clock.today()
    month = Period.at(now.year * 12 + now.month - 1, "month")
    quarter = Period.at(month.first, "quarter")
    found = [*(month.shift(-back) for back in range(MONTHS_OFFERED)), *(quarter.shift(-back) for back in range(5))]
    return [(one.code, one.name(lang)) for one in found]


def period_of(text: str) -> Period:
    """The period that was typed or chosen.

    Raises:
        Invalid: it is none.
    """
    if not text:
        raise Invalid([Finding("pay-period-missing", Severity.ERROR)])
    return Period.of(text)


def span(head: Any, lang: str) -> str:
    """The months of a roll in words."""
    first, last = month_text(head.first), month_text(head.last)
    if first == last:
        return period_name(first, lang)
    quarter = Period.at(head.first, "quarter")
    if (quarter.first, quarter.last) == (head.first, head.last):
        return quarter.name(lang)
    return f"{period_name(first, lang)} – {period_name(last, lang)}"


def level_name(level: str, lang: str) -> str:
    """What a level that pays is called."""
    levels = place.definitions().areas.levels
    if level in ABOVE and level not in levels:
        return ABOVE[level][0 if lang == "zh" else 1]
    return levels.name(level, lang=lang) if level in levels else level


def people(names: Iterable[str]) -> dict[str, str]:
    """User names as the ledger keeps them -> names of people; what is no account stays as it is."""
    wanted = {one for one in names if one}
    found = dict(Person.objects.filter(username__in=wanted).values_list("username", "name"))
    return {one: found.get(one, one) for one in wanted}


def yuan(fen: int) -> str:
    """``1,200.00``."""
    return f"{'−' if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def shown(request: Any) -> dict[str, Any]:
    """How every page of payments calls and writes things."""
    lang = request.lang
    return {
        "yuan": yuan,
        "span": lambda one: span(one, lang),
        "month": lambda number: period_name(month_text(number), lang),
        "benefit_name": lambda code: benefit_name(code, lang),
        "level_name": lambda code: level_name(code, lang),
    }
