"""The Django application of the base."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """People, roles, the log."""

    name = "huimin.web.base"
    label = "base"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Begin to look after kept connections."""
        from huimin.web.base import pulse

        pulse.listen()
