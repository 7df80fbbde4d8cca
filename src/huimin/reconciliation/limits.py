"""How many records must be left, and may be, for weighing to be worth it."""

FEWEST_LEFT = 500
"""Fewer left on a side teach nothing."""
MOST_LEFT = 1_000_000
"""More left on a side are of lists that do not belong together; weighing them would only take long."""
