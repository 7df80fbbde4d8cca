"""What a document is built from: fields, tables, pictures; and the names that templates of a kind may use.

A template (``adapters/official/templates.py``) says in which order they stand and what is written around them. A field
is data and never markup: asterisks or brackets in a name stay asterisks and brackets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Union

from huimin.writing.blocks import Picture, Signature, Table

Value = Union[str, int, float, bool, None, "tuple[Value, ...]", "Mapping[str, Value]"]
Words = tuple[str, str]
"""What a name means, in Chinese and in English."""


@dataclass(frozen=True)
class Facts:
    """The facts of one document.

    Attributes:
        fields: what ``{{ name }}`` may say. Texts stand as they are, so numbers that need a format come as texts;
            None is told as 未报送 / "not reported".
        tables: what ``[[table NAME]]`` may place.
        pictures: what ``[[chart NAME]]`` or ``[[map NAME]]`` may place.
        signature: what ``[[signature]]`` places; None places nothing.
        day: the day the document is dated, never the day of the machine.
        simulated: its figures are invented.
    """

    fields: Mapping[str, Value] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    signature: Signature | None = None
    day: date | None = None
    simulated: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """The names that templates of one kind may use, each with what it means.

    A field of a field is written with a dot, what stands in a list with brackets: ``city.name``, ``rises[].area``.
    A table or picture that is listed here but missing from the facts of one document is left out without complaint
    (there was nothing to show); one that is not listed is a fault of the template.
    """

    fields: Mapping[str, Words] = field(default_factory=dict)
    tables: Mapping[str, Words] = field(default_factory=dict)
    pictures: Mapping[str, Words] = field(default_factory=dict)


def vocabulary_of(facts: Facts) -> Vocabulary:
    """The names that are in ``facts``, without meanings: what a template is held against where no list is given."""
    return Vocabulary(
        {path: ("", "") for name, value in facts.fields.items() for path in _paths(name, value)},
        dict.fromkeys(facts.tables, ("", "")),
        dict.fromkeys(facts.pictures, ("", "")),
    )


def _paths(name: str, value: Value) -> Iterator[str]:
    yield name
    if isinstance(value, Mapping):
        for inner, one in value.items():
            yield from _paths(f"{name}.{inner}", one)
    elif isinstance(value, tuple):
        for one in value:
            yield from _paths(f"{name}[]", one)
