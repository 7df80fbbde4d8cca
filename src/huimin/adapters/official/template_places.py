"""The headers, headings and ``[[ … ]]`` of a template, held against what is known, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huimin.adapters.official.template_names import Fault
from huimin.adapters.official.template_text import HEADER, HEADERS, PLACES
from huimin.writing.facts import Vocabulary

_ANY_PLACE = re.compile(r"\[\[(.*?)\]\]")
_INNER = re.compile(r"\{[{%#].*?[}%#]\}")


def place_faults(source: str, vocabulary: Vocabulary) -> Iterator[Fault]:
    """What is wrong with the markup of a template, each with its line."""
    titles, heading, begun = list[int](), True, False
    for number, raw in enumerate(source.split("\n"), 1):
        one = raw.strip()
        match = HEADER.match(one)
        heading = heading and (bool(match) or one.startswith("{%") or (not one and not begun))
        if heading and match:
            begun = True
            if match[1].lower() not in HEADERS:
                yield Fault("template-header-unknown", number, match[1], HEADERS)
        if one.startswith("# "):
            titles.append(number)
        if one.startswith("######"):
            yield Fault("template-heading-too-deep", number, one.lstrip("# "))
        if _INNER.sub("", one).count("**") % 2:
            yield Fault("template-strong-open", number, "**")
        yield from _places(one, number, vocabulary)
    if not titles:
        yield Fault("template-title-missing", 0, "# ")


def _places(one: str, number: int, vocabulary: Vocabulary) -> Iterator[Fault]:
    for match in _ANY_PLACE.finditer(one):
        if "{{" in match[1] or "{{" in match[0]:
            continue  # worked out when it is filled in
        words = " ".join(match[1].split())
        kind, _, name = words.partition(" ")
        if one != match[0]:
            yield Fault("template-place-not-alone", number, match[0])
        if words in ("signature", "new page"):
            continue
        if kind not in ("table", "chart", "map"):
            yield Fault("template-place-unknown", number, kind, PLACES)
            continue
        known = vocabulary.tables if kind == "table" else vocabulary.pictures
        if name not in known:
            code = "template-table-unknown" if kind == "table" else "template-picture-unknown"
            yield Fault(code, number, name, tuple(sorted(known)))
    if "[[" in _ANY_PLACE.sub("", one) and "{{" not in one:
        yield Fault("template-place-open", number, one)
