"""What benefits cost: simulated people whose totals are those of the areas, the rules applied to them, and changes.

Nobody in here is real, and no register is read: whoever is paid is one of the simulated people, drawn from the figures
of an area and from assumptions that stand in one file. See ``docs/budget.md``.
"""

from huimin.benefits.budget.assumed import Assumptions, FactAssumed, Row, TakeUp
from huimin.benefits.budget.comparing import STEPS, Change, compare
from huimin.benefits.budget.costing import UNTOLD, Cost, Paid, Sheet, costs, pay
from huimin.benefits.budget.facts import columns, subjects
from huimin.benefits.budget.integers import dealt, quotas, raked, rounded
from huimin.benefits.budget.noise import Interval, chance_interval
from huimin.benefits.budget.people import NEVER, AreaPeople, Simulated, simulate
from huimin.benefits.budget.ranges import spread
from huimin.benefits.budget.reading import read_assumptions

__all__ = [
    "NEVER",
    "STEPS",
    "UNTOLD",
    "AreaPeople",
    "Assumptions",
    "Change",
    "Cost",
    "FactAssumed",
    "Interval",
    "Paid",
    "Row",
    "Sheet",
    "Simulated",
    "TakeUp",
    "chance_interval",
    "columns",
    "compare",
    "costs",
    "dealt",
    "pay",
    "quotas",
    "raked",
    "read_assumptions",
    "rounded",
    "simulate",
    "spread",
    "subjects",
]
