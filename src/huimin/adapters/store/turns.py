"""Taking turns: who saves figures, and who decides about reports, does so one after the other."""

from __future__ import annotations

from huimin.adapters import turns


def wait_for_turn(alias: str) -> None:
    """Wait until nobody else saves or decides, and let nobody until the end of this transaction."""
    turns.wait_for_turn(alias, "huimin")
