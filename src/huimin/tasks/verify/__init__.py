"""Verification on the spot: plan a round, draw it in the open, hold what was counted against what was reported."""

from huimin.tasks.verify.planning import Plan, frame_of, plan, round_of, size_leaves
from huimin.tasks.verify.results import Checked, Results, Row, factors, record, results
from huimin.tasks.verify.visits import Agreed, YearPlan, plan_visits, read_agreed, stops_of

__all__ = [
    "Agreed",
    "Checked",
    "Plan",
    "Results",
    "Row",
    "YearPlan",
    "factors",
    "frame_of",
    "plan",
    "plan_visits",
    "read_agreed",
    "record",
    "results",
    "round_of",
    "size_leaves",
    "stops_of",
]
