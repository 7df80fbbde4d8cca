"""The Django application of verification."""

from django.apps import AppConfig

from huimin.web.base.pages import Entry
from huimin.workflow import Act


class VerificationConfig(AppConfig):
    """Rounds of verification on the spot, unannounced visits, completeness of registration."""

    name = "huimin.web.verification"
    label = "verification"
    default_auto_field = "django.db.models.BigAutoField"
    NAVIGATION = (Entry("verification.title", "verification:start", (Act.READ,), 36, "figures"),)
