"""The quarterly analysis report of a comparison (信息比对分析报告), as blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from huimin.demography.registration import Histories
from huimin.findings.words import explain, next_step
from huimin.reconciliation.places import Places
from huimin.tasks.reconcile.comparing import Cell, Compared
from huimin.tasks.reconcile.grouping import FEWEST, TOGETHER, area_words
from huimin.tasks.reconcile.link_errors import ASSUMED
from huimin.tasks.reconcile.report_pairs import PairPages
from huimin.tasks.reconcile.words import (
    KEPT,
    PURPOSE,
    VERDICTS,
    asked_words,
    interval_words,
    percent,
    pick,
)
from huimin.tasks.reconcile.words import month_words as month_of
from huimin.tasks.registration import Estimated, sentences
from huimin.writing.blocks import Block, Document, Heading, Items, Paragraph, Table, line

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


class _Report(PairPages):
    """The whole of it."""

    def document(self, day: date, simulated: bool, checked: Sequence[Block]) -> Document:
        """Everything put together."""
        names = self.say("、", ", ").join(self.name(at) for at in range(len(self.made.lists)))
        title = self.say(f"{self.period}信息比对分析报告", f"Comparison of registers, births of {self.period}")
        subject = self.say(f"{self.period}{names}比对结果", f"How {names} compare, {self.period}")
        blocks = (*self.opening(), *self.coverage(), *self.where(), *self.disagreement(), *self.matching(),
                  *checked, *self.estimate(), *self.remarks())  # fmt: skip
        return Document("reconciliation-report", self.lang, title, blocks, day=day, simulated=simulated,
                        subject=subject)  # fmt: skip

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
            ((self.say("本名单", "Children of"), False, 2), (self.say("在此名单中", "sought in"), False, 2),
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
        few = ("", "") if not self.made.county else (
            f"名单几乎都在一个县，按乡镇列；任何一份名单里不足{FEWEST}人的合并，不分月。",
            f"Nearly all of it lies in one county and is told by township; those with fewer than {FEWEST} children in any list stand together, and months are not told apart. ")  # fmt: skip
        return self.table(
            self.say(f"{title}：按地区", f"{title}: by area"),
            ((self.say("地区", "Area"), False, 1.6), (self.say("人数", "Number"), True, 0.9),
             (self.say("未找到", "Not found"), True, 0.9), *heads, (self.say("覆盖率", "Coverage"), True, 1),
             (self.say("95%区间", "95% interval"), True, 1.7)),
            rows,
            self.say(f"地区和月份按本名单所记。{few[0]}人数少的地区，区间很宽，不宜据以排队。",
                     f"Area and month as this list has them. {few[1]}Intervals of small areas are wide: do not rank by them."),
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
                          ((self.say("月份", "Month"), False, 1.4), *heads), rows)  # fmt: skip

    def _area(self, county: int) -> str:
        if not county:
            return self.say("地区不明", "area not known")
        return area_words(county, self.made.county, self.places, self.lang)

    def _place(self, cell: Cell) -> tuple[bool, bool, int]:
        together = cell.county == TOGETHER
        return cell.county == 0, together, self.places.order(cell.county) if cell.county and not together else 0

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
        assumed = linkage.sensitivity == ASSUMED.sensitivity, linkage.false_share == ASSUMED.false_share
        source = self.say("这两个数来自人工核对，或由使用者给定。", "Both come from a review by people, or were given.")
        if all(assumed):
            source = self.say("这两个数是假定的，应以人工核对为准。",
                              "Both are assumed; take them from a review by people where there is one.")  # fmt: skip
        elif assumed[0]:
            source = self.say("前一个数是假定的，后一个数来自人工核对，或由使用者给定。",
                              "The first is assumed; the second comes from a review by people, or was given.")  # fmt: skip
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
            said = [_begun(text) for text in (explain(one, self.lang), next_step(one, self.lang)) if text]
            told.append(line(lead + self.say("。", ". ").join(said) + self.say("。", ".")))
        if told:
            yield Items(tuple(told))
        yield Paragraph(line(pick(KEPT, self.lang)))


def _begun(text: str) -> str:
    """A sentence with a capital at its beginning."""
    return text[:1].upper() + text[1:]
