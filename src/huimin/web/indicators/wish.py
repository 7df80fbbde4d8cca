"""What a page is to show: all of it stands in the address, so that a link shows the same to somebody else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.http import Http404

from huimin.figures.forms import Form
from huimin.figures.periods import FREQUENCIES, Period
from huimin.findings import Invalid
from huimin.indicators.definitions import Indicator
from huimin.web.base import place
from huimin.web.base.access import allow
from huimin.web.base.pages import url
from huimin.web.indicators import times
from huimin.workflow import Act

VIEWS = ("table", "trend", "map", "compare")
SORTS = ("area", "value", "low", "numerator", "denominator", "reports", "before", "year")
OF = ("areas", "periods", "indicators")
MOST = 6


@dataclass(frozen=True)
class Wish:
    """An indicator, an area, a period, and how to look at them.

    ``level``: areas of which level to list (empty: the ones right below). ``by``: frequency of a trend. ``of`` and
    ``picks``: what a comparison sets side by side. ``page`` counts from 1.
    """

    indicator: Indicator
    area: str
    period: Period
    view: str = "table"
    level: str = ""
    sort: str = "area"
    down: bool = False
    page: int = 1
    by: str = ""
    of: str = "areas"
    picks: tuple[str, ...] = ()

    @cached_property
    def forms(self) -> list[Form]:
        """The forms that the indicator rests on."""
        return times.forms_of(self.indicator)

    def query(self, **changes: Any) -> dict[str, Any]:
        """The part of the address after the question mark; what is usual is left out."""
        one = replace(self, **changes)
        made: dict[str, Any] = {"area": one.area, "period": one.period.code}
        if one.view != "table":
            made["view"] = one.view
        if one.level and one.view in ("table", "map"):
            made["level"] = one.level
        if one.sort != "area" and one.view == "table":
            made["sort"] = ("-" if one.down else "") + one.sort
        if one.page > 1:
            made["page"] = one.page
        if one.by and one.view == "trend":
            made["by"] = one.by
        if one.view == "compare":
            made |= {"of": one.of, **({"pick": list(one.picks)} if one.picks else {})}
        return made

    def link(self, **changes: Any) -> str:
        """The address of this page with something changed. Whatever is listed begins with its first page again."""
        name = changes.pop("name", "indicators:indicator")
        code = changes.pop("code", self.indicator.code)
        return url(name, code=code, query=self.query(**{"page": 1, **changes}))

    def sorted_link(self, sort: str) -> str:
        """The address that sorts by a column; a second time, the other way round."""
        down = not self.down if self.sort == sort else sort != "area"
        return self.link(sort=sort, down=down)

    def why(self, area: str = "", period: Period | None = None, code: str = "") -> str:
        """The address of the explanation of one value."""
        query = {"area": area or self.area, "period": (period or self.period).code}
        return url("indicators:why", code=code or self.indicator.code, query=query)

    def figure(self, number: int, area: str, **more: str) -> str:
        """The address of one figure of the value, at an area."""
        query = {"area": area, "period": self.period.code, **more}
        return url("indicators:figure", code=self.indicator.code, number=number, query=query)

    def file(self, kind: str) -> str:
        """The address of what is shown, as a file."""
        return url("indicators:file", code=self.indicator.code, kind=kind, query=self.query(page=1))


def indicator_of(code: str) -> Indicator:
    """The indicator of this code. Http404 where there is none."""
    for one in place.definitions().names:
        if one.code == code:
            return one
    raise Http404


def usual_area(request: Any) -> str:
    """The area shown where none is asked for: the person's own."""
    tops = request.rights.tops(Act.READ)
    if not tops:
        raise Http404
    return str(tops[0])


def wish_of(request: Any, code: str) -> Wish | None:
    """What the address asks for; None where nothing was ever reported that the indicator needs.

    Raises:
        Http404: no such indicator or period, or an area that is not the person's to read.
    """
    given, indicator = request.GET, indicator_of(code)
    area = given.get("area") or usual_area(request)
    allow(request, Act.READ, area)
    period = _period(given.get("period", "")) or times.usual(times.forms_of(indicator))
    if period is None:
        return None
    sort = given.get("sort", "area")
    return Wish(
        indicator, area, period,
        view=_one(given.get("view"), VIEWS),
        level=given.get("level", "") if given.get("level", "") in place.definitions().areas.levels else "",
        sort=_one(sort.lstrip("-"), SORTS), down=sort.startswith("-"),
        page=int(given.get("page", "1")) if given.get("page", "1").isdigit() else 1,
        by=given.get("by", "") if given.get("by", "") in FREQUENCIES else "",
        of=_one(given.get("of"), OF),
        picks=tuple(dict.fromkeys(given.getlist("pick"))),
    )  # fmt: skip


def _one(asked: str | None, known: tuple[str, ...]) -> str:
    return asked if asked in known else known[0]


def _period(code: str) -> Period | None:
    if not code:
        return None
    try:
        return Period.of(code)
    except Invalid as wrong:
        raise Http404 from wrong
