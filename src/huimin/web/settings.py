"""Django's settings for the site of one workspace, from ``huimin.yaml``; nothing is read from the environment but a few
switches of the server itself.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

import django
from csp.constants import NONE, SELF
from django.conf import settings

from huimin.adapters.definitions.workspace import Settings, read_settings
from huimin.adapters.store.address import Address

WEB = Path(__file__).parent
# A screen is a folder below ``web`` with its own application; the order is that of nothing but this list.
SCREENS = tuple(sorted(path.parent.name for path in WEB.glob("*/apps.py") if path.parent.name != "base"))
LARGEST_UPLOAD = 20 * 1024 * 1024  # bytes: a township's workbook has 26 KB, a county's evidence a few MB
_DAY = 24 * 60 * 60


def configure(folder: Path) -> None:
    """Set Django up for the site of a workspace. Once in a process.

    Raises:
        Invalid: ``huimin.yaml`` is not there or has faults.
    """
    settings.configure(**values(folder, read_settings(folder)))
    django.setup()


def values(folder: Path, given: Settings) -> dict[str, Any]:
    """All settings, by name."""
    address = Address.of(given.database or folder / "data" / "huimin.sqlite")
    return {
        "HUIMIN_WORKSPACE": str(folder),
        "HUIMIN_DATABASE": address.text,
        "HUIMIN_TODAY": given.today,
        "HUIMIN_LANGUAGE": given.title.lang,
        "HUIMIN_SITE": given.site,
        "SECRET_KEY": secret_key(folder),
        "DEBUG": False,
        "ALLOWED_HOSTS": ["127.0.0.1", "localhost", "[::1]", *given.site.hosts],
        "ROOT_URLCONF": "huimin.web.urls",
        "USE_TZ": True,
        "TIME_ZONE": given.zone.key,
        "USE_I18N": False,
        "DATABASES": {"default": database(address)},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "INSTALLED_APPS": applications(),
        "MIDDLEWARE": MIDDLEWARE,
        "TEMPLATES": [_templates()],
        "STATIC_URL": "/static/",
        "STATICFILES_DIRS": [WEB / "static", *WEB.glob("*/static")],
        "WHITENOISE_USE_FINDERS": True,
        "WHITENOISE_MAX_AGE": _DAY,
        "LOGGING_CONFIG": None,
        "MESSAGE_STORAGE": "django.contrib.messages.storage.cookie.CookieStorage",
        **_accounts(given),
        **_protection(given),
    }


def applications() -> list[str]:
    """The Django applications: those of libraries, the figure store, the base and every screen."""
    return [
        "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.messages", "django.contrib.staticfiles",
        "csp", "axes", "django_otp", "django_otp.plugins.otp_totp",
        "django_otp.plugins.otp_static",
        "huimin.adapters.store", "huimin.adapters.ledger", "huimin.adapters.claims",
        "huimin.adapters.redecision", "huimin.web.base",
        *(f"huimin.web.{screen}" for screen in SCREENS),
    ]  # fmt: skip


MIDDLEWARE = [
    "huimin.web.base.logs.middleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "huimin.web.base.policy.middleware",
    "huimin.web.base.language.middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "huimin.web.base.sessions.middleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "huimin.web.base.access.middleware",
    "huimin.web.base.refusals.middleware",
    "huimin.web.accounts.gate.middleware",
    "axes.middleware.AxesMiddleware",
]


def database(address: Address) -> dict[str, Any]:
    """The site's database: the figure store's own. Connections live as long as their thread."""
    return {**address.settings(), "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": address.postgres}


def _templates() -> dict[str, Any]:
    return {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": list(WEB.glob("*/templates")),
        "OPTIONS": {"environment": "huimin.web.base.pages.environment", "auto_reload": False},
    }


def _accounts(given: Settings) -> dict[str, Any]:
    return {
        "AUTH_USER_MODEL": "base.Person",
        "AUTHENTICATION_BACKENDS": [
            "axes.backends.AxesStandaloneBackend",
            "django.contrib.auth.backends.ModelBackend",
        ],
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
        "LOGIN_URL": "accounts:sign-in",
        "SESSION_ENGINE": "huimin.web.base.sessions",
        "SESSION_COOKIE_NAME": "huimin-session",
        "SESSION_COOKIE_AGE": given.site.session_hours * 60 * 60,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": given.site.https,
        **_lock_out(),
    }


def _lock_out() -> dict[str, Any]:
    """After so many wrong passwords a name is closed for a while, whether there is such an account or not."""
    return {
        "AXES_LOCKOUT_PARAMETERS": ["username"],
        "AXES_FAILURE_LIMIT": 8,
        "AXES_COOLOFF_TIME": timedelta(minutes=15),
        "AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT": False,
        "AXES_RESET_ON_SUCCESS": True,
        "AXES_LOCKOUT_CALLABLE": "huimin.web.accounts.doors.locked_out",
        "AXES_CLIENT_IP_CALLABLE": "huimin.web.accounts.doors.address_of",
        "AXES_DISABLE_ACCESS_LOG": True,
        "AXES_ENABLE_ADMIN": False,
        "AXES_VERBOSE": False,
    }


def _protection(given: Settings) -> dict[str, Any]:
    https = given.site.https
    return {
        # Nothing from elsewhere, nothing written into the page: no inline script, no inline style.
        "CONTENT_SECURITY_POLICY": {
            "DIRECTIVES": {
                "default-src": [NONE],
                "script-src": [SELF],
                "style-src": [SELF],
                "img-src": [SELF, "data:", "blob:"],
                "font-src": [SELF],
                "connect-src": [SELF],
                "form-action": [SELF],
                "frame-ancestors": [NONE],
                "base-uri": [NONE],
                "manifest-src": [SELF],
            }
        },
        "CSRF_FAILURE_VIEW": "huimin.web.base.refusals.forged",
        "CSRF_COOKIE_NAME": "huimin-csrf",
        "CSRF_COOKIE_SECURE": https,
        "CSRF_COOKIE_SAMESITE": "Lax",
        "CSRF_TRUSTED_ORIGINS": [f"https://{host}" for host in given.site.hosts if https],
        "SECURE_HSTS_SECONDS": 365 * _DAY if https else 0,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if https else None,
        "SECURE_REFERRER_POLICY": "same-origin",
        "X_FRAME_OPTIONS": "DENY",
        "DATA_UPLOAD_MAX_MEMORY_SIZE": LARGEST_UPLOAD,
        "FILE_UPLOAD_MAX_MEMORY_SIZE": LARGEST_UPLOAD,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 20_000,
        "DATA_UPLOAD_MAX_NUMBER_FILES": 50,
    }


def secret_key(folder: Path) -> str:
    """The key that signs cookies, made once and kept in the workspace where only its owner may read it."""
    path = folder / "data" / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=True)
        if not path.read_text():
            path.write_text(secrets.token_urlsafe(48))
    return path.read_text()
