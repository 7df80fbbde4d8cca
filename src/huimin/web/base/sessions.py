"""Sessions that know whose they are, so that a person sees their own and an administrator can end somebody's.

This module is Django's ``SESSION_ENGINE``. A session ends after ``idle_minutes`` without a request, in any case after
``session_hours``, and when a person begins one more than ``sessions`` the oldest of theirs ends. Lengths of time are
told by the real clock, never by the day that a demonstration takes for today: that one jumps back at midnight.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as Database
from django.http import HttpResponse
from django.utils import timezone

from huimin.web.base.models import Person, Sitting
from huimin.web.base.prepared import Prepared

BEGAN, SEEN, DEVICE = "began", "seen", "device"
WRITTEN_EVERY = 60
"""Seconds: a session's last moment is written this often, so that reading a page is rarely a write."""
_SYSTEMS = (("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
            ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux"))  # fmt: skip
_BROWSERS = (("MicroMessenger", "WeChat"), ("Edg", "Edge"), ("QQBrowser", "QQ Browser"), ("Firefox", "Firefox"),
             ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip


class SessionStore(Database):
    """Keeps sessions in the table of :class:`huimin.web.base.models.Sitting`."""

    @classmethod
    def get_model_class(cls) -> type[Sitting]:
        """The table."""
        return Sitting

    def _get_session_from_db(self) -> Sitting | None:
        """The row of this session, where it has not run out."""
        for row in _ALIVE(self.session_key, datetime.now(UTC)) if self.session_key else ():
            return row
        self._session_key = None
        return None

    def create_model_instance(self, data: Mapping[str, Any]) -> Sitting:
        """The row of this session, with the columns that lists are made from."""
        row: Sitting = super().create_model_instance(data)
        row.person_id = data.get(SESSION_KEY)
        row.began_at = _moment(data.get(BEGAN))
        row.seen_at = _moment(data.get(SEEN))
        row.device = data.get(DEVICE, "")
        return row


_ALIVE = Prepared(
    lambda: Sitting.objects.filter(session_key="-").filter(expire_date__gt=datetime.now(UTC)),
    ("session_key", "expire_date"),
)


def seconds() -> float:
    """The real time in seconds; tests turn it on."""
    return time.time()


def _moment(at: float | None) -> datetime:
    return datetime.fromtimestamp(seconds() if at is None else at, UTC)


def middleware(get_response: Callable[[Any], HttpResponse]) -> Callable[[Any], HttpResponse]:
    """Ends a session that was idle or open for too long; the person then signs in anew."""

    def handle(request: Any) -> HttpResponse:
        session = request.session
        if SESSION_KEY in session:
            now = seconds()
            if BEGAN not in session:
                session[BEGAN] = session[SEEN] = now
                session[DEVICE] = device_of(request.headers.get("User-Agent", ""))
            elif over(session, now):
                session.flush()
            elif now - session[SEEN] >= WRITTEN_EVERY:
                session[SEEN] = now
        return get_response(request)

    return handle


def over(session: Mapping[str, Any], now: float) -> bool:
    """Whether a session has been idle or open for too long."""
    site = settings.HUIMIN_SITE
    return bool(now - session[SEEN] > site.idle_minutes * 60 or now - session[BEGAN] > site.session_hours * 3600)


def begin(request: Any) -> None:
    """Right after signing in: the session starts now, the oldest of too many ends, and those long over are cleared."""
    request.session[BEGAN] = request.session[SEEN] = seconds()
    request.session[DEVICE] = device_of(request.headers.get("User-Agent", ""))
    request.session.save()
    Sitting.objects.filter(expire_date__lt=timezone.now()).delete()
    kept = alive(request.user)
    Sitting.objects.filter(pk__in=[one.pk for one in kept[settings.HUIMIN_SITE.sessions :]]).delete()


def alive(person: Person) -> list[Sitting]:
    """The sessions of a person that are not over, the latest begun first."""
    now = seconds()
    found = Sitting.objects.filter(person=person, expire_date__gt=_moment(now)).order_by("-began_at", "session_key")
    return [one for one in found
            if not over({SEEN: one.seen_at.timestamp(), BEGAN: one.began_at.timestamp()}, now)]  # fmt: skip


def end(person: Person, handle: str = "", keep: str = "") -> int:
    """End a person's sessions: the one with this handle, or all but the one whose key is ``keep``. How many ended."""
    rows = Sitting.objects.filter(person=person).exclude(session_key=keep)
    chosen = [row.pk for row in rows if not handle or handle_of(row.pk) == handle]
    return int(Sitting.objects.filter(pk__in=chosen).delete()[0])


def handle_of(key: str) -> str:
    """What a page calls a session by: never its key, which would open it."""
    return sha256(key.encode()).hexdigest()[:16]


def device_of(agent: str) -> str:
    """What a person knows their device by, from what the browser says of itself: ``Chrome, Windows``."""
    found = [next((name for mark, name in names if mark in agent), "") for names in (_BROWSERS, _SYSTEMS)]
    return ", ".join(name for name in found if name)
