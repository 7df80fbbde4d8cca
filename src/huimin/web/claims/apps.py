"""The Django application of the office's claims."""

from django.apps import AppConfig

from huimin.web.base.pages import Entry
from huimin.workflow import Act


class ClaimsConfig(AppConfig):
    """The work of clerks and case officers. The tables are those of the store of claims."""

    name = "huimin.web.claims"
    label = "claims_desk"
    default_auto_field = "django.db.models.BigAutoField"
    NAVIGATION = (
        Entry("claims.title", "claims:start", (Act.CLAIM, Act.AUDIT), 20, "families"),
        Entry("claims.statistics", "claims:statistics", (Act.ASSESS,), 67, "families"),
    )
