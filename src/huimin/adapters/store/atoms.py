"""Atom names and their small numbers. A number stands for one name at one number of decimals, for ever."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from huimin.adapters.store.models import AtomName


@dataclass(frozen=True)
class Atom:
    """One entry of the table. ``factor`` turns its stored figures into the scale of today."""

    id: int
    name: str
    decimals: int
    factor: float


class AtomTable:
    """The table of atom names of one database, read when needed.

    ``decimals`` tells how many decimals the dictionary in force gives each atom; an atom that it no longer
    knows keeps the decimals it was stored with.
    """

    def __init__(self, alias: str, decimals: Mapping[str, int]) -> None:
        self._alias, self.decimals = alias, decimals
        self._ids: dict[tuple[str, int], int] = {}

    def forget(self) -> None:
        """Drop what was read: after a transaction that was undone, numbers given in it are free again."""
        self._ids = {}

    def _read(self) -> None:
        rows = AtomName.objects.using(self._alias).values_list("name", "decimals", "id")
        self._ids = {(name, decimals): number for name, decimals, number in rows}

    def ids(self, names: Iterable[str]) -> list[int]:
        """The numbers of these atoms at today's decimals. New ones are entered: call it in a transaction."""
        wanted = [(name, self.decimals[name]) for name in names]
        if any(key not in self._ids for key in wanted):
            self._read()
            missing = [AtomName(name=n, decimals=d) for n, d in wanted if (n, d) not in self._ids]
            if missing:
                AtomName.objects.using(self._alias).bulk_create(missing)
                self._read()
        return [self._ids[key] for key in wanted]

    def entries(self) -> list[Atom]:
        """All entries, by number."""
        self._read()
        rows = sorted((number, name, decimals) for (name, decimals), number in self._ids.items())
        return [Atom(number, name, d, 10.0 ** (self.decimals.get(name, d) - d)) for number, name, d in rows]
