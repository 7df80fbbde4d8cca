"""The rules of office work, without a page: who may do what with which area, review, judging, tasks."""

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
