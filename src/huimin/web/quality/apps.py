"""The Django application of the quality review."""

from django.apps import AppConfig

from huimin.web.base.pages import Entry
from huimin.workflow import Act


class QualityConfig(AppConfig):
    """Signs that figures are not what was counted, and what the areas say to them."""

    name = "huimin.web.quality"
    label = "quality"
    default_auto_field = "django.db.models.BigAutoField"
    NAVIGATION = (Entry("quality.title", "quality:start", (Act.READ,), 34, "figures"),)
