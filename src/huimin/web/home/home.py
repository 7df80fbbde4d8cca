"""What the first page itself has: the accounts of the site, for the administrator, who sees no figures."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import NoReverseMatch, reverse

from huimin.web.base import clock
from huimin.web.base.blocks import Block
from huimin.web.base.models import Grant, Person
from huimin.workflow import Act

SOON = 30  # days


def home_blocks(request: Any) -> list[Block]:
    """How many accounts there are, and which roles end soon."""
    if not request.rights.can(Act.ADMINISTER):
        return []
    today = clock.today()
    counts = Person.objects.aggregate(
        open=Count("id", filter=Q(is_active=True)), closed=Count("id", filter=Q(is_active=False)),
        never=Count("id", filter=Q(is_active=True, last_login=None)),
    )  # fmt: skip
    ending = Grant.objects.filter(person__is_active=True, last__gte=today, last__lte=today + timedelta(days=SOON))
    context = {"counts": counts, "ending": ending.select_related("person").order_by("last", "id")[:10], "days": SOON,
               "people": _address("accounts:people")}  # fmt: skip
    return [Block(80, "home.accounts", "home/accounts.html", context)]


def _address(name: str) -> str:
    """The address of a screen; ``""`` where the site has none."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
