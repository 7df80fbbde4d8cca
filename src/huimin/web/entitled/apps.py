"""The Django application of the page that tells families what they are entitled to."""

from django.apps import AppConfig

from huimin.web.base.pages import Entry


class EntitledConfig(AppConfig):
    """What a family can get, from events of life and a few questions."""

    name = "huimin.web.entitled"
    label = "entitled"
    default_auto_field = "django.db.models.BigAutoField"
    NAVIGATION = (Entry("entitled.title", "entitled:start", (), 98, "families"),)
