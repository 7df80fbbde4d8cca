"""The Django application of the families' own pages."""

from django.apps import AppConfig


class FamilyConfig(AppConfig):
    """Open pages, reached by receipt code; no table of their own."""

    name = "huimin.web.family"
    label = "family"
    default_auto_field = "django.db.models.BigAutoField"
