"""The steps of the cascade, from certain to less certain. A step joins what alone bears its key in both lists."""

from __future__ import annotations

from dataclasses import dataclass

from huimin.reconciliation import compare, dates

FREE = -2
"""A field that may be anything, also missing."""


@dataclass(frozen=True)
class Step:
    """One step.

    Attributes:
        code: its name. key: what must agree, the same in both lists and borne by no other record left.
        name, mother: the least the names must agree as (``compare``); ``MISSING`` lets one be missing.
        birth: the least the dates must agree (``dates``). sex: whether both must be of one sex where it is known.
        lonely: neither record may have a sibling of the same day.
        only: no other record of either whole list may bear the key, also none that has its partner already.
        numbered: the key is an identity number; only a name and a date that both differ speak against it.
        zh, en: what the step does, in words for a clerk.
    """

    code: str
    key: tuple[str, ...]
    zh: str
    en: str
    name: int = compare.TURNED
    mother: int = FREE
    birth: int = dates.SAME
    sex: bool = True
    lonely: bool = False
    only: bool = False
    numbered: bool = False

    @property
    def by_mother(self) -> bool:
        """Whether it goes by the mother or by somebody's number, and not by the child's name alone."""
        return any(part.partition(".")[0] in ("mother", "mother_identity", "identity") for part in self.key)


STEPS: tuple[Step, ...] = (
    Step("identity", ("identity",), "孩子的公民身份号码相同（姓名和出生日期不都矛盾）",
         "the child's identity number is the same (name and birth date do not both contradict it)",
         FREE, numbered=True, birth=FREE, sex=False),
    Step("name-mother-birth-sex", ("name", "mother", "birth", "sex"), "姓名、母亲姓名、出生日期、性别都相同",
         "name, mother's name, birth date and sex are the same"),
    Step("name-birth-sex-area", ("name", "birth", "sex", "area"), "姓名、出生日期、性别、地区都相同，母亲姓名不矛盾",
         "name, birth date, sex and area are the same; the mother's name does not contradict it", mother=compare.ONE_CHARACTER),
    Step("sound-mother-birth-sex", ("name.sound", "mother.sound", "birth", "sex"),
         "姓名和母亲姓名读音相同，出生日期、性别相同", "both names sound the same; birth date and sex are the same"),
    Step("mother-number-birth-sex", ("mother_identity", "birth", "sex"), "母亲身份号码、出生日期、性别相同，孩子姓名不矛盾",
         "the mother's identity number, birth date and sex are the same; the child's name does not contradict it",
         compare.MISSING),
    Step("mother-birth-sex-weight", ("mother", "birth", "sex", "weight"),
         "母亲姓名、出生日期、性别、出生体重都相同，孩子姓名缺或不矛盾",
         "mother's name, birth date, sex and birth weight are the same; the child's name is missing or does not contradict it",
         compare.MISSING),
    Step("mother-birth-sex-area", ("mother.sound", "birth", "sex", "area"),
         "母亲姓名读音、出生日期、性别、地区都相同，孩子姓名缺或不矛盾",
         "the mother's name by sound, birth date, sex and area are the same; the child's name is missing or does not contradict it",
         compare.MISSING),
    Step("mother-birth-sex-county", ("mother.sound", "birth", "sex", "county"),
         "母亲姓名读音、出生日期、性别相同，同在一个县，孩子姓名缺或不矛盾",
         "the mother's name by sound, birth date and sex are the same within one county; the child's name is missing or does not contradict it",
         compare.MISSING),
    Step("mother-birth-sex", ("mother.sound", "birth", "sex"),
         "母亲姓名读音、出生日期、性别相同，且在两份完整名单里都只此一人，孩子姓名缺或不矛盾",
         "the mother's name by sound, birth date and sex are the same and borne once in each whole list; the child's name is missing or does not contradict it",
         compare.MISSING, only=True),
    Step("name-mother-birth", ("name.sound", "mother.sound", "birth"), "姓名、母亲姓名读音和出生日期相同，性别不同或缺",
         "both names by sound and the birth date are the same; the sex differs or is missing", sex=False, lonely=True),
    Step("shape-mother", ("name.shape", "mother.sound", "birth"), "姓名字形相近，母亲姓名读音、出生日期相同",
         "the name looks alike; the mother's name by sound and the birth date are the same"),
    Step("turned-mother", ("name.turned", "mother.turned", "birth"), "姓、名次序颠倒，其余相同（如拼音姓名）",
         "surname and given name stand in the other order, as in names by pinyin; the rest is the same"),
    Step("name-birth-sex", ("name.sound", "birth", "sex"),
         "姓名读音、出生日期、性别相同，且在两份完整名单里都只此一人，母亲姓名缺或相近",
         "name by sound, birth date and sex are the same and borne once in each whole list; the mother's name is missing or close",
         mother=compare.ONE_CHARACTER, only=True),
    Step("mother-birth-area", ("mother.sound", "birth", "area"),
         "母亲姓名读音、出生日期、地区相同，有一方没写性别，孩子姓名缺或不矛盾，都没有同日的同胞",
         "the mother's name by sound, birth date and area are the same, one has no sex; the child's name is missing or does not contradict it and neither has a sibling of that day",
         compare.MISSING, lonely=True, only=True),
    Step("weight-birth-sex-area", ("weight", "birth", "sex", "area"),
         "出生体重、出生日期、性别、地区相同，且在两份完整名单里都只此一人，有一方没写母亲姓名，孩子姓名缺或不矛盾",
         "birth weight, birth date, sex and area are the same and borne once in each whole list; one has no mother's name and the child's name is missing or does not contradict it",
         compare.MISSING, compare.ONE_CHARACTER, lonely=True, only=True),
    Step("name-mother-other-date", ("name.sound", "mother.sound", "sex"),
         "姓名、母亲姓名读音和性别相同，出生日期像是笔误（日月颠倒、错一位、农历、差三天以内）",
         "both names by sound and the sex are the same; the birth date looks like a slip (swapped, one digit, lunar, up to three days)",
         birth=dates.NEAR),
    Step("one-character", ("mother.sound", "birth", "sex"),
         "母亲姓名读音、出生日期、性别相同，在两份完整名单里都只此一人，孩子姓名只差一字，都没有同日的同胞",
         "the mother's name by sound, birth date and sex are the same and borne once in each whole list; the child's name differs in one character and neither has a sibling of that day",
         compare.ONE_CHARACTER, lonely=True, only=True),
)  # fmt: skip


