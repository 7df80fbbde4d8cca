"""What is said of a comparison, in Chinese and English; the command line, the report and its workbook share it."""

from __future__ import annotations

from math import isnan

from huimin.reconciliation.coverage import Share
from huimin.reconciliation.steps import BY_CODE
from huimin.tasks.reconcile.comparing import WEIGHED

FIELDS = {
    "name": ("姓名", "name"), "identity": ("公民身份号码", "identity number"), "sex": ("性别", "sex"),
    "birth": ("出生日期", "birth date"), "weight": ("出生体重", "birth weight"), "order": ("多胎次序", "birth order"),
    "mother": ("母亲姓名", "mother's name"), "mother_identity": ("母亲身份号码", "mother's identity number"),
    "area": ("地区", "area"), "given": ("名", "given name"), "surname": ("姓", "surname"), "street": ("街道", "street"),
    "house": ("门牌号", "house number"), "locality": ("小区", "locality"), "suburb": ("城镇", "town"),
    "postcode": ("邮政编码", "postcode"), "state": ("省（州）", "state"), "phone": ("电话", "telephone"),
    "other_number": ("其他证件号码", "other number"),
}  # fmt: skip
_NAMES = {
    0: ("完全不同", "quite different"), 1: ("只有姓相同", "only the surname agrees"),
    2: ("差一个字", "one character differs"), 3: ("姓、名次序颠倒", "surname and given name changed places"),
    4: ("字形或拼写相近", "characters that look alike, or a like spelling"), 5: ("同音不同调", "same sound, other tone"), 6: ("同音字", "same sound"),
}  # fmt: skip
_DATES = {
    0: ("其他不同", "otherwise different"), 2: ("相差三天以内", "up to three days apart"),
    3: ("一方写成农历", "one is the lunar date"), 4: ("错一位数字", "one digit differs"),
    5: ("日、月颠倒", "day and month changed places"),
}  # fmt: skip
VERDICTS = {
    "kept": ("达到", "reached"), "broken": ("未达到", "not reached"), "untold": ("说不准", "cannot be told"),
}  # fmt: skip
_WEIGHED = ("前面各步剩下的，由程序（Splink）按各项异同的分量合计，只取互为最佳且明显好于第二的",
            "what is left is weighed field by field (Splink); only pairs that are each other's best by a clear margin")  # fmt: skip
PURPOSE = (
    "本次比对只为一个目的：让每个孩子都登记上，每项服务都只算一次。比对结果不得作为对任何家庭作出处理的依据；未比中只说明两份名单对不上，不说明谁有过错。",
    "This comparison has one purpose: that every child is registered and every service is counted once. Nothing in it may carry a consequence for any family; a record that was not found only says that two lists differ, never that anybody is at fault.",
)
KEPT = (
    "名单读入时加密存放于专用文件夹，按期删除；保留下来的只有汇总数和报送单位自己的记录编号，没有合并的个人资料，也不能按人查询。",
    "The lists were kept encrypted in a folder of their own and are removed on their day. What stays is counts and each office's own record numbers: there is no merged file of persons and no way to ask for one.",
)


_OUTCOMES = {
    "same": ("相同", "the same"), "sound": ("同音", "same sound"), "shape": ("字形相近", "looks alike"),
    "turned": ("姓、名次序颠倒", "other order"), "one-character": ("差一个字", "one character differs"),
    "surname": ("只有姓相同", "only the surname agrees"), "slip": ("像是笔误", "looks like a slip"),
    "near": ("相近", "close"), "loose": ("有些相近", "somewhat alike"), "county": ("同在一个县", "same county"), "different": ("不同", "different"),
}  # fmt: skip
_STRENGTHS = (
    (7.0, "很能说明是同一人", "speaks strongly for one child"), (2.0, "支持是同一人", "speaks for one child"),
    (-1.0, "说明不了多少", "says little"), (-7.0, "不像同一人", "speaks against it"),
    (float("-inf"), "几乎可以排除", "all but rules it out"),
)  # fmt: skip


def outcome_words(label: str, lang: str) -> str:
    """How a field compares, as the weighing sorts it."""
    return pick(_OUTCOMES[label], lang)


def strength_words(bits: float, lang: str) -> str:
    """What an outcome contributes, for a clerk: 7 bits make one child 128 times as likely."""
    found = next(words for words in _STRENGTHS if bits >= words[0])
    return pick(found[1:], lang)


def pick(pair: tuple[str, str], lang: str) -> str:
    """The text in a language."""
    return pair[lang != "zh"]


def step_words(code: str, lang: str) -> str:
    """What a step of matching does."""
    if code == WEIGHED:
        return pick(_WEIGHED, lang)
    step = BY_CODE[code]
    return step.zh if lang == "zh" else step.en


def field_words(field: str, lang: str) -> str:
    """What a field is called."""
    return pick(FIELDS[field], lang)


def sort_words(field: str, sort: int, lang: str) -> str:
    """How two records differ in a field."""
    table = _NAMES if field in ("name", "mother") else _DATES if field == "birth" else {}
    return pick(table.get(sort, ("不同", "different")), lang)


def percent(value: float) -> str:
    """``97.31%``, never rounded up to all of it; a dash where it is not known."""
    if isnan(value):
        return "–"
    return "100%" if value == 1 else f"{min(value * 100, 99.99):.2f}%"


def asked_words(verdict: str, limit: float, lang: str) -> str:
    """Whether a coverage reaches what is asked for, as the end of a sentence."""
    asked = f"{limit * 100:g}%"
    zh = {"kept": f"达到{asked}的要求", "broken": f"未达到{asked}的要求", "untold": f"是否达到{asked}的要求，说不准"}
    en = {"kept": f"the {asked} asked for is reached", "broken": f"the {asked} asked for is not reached",
          "untold": f"whether the {asked} asked for is reached cannot be told"}  # fmt: skip
    return (zh if lang == "zh" else en)[verdict]


def interval_words(share: Share) -> str:
    """``96.8% – 97.7%``."""
    low, high = share.interval
    return "–" if isnan(low) else f"{low * 100:.2f}% – {high * 100:.2f}%"


def month_words(month: int, lang: str) -> str:
    """A month counted from year 0."""
    if month < 0:
        return pick(("未知", "not known"), lang)
    return f"{month // 12}年{month % 12 + 1}月" if lang == "zh" else f"{month // 12}-{month % 12 + 1:02d}"


def period_words(first: int, last: int, lang: str) -> str:
    """From one month to another."""
    year, zh = first // 12, lang == "zh"
    if first == last:
        return month_words(first, lang)
    if last - first == 2 and first % 3 == 0:
        quarter = first % 12 // 3
        return (
            f"{year}年第{'一二三四'[quarter]}季度"
            if zh
            else f"the {('first', 'second', 'third', 'fourth')[quarter]} quarter of {year}"
        )
    if last - first == 11 and first % 12 == 0:
        return f"{year}年" if zh else str(year)
    if year == last // 12 and zh:
        return f"{year}年{first % 12 + 1}月至{last % 12 + 1}月"
    return f"{month_words(first, lang)}{'至' if zh else ' to '}{month_words(last, lang)}"
