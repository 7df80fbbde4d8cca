"""Projecting populations: from people by age and a few assumptions to what offices need to plan for.

Scenarios say what would follow if their assumptions came about. They are no goals, for offices or for families.
"""

from huimin.tasks.project.age_mapping import AgeMapping, read_mapping
from huimin.tasks.project.basis import LEVELS, TARGETS, AreaName, Basis, Given, Own, People, Share, Sum, Target
from huimin.tasks.project.outcome import FIVES, POPULATION, Drivers, Outcome, ScenarioRun
from huimin.tasks.project.paths import SCENARIOS, USUAL
from huimin.tasks.project.reported import Reports, people_reported
from huimin.tasks.project.running import ALL, CHILDCARE, Progress, Wish, project_people
from huimin.tasks.project.schedules import level_and_pattern
from huimin.tasks.project.tables import ROWS_MOST, key_figures, projection_rows
from huimin.tasks.project.words import assumed_line, assumption_words, driving_sentence, scenario_word
from huimin.tasks.project.yearly import ByYear, Yearly

__all__ = [
    "ALL",
    "CHILDCARE",
    "FIVES",
    "LEVELS",
    "POPULATION",
    "ROWS_MOST",
    "SCENARIOS",
    "TARGETS",
    "USUAL",
    "AgeMapping",
    "AreaName",
    "Basis",
    "ByYear",
    "Drivers",
    "Given",
    "Outcome",
    "Own",
    "People",
    "Progress",
    "Reports",
    "ScenarioRun",
    "Share",
    "Sum",
    "Target",
    "Wish",
    "Yearly",
    "assumed_line",
    "assumption_words",
    "driving_sentence",
    "key_figures",
    "level_and_pattern",
    "people_reported",
    "project_people",
    "projection_rows",
    "read_mapping",
    "scenario_word",
]
