"""The figure store: files, reports, figures, findings and runs, in SQLite or PostgreSQL through Django."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from huimin.adapters.store.figure_store import DjangoFigureStore
    from huimin.figures.dictionary import Dictionary


def open_store(place: str | Path, dictionary: Dictionary) -> DjangoFigureStore:
    """Open the store at ``place``: a path, or ``postgresql://user:password@host:port/name``.

    Where there is no file at the path, a SQLite database is made.
    ``dictionary`` tells the decimals by which figures are scaled.

    Raises:
        Invalid: the address is of an unknown kind.
        django.db.OperationalError: the database cannot be reached.
    """
    # Models can only be imported once Django has its settings, hence not at the top of this module.
    from huimin.adapters.store.setup import configure

    alias = configure(place)
    from huimin.adapters.store.address import Address
    from huimin.adapters.store.figure_store import DjangoFigureStore

    return DjangoFigureStore(alias, Address.of(place), dictionary)
