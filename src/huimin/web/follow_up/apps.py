"""The Django application of follow-up."""

from django.apps import AppConfig

from huimin.web.base.pages import Entry
from huimin.workflow import Act


class FollowUpConfig(AppConfig):
    """Notices, tasks, meetings, responsibility letters."""

    name = "huimin.web.follow_up"
    label = "follow_up"
    default_auto_field = "django.db.models.BigAutoField"
    NAVIGATION = (Entry("follow_up.title", "follow_up:start", (Act.READ,), 65, "assessment"),)
