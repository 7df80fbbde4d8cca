"""All addresses of the site: each screen brings its own."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path, register_converter

from huimin.web.base import attachments, icon
from huimin.web.base.converters import AreaKey, PeriodPart
from huimin.web.settings import SCREENS

register_converter(AreaKey, "area")
register_converter(PeriodPart, "period")

handler400 = "huimin.web.base.refusals.bad_request"
handler404 = "huimin.web.base.refusals.not_found"
handler500 = "huimin.web.base.refusals.broken"

urlpatterns = [
    path("attachment/<int:number>", attachments.download, name="attachment"),
    path("favicon.ico", icon.icon, name="icon"),
]
for screen in SCREENS:
    if find_spec(f"huimin.web.{screen}.urls") is None:
        continue  # an application without pages of its own
    prefix = import_module(f"huimin.web.{screen}.urls").PREFIX
    urlpatterns.append(path(prefix, include(f"huimin.web.{screen}.urls")))

assert __name__ == settings.ROOT_URLCONF
