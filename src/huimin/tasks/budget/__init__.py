"""Budgets of benefits: what they cost, what a change would cost and do to families, what the coming years need."""

from huimin.tasks.budget.editing import Field, changed, fields_of, in_order, level_word
from huimin.tasks.budget.forecast import FUTURES, SCENARIOS, Forecast, forecast
from huimin.tasks.budget.readouts import money_readouts
from huimin.tasks.budget.rows import (
    budget_rows,
    forecast_record,
    forecast_rows,
    level_rows,
    part_record,
    record_rows,
    trial_rows,
)
from huimin.tasks.budget.running import TOGETHER, Budget, Money, People, Trial, budget, trial
from huimin.tasks.budget.setting import AHEAD, MEDIUM, Known, Setting
from huimin.tasks.budget.words import about_lines, guessed, trial_sentence

__all__ = [
    "AHEAD",
    "FUTURES",
    "MEDIUM",
    "SCENARIOS",
    "TOGETHER",
    "Budget",
    "Field",
    "Forecast",
    "Known",
    "Money",
    "People",
    "Setting",
    "Trial",
    "about_lines",
    "budget",
    "budget_rows",
    "changed",
    "fields_of",
    "forecast",
    "forecast_record",
    "forecast_rows",
    "guessed",
    "in_order",
    "level_rows",
    "level_word",
    "money_readouts",
    "part_record",
    "record_rows",
    "trial",
    "trial_rows",
    "trial_sentence",
]
