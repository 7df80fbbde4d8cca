"""The frame of a round: every site that could be visited, with its stratum and its size. Frozen before the draw."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from huimin.findings import Finding, Invalid, Place, Severity

COLUMNS = ("site", "stratum", "size", "name")


@dataclass(frozen=True, slots=True, order=True)
class Site:
    """A place that reports by itself and can be visited.

    Attributes:
        key: of the area. stratum: within which it is drawn. size: a whole number, 1 at least.
        name: for readers; it plays no part in the draw.
    """

    key: str
    stratum: str
    size: int
    name: str = ""


@dataclass(frozen=True)
class Frame:
    """All sites in a fixed order (by stratum, then key)."""

    sites: tuple[Site, ...]
    _by_stratum: Mapping[str, tuple[Site, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.sites, key=lambda site: (site.stratum, site.key)))
        strata: dict[str, list[Site]] = {}
        for site in ordered:
            strata.setdefault(site.stratum, []).append(site)
        object.__setattr__(self, "sites", ordered)
        object.__setattr__(self, "_by_stratum", {name: tuple(found) for name, found in strata.items()})

    @property
    def strata(self) -> Mapping[str, tuple[Site, ...]]:
        """The sites of each stratum, both in order."""
        return self._by_stratum

    def text(self) -> str:
        """The frame as it is published: csv with line feeds; its bytes in UTF-8 are what the hash is made of."""
        file = io.StringIO()
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((site.key, site.stratum, site.size, site.name) for site in self.sites)
        return file.getvalue()

    def hash(self) -> str:
        """SHA-256 of :meth:`text`, 64 hexadecimal digits."""
        return sha256(self.text().encode("utf-8")).hexdigest()


def read_frame(text: str, file: str = "frame.csv") -> Frame:
    """The frame that a published file holds.

    Raises:
        Invalid: with every row that cannot be used.
    """
    faults: list[Finding] = []
    sites: dict[str, Site] = {}
    rows = csv.DictReader(io.StringIO(text))
    if missing := set(COLUMNS[:3]) - set(rows.fieldnames or ()):
        facts = {"columns": ", ".join(sorted(missing))}
        raise Invalid([Finding("verify-frame-columns", Severity.ERROR, Place(file=file, line=1), facts)])
    for line, row in enumerate(rows, 2):
        place = Place(file=file, line=line)
        key, size = (row["site"] or "").strip(), _size(row["size"])
        if not key or size is None:
            faults.append(Finding("verify-frame-row", Severity.ERROR, place, {"found": row["size"] or ""}))
        elif key in sites:
            faults.append(Finding("verify-frame-site-twice", Severity.ERROR, place, {"site": key}))
        else:
            sites[key] = Site(key, (row["stratum"] or "").strip(), size, (row.get("name") or "").strip())
    if not sites and not faults:
        faults.append(Finding("verify-no-sites", Severity.ERROR, Place(file=file)))
    if faults:
        raise Invalid(faults)
    return Frame(tuple(sites.values()))


def _size(text: str | None) -> int | None:
    """A whole number of 1 at least, or None."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdecimal() and int(text) >= 1 else None


def size_classes(sizes: Mapping[str, int], classes: int) -> dict[str, int]:
    """The class, 1 (the smallest) and up, of each site, so that classes hold about equal sums of square roots of size.

    The rule of the cumulated square root (after Dalenius and Hodges 1959), with size for the thing to be measured.
    """
    ordered = sorted(sizes, key=lambda key: (sizes[key], key))
    total, run = sum(size**0.5 for size in sizes.values()), 0.0
    found = {}
    for key in ordered:
        middle = run + sizes[key] ** 0.5 / 2
        found[key] = min(classes, 1 + int(classes * middle / total))
        run += sizes[key] ** 0.5
    used = {old: new for new, old in enumerate(sorted(set(found.values())), 1)}
    return {key: used[number] for key, number in found.items()}


def collect(sites: Iterable[Site]) -> Frame:
    """A frame of these sites.

    Raises:
        Invalid: there are none.
    """
    frame = Frame(tuple(sites))
    if not frame.sites:
        raise Invalid([Finding("verify-no-sites", Severity.ERROR)])
    return frame
