"""The indicators in groups, as their definition files have them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from huimin.indicators.definitions import Indicator
from huimin.web.base import place


@dataclass(frozen=True)
class Topic:
    """Indicators of one definition file, under the heading that its first comment gives in both languages."""

    name: str
    indicators: tuple[Indicator, ...]


def heading(file: str, lang: str) -> str:
    """The heading of a definition file: its first line ``# 中文 · English``; without one, the name of the file."""
    first = place.definitions().files.get(file, b"").decode("utf-8", "replace").split("\n", 1)[0]
    zh, dot, en = first.lstrip("# ").partition(" · ")
    if not first.startswith("#") or not dot:
        return PurePosixPath(file).stem.split("--")[-1]
    return (zh if lang == "zh" else en).strip().rstrip(".。")


def topics(lang: str, wanted: str = "") -> list[Topic]:
    """All groups, of indicators whose code, name or note holds ``wanted``."""
    found: dict[str, list[Indicator]] = {}
    for one in place.definitions().names:
        if _fits(one, wanted.casefold().split()):
            found.setdefault(one.file, []).append(one)
    return [Topic(heading(file, lang), tuple(ones)) for file, ones in found.items()]


def _fits(one: Indicator, words: Iterable[str]) -> bool:
    text = " ".join((one.code, one.zh, one.en, one.note_zh, one.note_en)).casefold()
    return all(word in text for word in words)
