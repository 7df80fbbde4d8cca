"""Documents made for the site, in a process of its own that outlives the page it was started from."""

from __future__ import annotations

from huimin.web.base import place
from huimin.web.documents import jobs


def run(lang: str, arguments: list[str]) -> int:
    """Do the job of this number."""
    try:
        return jobs.work(int(arguments[0]))
    finally:
        place.forget()
