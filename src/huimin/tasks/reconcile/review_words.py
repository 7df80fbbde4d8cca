"""What is said of a clerical review, in Chinese and English; the site and the report share it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from math import isfinite, isnan

from huimin.reconciliation.compare import SAME
from huimin.reconciliation.dates import SAME as SAME_DAY
from huimin.reconciliation.review.estimating import Ends
from huimin.reconciliation.review.frame import BANDS, BEST, EDGES, MADE
from huimin.reconciliation.steps import EVERY
from huimin.tasks.reconcile.answers import Found, Threshold
from huimin.tasks.reconcile.comparing import WEIGHED
from huimin.tasks.reconcile.reviewing import Line
from huimin.tasks.reconcile.words import FIELDS, PURPOSE, pick, sort_words, step_words
from huimin.writing.blocks import Block, Column, Document, Heading, Paragraph, Table, line

PLACE = ("地区", "area")
_PLACES = {0: ("不在一个县", "another county"), 1: ("同在一个县", "the same county"), 2: ("相同", "the same")}
_SAME, _MISSING = ("相同", "the same"), ("有一方没写", "missing on one side")
_BEST = {"name": SAME, "mother": SAME, "birth": SAME_DAY}
_WEIGHT = {0: ("相差50克以上", "more than 50 g apart"), 1: ("相差不到50克", "within 50 g")}
VALUES = {
    "same": ("是同一人", "one child"), "different": ("不是同一人", "two children"), "unsure": ("不能定", "cannot tell"),
}  # fmt: skip
_KAPPA = ((0.8, "几乎一致", "next to complete"), (0.6, "比较一致", "good"), (0.4, "一般", "moderate"),
          (float("-inf"), "较差，应统一判断口径后重看", "poor: agree on how to judge, then read again"))  # fmt: skip
ONE_SIDED = (
    "查全率从编码名单看不出来：漏掉的对子正是编码也对不上的（在虚构名单上，有的只看得到一到两成半），由此推算会偏高很多，所以不推算。",
    "Recall cannot be told from encoded lists: what was missed are the very pairs whose encodings do not agree either (on some invented lists only a tenth to a quarter of them can be seen). An estimate from these would be far too good, so none is made.",
)
LIMIT = (
    "查全率只对“有一点相同、值得一看”的记录对而言；两份名单里写法毫无相同之处的同一个孩子，人工核对也看不到。",
    "Recall speaks of pairs that share something worth a look; a child written so differently that nothing agrees is out of sight of any review.",
)


def named(field: str, lang: str) -> str:
    """What a field is called, the place too."""
    return pick(PLACE if field == "place" else FIELDS[field], lang)


def outcome(field: str, sort: int, lang: str) -> str:
    """How two records compare in a field."""
    if sort < 0:
        return pick(_MISSING, lang)
    if field in ("place", "area"):
        return pick(_PLACES[sort], lang)
    if field == "weight":
        return pick(_WEIGHT[sort], lang)
    return pick(_SAME, lang) if sort == _BEST.get(field, 1) else sort_words(field, sort, lang)


def line_words(one: Line, lang: str) -> str:
    """What is said beside a field of a pair that is laid side by side."""
    if one.sort >= 0:
        return outcome(one.field, one.sort, lang)
    if one.stands_in:
        return pick(("有一方还没取名", "one has no name yet"), lang)
    if one.left and one.right:
        return pick(
            ("区划里查不到", "not in the area tree") if one.field == "area" else ("有一方读不懂", "one cannot be read"),
            lang,
        )
    return pick(_MISSING, lang)


def explained(step: str, stratum: int, lang: str) -> str:
    """Why a pair was made, or was not."""
    zh = lang == "zh"
    if step == WEIGHED:
        return step_words(step, lang)
    if step:
        number = next(at for at, one in enumerate(EVERY, 1) if one.code == step)
        return (
            f"第{number}步比中：{step_words(step, lang)}"
            if zh
            else f"matched at step {number}: {step_words(step, lang)}"
        )
    if stratum // BANDS == BEST:
        return ("没有比中：各步的条件都不够，但双方都没有更接近的记录" if zh else
                "not matched: no step joins them, though neither has a closer record")  # fmt: skip
    return "没有比中：至少一方还有同样接近或更接近的记录" if zh else "not matched: another record is as close or closer"


def ends_words(ends: Ends, places: int = 1) -> str:
    """``98.3% (96.0–99.6%)``."""
    if isnan(float(ends.value)):
        return "–"
    value, low, high = (_cut(float(end), places) for end in ends)
    return f"{value}% ({low}–{high}%)"


def _cut(value: float, places: int) -> str:
    """A share as a per cent, never rounded up to all of it."""
    full = 100 - 10**-places
    return "100" if value >= 1 else f"{min(value * 100, full):.{places}f}"


def threshold_words(one: Threshold, lang: str) -> str:
    """What a row of the table of thresholds stands for."""
    zh = lang == "zh"
    if one.bits is None:
        return "现在的比对结果" if zh else "matching as it is"
    return f"分量 ≥ {one.bits:g}" if zh else f"weight ≥ {one.bits:g}"


def agreement_words(found: Found, lang: str) -> str:
    """How the two readers agree, as a sentence."""
    agreed, zh = found.agreed, lang == "zh"
    share = f"{agreed.agreed.value * 100:.1f}%"
    if not isfinite(agreed.kappa):
        return (f"两人各看{found.both}对，{share}判断相同；判断没有变化，无法计算一致系数。" if zh else
                f"Two people read {found.both} pairs each and gave the same answer for {share}; with one and the same answer throughout, kappa has no meaning.")  # fmt: skip
    grade = next(words for words in _KAPPA if agreed.kappa >= words[0])
    numbers = f"{agreed.kappa:.2f} ({agreed.low:.2f}–{agreed.high:.2f})"
    return (f"两人各看{found.both}对，互不知道对方的判断，{share}判断相同；除去碰巧相同的，一致系数（Cohen kappa）{numbers}，{grade[1]}。" if zh else
            f"Two people read {found.both} pairs each without seeing the other's answers and gave the same one for {share}; beyond chance, Cohen's kappa is {numbers}: {grade[2]}.")  # fmt: skip


def settled_words(found: Found, lang: str) -> str:
    """How the answers were settled, in sentences; empty where there is nothing to tell."""
    third = found.both - found.agreed.agreed.part - found.apart
    told = []
    if third:
        told.append(f"判断不同的由第三人裁定（{third}对）。" if lang == "zh" else
                    f"Where they differed a third person settled it (pairs: {third}).")  # fmt: skip
    if found.unsure:
        told.append(f"不能定的{found.unsure}对。" if lang == "zh" else f"Pairs that could not be told: {found.unsure}.")
    return ("" if lang == "zh" else " ").join(told)


def bounds_words(found: Found, lang: str) -> str:
    """What pairs that could not be told might change; empty where there are none."""
    if not found.unsure or found.now is None:
        return ""
    good = found.now.good
    zh, told = lang == "zh", []
    for name, worst, best in zip(
        ("准确率", "查全率") if zh else ("precision", "recall"), good.worst, good.best, strict=True
    ):
        low, high = (f"{_cut(float(one), 1)}%" for one in (worst, best))
        if low == high:
            told.append(f"{name}仍为{low}" if zh else f"{name} would stay at {low}")
        else:
            told.append(f"{name}在{low}与{high}之间" if zh else f"{name} would lie between {low} and {high}")
    chosen = told[:1] if found.one_sided else told
    if zh:
        return f"不能定的若都往坏处算或都往好处算，{'，'.join(chosen)}。"
    return f"If all of these were for the worse or all for the better, {' and '.join(chosen)}."


def review_sentences(found: Found, lang: str) -> str:
    """How the readers agree, how it was settled, and what stays open, one after the other."""
    told = (agreement_words(found, lang), settled_words(found, lang), bounds_words(found, lang))
    return ("" if lang == "zh" else " ").join(filter(None, told))


def review_document(
    reviews: Sequence[tuple[str, str, Found]], lang: str, day: date, simulated: bool = False
) -> Document:  # fmt: skip
    """The chapter on the review as a document by itself, for reviews away from the site."""
    zh = lang == "zh"
    title = "比对结果人工核对情况" if zh else "How good the matching is: review by people"
    names = ("；" if zh else "; ").join(
        f"{left}与{right}" if zh else f"{left} and {right}" for left, right, _ in reviews
    )
    blocks = (Paragraph(line(pick(PURPOSE, lang))), *checked_blocks(reviews, lang))
    return Document("reconciliation-report", lang, title, blocks, day=day, simulated=simulated,
                    subject=f"{title}{'：' if zh else ': '}{names}")  # fmt: skip


def checked_blocks(reviews: Sequence[tuple[str, str, Found]], lang: str) -> Iterator[Block]:
    """The part of the report that says how good the matching was found to be.

    Args:
        reviews: the names of both lists, and what the review of their pairs has come to. One of which nothing is
            settled is left out.
    """
    told = [one for one in reviews if one[2].now is not None]
    if not told:
        return
    zh = lang == "zh"
    yield Heading("比对结果的人工核对" if zh else "The matching checked by people")
    one_sided = any(found.one_sided for _, _, found in told)
    yield Paragraph(line(
        ("从比中的记录对里按相符的程度分层随机抽取，两个单位按同一序号各查本单位的记录，由两组人分别判断。准确率：比中的里面确实是同一人的比例。括号内为95%区间。" if zh else
         "Pairs were drawn at random from those matched, by how much of them agrees. Each office looked up its own record of a pair, and two teams judged apart from each other. Precision: of the pairs matched, the share that is one child. In brackets, 95% intervals.")
        if one_sided else
        "按比对分量分层，在比中的和没有比中的记录对里随机抽取，由两人分别判断。准确率：比中的里面确实是同一人的比例；查全率：同一人里面被比中的比例。括号内为95%区间。"
        if zh else
        "Pairs were drawn at random by weight, of those matched and of those not matched, and two people read each. Precision: of the pairs matched, the share that is one child. Recall: of the pairs that are one child, the share matched. In brackets, 95% intervals."
    ))  # fmt: skip
    for left, right, found in told:
        yield from _of_pair(f"{left}与{right}" if zh else f"{left} and {right}", found, lang)
    yield Paragraph(line(pick(ONE_SIDED if one_sided else LIMIT, lang)), kind="note")


def _of_pair(names: str, found: Found, lang: str) -> Iterator[Block]:
    zh = lang == "zh"
    sentences = [review_sentences(found, lang)]
    if not found.complete:
        left = found.pairs - found.settled
        sentences.append(
            f"核对尚未完成，还有{left}对。" if zh else f"The review is not complete; pairs still open: {left}."
        )
    assert found.now is not None
    if found.one_sided:
        precision = ends_words(found.now.good.precision)
        sentences.append(f"准确率**{precision}**。" if zh else f"Precision: **{precision}**.")
    yield Paragraph(line(("" if zh else " ").join(filter(None, [f"{names}：" if zh else f"{names}:", *sentences]))))
    if found.one_sided:
        return
    rows = [
        (threshold_words(one, lang), f"{one.pairs:,}", ends_words(one.good.precision), ends_words(one.good.recall))
        for one in (found.now, *found.thresholds)
    ]  # fmt: skip
    heads = ("门槛", "算作同一人的对数", "准确率", "查全率") if zh else ("Threshold", "Pairs", "Precision", "Recall")
    columns = tuple(
        Column(head, at > 0, width) for at, (head, width) in enumerate(zip(heads, (1.6, 1, 1.8, 1.8), strict=True))
    )
    yield Table(
        f"门槛高低的后果：{names}" if zh else f"What other thresholds would do: {names}", columns, tuple(rows),
        frozenset({0}),
        "门槛：记录对的分量达到多少就算同一人。分量由各项异同合计，每多1，是同一人的可能大一倍。" if zh else
        "Threshold: the weight from which a pair would count as one child. Each further point makes one child twice as likely.",
    )  # fmt: skip


def kinds_words(stratum: int, lang: str) -> str:
    """What a stratum holds."""
    kind, band = divmod(stratum, BANDS)
    kinds = {MADE: ("比中的", "matched"), BEST: ("没有比中、双方都最接近的", "not matched, closest of both")}
    words = pick(kinds.get(kind, ("没有比中、还有同样接近的", "not matched, others as close")), lang)
    low = f"{EDGES[band - 1]:g}" if band else ""
    high = f"{EDGES[band]:g}" if band < len(EDGES) else ""
    if lang == "zh":
        span = f"{low}至{high}" if low and high else f"{low}以上" if low else f"{high}以下"
    else:
        span = f"{low} to {high}" if low and high else f"{low} and more" if low else f"below {high}"
    return f"{words}，分量{span}" if lang == "zh" else f"{words}, weight {span}"
