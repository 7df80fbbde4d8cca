"""The Django application of the health page."""

from django.apps import AppConfig


class HealthConfig(AppConfig):
    """One address that a watching program asks."""

    name = "huimin.web.health"
    label = "health"
