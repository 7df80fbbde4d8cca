"""Why an area or an item moved, as a sentence in Chinese or English."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from huimin.assessment.explanation import Explainer, Finished
from huimin.indicators.rounding import plain, round_half_up, show
from huimin.tasks.what_if.editing import Change

if TYPE_CHECKING:
    from huimin.tasks.what_if.result import ItemShift, Position

Record = Mapping[str, Any]
NAMED = 3
NEAR = 5e-10

WORDS: dict[str, tuple[str, str]] = {
    "change": ("{what}由 {before} 改为 {after}", "{what} {before} → {after}"),
    "left-out": ("不设", "none"),
    "value": ("本地区为 {value}", "here it is {value}"),
    "share": ("份额由 {before} 变为 {after}", "its share {before} → {after}"),
    "points": ("得分由 {before} 变为 {after}", "points {before} → {after}"),
    "points-same": ("得分仍为 {after}", "still {after} points"),
    "status": ("由“{before}”变为“{after}”", "from “{before}” to “{after}”"),
    "status-same": ("仍为“{after}”", "still “{after}”"),
    "scored": ("计分", "scored"),
    "pooled": ("合并多年计分", "scored on several years together"),
    "not_reported": ("未报", "not reported"),
    "not_applicable": ("不适用", "not applicable"),
    "cannot_tell": ("不能判定", "cannot be told"),
    "": ("没有此项", "no such item"),
    "score": ("得分由 {before} 变为 {after}（{shift}）", "score {before} → {after} ({shift})"),
    "score-same": ("得分没有变", "the score stays"),
    "item": ("{item} {shift}", "{item} {shift}"),
    "item-status": ("{item} {after}", "{item} {after}"),
    "more": ("另有 {count} 项", "and {count} more"),
    "of-items": ("{head}：{items}", "{head}: {items}"),
    "rank": ("名次由 {before} 变为 {after}", "rank {before} → {after}"),
    "rank-others": ("名次因其他地区变动由 {before} 变为 {after}", "rank {before} → {after}, because others moved"),
    "unranked": ("不排名", "not ranked"),
    "grade": ("等次由“{before}”变为“{after}”", "grade {before} → {after}"),
    "none": ("没有变化", "nothing moves"),
    "by": ("{said}（{changes}）", "{said} ({changes})"),
    "semicolon": ("；", "; "),
    "comma": ("、", ", "),
    "stop": ("。", "."),
}  # fmt: skip


class Why:
    """Makes the sentences for one trial. ``changes`` are what was changed; they are the same for every area."""

    def __init__(self, before: Record, after: Finished, changes: Sequence[Change]) -> None:
        self._total = before["scheme"]["total"], after.described["scheme"]["total"]
        self._of_item: dict[str, list[Change]] = {}
        for change in changes:
            self._of_item.setdefault(change.item, []).append(change)
        self._readers = {lang: Explainer(after, lang) for lang in ("zh", "en")}

    def item(self, was: Record, had: Record, now: Record, has: Record, lang: str) -> str:
        """One item of one area: what was changed, the area's value, and what came of it.

        Args:
            was, now: the item as described before and after. had, has: the item as scored.
        """
        say = _speaker(lang)
        said = [self._changes(now["id"], lang)]
        value = next((one for one in now["inputs"] if one["name"] == "of"), None)
        if value is not None and has["inputs"].get("of") is not None:
            said.append(say("value", value=self._readers[lang].shown(value, has["inputs"]["of"])))
        if had["status"] != has["status"]:
            said.append(say("status", before=say(had["status"]), after=say(has["status"])))
        elif has["status"] not in ("scored", "pooled"):
            said.append(say("status-same", after=say(has["status"])))
        elif not now["extra"] and show(had["share"], "percent") != show(has["share"], "percent"):
            told = (show(one["share"], "percent") for one in (had, has))
            said.append(say("share", **dict(zip(("before", "after"), told, strict=True))))
        before, after = show(had["points"]), show(has["points"])
        said.append(say("points-same" if before == after else "points", before=before, after=after))
        return say("semicolon").join(filter(None, said)) + say("stop")

    def _changes(self, item: str, lang: str) -> str:
        """What was changed of an item; of the whole scheme where nothing of the item was."""
        say = _speaker(lang)
        mine = self._of_item.get(item) or self._of_item.get("", [])
        told = [
            say("change", what=one.zh if lang == "zh" else one.en, before=before or say("left-out"),
                after=after or say("left-out"))
            for one in mine for before, after in [one.ends(lang)]
        ]  # fmt: skip
        return say("comma").join(told)

    def area(
        self, before: Position, after: Position, shift: float | None, items: Sequence[ItemShift], lang: str
    ) -> str:
        """One area: how its score moved and by which items, then its rank and grade."""
        say = _speaker(lang)
        said = [self._score(before, after, shift, items, lang)]
        if before.rank != after.rank:
            # Without a move of its own score, it is the others who moved.
            code = "rank" if shift or shift is None or before.reason != after.reason else "rank-others"
            said.append(say(code, before=before.rank or say("unranked"), after=after.rank or say("unranked")))
        if before.grade != after.grade:
            names = (getattr(one, f"grade_{lang}") for one in (before, after))
            told = say("grade", **dict(zip(("before", "after"), names, strict=True)))
            lines = self._changes("", lang)
            said.append(say("by", said=told, changes=lines) if lines and not shift else told)
        text = say("semicolon").join(filter(None, said)) or say("none")
        return text[0].upper() + text[1:] + say("stop")

    def _score(
        self, before: Position, after: Position, shift: float | None, items: Sequence[ItemShift], lang: str
    ) -> str:
        say = _speaker(lang)
        told = [
            say("item", item=one.item, shift=signed(one.shift)) if abs(one.shift) > NEAR
            else say("item-status", item=one.item, after=say(one.status_after))
            for one in items[:NAMED] if abs(one.shift) > NEAR or one.status_before != one.status_after
        ]  # fmt: skip
        if told and len(items) > NAMED:
            told.append(say("more", count=len(items) - NAMED))
        if not shift and before.score == after.score:
            head = say("score-same") if before.rank != after.rank or before.grade != after.grade or told else ""
        else:
            ends = {"before": show(before.score), "after": show(after.score)}
            head = say("score", shift=signed(shift or 0.0), **ends)
        if self._total[0] != self._total[1] and head:
            what, totals = ("总分", "total")[lang == "en"], [plain(one) for one in self._total]
            told.append(say("change", what=what, before=totals[0], after=totals[1]))
        return say("of-items", head=head, items=say("comma").join(told)) if told else head


def signed(value: float) -> str:
    """``+1.20`` or ``−0.50``; a change too small for two decimals keeps enough of them to be seen."""
    places = next((places for places in (2, 4, 6) if round_half_up(abs(value), places)), 2)
    sign = "−" if value < 0 else "+"
    return f"{sign if round_half_up(abs(value), places) else '±'}{show(abs(value), 'number', places)}"


def _speaker(lang: str) -> Callable[..., str]:
    def say(code: str, **facts: Any) -> str:
        return WORDS[code][0 if lang == "zh" else 1].format(**facts)

    return say
