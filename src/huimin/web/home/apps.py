"""The Django application of the first page."""

from django.apps import AppConfig

from huimin.web.base.pages import Entry


class HomeConfig(AppConfig):
    """The first page after signing in."""

    name = "huimin.web.home"
    label = "home"
    NAVIGATION = (Entry("home.home", "home:home", (), 0),)
