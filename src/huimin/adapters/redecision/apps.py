"""The Django application that holds the tables of sampled re-decisions."""

from django.apps import AppConfig


class RedecisionTablesConfig(AppConfig):
    """Rounds, what was drawn, second decisions."""

    name = "huimin.adapters.redecision"
    label = "redecided"
    verbose_name = "惠民 · re-decisions"
    default_auto_field = "django.db.models.BigAutoField"
