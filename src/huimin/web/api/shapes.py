"""The shapes of what the API answers. They make the OpenAPI document; every answer is held against them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Generic, TypeVar

from ninja import Field, Schema

T = TypeVar("T")


class Finding(Schema):
    """One thing that is wrong or odd."""

    code: str
    severity: str = Field(description="note, warning or error")
    place: dict[str, str | int] = Field(
        description="file, sheet, cell, area, period, element, line, column: those known"
    )
    facts: dict[str, Any]
    zh: str
    en: str
    next_zh: str = Field(description="what to do about it, in Chinese")
    next_en: str = Field(description="what to do about it, in English")


class Errors(Schema):
    """Why a call was not answered."""

    errors: list[Finding]


class Page(Schema, Generic[T]):
    """One page of a list."""

    count: int = Field(description="of all pages")
    page: int
    pages: int
    items: list[T]


class Named(Schema):
    """Anything with a code and a name in both languages."""

    code: str
    zh: str
    en: str


class Area(Schema):
    """An area as it stands on a day."""

    key: str
    code: str = Field(description="official code; empty where there is none")
    zh: str
    en: str
    level: str
    parent: str | None
    below: int = Field(description="areas below it, in all")


class Element(Named):
    """A data element."""

    unit: str
    kind: str = Field(description="flow or stock")
    over_time: str
    over_areas: str
    decimals: int
    low: float | None
    high: float | None
    atoms: list[str] = Field(description="its columns")
    source: str
    note: str


class Rule(Named):
    """A rule that the figures of one report must keep."""

    formula: str
    severity: str


class Form(Named):
    """A report form."""

    frequency: str
    reported_by: list[str]
    submitted_by: str = Field(description="level that sends it; empty: judges fill it in")
    due_days: int
    version: str
    atoms: list[str]
    required: list[str]
    rules: list[Rule]


class Indicator(Named):
    """An indicator."""

    kind: str
    formula: str
    words_zh: str = Field(description="the formula in Chinese words")
    words_en: str = Field(description="the formula in English words")
    show: str = Field(description="number, percent or permille")
    decimals: int
    better: str
    source: str


class Value(Schema):
    """An indicator's value for an area; null where it is not known. Not reported is never zero."""

    area: str
    zh: str
    en: str
    level: str
    value: float | None
    low: float | None = Field(description="lower end of the interval")
    high: float | None = Field(description="upper end of the interval")
    numerator: float | None
    denominator: float | None
    received: int = Field(description="reports that the value rests on")
    expected: int = Field(description="reports that it should rest on")


class SchemeItem(Schema):
    """An item of a scheme."""

    id: str
    zh: str
    en: str
    points: float
    rule_zh: str
    rule_en: str


class Scheme(Named):
    """A scheme of assessment."""

    version: str
    level: str
    frequency: str
    total: float
    items: list[SchemeItem]


class Report(Schema):
    """A report in force: what one area sent on a form for a period."""

    form: str
    period: str
    area: str
    revision: int
    on_time: bool
    received_at: datetime
    sha256: str = Field(description="of the file it came in")
    state: str = Field(description="waiting, returned or done")
    awaits: str = Field(description="level whose reviewer is to look; empty where none is known yet")
    accepted_by: str = Field(description="highest level that accepted; not empty: locked")


class Completeness(Schema):
    """Reports of an area and all below it, for one form and period."""

    area: str
    zh: str
    en: str
    level: str
    expected: int
    received: int
    on_time: int
    accepted: int


class Kept(Finding):
    """A finding that was kept when a file came in."""

    file: str
    area: str
    period: str


class Run(Schema):
    """A run of an assessment."""

    run: str
    scheme: str
    period: str
    level: str
    stage: str = Field(description="draft, open (for reply) or published")
    made_at: datetime
    reply_until: date | None
    published_at: datetime | None
    superseded_by: str | None


class Place(Schema):
    """An area's place in a run."""

    area: str
    zh: str
    en: str
    rank: int | None
    of: int | None
    score: float | None
    grade: str | None
    grade_zh: str
    grade_en: str
    reason: str = Field(description="why it is not ranked; empty where it is")
    complete: float | None = Field(description="share of the reports that came")
    steps: list[str] = Field(description="consequences for the office by the scheme's ladder")


class ScoredItem(Schema):
    """An item of a scorecard. More keys than these are given."""

    id: str
    zh: str
    en: str
    full: float
    status: str
    points: float | None
    share: float | None


class Scorecard(Schema):
    """An area's scorecard. More keys than these are given."""

    run: str
    simulated: bool
    period: str
    key: str
    zh: str
    en: str
    score: float | None
    snapshot: str
    standing: dict[str, Any]
    items: list[ScoredItem]


class Line(Schema):
    """One line of an explanation, with the lines that explain it. More keys than these are given."""

    kind: str
    text: str
    below: list[Line] | None = None


class Part(Schema):
    """A sheet of a workbook that was let in."""

    form: str
    period: str
    areas: int
    on_time: bool


class Receipt(Schema):
    """What was acknowledged."""

    number: int
    sha256: str
    name: str
    size: int
    at: datetime
    sender: str
    area: str
    outcome: str = Field(description="accepted; duplicate: every report in it was there already; known: loaded before")
    first: int
    revised: int
    unchanged: int
    figures: int
    parts: list[Part]
    findings: list[Finding] = Field(default_factory=list, description="warnings and notes about the file")
