"""The Django application of judging."""

from django.apps import AppConfig

from huimin.web.base.pages import Entry
from huimin.workflow import Act


class JudgingConfig(AppConfig):
    """Evidence, and who judges it."""

    name = "huimin.web.judging"
    label = "judging"
    default_auto_field = "django.db.models.BigAutoField"
    NAVIGATION = (
        Entry(
            "judging.title",
            "judging:start",
            (Act.JUDGE, Act.ASSESS, Act.REPORT, Act.REVIEW, Act.AUDIT),
            55,
            "assessment",
        ),
    )
