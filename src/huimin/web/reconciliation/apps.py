"""The Django application of reconciliation."""

from django.apps import AppConfig
from django.core.signals import request_started

from huimin.web.base.pages import Entry
from huimin.workflow import Act


class ReconciliationConfig(AppConfig):
    """Comparisons of lists, their results, and reviews of pairs."""

    name = "huimin.web.reconciliation"
    label = "reconciliation"
    default_auto_field = "django.db.models.BigAutoField"
    NAVIGATION = (Entry("reconciliation.title", "reconciliation:start", (Act.ASSESS, Act.AUDIT), 57, "figures"),)

    def ready(self) -> None:
        """Begin to remove lists on their day."""
        from huimin.web.reconciliation import removal

        request_started.connect(removal.now_and_then, dispatch_uid="huimin-reconciliation-removal")
