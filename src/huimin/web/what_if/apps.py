"""The Django application of what if."""

from django.apps import AppConfig

from huimin.web.base.pages import Entry
from huimin.workflow import Act


class WhatIfConfig(AppConfig):
    """Trying other targets and points before anybody signs them."""

    name = "huimin.web.what_if"
    label = "what_if"
    default_auto_field = "django.db.models.BigAutoField"
    NAVIGATION = (Entry("what_if.title", "what_if:start", (Act.ASSESS,), 60, "assessment"),)