@dataclass(frozen=True)
class LatinStep:
    """One step for lists in Latin letters: pairs that share one of ``keys`` are weighed, all fields together.

    Attributes:
        code: its name. keys: fields of such a list, as they are written or by sound or by their first or last letters.
        zh, en: what the step does, in words for a clerk.
        renamed: it is for pairs of quite different given names, and for no others.
    """

    code: str
    keys: tuple[tuple[str, ...], ...]
    zh: str
    en: str
    renamed: bool = False


LATIN_STEPS: tuple[LatinStep, ...] = (
    LatinStep("latin-name-birth", (("given", "surname", "born"),),
              "名、姓、出生日期都相同，其余各项合计可信度达到95%",
              "given name, surname and birth date are the same; all fields together make one person 95% likely"),
    LatinStep("latin-two-agree", (("surname.sound", "born"), ("given.sound", "born"), ("other_number", "born"),
                                  ("other_number", "given.sound")),
              "名、姓、出生日期、其他证件号码中有两项相同（姓名可按读音），其余各项合计可信度达到95%",
              "two of given name, surname, birth date and other number are the same (names by sound); all fields together make one person 95% likely"),
    LatinStep("latin-weighed", (
        ("given.sound", "surname.sound"), ("born",), ("other_number",), ("phone",), ("street.sound", "house"),
        ("postcode", "surname.sound"), ("postcode", "given.sound"), ("suburb.sound", "surname.sound"),
        ("suburb.sound", "given.sound"), ("street.sound", "surname.sound"), ("street.sound", "given.sound"),
        ("mother.sound", "given.sound"), ("mother.sound", "born.head"), ("given.sound", "surname.head", "born.tail"),
        ("given.sound", "surname.head", "born.head")),
              "至少有一两项相同，拼写、日期、住址各项异同按分量合计（越少见分量越重），可信度达到95%，且互为最佳、明显好于第二的",
              "something agrees; spelling, date, address and the rest are weighed (the rarer, the more), one person is 95% likely, and each is the other's best by a clear margin"),
    LatinStep("latin-renamed", (("surname.sound", "born"), ("street.sound", "house", "born"), ("mother.sound", "born"),
                                ("phone", "born")),
              "出生日期和家庭（住址、电话、姓或母亲姓名）相同，名完全不同，且两份名单里这一家当天都没有别的孩子，也没有人用对方的名",
              "birth date and home (address, telephone, surname or mother's name) are the same and the given name quite different; neither list has another child of that home and day, nor anybody there of the other's name",
              True),
)  # fmt: skip
EVERY: tuple[Step | LatinStep, ...] = (*STEPS, *LATIN_STEPS)
BY_CODE = {step.code: step for step in EVERY}
