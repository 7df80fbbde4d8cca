"""The quarterly analysis report of a comparison (信息比对分析报告), as blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from huimin.demography.registration import Histories
from huimin.findings.words import explain, next_step
from huimin.reconciliation.places import Places
from huimin.tasks.reconcile.comparing import ASSUMED, Cell, Compared, Pairing
from huimin.tasks.reconcile.words import (
    KEPT,
    PURPOSE,
    VERDICTS,
    asked_words,
    field_words,
    interval_words,
    outcome_words,
    percent,
    period_words,
    pick,
    sort_words,
    step_words,
    strength_words,
)
from huimin.tasks.reconcile.words import month_words as month_of
from huimin.tasks.registration import Estimated, sentences
from huimin.writing.blocks import Block, Column, Document, Heading, Items, Paragraph, Table, line

MOST_MONTHS, MOST_NOTES = 12, 12


def report(
    made: Compared, places: Places, lang: str, day: date, simulated: bool = False, checked: Sequence[Block] = ()
) -> Document:  # fmt: skip
    """The report.

    Args:
        places: names of areas. day: the date of the report.
        simulated: the lists are invented; every page says so.
        checked: what people who read a sample say of the matching.
    """
    return _Report(made, places, lang).document(day, simulated, checked)


class _Report:
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

    def document(self, day: date, simulated: bool, checked: Sequence[Block]) -> Document:
        """Everything put together."""
        names = self.say("、", ", ").join(self.name(at) for at in range(len(self.made.lists)))
        title = self.say(f"{self.period}信息比对分析报告", f"Comparison of registers, births of {self.period}")
        subject = self.say(f"{self.period}{names}比对结果", f"How {names} compare, {self.period}")
        blocks = (*self.opening(), *self.coverage(), *self.where(), *self.disagreement(), *self.matching(),
                  *checked, *self.estimate(), *self.remarks())  # fmt: skip
        return Document("reconciliation-report", self.lang, title, blocks, day=day, simulated=simulated,
                        subject=subject)  # fmt: skip

    def text(self, zh: str, en: str) -> Paragraph:
        """A paragraph."""
        return Paragraph(line(self.say(zh, en)))

    def table(self, title: str, columns: Sequence[tuple[str, bool, float]], rows: Sequence[Sequence[str]],
              note: str = "") -> Table:  # fmt: skip
        """A table; columns are (heading, whether numbers, width)."""
        return Table(title, tuple(Column(*one) for one in columns), tuple(tuple(row) for row in rows), note=note)

    def opening(self) -> Iterator[Block]:
        """What was compared, why, and the result in a few sentences."""
        yield Paragraph(line(pick(PURPOSE, self.lang)))
        yield Heading(self.say("主要结果", "Main results"))
        yield Items(tuple(line(one) for one in self.main()))
        yield Heading(self.say("比对的名单", "The lists"))
        rows = []
        for at, one in enumerate(self.made.lists):
            inside = next((share.whole for (of, _), share in self.made.whole.items() if of == at), 0)
            rows.append((self.name(at), f"{len(one.records):,}", f"{len(self.made.duplicates[at]):,}",
                         f"{one.unnamed:,}", f"{inside:,}"))  # fmt: skip
        yield self.table(
            self.say("名单的基本情况", "The lists compared"),
            ((self.say("名单", "List"), False, 2.2), (self.say("记录数", "Records"), True, 1),
             (self.say("重复记录", "Repeated"), True, 1), (self.say("未取名", "Not named yet"), True, 1),
             (self.say("比对期内出生", "Born in the period"), True, 1.3)),
            rows,
            self.say("重复记录是同一名单内同一个孩子的第二条起的记录，不参加比对；双胞胎不算重复。",
                     "Repeated: second and later records of one child within a list; they take no part. Twins are not repeats."),
        )  # fmt: skip

    def main(self) -> Iterator[str]:
        """One sentence for each ordered pair of lists."""
        limit = self.made.wanted.limit
        for (of, within), share in self.made.whole.items():
            verdict = asked_words(share.against(limit), limit, self.lang)
            yield self.say(
                f"{self.name(of)}中{self.period}出生的{share.whole:,}人，**在{self.name(within)}中找到{percent(share.value)}**（95%区间{interval_words(share)}），"
                f"未找到{share.missing:,}人；{verdict}。",
                f"Of the {share.whole:,} children of {self.name(of)} born in {self.period}, **{percent(share.value)} were found in {self.name(within)}** "
                f"(95% interval {interval_words(share)}); {share.missing:,} {'was' if share.missing == 1 else 'were'} not; {verdict}.",
            )  # fmt: skip

    def coverage(self) -> Iterator[Block]:
        """Coverage each way."""
        limit = self.made.wanted.limit
        yield Heading(self.say("互相覆盖情况", "Coverage each way"))
        rows = [
            (self.name(of), self.name(within), f"{share.whole:,}", f"{share.part:,}", f"{share.missing:,}",
             percent(share.value), interval_words(share), pick(VERDICTS[share.against(limit)], self.lang))
            for (of, within), share in self.made.whole.items()
        ]  # fmt: skip
        yield self.table(
            self.say("覆盖率", "Coverage"),
            ((self.say("本名单", "Children of"), False, 1.7), (self.say("在此名单中", "sought in"), False, 1.7),
             (self.say("人数", "Number"), True, 0.9), (self.say("找到", "Found"), True, 0.9),
             (self.say("未找到", "Not found"), True, 0.9), (self.say("覆盖率", "Coverage"), True, 1),
             (self.say("95%区间", "95% interval"), True, 1.7),
             (self.say(f"达到{limit:.0%}", f"{limit:.0%} reached"), False, 1)),
            rows,
            self.say("区间只反映偶然；比对本身的差错见后。“说不准”是区间跨过要求值。",
                     "The interval is of chance alone; errors of matching are told below. “Cannot be told”: the interval reaches over the required value."),
        )  # fmt: skip

    def where(self) -> Iterator[Block]:
        """What is missing where, by area and by month."""
        yield Heading(self.say("缺在哪里、缺在何时", "What is missing where and when"))
        for of, within in self.made.whole:
            cells = [one for one in self.made.cells if (one.of, one.within) == (of, within)]
            title = self.say(
                f"{self.name(of)}有而{self.name(within)}没有", f"In {self.name(of)}, not in {self.name(within)}"
            )
            yield self._by_area(title, cells)
        yield self._by_month()

    def _by_area(self, title: str, cells: Sequence[Cell]) -> Table:
        areas = sorted((one for one in cells if one.county >= 0 and one.month < 0), key=self._place)
        months = sorted({one.month for one in cells if one.county >= 0 and one.month >= 0})[:MOST_MONTHS]
        by_both = {(one.county, one.month): one.share.missing for one in cells if one.county >= 0 and one.month >= 0}
        short = len(months) <= 4
        rows = [
            (self._area(one.county), f"{one.share.whole:,}", f"{one.share.missing:,}",
             *(f"{by_both.get((one.county, month), 0):,}" for month in months if short), percent(one.share.value),
             interval_words(one.share))
            for one in areas
        ]  # fmt: skip
        heads = [(month_of(month, self.lang), True, 0.9) for month in months if short]
        return self.table(
            self.say(f"{title}：按地区", f"{title}: by area"),
            ((self.say("地区", "Area"), False, 1.6), (self.say("人数", "Number"), True, 0.9),
             (self.say("未找到", "Not found"), True, 0.9), *heads, (self.say("覆盖率", "Coverage"), True, 1),
             (self.say("95%区间", "95% interval"), True, 1.7)),
            rows,
            self.say("地区和月份按本名单所记。人数少的地区，区间很宽，不宜据以排队。",
                     "Area and month as this list has them. Intervals of small areas are wide: do not rank by them."),
        )  # fmt: skip

    def _by_month(self) -> Table:
        found = {(one.of, one.within, one.month): one.share for one in self.made.cells if one.county < 0 <= one.month}
        months = sorted({month for _, _, month in found})
        ways = list(self.made.whole)
        heads = [(self.say(f"{self.name(of)}→{self.name(within)}", f"{self.name(of)} → {self.name(within)}"), True, 1.4)
                 for of, within in ways]  # fmt: skip
        rows = []
        for month in months:
            shares = [found.get((of, within, month)) for of, within in ways]
            cells = [f"{one.missing:,} / {one.whole:,}" if one else "–" for one in shares]
            rows.append((month_of(month, self.lang), *cells))
        return self.table(self.say("按出生月份：未找到／人数", "By month of birth: not found / number"),
                          ((self.say("月份", "Month"), False, 1), *heads), rows)  # fmt: skip

    def _area(self, county: int) -> str:
        return self.places.name(county, self.lang) if county else self.say("地区不明", "area not known")

    def _place(self, cell: Cell) -> tuple[bool, int]:
        return cell.county == 0, self.places.order(cell.county) if cell.county else 0

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
            self.say(f"{self.name(one.left)}与{self.name(one.right)}", f"{self.name(one.left)} and {self.name(one.right)}"),
            ((self.say("项目", "Field"), False, 1.1), (self.say("双方都有", "In both"), True, 0.9),
             (self.say("不一致", "Differ"), True, 0.8), (self.say("占比", "Share"), True, 0.8),
             (self.say("怎样不一致", "How"), False, 3)),
            rows,
            self.say("出生体重相差50克以内算一致。", "Birth weights within 50 grams agree."),
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

    def _estimated(self) -> Estimated | None:
        """The estimate with the lists called as the report calls them."""
        found = self.made.estimate
        names = tuple(self.name(at) for at in range(len(self.made.lists)))
        if found is None or len(set(names)) < len(names):
            return found
        counted = replace(found.counted, histories=Histories(names, found.counted.histories.counts))
        return replace(found, counted=counted, register=names[1])

    def estimate(self) -> Iterator[Block]:
        """How many births there are by the lists together."""
        found = self._estimated()
        if found is None:
            return
        yield Heading(self.say("推算的登记完整率", "How complete the register is, as estimated"))
        for one in sentences(found, self.lang):
            yield Paragraph(line(one))
        linkage = self.made.wanted.linkage
        source = (
            self.say(
                "这两个数是假定的，应以人工核对为准。",
                "Both are assumed; take them from a review by people where there is one.",
            )
            if linkage == ASSUMED
            else self.say("这两个数来自人工核对，或由使用者给定。", "Both come from a review by people, or were given.")
        )
        yield Paragraph(line(self.say(
            f"推算时允许比对差错：真正同一人比中{percent(linkage.sensitivity)}，比中的里面{percent(linkage.false_share)}不是同一人。{source}",
            f"Errors of matching are allowed for: {percent(linkage.sensitivity)} of true pairs found, {percent(linkage.false_share)} of the pairs false. {source}",
        )), kind="note")  # fmt: skip

    def remarks(self) -> Iterator[Block]:
        """What could not be read, and what stays."""
        yield Heading(self.say("需要说明的问题", "Remarks"))
        told = []
        for one in self.made.notes[:MOST_NOTES]:
            where = " › ".join(filter(None, (one.place.file, one.place.element)))
            lead = f"{where}{self.say('：', ': ')}" if where else ""
            told.append(
                line(
                    f"{lead}{explain(one, self.lang)}{self.say('。', '. ')}{next_step(one, self.lang)}{self.say('。', '.')}"
                )
            )
        if told:
            yield Items(tuple(told))
        yield Paragraph(line(pick(KEPT, self.lang)))
