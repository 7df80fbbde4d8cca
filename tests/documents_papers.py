"""Documents on the small city, for tests."""

from __future__ import annotations

from typing import Any

from follow_up_papers import publish_run
from site_fixtures import Site


def month_order() -> Any:
    """The monthly circular of November 2025, the last month whose reports were all due."""
    from huimin.figures.periods import Period
    from huimin.tasks.publish.orders import Order

    return Order("monthly-circular", Period.of("2025-11"))


def letter_order(area: str, run: str, scheme: str = "family-services-2025") -> Any:
    """The scorecard letter of an area."""
    from huimin.figures.periods import Period
    from huimin.tasks.publish.orders import Order

    return Order("scorecard-letter", Period.of("2025"), area, "zh", run, scheme)


def drafted(site: Site, order: Any, who: str = "city_officer") -> Any:
    """A draft, made by an officer."""
    from huimin.web.documents import actions

    paper = actions.begun(site.people[who], order)
    actions.make(site.people[who], paper)
    return paper


def handed_in(site: Site, order: Any, who: str = "city_officer") -> Any:
    """A document that waits for a second person."""
    from huimin.web.documents import actions, making

    paper = drafted(site, order, who)
    with making.publisher() as maker:
        actions.hand_in(site.people[who], paper, maker)
    return paper


def issued(site: Site, order: Any) -> Any:
    """A document made by one officer and issued by another."""
    from huimin.web.documents import actions

    paper = handed_in(site, order)
    actions.issue(site.people["second_officer"], paper, paper.revision)
    paper.refresh_from_db()
    return paper


def the_run(site: Site, publish: bool = False) -> str:
    """The city's own run, published if asked."""
    from huimin.adapters.store.models import Run

    return publish_run(site) if publish else Run.objects.get().run
