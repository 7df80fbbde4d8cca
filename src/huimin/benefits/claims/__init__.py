"""Claims: how a family's claim goes from hand to hand, what it is owed by month, and who may do what with it.

A claim is what happened to it: its events, one after the other. Where it stands follows from them and from nothing
else. No name, number or fact of a person is in here but what :func:`dues` is told.
"""

from huimin.benefits.claims.dues import Dues, Told, dues
from huimin.benefits.claims.events import APPLIES, NEEDS_WORDS, Event, Move, Stage
from huimin.benefits.claims.moves import Actor, check_move, open_moves
from huimin.benefits.claims.offices import Handed, by_office, office_on
from huimin.benefits.claims.plan import Plan, PlanStep, plan_of
from huimin.benefits.claims.standing import Offer, Standing, stand

__all__ = [
    "APPLIES",
    "NEEDS_WORDS",
    "Actor",
    "Dues",
    "Event",
    "Handed",
    "Move",
    "Offer",
    "Plan",
    "PlanStep",
    "Stage",
    "Standing",
    "Told",
    "by_office",
    "check_move",
    "dues",
    "office_on",
    "open_moves",
    "plan_of",
    "stand",
]
