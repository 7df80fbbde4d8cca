"""The Django application of the indicators."""

from django.apps import AppConfig

from huimin.web.base.pages import Entry
from huimin.workflow import Act


class IndicatorsConfig(AppConfig):
    """Tables, trends, maps and comparisons."""

    name = "huimin.web.indicators"
    label = "indicators"
    default_auto_field = "django.db.models.BigAutoField"
    NAVIGATION = (Entry("indicators.title", "indicators:start", (Act.READ,), 50, "assessment"),)
