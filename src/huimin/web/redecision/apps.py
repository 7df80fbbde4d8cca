"""The Django application of sampled re-decision; its tables are those of ``huimin.adapters.redecision``."""

from django.apps import AppConfig

from huimin.web.base.pages import Entry
from huimin.workflow import Act


class RedecisionConfig(AppConfig):
    """Rounds, their draw and results, and the second decisions."""

    name = "huimin.web.redecision"
    label = "redecision"
    default_auto_field = "django.db.models.BigAutoField"
    NAVIGATION = (Entry("redecision.title", "redecision:start", (Act.DECIDE, Act.AUDIT), 23, "families"),)
