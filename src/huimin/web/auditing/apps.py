"""The Django application of the screen for the log."""

from django.apps import AppConfig

from huimin.web.base.pages import Entry
from huimin.workflow import Act


class AuditingConfig(AppConfig):
    """The log."""

    name = "huimin.web.auditing"
    label = "auditing"
    default_auto_field = "django.db.models.BigAutoField"
    NAVIGATION = (Entry("auditing.title", "auditing:start", (Act.AUDIT, Act.ADMINISTER), 85, "office"),)
