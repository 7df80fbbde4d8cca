"""The second factor: six digits from an app (TOTP, RFC 6238), or one of ten recovery codes that work once each."""

from __future__ import annotations

import secrets
import time
from base64 import b32encode
from binascii import unhexlify
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urlencode

import segno
from django.db import transaction
from django.utils.crypto import salted_hmac
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from huimin.web.base.models import Person

GIVEN = "second-factor"
"""In the session: that the second factor was given."""
CODES = 10
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


def given(request: Any) -> bool:
    """Whether this session was opened with the second factor too."""
    return bool(request.session.get(GIVEN))


def has(person: Person) -> bool:
    """Whether the person has set one up."""
    return TOTPDevice.objects.filter(user=person, confirmed=True).exists()


def codes_left(person: Person) -> int:
    """How many recovery codes are not used up."""
    return StaticToken.objects.filter(device__user=person).count()


def new_key() -> str:
    """A key for an app: 160 bits in hexadecimal."""
    return secrets.token_hex(20)


def typed(key: str) -> str:
    """The key as it is typed into an app that cannot read the picture, in groups of four."""
    text = b32encode(unhexlify(key)).decode()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def picture(key: str, username: str, issuer: str) -> str:
    """The picture that an app reads, as the address of an SVG image that the page itself holds."""
    secret = b32encode(unhexlify(key)).decode()
    query = urlencode({"secret": secret, "issuer": issuer}, quote_via=quote)
    told = f"otpauth://totp/{quote(issuer, safe='')}:{quote(username, safe='')}?{query}"
    return str(segno.make(told, error="m").svg_data_uri(scale=4, border=4, light="#ffffff", omitsize=False))


def fits(key: str, code: str) -> bool:
    """Whether a code is that of the key now, or half a minute ago or ahead."""
    digits = _plain(code)
    totp = TOTP(unhexlify(key))
    totp.time = time.time()
    return digits.isdecimal() and len(digits) == 6 and bool(totp.verify(int(digits), tolerance=1))


def _plain(code: str) -> str:
    return "".join(code.lower().split()).replace("-", "")


def set_up(person: Person, key: str) -> list[str]:
    """Give the person this factor in place of any other. The ten recovery codes that go with it, to be shown once."""
    codes = ["".join(secrets.choice(_SIGNS) for _ in range(10)) for _ in range(CODES)]
    with transaction.atomic():
        remove(person)
        # The code that proved the key must not open a session as well.
        TOTPDevice.objects.create(user=person, name="app", key=key, confirmed=True, last_t=int(time.time()) // 30)
        device = StaticDevice.objects.create(user=person, name="recovery", confirmed=True)
        StaticToken.objects.bulk_create(StaticToken(device=device, token=_kept(person, code)) for code in codes)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def remove(person: Person) -> None:
    """Take the factor and its recovery codes away."""
    TOTPDevice.objects.filter(user=person).delete()
    StaticDevice.objects.filter(user=person).delete()


def check(person: Person, code: str) -> str:
    """Try a code of the app or a recovery code. ``app`` or ``recovery`` where it is right, else empty.

    A right one is used up. After a wrong one the device waits, longer each time (django-otp).
    """
    plain = _plain(code)
    with transaction.atomic():
        if plain.isdecimal() and len(plain) == 6:
            devices: Sequence[TOTPDevice] = TOTPDevice.objects.select_for_update().filter(user=person, confirmed=True)
            return "app" if any(device.verify_token(plain) for device in devices) else ""
        kept = StaticDevice.objects.select_for_update().filter(user=person, confirmed=True)
        return "recovery" if any(device.verify_token(_kept(person, plain)) for device in kept) else ""


def _kept(person: Person, code: str) -> str:
    """What is kept of a recovery code: 64 bits of a keyed hash, never the code."""
    return salted_hmac("huimin.recovery", f"{person.pk} {code}", algorithm="sha256").hexdigest()[:16]
