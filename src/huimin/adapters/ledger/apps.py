"""The Django application that holds the tables of payments."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Rolls, obligations, attempts, outcomes, movements, money received, and sealed accounts."""

    name = "huimin.adapters.ledger"
    label = "ledger"
    verbose_name = "惠民 · payments"
    default_auto_field = "django.db.models.BigAutoField"
