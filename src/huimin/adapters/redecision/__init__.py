"""Sampled re-decisions in the database: rounds with their frame and draw, and the second decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from huimin.adapters.redecision.store import DjangoRedecisions

LABEL = "redecided"


def open_redecisions(alias: str) -> DjangoRedecisions:
    """The re-decisions in the database with this alias, whose tables are made already."""
    # Models can only be imported once Django has its settings, hence not at the top of this module.
    from huimin.adapters.redecision.store import DjangoRedecisions

    return DjangoRedecisions(alias)
