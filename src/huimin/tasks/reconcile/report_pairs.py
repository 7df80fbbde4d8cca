"""The part of the report that tells of the pairs: how they were found, and where their fields disagree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from huimin.reconciliation.places import Places
from huimin.tasks.reconcile.comparing import Compared, Pairing
from huimin.tasks.reconcile.words import (
    field_words,
    outcome_words,
    percent,
    period_words,
    sort_words,
    step_words,
    strength_words,
)
from huimin.writing.blocks import Block, Column, Heading, Paragraph, Table, line


class PairPages:
    """A report on its way: its lists, its language, and the pages on its pairs.

    Args:
        places: names of areas.
    """

    def __init__(self, made: Compared, places: Places, lang: str) -> None:
        self.made, self.places, self.lang = made, places, lang
        assert made.wanted.first is not None and made.wanted.last is not None
        self.period = period_words(made.wanted.first, made.wanted.last, lang)

    def say(self, zh: str, en: str) -> str:
        """One of two texts."""
        return zh if self.lang == "zh" else en

    def name(self, at: int) -> str:
        """The name of a list."""
        return self.made.lists[at].name(self.lang)

    def text(self, zh: str, en: str) -> Paragraph:
        """A paragraph."""
        return Paragraph(line(self.say(zh, en)))

    def table(self, title: str, columns: Sequence[tuple[str, bool, float]], rows: Sequence[Sequence[str]],
              note: str = "") -> Table:  # fmt: skip
        """A table; columns are (heading, whether numbers, width)."""
        return Table(title, tuple(Column(*one) for one in columns), tuple(tuple(row) for row in rows), note=note)

    def disagreement(self) -> Iterator[Block]:
        """Which fields disagree, and how."""
        yield Heading(self.say("比中记录的差异", "Where the records found in both disagree"))
        for one in self.made.pairings:
            yield self._fields(one)

    def _fields(self, one: Pairing) -> Table:
        rows = []
        for field, sorts in one.sorts.items():
            known = sum(count for sort, count in sorts.items() if sort >= 0)
            best = max(sorts, default=0) if field not in ("name", "mother", "birth") else {"birth": 6}.get(field, 7)
            best = 1 if field not in ("name", "mother", "birth") else best
            differ = {sort: count for sort, count in sorts.items() if 0 <= sort < best}
            if not known:
                continue
            how = self.say("；", "; ").join(
                f"{sort_words(field, sort, self.lang)} {count:,}"
                for sort, count in sorted(differ.items(), key=lambda pair: -pair[1])
            )
            total = sum(differ.values())
            rows.append((field_words(field, self.lang), f"{known:,}", f"{total:,}", percent(total / known), how or "–"))
        return self.table(
            self.say(f"各项差异：{self.name(one.left)}与{self.name(one.right)}",
                     f"Fields that differ: {self.name(one.left)} and {self.name(one.right)}"),
            ((self.say("项目", "Field"), False, 1.1), (self.say("双方都有", "In both"), True, 0.9),
             (self.say("不一致", "Differ"), True, 0.8), (self.say("占比", "Share"), True, 0.8),
             (self.say("怎样不一致", "How"), False, 3)),
            rows,
            self.say("出生体重相差50克以内算一致。", "Birth weights within 50 grams agree.")
            if any(sort >= 0 for sort in one.sorts.get("weight", {})) else "",
        )  # fmt: skip

    def matching(self) -> Iterator[Block]:
        """How the pairs were found."""
        yield Heading(self.say("比对方法", "How records were matched"))
        yield self.text(
            "逐步比对，先可靠的，后不太可靠的；每一步只取两份名单里都只此一条的，一条记录最多配一条；有矛盾的不配（身份号码、多胎次序、性别不同，体重相差400克以上）。"
            "双胞胎和同日出生的其他孩子，分不清的宁可不配，留给人工核对。",
            "Step by step, from certain to less certain. A step takes only what stands once in each list, and a record gets one partner at most; "
            "contradictions rule a pair out (other identity number, birth order or sex, weights more than 400 grams apart). Twins and other children of one day "
            "that cannot be told apart are left to a person rather than merged.",
        )  # fmt: skip
        for one in self.made.pairings:
            total = max(1, len(one.links))
            rows = [
                (str(at + 1), step_words(code, self.lang), f"{one.links.count(at):,}", percent(one.links.count(at) / total))
                for at, code in enumerate(one.links.steps)
                if one.links.count(at)
            ]  # fmt: skip
            yield self.table(
                self.say(f"各步比中数：{self.name(one.left)}与{self.name(one.right)}",
                         f"Pairs by step: {self.name(one.left)} and {self.name(one.right)}"),
                ((self.say("步", "Step"), True, 0.5), (self.say("条件", "What agrees"), False, 5),
                 (self.say("比中", "Pairs"), True, 1), (self.say("占比", "Share"), True, 0.9)),
                rows,
                self.say(f"没有比中的步未列。另有{len(one.ties[0]):,}对疑似，供人工核对，未计入比中。",
                         f"Steps without a pair are left out. Pairs set aside for a person to look at, and not counted: {len(one.ties[0]):,}."),
            )  # fmt: skip

            if one.levels:
                yield self._contributions(one)

    def _contributions(self, one: Pairing) -> Table:
        """What each comparison counts for in the weighing."""
        rows = [
            (field_words(level.field, self.lang), outcome_words(level.label, self.lang),
             strength_words(level.weight, self.lang))
            for level in one.levels
        ]  # fmt: skip
        return self.table(
            self.say(f"加权比对中各项的分量：{self.name(one.left)}与{self.name(one.right)}",
                     f"What each comparison counts for in the weighing: {self.name(one.left)} and {self.name(one.right)}"),
            ((self.say("项目", "Field"), False, 1.2), (self.say("异同", "Outcome"), False, 1.6),
             (self.say("分量", "What it says"), False, 2)),
            rows,
            self.say("分量由程序从这两份名单剩下的记录中学得，没有用样本；姓名越少见，相同时分量越重。",
                     "Learnt without labels from what the steps left of these two lists. The rarer a name, the more it counts."),
        )  # fmt: skip
