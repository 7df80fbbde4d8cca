"""The Django application of the definitions."""

from django.apps import AppConfig

from huimin.web.base.pages import Entry


class Config(AppConfig):
    """Dictionary, forms, indicators, schemes and tree, with their history, and proposals to change them."""

    name = "huimin.web.definitions"
    label = "definitions"
    default_auto_field = "django.db.models.BigAutoField"

    NAVIGATION = (Entry("definitions.title", "definitions:start", (), 70, "office"),)
