"""The site on a small simulated city, in this process, and the cast that tests every permission by name.

The city is that of ``workspace_fixtures``: three counties (990102 Minghu, 990121 Daoxiang, 990103 Jinchuan) of two
townships each, loaded and assessed; today is 2026-01-04, so the monthly form of December 2025 is due tomorrow.

Fixtures: ``site`` (shared by a test module, must not be changed), ``own_site`` (a copy a test may change). Both give a
:class:`Site`: ``site.client("township_reporter")`` is a browser that has signed in.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import django
import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.db import connections
from django.test import Client, override_settings

from huimin.adapters.definitions.workspace import Settings, SiteSettings
from huimin.adapters.store.address import Address
from huimin.tasks.definitions import Title
from huimin.web.settings import database, values

TODAY = date(2026, 1, 4)
PASSWORD = "only-for-tests-91"

if not settings.configured:
    # Any folder will do: each fixture points the settings to its own.
    from zoneinfo import ZoneInfo

    _nowhere = Path(tempfile.mkdtemp(prefix="huimin-settings-"))
    given = Settings(Title("试", "Test", True), (), "", ZoneInfo("Asia/Shanghai"), TODAY, SiteSettings())
    settings.configure(
        **{
            **values(_nowhere, given),
            "DATABASES": {},  # a query outside of a site fixture fails at once
            "HUIMIN_DATABASE": "",
            # argon2 takes 50 ms a password on purpose; a test of the hasher itself asks for it by name.
            "PASSWORD_HASHERS": [
                "django.contrib.auth.hashers.MD5PasswordHasher",
                "django.contrib.auth.hashers.Argon2PasswordHasher",
            ],
            "ALLOWED_HOSTS": ["testserver", "127.0.0.1", "localhost"],
        }
    )
    django.setup()
    shutil.rmtree(_nowhere)

# name -> (what they are, [(kind, area)]). 990102 is Minghu District; its townships and villages are looked up.
CAST = {
    "village_reporter": [("reporter", "village")],
    "township_reporter": [("reporter", "township"), ("reviewer", "township")],
    "county_reviewer": [("reviewer", "county")],
    "city_officer": [("officer", "")],
    "second_officer": [("officer", "")],
    "evidence_judge": [("judge", "")],
    "second_judge": [("judge", "")],
    "third_judge": [("judge", "")],
    "auditor": [("auditor", "")],
    "administrator": [("administrator", "")],
    "neighbour": [("reviewer", "neighbour")],
}
VISITOR = "visitor"
"""Somebody without an account: in the cast of every access test too."""


@dataclass
class Site:
    """A site for tests. ``places`` names the areas of the cast: village, township, county, neighbour."""

    folder: Path
    places: dict[str, str]
    people: dict[str, Any] = field(default_factory=dict)

    def client(self, who: str = VISITOR, lang: str = "en") -> Client:
        """A browser in which this person of the cast has signed in; a visitor's has nobody."""
        browser = Client(headers={"accept-language": lang})
        if who != VISITOR:
            browser.force_login(self.people[who], backend="django.contrib.auth.backends.ModelBackend")
        return browser


def places_of(folder: Path) -> dict[str, str]:
    """The areas of the cast: Minghu with its first township and village, and the county beside it."""
    from huimin.wiring import Workspace

    tree = Workspace(folder).definitions.areas.at(TODAY)
    counties = [tree.keys[i] for i in tree.at_level("county")]
    county = tree.index(counties[0])
    township = next(i for i in tree.children(county))
    village = next(i for i in tree.children(township))
    return {"county": counties[0], "neighbour": counties[1], "township": tree.keys[township],
            "village": tree.keys[village], "city": tree.keys[0], "": ""}  # fmt: skip


@contextmanager
def pointed_to(folder: Path, place: str = "") -> Iterator[None]:
    """Within this, the site serves the workspace in ``folder``, from its SQLite file or the database at ``place``."""
    from huimin.web.base import place as opened

    address = Address.of(place or folder / "data" / "huimin.sqlite")
    if "default" in connections:
        connections["default"].close()
        del connections["default"]
    before = connections.settings["default"]
    connections.settings["default"] = connections.configure_settings({"default": database(address)})["default"]
    with override_settings(HUIMIN_WORKSPACE=str(folder), HUIMIN_DATABASE=address.text, HUIMIN_TODAY=TODAY):
        try:
            yield
        finally:
            opened.forget()
            cache.clear()
            connections["default"].close()
            del connections["default"]
            connections.settings["default"] = before  # a site that was served around this one goes on


def make_cast(places: dict[str, str]) -> dict[str, Any]:
    """Make everybody's account, named as in the tests, with one password."""
    from huimin.web.base.models import Grant, Person

    people = {}
    hashed = make_password(PASSWORD, hasher="argon2")  # as the real server wants it
    for name, roles in CAST.items():
        person = people[name] = Person(username=name, name=name.replace("_", " ").title(), password=hashed)
        person.save()
        Grant.objects.bulk_create([Grant(person=person, kind=kind, area=places[area]) for kind, area in roles])
    return people


def people_there() -> dict[str, Any]:
    """The cast as it stands in the database."""
    from huimin.web.base.models import Person

    return {person.username: person for person in Person.objects.filter(username__in=CAST)}


@pytest.fixture(scope="session")
def site_folder(city: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The city with the site's tables and the cast. Copied, never changed."""
    from huimin.web.base.migrating import bring_up_to_date

    folder = tmp_path_factory.mktemp("site") / "city"
    shutil.copytree(city, folder)
    with pointed_to(folder):
        bring_up_to_date()
        make_cast(places_of(folder))
        with connections["default"].cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return folder


@pytest.fixture(scope="module")
def site(site_folder: Path) -> Iterator[Site]:
    """The site, for tests that only look."""
    folder = Path(tempfile.mkdtemp(prefix="huimin-site-")) / "city"
    shutil.copytree(site_folder, folder)
    with pointed_to(folder):
        yield Site(folder, places_of(folder), people_there())
    shutil.rmtree(folder.parent)


@pytest.fixture(scope="session")
def postgres_tables(site_folder: Path, postgres_server: Any) -> str:
    """A PostgreSQL database with the site's tables and the cast; copied, never changed."""
    from huimin.web.base.migrating import bring_up_to_date

    url: str = postgres_server.new_database()
    with pointed_to(site_folder, url):
        bring_up_to_date()
        make_cast(places_of(site_folder))
    return url


@pytest.fixture
def on_postgres(site_folder: Path, tmp_path: Path, postgres_server: Any, postgres_tables: str) -> Iterator[Site]:
    """The city's definitions on a PostgreSQL without any reports, with the cast; a test's own, to be changed."""
    folder, url = tmp_path / "site", postgres_server.copy_of(postgres_tables)
    shutil.copytree(site_folder, folder, ignore=shutil.ignore_patterns("*.sqlite*", "runs", "wide"))
    settings_file = folder / "huimin.yaml"
    text = settings_file.read_text("utf-8")
    settings_file.write_text(text.replace("simulated: true", f"simulated: true\ndatabase: {url}", 1), "utf-8")
    with pointed_to(folder, url):
        yield Site(folder, places_of(folder), people_there())


@pytest.fixture
def own_site(site_folder: Path, tmp_path: Path) -> Iterator[Site]:
    """A site of a test's own, to be changed."""
    folder = Path(shutil.copytree(site_folder, tmp_path / "site"))
    with pointed_to(folder):
        yield Site(folder, places_of(folder), people_there())
