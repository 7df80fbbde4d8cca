"""A round of judging on the small city, for tests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from site_fixtures import TODAY, Site

SCHEME, PERIOD = "five-good-village", "2025"


def open_village_round(
    site: Site, final: str = "median", tolerance: float = 0.1, red_lines: bool = False, scheme: str = SCHEME,
    evidence_until: date = TODAY,
) -> Any:  # fmt: skip
    """Open a round on the villages; evidence may be given today still."""
    from huimin.figures.periods import Period
    from huimin.web.base import place
    from huimin.web.judging.actions import open_round
    from huimin.workflow.judging import Final, Terms

    return open_round(
        site.people["city_officer"], place.definitions().scheme(scheme), Period.of(PERIOD),
        Terms(tolerance, Final(final)), (evidence_until, TODAY + timedelta(days=14)), red_lines,
    )  # fmt: skip
