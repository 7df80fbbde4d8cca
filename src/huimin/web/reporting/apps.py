"""The Django application of reporting."""

from django.apps import AppConfig

from huimin.web.base.pages import Entry
from huimin.workflow import Act


class ReportingConfig(AppConfig):
    """What a person has to report, and the ways of sending it."""

    name = "huimin.web.reporting"
    label = "reporting"
    default_auto_field = "django.db.models.BigAutoField"
    NAVIGATION = (Entry("reporting.title", "reporting:start", (Act.REPORT,), 10, "figures"),)
