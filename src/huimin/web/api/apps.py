"""The Django application of the API."""

from django.apps import AppConfig

from huimin.web.base.pages import Entry
from huimin.workflow import Act

MAKERS = (Act.REPORT, Act.REVIEW, Act.ASSESS, Act.JUDGE)
"""Who may make tokens: not an auditor, who changes nothing, nor an administrator, who sees no figures."""


class Config(AppConfig):
    """Calls for programs, and the tokens that open them."""

    name = "huimin.web.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"

    NAVIGATION = (Entry("api.title", "api:tokens", MAKERS, 90, "office"),)
