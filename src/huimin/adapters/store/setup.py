"""Django without a project: settings for the store alone, and one connection alias for each database.

A web site that has settings of its own keeps them; then only the alias is added.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import django
from django.conf import settings
from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor

from huimin.adapters.store.address import Address

APPS = ("huimin.adapters.store", "huimin.adapters.ledger", "huimin.adapters.claims",
        "huimin.adapters.redecision")  # fmt: skip
"""The applications with tables: figures and, made where somebody pays or claims, the ledger and the claims."""
LABEL = "store"


def configure(place: str | Path, label: str = LABEL) -> str:
    """Make the database at ``place`` (a path or a PostgreSQL URL) ready and return its alias for ``using=``.

    The first call sets Django up; the tables are made or brought up to date. Calling it again for the same
    database changes nothing. ``label``: the application whose tables are wanted.

    Raises:
        Invalid: the URL is of a kind that the store does not know.
    """
    address = Address.of(place)
    if not settings.configured:
        # No default database on purpose: a query that forgets its alias fails at once.
        settings.configure(DATABASES={}, INSTALLED_APPS=[*APPS], USE_TZ=True, TIME_ZONE="UTC")
    django.setup()
    alias = _alias(address)
    address.make_room()  # each time: the folder may have been removed since the last
    if alias not in connections.settings:
        filled = connections.configure_settings({"default": {}, alias: address.settings()})
        connections.settings[alias] = filled[alias]
    _migrate(alias, label)
    return alias


def _alias(address: Address) -> str:
    """The alias of a database: that of the site's own database where it is the same one, so that both share a
    connection and its transactions."""
    site = getattr(settings, "HUIMIN_DATABASE", None)
    return "default" if site == address.text else "store_" + sha256(address.text.encode()).hexdigest()[:16]


def _migrate(alias: str, label: str) -> None:
    """Apply the migrations of an application that the database has not seen. A site's own are the site's matter."""
    connection = connections[alias]
    try:
        executor = MigrationExecutor(connection)
        targets = executor.loader.graph.leaf_nodes(label)
        if plan := executor.migration_plan(targets):
            executor.migrate(targets, plan)
    except DatabaseError:
        # Two processes may meet a new database at once; the slower one finds the tables made.
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes(label)):
            raise
