"""Claims: how a family's claim goes from hand to hand, what it is owed by month, and who may do what with it.

A claim is what happened to it: its events, one after the other. Where it stands follows from them and from nothing
else. No name, number or fact of a person is in here but what :func:`dues` is told.
"""

from huimin.benefits.claims.dues import Dues, Told, dues
from huimin.benefits.claims.events import APPLIES, NEEDS_WORDS, Event, Move, Stage
from huimin.benefits.claims.moves import Actor, check_move, open_moves
from huimin.benefits.claims.plan import Plan, PlanStep, plan_of
from huimin.benefits.claims.standing import Standing, stand

__all__ = [
    "APPLIES",
    "NEEDS_WORDS",
    "Actor",
    "Dues",
    "Event",
    "Move",
    "Plan",
    "PlanStep",
    "Stage",
    "Standing",
    "Told",
    "check_move",
    "dues",
    "open_moves",
    "plan_of",
    "stand",
]
