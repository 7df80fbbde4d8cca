"""The Django application of the help pages."""

from django.apps import AppConfig

from huimin.web.base.pages import Entry


class HelpConfig(AppConfig):
    """What each role does on the site, and the words."""

    name = "huimin.web.help"
    label = "help"
    NAVIGATION = (Entry("help.title", "help:start", (), 99),)
