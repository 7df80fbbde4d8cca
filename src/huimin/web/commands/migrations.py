"""For developers: write the migrations of models that changed (``scripts/migrations``)."""

from __future__ import annotations

from django.core.management import call_command


def run(lang: str, arguments: list[str]) -> int:
    """Write them for the applications named."""
    call_command("makemigrations", *arguments)
    return 0
