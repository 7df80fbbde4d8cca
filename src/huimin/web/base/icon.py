"""The picture of the site, where browsers look for it on answers that are no pages."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from huimin.web.base.access import open_to_all
from huimin.web.base.pages import asset


@open_to_all
@require_safe
def icon(request: Any) -> HttpResponse:
    """``/favicon.ico`` leads to the drawn icon."""
    return redirect(asset("base/icon.svg"))
