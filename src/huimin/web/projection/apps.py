"""The Django application of the population projection."""

from django.apps import AppConfig

from huimin.web.base.pages import Entry
from huimin.workflow import Act


class ProjectionConfig(AppConfig):
    """Projections of areas with people by age."""

    name = "huimin.web.projection"
    label = "projection"
    default_auto_field = "django.db.models.BigAutoField"
    NAVIGATION = (Entry("projection.title", "projection:start", (Act.READ,), 48),)
