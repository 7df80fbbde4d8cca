"""Document numbers and days: handed out once, kept for good, never used again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from huimin.findings import Finding, Invalid, Place, Severity
from huimin.tasks.publish.orders import Order

COLUMNS = ("year", "number", "kind", "period", "area", "run", "scheme", "day", "edition")
FILE = "documents/numbers.csv"
Key = tuple[str, str, str, str, str, str]
"""Kind, period, area, run, scheme, edition: the same for both languages of a document. The edition is "" for the first,
"2" for what took the place of a document that was withdrawn: it has a number of its own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the register. ``number`` is 0 where the kind has none: then only its day is kept."""

    key: Key
    day: date
    number: int = 0

    @property
    def year(self) -> int:
        """The year its number counts in."""
        return self.day.year

    def row(self) -> tuple[str, ...]:
        """The line as a file keeps it."""
        *order, edition = self.key
        return (str(self.year), str(self.number or ""), *order, self.day.isoformat(), edition)


def key_of(order: Order, edition: int = 1) -> Key:
    """Where an order stands in the register. Letters without a number share one line, for their day."""
    area = order.area if order.what.numbered else ""
    return (order.kind, order.period.code, area, order.run, order.scheme, str(edition) if edition > 1 else "")


@dataclass
class Register:
    """All numbers handed out so far."""

    entries: dict[Key, Entry] = field(default_factory=dict)
    added: list[Entry] = field(default_factory=list)

    def find(self, order: Order) -> Entry | None:
        """The entry of a document, of its latest edition; None where it has none yet."""
        found, edition = self.entries.get(key_of(order)), 2
        while (later := self.entries.get(key_of(order, edition))) is not None:
            found, edition = later, edition + 1
        return found

    def enter(self, order: Order, day: date, edition: int = 0) -> Entry:
        """The entry of a document; a new one, dated ``day`` and with the next number, where it has none yet.

        Args:
            edition: which edition; 0 is the latest there is.
        """
        found = self.entries.get(key_of(order, edition)) if edition else self.find(order)
        if found is not None:
            return found
        taken = [one.number for one in self.entries.values() if one.year == day.year]
        made = Entry(key_of(order, edition), day, max(taken, default=0) + 1 if order.what.numbered else 0)
        self.entries[made.key] = made
        self.added.append(made)
        return made


def read_register(rows: Iterable[Mapping[str, str]]) -> Register:
    """The register from the lines of its file.

    Raises:
        Invalid: a line that cannot be read, a number twice in a year, or a document twice. Numbers are not handed out
            from a register in doubt.
    """
    found, faults = Register(), list[Finding]()
    numbers: set[tuple[int, int]] = set()
    for line, row in enumerate(rows, 2):
        entry = _read(row)
        if entry is None:
            faults.append(Finding("numbers-row-unreadable", Severity.ERROR, Place(file=FILE, line=line)))
            continue
        if entry.key in found.entries or (entry.number and (entry.year, entry.number) in numbers):
            facts = {"number": entry.number, "year": entry.year}
            faults.append(Finding("numbers-twice", Severity.ERROR, Place(file=FILE, line=line), facts))
        found.entries[entry.key] = entry
        numbers.add((entry.year, entry.number))
    if faults:
        raise Invalid(faults)
    return found


def _read(row: Mapping[str, str]) -> Entry | None:
    try:
        day = date.fromisoformat(row["day"].strip())
        number = int(row["number"] or 0)
        if number < 0 or int(row["year"]) != day.year:
            return None
        edition = (row.get("edition") or "").strip()
        return Entry((row["kind"], row["period"], row["area"], row["run"], row["scheme"], edition), day, number)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def rows_of(register: Register) -> Iterator[tuple[str, ...]]:
    """Its lines, in the order in which they were entered."""
    return (one.row() for one in register.entries.values())
