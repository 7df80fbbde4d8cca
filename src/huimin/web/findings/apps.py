"""The Django application of the inbox of findings."""

from django.apps import AppConfig

from huimin.web.base.pages import Entry
from huimin.workflow import Act


class FindingsConfig(AppConfig):
    """Findings as cases: who looks after each, and how it ended."""

    name = "huimin.web.findings"
    label = "findings_inbox"
    default_auto_field = "django.db.models.BigAutoField"
    NAVIGATION = (Entry("findings.title", "findings:start", (Act.READ,), 30, "figures"),)
