"""A comparison of lists, in a process of its own that outlives the page it was started from."""

from __future__ import annotations

from huimin.web.base import place
from huimin.web.reconciliation import jobs


def run(lang: str, arguments: list[str]) -> int:
    """Do the comparison of this number."""
    try:
        return jobs.work(int(arguments[0]))
    finally:
        place.forget()
