"""The Django application that holds the figure store's tables."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Files, submissions, reports, figures, findings and runs."""

    name = "huimin.adapters.store"
    label = "store"
    verbose_name = "惠民 · figures"
    default_auto_field = "django.db.models.AutoField"
