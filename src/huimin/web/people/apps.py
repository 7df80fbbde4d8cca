"""The Django application of the screen for accounts and roles."""

from django.apps import AppConfig

from huimin.web.base.pages import Entry
from huimin.workflow import Act


class PeopleConfig(AppConfig):
    """Accounts and roles."""

    name = "huimin.web.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
    NAVIGATION = (Entry("people.title", "people:start", (Act.ADMINISTER,), 80, "office"),)
