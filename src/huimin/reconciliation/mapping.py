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

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from huimin.findings import Finding, Place, Severity, nearest
from huimin.findings.section import Section
from huimin.reconciliation.records import FIELDS

_HINTS = r"必填|选填|克|g|千克|kg|公历|阳历|\d+位|yyyy\W*mm\W*dd"
_EXTRA = re.compile(rf"^[*\s]*(\d{{1,2}}[.、\s])?|\(({_HINTS})\)\s*[*:]*$|[*:]+$")
HEADINGS: Mapping[str, tuple[str, ...]] = {
    field: tuple(names.split("、"))
    for field, names in {
        "number": "编号、记录号、序号、登记号、出生证编号、出生医学证明编号、接种卡号、record、record number、id",
        "name": "姓名、新生儿姓名、儿童姓名、孩子姓名、婴儿姓名、幼儿姓名、子女姓名、child、child name",
        "identity": (
            "身份证号、身份证号码、公民身份号码、公民身份证号码、居民身份证号码、身份号码、身份证件号码、"
            "证件号码、儿童身份证号、儿童身份证号码、孩子身份证号、identity number"
        ),
        "sex": "性别、新生儿性别、儿童性别、孩子性别、婴儿性别、gender",
        "birth": (
            "出生日期、出生时间、出生年月日、新生儿出生日期、儿童出生日期、孩子出生日期、婴儿出生日期、"
            "birth date、date of birth、born"
        ),
        "weight": "出生体重、体重、新生儿体重、新生儿出生体重、出生体重(克)、出生体重（克）、birth weight",
        "order": "胎内次序、多胎次序、双胎次序、birth order、order of birth",
        "mother": "母亲姓名、产妇姓名、母亲、产妇、mother name、mother's name",
        "mother_identity": (
            "母亲身份证号、母亲身份证号码、母亲公民身份号码、母亲身份证件号码、母亲证件号码、产妇身份证号、"
            "产妇身份证号码、mother identity number"
        ),
        "area": "地区代码、行政区划代码、区划代码、现住地区、户籍地区、地区、area code",
        "given": "名、given name、first name、forename",
        "surname": "姓、last name、family name",
        # Of a Chinese list neither address nor telephone is compared: they are found by English headings only.
        "street": "address、address 1、street address",
        "house": "street number、house number",
        "locality": "address 2",
        "suburb": "city、town",
        "postcode": "post code、postal code、zip、zip code",
        "state": "province",
        "phone": "phone number、telephone、mobile",
        "other_number": "护照号、护照号码、passport、passport number、soc sec id、social security number",
    }.items()
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
    whole = {*found, "name"} if {"given", "surname"} <= found.keys() else set(found)
    for any_of in (("birth",), ("name", "mother", "identity", "mother_identity")):
        if not whole & {*any_of} and not any(fault.place.file == file for fault in faults):
            facts = {
                "expected": "、".join(HEADINGS[one][0] for one in any_of),
                "nearest": "",
                "found": "、".join(header),
            }
            faults.append(Finding("reconcile-column-missing", Severity.ERROR, Place(file=file), facts))


def is_heading(text: str) -> bool:
    """Whether a heading is one of those by which columns are found."""
    return _plain(text) in _known()


@cache
def _known() -> frozenset[str]:
    return frozenset(_plain(name) for field, names in HEADINGS.items() for name in (field, *names))


def _plain(text: str) -> str:
    """A heading without what varies: case, spaces, stars, a number in front, a unit or a hint in brackets."""
    half = unicodedata.normalize("NFKC", text).strip().lstrip("\ufeff").lower()
    return _EXTRA.sub("", half).replace(" ", "").replace("_", "")
