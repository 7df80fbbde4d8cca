"""Areas: the dated tree, mergers and splits, where a figure belongs on a date, roll-up over the tree."""

from huimin.areas.areas import Areas
from huimin.areas.levels import Level, Levels, read_levels
from huimin.areas.rows import CHANGE_KINDS, AreaRow, ChangeRow, read_changes, read_rows
from huimin.areas.tree import Tree

__all__ = [
    "CHANGE_KINDS",
    "AreaRow",
    "Areas",
    "ChangeRow",
    "Level",
    "Levels",
    "Tree",
    "read_changes",
    "read_levels",
    "read_rows",
]
