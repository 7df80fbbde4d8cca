"""Sentences for findings, in Chinese and English, with the next step."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from huimin.findings import messages
from huimin.findings.finding import Fact, Finding


@dataclass(frozen=True, slots=True)
class Message:
    """The words of one finding code. Templates take the finding's facts as ``{name}``."""

    zh: str
    en: str
    next_zh: str = ""
    next_en: str = ""


@cache
def _catalogue() -> dict[str, Message]:
    """Every message of every room; two rooms may not use the same code."""
    found: dict[str, Message] = {}
    for module in iter_modules(messages.__path__):
        table: dict[str, tuple[str, ...]] = import_module(f"{messages.__name__}.{module.name}").MESSAGES
        for code, words in table.items():
            if code in found:
                raise AssertionError(f"two messages for the finding {code}")
            found[code] = Message(*words)
    return found


def message_of(code: str) -> Message:
    """The catalogue's entry for ``code``; a code without one is a bug, and says so."""
    return _catalogue()[code]


def all_messages() -> dict[str, Message]:
    """Every finding code with its words, sorted by code."""
    return dict(sorted(_catalogue().items()))


def _plain(fact: Fact) -> str:
    if isinstance(fact, float):
        return f"{fact:.12g}"
    return "" if fact is None else str(fact)


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


# “did you mean {nearest}? ”: a question that is left out where nothing is near.
_NEAREST = re.compile(r"[^？?]*\{nearest\}[^？?]*[？?]\s*")


def _fill(template: str, finding: Finding) -> str:
    if finding.facts.get("nearest") == "":
        template = _NEAREST.sub("", template)
    facts: dict[str, Fact] = {**finding.place.as_dict(), **finding.facts}
    return template.format_map(_Facts({name: _plain(fact) for name, fact in facts.items()}))


def explain(finding: Finding, lang: str) -> str:
    """The finding as one sentence in ``lang`` (``zh`` or ``en``), without its place."""
    message = message_of(finding.code)
    return _fill(message.zh if lang == "zh" else message.en, finding)


def next_step(finding: Finding, lang: str) -> str:
    """What the reader can do about it, or ``""``."""
    message = message_of(finding.code)
    return _fill(message.next_zh if lang == "zh" else message.next_en, finding)
