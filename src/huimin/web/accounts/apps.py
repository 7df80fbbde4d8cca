"""The Django application of the accounts."""

from typing import Any

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Signing in and out, and what a person sets for themselves."""

    name = "huimin.web.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the log when a name is closed after too many wrong passwords."""
        from axes.signals import user_locked_out

        user_locked_out.connect(_locked_out, dispatch_uid="huimin.accounts.locked-out")


def _locked_out(*_: Any, request: Any = None, username: str = "", **__: Any) -> None:
    """A name was closed. Only names of accounts are told: what else was typed may be a password.

    django-axes tells it again for every try while the name is closed; then it has counted no failures.
    """
    if getattr(request, "axes_failures_since_start", None) is None:
        return
    from huimin.web.base import audit
    from huimin.web.base.models import Person

    if Person.objects.filter(username=username or "").exists():
        audit.record(None, "locked-out", subject=username)
