"""The Django application of payments."""

from django.apps import AppConfig

from huimin.web.base.pages import Entry
from huimin.workflow import Act


class PaymentsConfig(AppConfig):
    """Rolls, bank files and matching funds."""

    name = "huimin.web.payments"
    label = "payments"
    default_auto_field = "django.db.models.BigAutoField"
    NAVIGATION = (Entry("payments.title", "payments:start", (Act.PAY, Act.AUDIT), 24, "families"),)
