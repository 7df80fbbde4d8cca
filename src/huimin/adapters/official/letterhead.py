"""Who a document comes from and in which faces it is set: ``documents/letterhead.yaml``.

The workspace's file is laid over the pack's, key by key, so an office writes only what is its own::

    office:    {zh: …, en: …}      the issuing office
    red_head:  {zh: …, en: …}      the red text at the head; the office and 文件 where it is left out
    number:    {zh: "惠市人口发〔{year}〕{number}号", en: "HSRKF [{year}] No. {number}"}
    signature: {zh: …, en: …}      who signs; the office where it is left out
    printed_by: {zh: …, en: …}     印发机关; the office where it is left out
    address:   {zh: …, en: …}
    contact:   {zh: …, en: …}
    faces:     {red_head: [...], title: [...], body: [...], heading: [...], subheading: [...], latin: [...]}
    paper:     {top: 37, bottom: 35, left: 28, right: 26, head: 35}      millimetres
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from huimin.findings import Finding, Invalid
from huimin.findings.section import Section

Both = Mapping[str, str]
"""A text in both languages, by ``zh`` and ``en``."""

LETTERHEAD = "letterhead.yaml"
A4 = (210.0, 297.0)


@dataclass(frozen=True)
class Faces:
    """For each role the faces to set it in, the wanted one first; the others stand in where it is not installed.

    GB/T 9704-2012 asks for 小标宋 in the red head and the title, 仿宋 in the text, 黑体 in headings of the first depth
    and 楷体 in those of the second. ``latin`` sets English documents.
    """

    red_head: tuple[str, ...] = ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "方正小标宋_GBK", "STZhongsong",
                                 "Noto Serif CJK SC", "Source Han Serif SC", "SimSun")  # fmt: skip
    title: tuple[str, ...] = red_head
    body: tuple[str, ...] = ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "Noto Serif CJK SC",
                             "Source Han Serif SC", "SimSun")  # fmt: skip
    heading: tuple[str, ...] = ("SimHei", "黑体", "STHeiti", "Noto Sans CJK SC", "Source Han Sans SC",
                                "Microsoft YaHei")  # fmt: skip
    subheading: tuple[str, ...] = ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "AR PL UKai CN",
                                   "Noto Serif CJK SC", "SimSun")  # fmt: skip
    latin: tuple[str, ...] = ("Times New Roman", "Liberation Serif", "TeX Gyre Termes", "Nimbus Roman",
                              "Libertinus Serif", "DejaVu Serif")  # fmt: skip

    def roles(self) -> dict[str, tuple[str, ...]]:
        """Every role with its faces."""
        return {one.name: getattr(self, one.name) for one in fields(self)}


@dataclass(frozen=True)
class Paper:
    """The margins of the A4 page in millimetres, and ``head``: from the text area's top to the red head."""

    top: float = 37.0
    bottom: float = 35.0
    left: float = 28.0
    right: float = 26.0
    head: float = 35.0

    @property
    def width(self) -> float:
        """Of the text, in millimetres."""
        return A4[0] - self.left - self.right


_EMPTY: Both = {"zh": "", "en": ""}
_MARGINS = {"top": (15, 80), "bottom": (20, 80), "left": (15, 50), "right": (15, 50), "head": (0, 80)}


@dataclass(frozen=True)
class Letterhead:
    """Who a document comes from, and how it is set."""

    office: Both = field(default_factory=lambda: _EMPTY)
    red_head: Both = field(default_factory=lambda: _EMPTY)
    number: Both = field(default_factory=lambda: {"zh": "〔{year}〕{number}号", "en": "[{year}] No. {number}"})
    signature: Both = field(default_factory=lambda: _EMPTY)
    printed_by: Both = field(default_factory=lambda: _EMPTY)
    address: Both = field(default_factory=lambda: _EMPTY)
    contact: Both = field(default_factory=lambda: _EMPTY)
    faces: Faces = Faces()
    paper: Paper = Paper()

    def number_of(self, lang: str, year: int, number: int) -> str:
        """A document number after the office's scheme."""
        return self.number[lang].replace("{year}", str(year)).replace("{number}", str(number))

    def head(self, lang: str) -> str:
        """The words of the red head."""
        office = self.office[lang]
        return self.red_head[lang] or (f"{office}文件" if lang == "zh" and office else office)

    def signer(self, lang: str) -> str:
        """Who signs."""
        return self.signature[lang] or self.office[lang]

    def printer(self, lang: str) -> str:
        """Who is named in the imprint."""
        return self.printed_by[lang] or self.office[lang]


_TEXTS = ("office", "red_head", "number", "signature", "printed_by", "address", "contact")


def letterhead_over(base: Letterhead, data: Any, faults: list[Finding]) -> Letterhead:
    """``base`` with what ``data`` says in its place.

    Args:
        base: what counts where ``data`` is silent.
        data: the mapping of a file, located or plain.
        faults: every fault found is added here; a faulty entry leaves ``base`` as it was.
    """
    top = Section(data, faults, file=LETTERHEAD)
    texts = {name: _both(top.section(name), getattr(base, name)) for name in _TEXTS if top.has(name)}
    if "number" in texts:
        _check_scheme(top.section("number"), texts["number"])
    made = replace(base, **texts, faces=_faces(top.section("faces"), base.faces), paper=_paper(top, base.paper))
    top.done()
    return made


def read_letterhead(files: Iterable[Path], read: Callable[[Path], Any]) -> tuple[Letterhead, list[Finding]]:
    """The letterhead of a workspace.

    Args:
        files: the files that may be there, the pack's first, the workspace's last.
        read: reads a file as a mapping; raises :class:`Invalid` where it cannot.

    Returns:
        The letterhead (of the files that could be read), and all faults.
    """
    made, faults = Letterhead(), list[Finding]()
    for path in files:
        if not path.is_file():
            continue
        try:
            made = letterhead_over(made, read(path), faults)
        except Invalid as problem:
            faults += problem.findings
    return made, faults


def _both(section: Section, base: Both) -> Both:
    made = {lang: section.text(lang, base[lang]) for lang in ("zh", "en")}
    section.done()
    return made


def _check_scheme(section: Section, scheme: Both) -> None:
    for lang, text in scheme.items():
        rest = text.replace("{year}", "").replace("{number}", "")
        if "{number}" not in text or "{year}" not in text or "{" in rest or "}" in rest:
            section.fault("letterhead-number", lang, found=text)


def _faces(section: Section, base: Faces) -> Faces:
    named = {name: tuple(one for one in section.words(name) if one) for name in base.roles() if section.has(name)}
    section.done()
    # The office's own come first; what we know to stand in for them comes after.
    return replace(base, **{name: tuple(dict.fromkeys((*own, *getattr(base, name)))) for name, own in named.items()})


def _paper(top: Section, base: Paper) -> Paper:
    section, named = top.section("paper"), dict[str, float]()
    for name, (least, most) in _MARGINS.items():
        value = section.number(name, getattr(base, name))
        if least <= value <= most:
            named[name] = value
        else:
            section.fault("letterhead-margin", name, found=value, least=least, most=most)
    section.done()
    return replace(base, **named)
