"""Who may do what with which area, and how a report goes from level to level: the rules of office work, without a page."""

from huimin.workflow.review import Chain, Move, Standing, State, chain_of, decide, fresh
from huimin.workflow.rights import ALLOWED, Act, Kind, Rights, Role

__all__ = [
    "ALLOWED",
    "Act",
    "Chain",
    "Kind",
    "Move",
    "Rights",
    "Role",
    "Standing",
    "State",
    "chain_of",
    "decide",
    "fresh",
]
