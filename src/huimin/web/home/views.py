"""The first page after signing in."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from huimin.web.base.access import screen
from huimin.web.base.pages import page


@screen()
def home(request: Any) -> HttpResponse:
    """What I owe and by when, what waits for me, what came back and why, how my area stands."""
    return page(request, "home/home.html")
