"""A comparison of lists, in a process of its own that outlives the page it was started from."""

from __future__ import annotations

import sys
import traceback

from huimin.web.base import place
from huimin.web.reconciliation import jobs


def run(lang: str, arguments: list[str]) -> int:
    """Do the comparison of this number."""
    try:
        return jobs.work(int(arguments[0]))
    except Exception as problem:
        # Where it went wrong and not the words of the error: these may quote what stands in a list.
        print(*traceback.format_tb(problem.__traceback__), type(problem).__name__, file=sys.stderr)
        return 1
    finally:
        place.forget()
