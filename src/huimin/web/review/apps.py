"""The Django application of review."""

from django.apps import AppConfig

from huimin.web.base.pages import Entry
from huimin.workflow import Act


class ReviewConfig(AppConfig):
    """Reviewing reports, completeness, reminders."""

    name = "huimin.web.review"
    label = "review"
    default_auto_field = "django.db.models.BigAutoField"
    NAVIGATION = (
        Entry("review.title", "review:start", (Act.REVIEW, Act.AUDIT), 20, "figures"),
        Entry("review.completeness", "review:completeness", (Act.READ,), 25, "figures"),
    )
