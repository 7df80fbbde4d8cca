"""Jinja's sandbox with less in it: what a template that an office writes may do while it is filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from huimin.adapters.official.template_names import ALLOWED_FILTERS
from huimin.adapters.official.template_text import guarded

LOOP_LIMIT = 100_000
"""Turns of all loops together while one document is filled in."""
_NONE = {"zh": "未报送", "en": "not reported"}
_YES_NO = {"zh": ("是", "否"), "en": ("yes", "no")}


class TooMuch(Exception):
    """The template goes on without end."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with less in it: attributes are entries of mappings, sums are of numbers, loops are counted."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self, lang: str) -> None:
        super().__init__(
            undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, optimized=False, cache_size=0,
            finalize=lambda value: value if isinstance(value, Undefined) else guarded(said(value, lang)),
        )  # fmt: skip
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in ALLOWED_FILTERS} | {"counted": self.counted}
        self.turns = 0

    def getattr(self, obj: Any, attribute: str) -> Any:
        """An entry of a mapping; nothing else has attributes (so a field may be called ``items``)."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if hasattr(obj, "revindex0") and not attribute.startswith("_"):  # the loop's own counters
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Sums of numbers only: a text times a thousand million would fill the memory."""
        if not all(isinstance(one, int | float) for one in (left, right)):
            raise TypeError(f"{operator} between {type(left).__name__} and {type(right).__name__}")
        return super().call_binop(context, operator, left, right)

    def counted(self, listed: Any) -> Iterator[Any]:
        """The members of a list, counted over the whole filling-in."""
        for one in listed:
            self.turns += 1
            if self.turns > LOOP_LIMIT:
                raise TooMuch
            yield one


def said(value: Any, lang: str) -> str:
    """A field as it stands in running text. Nothing is told as not reported, never as zero."""
    if value is None:
        return _NONE[lang]
    if isinstance(value, bool):
        return _YES_NO[lang][0 if value else 1]
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, Mapping):
        raise TypeError("a group of fields where a text is needed")
    if isinstance(value, tuple | list):
        return ("、" if lang == "zh" else ", ").join(said(one, lang) for one in value)
    return str(value)
