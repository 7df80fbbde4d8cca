"""The Django application of the assessment."""

from django.apps import AppConfig

from huimin.web.base.pages import Entry
from huimin.workflow import Act


class AssessmentConfig(AppConfig):
    """Runs from draft to publication."""

    name = "huimin.web.assessment"
    label = "assessment"
    default_auto_field = "django.db.models.BigAutoField"
    NAVIGATION = (Entry("assessment.title", "assessment:start", (Act.READ,), 40, "assessment"),)
