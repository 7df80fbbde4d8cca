"""What is mine today, and all other claims of one's areas by state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from huimin.benefits.claims import Stage, plan_of
from huimin.tasks.claims.ports import ClaimHead
from huimin.web.base import clock
from huimin.web.base.access import screen
from huimin.web.base.benefits import catalogue
from huimin.web.base.claiming import shown
from huimin.web.base.pages import page
from huimin.web.base.reach import reach
from huimin.web.claims.opened import desk
from huimin.wiring.claims import Claims
from huimin.workflow import Act, Rights

PER_PAGE = 50
ACCOUNTS = "accounts"
SOON = 30
"""Days before its last day that a renewal is listed."""
OPEN = (Stage.TAKEN, Stage.PROPOSED)


@dataclass(frozen=True)
class Tab:
    """A list of claims: which stages, and what more is asked. ``mine``: only those whose turn is mine."""

    stages: tuple[Stage, ...] = ()
    mine: bool = False
    appealed: bool = False
    renewals: bool = False
    passing: str = ""

    def filters(self, request: Any) -> dict[str, Any]:
        """What the claims are asked for."""
        made: dict[str, Any] = {"stages": self.stages}
        if self.mine:
            made |= {"steps": my_steps(request.rights), "not_by": request.person.username}
        if self.passing:
            made["passing"] = self.passing
        if self.appealed:
            made["appealed"] = True
        if self.renewals:
            made["renew_before"] = clock.today() + timedelta(days=SOON)
        return made


TABS: Mapping[str, Tab] = {
    "mine": Tab(OPEN, mine=True),
    "asked": Tab((Stage.ASKED,)),
    "appeals": Tab(appealed=True),
    "renewals": Tab(renewals=True),
    "passing": Tab(passing="offered"),
    "held": Tab((Stage.HELD,)),
    "open": Tab(OPEN),
    "notice": Tab((Stage.NOTICE,)),
    "granted": Tab((Stage.GRANTED,)),
    "refused": Tab((Stage.REFUSED,)),
    "ended": Tab((Stage.STOPPED, Stage.WITHDRAWN)),
    "gone": Tab(passing="gone"),
}


def my_steps(rights: Rights) -> tuple[int, ...]:
    """The steps whose turn is mine: of the level where I hold the right. Above that I may step in, but need not."""
    areas = rights.areas
    levels = {
        act: {areas.level_of(areas.id_of(top) or 0) for top in rights.tops(act)} for act in (Act.CLAIM, Act.DECIDE)
    }
    found = {
        number
        for benefit in catalogue().benefits.values()
        for number, step in enumerate(plan_of(benefit).steps)
        if not step.by or step.by in levels[Act.DECIDE if number else Act.CLAIM]
    }
    may = {0} if rights.can(Act.CLAIM) else set()
    return tuple(sorted(found or may)) or (-2,)


@dataclass(frozen=True)
class Line:
    """A claim in a list: its head, what its step is called, and the days left (negative: over; None: no day)."""

    head: ClaimHead
    benefit: str
    step: str
    days: int | None
    officer: str


@screen(Act.CLAIM, Act.AUDIT)
@require_safe
def start(request: Any) -> HttpResponse:
    """The worklist: by deadline, what is late first."""
    works = request.rights.can(Act.CLAIM)
    offered = {name: tab for name, tab in TABS.items() if works or not tab.mine}
    if request.GET.get("show") == ACCOUNTS and works:
        return _accounts(request, offered)
    chosen = request.GET.get("show", "")
    chosen = chosen if chosen in offered else next(iter(offered))
    late = bool(request.GET.get("late"))
    frame = _frame(request, offered, works)
    claims, wanted = desk(request), {**offered[chosen].filters(request), **frame["within"], "late": late}
    total = claims.count(**wanted) if late else frame["counts"][chosen]
    pages = Paginator(range(total), PER_PAGE).get_page(request.GET.get("page"))
    heads = claims.heads(**wanted, limit=PER_PAGE, offset=(pages.number - 1) * PER_PAGE)
    return page(request, "claims/start.html", **frame, lines=lines_of(heads, request.lang), chosen=chosen, pages=pages,
                late=late)  # fmt: skip


def _frame(request: Any, offered: Mapping[str, Tab], works: bool) -> dict[str, Any]:
    """What every list shows above: the tabs with their counts, and the benefits to choose from."""
    claims, benefit = desk(request), request.GET.get("benefit", "")
    within = {"areas": reach(request.rights, Act.CLAIM if works else Act.AUDIT), "benefit": benefit}
    counts = {name: claims.count(**within, **tab.filters(request)) for name, tab in offered.items()}
    if works and (refused := claims.count(claims=to_put_right(claims, benefit), areas=within["areas"])):
        counts[ACCOUNTS] = refused
    return {
        "within": within, "counts": counts, "benefit": benefit, "works": works, "STAGE_KINDS": shown.STAGE_KINDS,
        "benefits": list(catalogue().benefits.values()),
    }  # fmt: skip


def _accounts(request: Any, offered: Mapping[str, Tab]) -> HttpResponse:
    """The claims whose money the bank sent back for their account, until another one is given."""
    frame, claims = _frame(request, offered, works=True), desk(request)
    wanted = {"claims": to_put_right(claims, frame["benefit"]), "areas": frame["within"]["areas"]}
    pages = Paginator(range(frame["counts"].get(ACCOUNTS, 0)), PER_PAGE).get_page(request.GET.get("page"))
    heads = claims.heads(**wanted, limit=PER_PAGE, offset=(pages.number - 1) * PER_PAGE)
    return page(request, "claims/start.html", **frame, lines=lines_of(heads, request.lang), chosen=ACCOUNTS,
                pages=pages, late=False)  # fmt: skip


def to_put_right(claims: Claims, benefit: str) -> list[str]:
    """The numbers of claims for which another account is needed, whichever office has them now."""
    return sorted({one.claim for one in claims.ledger().failures(benefit) if one.waits})


def lines_of(heads: list[ClaimHead], lang: str) -> list[Line]:
    """Claims as a list shows them."""
    today = clock.today()
    names = shown.names_of(one.officer for one in heads)
    return [
        Line(one, shown.benefit_name(one.benefit, lang), shown.step_name(one, lang),
             (one.due - today).days if one.due else None, names.get(one.officer, one.officer))
        for one in heads
    ]  # fmt: skip
