"""What the assessment does for other screens: a scorecard as plain data."""

from __future__ import annotations

from huimin.web.assessment import published, rendering
from huimin.web.base import place


def scorecard_data(run: str, key: str) -> bytes | None:
    """One area's scorecard as JSON; None where the run did not assess it. Whoever asks has looked at rights before.

    Raises:
        FileNotFoundError: there is no such run.
    """
    kept = published.opened(run)
    if kept is not None:
        page = kept.page("data", key, "")
        return None if page is None else page.head.plain + page.rest.plain
    finished = place.finished(run)
    return None if finished.area(key) is None else rendering.data(finished, key)
