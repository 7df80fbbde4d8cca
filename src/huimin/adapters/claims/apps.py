"""The Django application that holds the tables of claims."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    """Claims and what happened to them, sealed contents, the keys that open them, and who looked."""

    name = "huimin.adapters.claims"
    label = "claims"
    verbose_name = "惠民 · claims"
    default_auto_field = "django.db.models.BigAutoField"
