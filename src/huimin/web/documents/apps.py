"""The Django application of official documents."""

from django.apps import AppConfig

from huimin.web.base.pages import Entry
from huimin.workflow import Act


class DocumentsConfig(AppConfig):
    """Documents from draft to issue."""

    name = "huimin.web.documents"
    label = "documents_desk"
    default_auto_field = "django.db.models.BigAutoField"
    NAVIGATION = (Entry("documents.title", "documents:start", (Act.READ,), 45, "assessment"),)
