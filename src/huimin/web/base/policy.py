"""The Content-Security-Policy of every answer: nothing from elsewhere, nothing written into a page.

django-csp puts it together from the settings, once; it never differs from page to page here, for no page needs an
exception. An answer that brings a stricter one of its own keeps it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from csp.constants import HEADER
from csp.utils import build_policy
from django.http import HttpResponse


@cache
def policy() -> str:
    """The header's value."""
    return str(build_policy())


def middleware(get_response: Callable[[Any], HttpResponse]) -> Callable[[Any], HttpResponse]:
    """Sets the header."""

    def handle(request: Any) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault(HEADER, policy())
        return response

    return handle
