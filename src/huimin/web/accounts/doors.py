"""How often one may knock: limits on signing in by address, and the page that says when to try again.

Wrong passwords for one user name are counted by django-axes (settings ``AXES_…``), whether there is such an account or
not. Here everything from one address is counted: many offices share an address, so its limits are wide. Times are real
ones, never those of a demonstration's day.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import Any

from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from huimin.web.accounts.models import Knock
from huimin.web.base import clock
from huimin.web.base.pages import page

TRIES = ("try", 60, timedelta(minutes=1))
"""All tries to sign in from one address: a rate."""
FAILURES = ("failure", 40, timedelta(minutes=15))
"""Those that failed: a lock-out."""
Limit = tuple[str, int, timedelta]


def now() -> datetime:
    """The real moment; tests turn it on."""
    return timezone.now()


def address_of(request: Any) -> str:
    """The address a request comes from. Behind a server that speaks HTTPS for us it is the last that server wrote."""
    passed_on = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.HUIMIN_SITE.https else ""
    return passed_on.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def closed_until(request: Any, limit: Limit) -> datetime | None:
    """Until when this address has used up a limit; None where it has not."""
    found = Knock.objects.filter(key=_key(request, limit), until__gt=now(), count__gte=limit[1]).first()
    return found.until if found else None


def knock(request: Any, limit: Limit) -> None:
    """Count one more."""
    key, moment = _key(request, limit), now()
    with transaction.atomic():
        Knock.objects.filter(until__lte=moment).delete()
        made = Knock.objects.get_or_create(key=key, defaults={"count": 1, "until": moment + limit[2]})[1]
        if not made:
            Knock.objects.filter(key=key).update(count=F("count") + 1)


def _key(request: Any, limit: Limit) -> str:
    return salted_hmac("huimin.knock", f"{limit[0]} {address_of(request)}", algorithm="sha256").hexdigest()


def locked_out(request: Any, response: Any = None, credentials: Any = None) -> HttpResponse:
    """django-axes found a name closed: say when it opens again."""
    username = get_client_username(request, credentials)
    last = AccessAttempt.objects.filter(username=username).order_by("-attempt_time").first()
    since = last.attempt_time if last else now()
    return try_again(request, since + settings.AXES_COOLOFF_TIME)


def try_again(request: Any, until: datetime) -> HttpResponse:
    """Too many tries: the page that says when to come back, the same whoever was asked for."""
    wait = max(1, math.ceil((until - now()).total_seconds()))
    response = page(request, "accounts/try_again.html", status=429, minutes=math.ceil(wait / 60),
                    time=f"{until.astimezone(clock.zone()):%H:%M}")  # fmt: skip
    response["Retry-After"] = str(wait)
    return response
