"""What one screen does for the others, though screens do not import each other.

A screen that offers something has a module ``offers.py`` beside its ``urls.py``; ``offered("take_workbook")`` finds the
function of this name in whichever screen has it. What it takes and gives back is told where it is written.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps


@cache
def offered(name: str) -> Callable[..., Any]:
    """The function that some screen offers under this name. LookupError where none does."""
    for config in apps.get_app_configs():
        if config.name.startswith("huimin.web.") and find_spec(f"{config.name}.offers"):
            found: Callable[..., Any] | None = getattr(import_module(f"{config.name}.offers"), name, None)
            if found is not None:
                return found
    raise LookupError(name)
