"""Reviews as they lie in ``data/quality/``, kept in memory while their files stay the same."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.http import Http404

from huimin.web.base import place
from huimin.wiring.quality import quality_folder

NAME = re.compile(r"[\w-]+")
KEPT = 8
_lock = threading.Lock()
_held: dict[str, tuple[int, Review]] = {}


@dataclass(frozen=True)
class Review:
    """A review as its file says it."""

    name: str
    record: Mapping[str, Any]

    @property
    def signs(self) -> list[dict[str, Any]]:
        """The signs, the rarest first."""
        found: list[dict[str, Any]] = self.record["signs"]
        return found

    @cached_property
    def profiles(self) -> dict[str, dict[str, Any]]:
        """The profiles by area."""
        return {one["area"]: one for one in self.record["profiles"]}


def names() -> list[str]:
    """The reviews of all areas, the latest months first and of them the longest."""
    folder = quality_folder(place.workspace())
    found = [path.stem for path in folder.glob("*.json") if NAME.fullmatch(path.stem)] if folder.is_dir() else []
    reviews = [one for name in found if not (one := review(name)).record["area"]]
    return [one.name for one in sorted(reviews, key=lambda r: (r.record["last"], -_first_month(r)), reverse=True)]


def _first_month(one: Review) -> int:
    """The first month as a number that sorts."""
    return int(one.record["first"].replace("-", ""))


def review(name: str) -> Review:
    """The review of this name.

    Raises:
        Http404: there is none.
    """
    path = quality_folder(place.workspace()) / f"{name}.json"
    if not NAME.fullmatch(name) or not path.is_file():
        raise Http404
    stamp = path.stat().st_mtime_ns
    with _lock:
        known = _held.get(str(path))
    if known is not None and known[0] == stamp:
        return known[1]
    made = Review(name, json.loads(path.read_text("utf-8")))
    with _lock:
        while len(_held) >= KEPT:
            _held.pop(next(iter(_held)))
        _held[str(path)] = (stamp, made)
    return made


def number_of(name: str, wanted: str) -> int | None:
    """The place of a sign in a review as it is now; None where it is gone, or the review is."""
    try:
        signs = review(name).signs
    except Http404:
        return None
    return next((number for number, one in enumerate(signs) if identity(one) == wanted), None)


def identity(sign: Mapping[str, Any]) -> str:
    """What makes it the same sign in another review."""
    said = [sign["code"], sign["area"], sign["form"], sign["elements"], sign["periods"]]
    return sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
