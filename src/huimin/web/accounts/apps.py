"""The Django application of the accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Signing in and out, and what a person sets for themselves."""

    name = "huimin.web.accounts"
    label = "accounts"
