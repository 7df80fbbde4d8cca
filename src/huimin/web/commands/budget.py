"""The coming years of a budget, in a process of its own that outlives the page it was started from."""

from __future__ import annotations

from huimin.web.base import place
from huimin.web.budget import jobs


def run(lang: str, arguments: list[str]) -> int:
    """Work out the years of an area from a year on."""
    try:
        jobs.work(arguments[0], int(arguments[1]))
    finally:
        place.forget()
    return 0
