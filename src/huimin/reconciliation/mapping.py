"""Which column of a list holds which field: by its heading, or as a small mapping file says.

    simulated: true                        # only for invented lists
    lists:
      - name: {zh: 医院出生登记, en: hospital births}
        columns: {number: 记录号, name: 新生儿姓名, mother: 产妇姓名, birth: 出生时间}
      - name: {zh: 户籍登记, en: household registration}
        file: 户籍.csv                       # else the lists stand in the order of the command line

A column that is not told is found by its heading.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from huimin.findings import Finding, Place, Severity, nearest
from huimin.findings.section import Section
from huimin.reconciliation.records import FIELDS

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "number": (
        "编号",
        "记录号",
        "序号",
        "登记号",
        "出生证编号",
        "出生医学证明编号",
        "接种卡号",
        "record",
        "record number",
        "id",
    ),
    "name": ("姓名", "新生儿姓名", "儿童姓名", "孩子姓名", "婴儿姓名", "child", "child name"),
    "identity": ("身份证号", "身份证号码", "公民身份号码", "身份号码", "证件号码", "identity number"),
    "sex": ("性别", "新生儿性别", "儿童性别", "gender"),
    "birth": ("出生日期", "出生时间", "出生年月日", "birth date", "date of birth", "born"),
    "weight": ("出生体重", "体重", "出生体重(克)", "出生体重（克）", "birth weight"),
    "order": ("胎内次序", "多胎次序", "双胎次序", "birth order", "order of birth"),
    "mother": ("母亲姓名", "产妇姓名", "mother name", "mother's name"),
    "mother_identity": ("母亲身份证号", "母亲身份证号码", "母亲公民身份号码", "产妇身份证号", "mother identity number"),
    "area": ("地区代码", "行政区划代码", "区划代码", "现住地区", "户籍地区", "地区", "area code"),
}
"""What a column may be called, besides our own name of the field."""


@dataclass(frozen=True)
class ListMapping:
    """One list: its name in both languages (``""``: from its file) and the headings of its columns by field."""

    zh: str = ""
    en: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Mappings:
    """The mapping file: an entry a list, and whether the lists are invented, which every page then says."""

    lists: tuple[ListMapping, ...]
    simulated: bool = False


def read_mapping(section: Section, files: Sequence[str]) -> Mappings:
    """The mapping file; faults go to the section's.

    Args:
        files: the names of the files that are compared. An entry with ``file`` is for that one; the others are taken
            in the order of the files that are left.
    """
    told = [_entry(one) for one in section.sections("lists")]
    simulated = section.flag("simulated", False)
    section.done()
    named = {file: one for file, one in told if file}
    rest = [one for file, one in told if not file]
    loose = [file for file in files if file not in named]
    if len(rest) > len(loose):
        section.fault("reconcile-mapping-lists", "lists", found=len(rest), expected=len(loose))
    named |= dict(zip(loose, rest, strict=False))
    return Mappings(tuple(named.get(file, ListMapping()) for file in files), simulated)


def _entry(one: Section) -> tuple[str, ListMapping]:
    name, columns, file = one.section("name"), one.section("columns"), one.text("file", "")
    told = {key: columns.text(key) for key in FIELDS if columns.has(key)}
    for key in FIELDS:
        columns.raw(key)
    columns.done()
    made = ListMapping(name.text("zh", ""), name.text("en", ""), told)
    name.done()
    one.done()
    return file, made


def columns_of(header: Sequence[str], mapping: ListMapping, file: str, faults: list[Finding]) -> dict[str, str]:
    """The heading of each field that the list has."""
    plain = {_plain(one): one for one in reversed(header)}
    found = {}
    for one in FIELDS:
        told = mapping.columns.get(one)
        if told is not None:
            if _plain(told) in plain:
                found[one] = plain[_plain(told)]
            else:
                near = nearest(told, list(header)) or ""
                facts = {"expected": told, "nearest": near, "found": "、".join(header)}
                faults.append(Finding("reconcile-column-missing", Severity.ERROR, Place(file=file, element=one), facts))
            continue
        heading = next((plain[_plain(name)] for name in (one, *HEADINGS[one]) if _plain(name) in plain), None)
        if heading is not None:
            found[one] = heading
    _enough(found, header, file, faults)
    return found


def _enough(found: Mapping[str, str], header: Sequence[str], file: str, faults: list[Finding]) -> None:
    """A birth date, and a name or a number, is the least that a comparison needs."""
    for any_of in (("birth",), ("name", "mother", "identity", "mother_identity")):
        if not any(one in found for one in any_of) and not any(fault.place.file == file for fault in faults):
            facts = {
                "expected": "、".join(HEADINGS[one][0] for one in any_of),
                "nearest": "",
                "found": "、".join(header),
            }
            faults.append(Finding("reconcile-column-missing", Severity.ERROR, Place(file=file), facts))


def _plain(text: str) -> str:
    return text.strip().lstrip("\ufeff").replace(" ", "").replace("_", "").lower()
