"""Reading the factors that were adopted: the rows of ``adjustments/*.csv``, every fault at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from huimin.areas import Areas
from huimin.assessment.adjustments import VALUES, Adjustment
from huimin.figures.dictionary import Dictionary
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Place, Severity, nearest

KINDS = VALUES[1:]
COLUMNS = (
    "kind", "area", "element", "from", "to", "factor", "low", "high", "basis_zh", "basis_en", "decided_by",
    "decided_on",
)  # fmt: skip
_NEEDED = ("kind", "area", "element", "from", "to", "factor", "low", "high", "decided_by", "decided_on")


def read_adjustments(
    header: Sequence[str], records: Iterable[tuple[int, Sequence[str]]], areas: Areas, dictionary: Dictionary,
    faults: list[Finding], file: str,
) -> list[Adjustment]:  # fmt: skip
    """The factors in the rows of one file; what cannot be read is told in ``faults`` and left out."""
    lacking = [name for name in _NEEDED if name not in header]
    if lacking:
        facts = {"found": ", ".join(lacking), "options": ",".join(COLUMNS)}
        faults.append(Finding("adjustment-columns", Severity.ERROR, Place(file=file, line=1), facts))
        return []
    made: list[Adjustment] = []
    for line, record in records:
        given = dict(zip(header, (text.strip() for text in record), strict=False))
        if any(given.values()):
            one = _Row(given, Place(file=file, line=line), faults).read(areas, dictionary)
            if one is not None:
                made.append(one)
    return made


def overlaps(adjustments: Sequence[Adjustment], faults: list[Finding], file: str) -> None:
    """Two factors of one kind for the same figures are a fault: nobody could say which counts."""
    ordered = sorted(adjustments, key=lambda one: (one.kind, one.area, one.element, one.first, one.last))
    for one, other in pairwise(ordered):
        same = (one.kind, one.area, one.element) == (other.kind, other.area, other.element)
        if same and other.first <= one.last:
            facts = {"element": one.element, "kind": one.kind}
            faults.append(Finding("adjustment-twice", Severity.ERROR, Place(file=file, area=one.area), facts))


class _Row:
    def __init__(self, given: Mapping[str, str], place: Place, faults: list[Finding]) -> None:
        self.given, self.place, self.faults, self.sound = given, place, faults, True

    def fault(self, code: str, column: str, **facts: str) -> None:
        self.sound = False
        facts = {"column": column, "found": self.given.get(column, ""), **facts}
        self.faults.append(Finding(code, Severity.ERROR, self.place, facts))

    def read(self, areas: Areas, dictionary: Dictionary) -> Adjustment | None:
        kind, area, element = (self.given.get(name, "") for name in ("kind", "area", "element"))
        if kind not in KINDS:
            self.fault("adjustment-unknown", "kind", nearest=nearest(kind, KINDS))
        elif areas.id_of(area) is None:
            self.fault("adjustment-unknown", "area", nearest=nearest(area, areas.keys[:20_000]))
        elif element not in dictionary or dictionary[element].code != element:
            self.fault("adjustment-unknown", "element", nearest=nearest(element, dictionary.names()))
        start, end = self._period("from"), self._period("to")
        factor, low, high = (self._number(name) for name in ("factor", "low", "high"))
        decided_on = self._day()
        if not self.given.get("decided_by"):
            self.fault("adjustment-nobody", "decided_by")
        if start is None or end is None or factor is None or low is None or high is None or not self.sound:
            return None
        if start.first > end.last or not 0 < low <= factor <= high:
            self.fault("adjustment-order", "factor" if start.first <= end.last else "to")
            return None
        return Adjustment(
            kind, area, element, start.first, end.last, factor, low, high, self.given.get("basis_zh", ""),
            self.given.get("basis_en", ""), self.given["decided_by"], decided_on,
        )  # fmt: skip

    def _period(self, column: str) -> Period | None:
        try:
            return Period.of(self.given.get(column, ""))
        except Invalid:
            self.fault("adjustment-unreadable", column)
            return None

    def _number(self, column: str) -> float | None:
        try:
            value = float(self.given.get(column, ""))
        except ValueError:
            value = float("nan")
        if not 0 <= value < 1e6:
            self.fault("adjustment-unreadable", column)
            return None
        return value

    def _day(self) -> date | None:
        try:
            return date.fromisoformat(self.given.get("decided_on", ""))
        except ValueError:
            self.fault("adjustment-unreadable", "decided_on")
            return None
