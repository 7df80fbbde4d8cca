"""The first page after signing in."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from huimin.web.base.access import screen
from huimin.web.base.blocks import blocks_for
from huimin.web.base.pages import common, page


@screen()
@require_safe
def home(request: Any) -> HttpResponse:
    """What I owe and by when, what waits for me, what came back and why, how my area stands."""
    blocks = blocks_for(request)
    known = common(request)
    shown = [(block, mark_safe(render_to_string(block.template, {**known, **block.context}, using="jinja2")))
             for block in blocks]  # fmt: skip
    styles = sorted({block.style for block in blocks if block.style})
    return page(request, "home/home.html", shown=shown, styles=styles)
