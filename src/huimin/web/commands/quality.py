"""A quality review of the site, in a process of its own that outlives the page it was started from."""

from __future__ import annotations

from huimin.web.quality import jobs


def run(lang: str, arguments: list[str]) -> int:
    """Make the review of this number."""
    return jobs.work(int(arguments[0]))
