"""An assessment against the one before it: who rose and fell by more than chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from huimin.assessment.chance import Span
from huimin.indicators.rounding import plain
from huimin.tasks.publish import layouts, pictures
from huimin.tasks.publish.frame import Draft
from huimin.writing.numbers import SCORE, cell, points, signed
from huimin.writing.sentences.joining import run_on, some, with_value

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """An assessed area in the report: its record, name, and how far chance could move its score."""

    record: Record
    name: str
    span: Span | None

    @property
    def score(self) -> float | None:
        """The score."""
        value: float | None = self.record["score"]
        return value

    @property
    def rank(self) -> int | None:
        """The rank, 1 is best."""
        value: int | None = self.record["standing"]["rank"]
        return value


def compared(draft: Draft, rows: Sequence[Row], before: Sequence[Row] | None) -> None:
    """Against the run before: who rose and fell, and by more than chance."""
    frame, lang = draft.frame, draft.frame.lang
    if before is None:
        draft.fields["compared"] = ""
        return
    then = {one.record["key"]: one for one in before}
    lines, moves = [], []
    for one in rows:
        old = then.get(one.record["key"])
        if old is None or old.score is None or one.score is None:
            continue
        sure = (
            one.span is not None
            and old.span is not None
            and (one.span.low > old.span.high or one.span.high < old.span.low)
        )
        moves.append((one.score - old.score, sure, one.name))
        lines.append(
            (
                one.name,
                cell(old.score, SCORE),
                cell(one.score, SCORE),
                signed(one.score - old.score, SCORE) + ("" if sure else "≈"),
                plain(old.rank) if old.rank else "–",
                plain(one.rank) if one.rank else "–",
            )
        )
    up = sorted((one for one in moves if one[1] and one[0] > 0), reverse=True)
    down = sorted(one for one in moves if one[1] and one[0] < 0)
    draft.fields["compared"] = run_on(
        [
            _movers(up, lang, True),
            _movers(down, lang, False),
            _none_moved(moves, lang) if moves and not up and not down else "",
        ],
        lang,
    )
    if lines:
        draft.tables["compared"] = layouts.COMPARED.filled(frame, lines)
    if lines and (picture := pictures.before_after(frame, rows, then)):
        draft.pictures["compared"] = picture


def _movers(moves: Sequence[tuple[float, bool, str]], lang: str, up: bool) -> str:
    if not moves:
        return ""
    named = some([with_value(name, points(abs(size)), lang) for size, _, name in moves], lang, 5, "地")
    if lang == "zh":
        return f"与上期相比，得分明显{'提高' if up else '下降'}的有{named}"
    return f"clearly {'up' if up else 'down'} on the assessment before: {named}"


def _none_moved(moves: Sequence[Any], lang: str) -> str:
    return (
        "与上期相比，各地得分变化均在偶然波动范围内"
        if lang == "zh"
        else "against the assessment before no score moved by more than chance"
    )
