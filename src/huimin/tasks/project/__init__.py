"""Projecting populations: from people by age and a few assumptions to what offices need to plan for.

Scenarios say what would follow if their assumptions came about. They are no goals, for offices or for families.
"""

from huimin.tasks.project.basis import LEVELS, TARGETS, AreaName, Basis, Given, Own, People, Share, Sum, Target
from huimin.tasks.project.outcome import Drivers, Outcome, ScenarioRun
from huimin.tasks.project.paths import SCENARIOS, USUAL
from huimin.tasks.project.running import CHILDCARE, Progress, Wish, project_people
from huimin.tasks.project.tables import ROWS_MOST, key_figures, projection_rows
from huimin.tasks.project.words import assumption_words, driving_sentence, scenario_word

__all__ = [
    "CHILDCARE",
    "LEVELS",
    "ROWS_MOST",
    "SCENARIOS",
    "TARGETS",
    "USUAL",
    "AreaName",
    "Basis",
    "Drivers",
    "Given",
    "Outcome",
    "Own",
    "People",
    "Progress",
    "ScenarioRun",
    "Share",
    "Sum",
    "Target",
    "Wish",
    "assumption_words",
    "driving_sentence",
    "key_figures",
    "project_people",
    "projection_rows",
    "scenario_word",
]
