"""``open_data.yaml``: who publishes, under which licence, where, how many years, and how small counts are protected."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from huimin.disclosure.policy import Policy, read_policy
from huimin.findings import Finding, Severity
from huimin.findings.section import Section

FILE = "open_data.yaml"
YEARS = 3
_ADDRESS = re.compile(r"https?://[^\s?#]+")
LICENCES: Mapping[str, tuple[str, str, str]] = {
    "CC-BY-4.0": ("知识共享 署名 4.0 国际", "Creative Commons Attribution 4.0",
                  "https://creativecommons.org/licenses/by/4.0/"),
    "CC0-1.0": ("知识共享 CC0 1.0（放弃权利）", "Creative Commons Zero 1.0",
                "https://creativecommons.org/publicdomain/zero/1.0/"),
    "ODC-By-1.0": ("开放数据共用 署名 1.0", "Open Data Commons Attribution 1.0",
                   "https://opendatacommons.org/licenses/by/1-0/"),
}  # fmt: skip
"""Licences that ``licence:`` may name by their SPDX identifier: name in Chinese and English, and where the text is."""


@dataclass(frozen=True)
class Licence:
    """What readers may do with the data: ``code`` (SPDX, where it has one), its name, and where its text stands."""

    code: str = ""
    zh: str = "未说明，使用前请向发布单位了解"
    en: str = "not stated: ask the publisher before using the data"
    address: str = ""

    def name(self, lang: str) -> str:
        """Its name in ``zh`` or ``en``."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class OpenData:
    """What ``open_data.yaml`` says.

    Attributes:
        publisher: the office, by language; empty: the title of the workspace.
        address: where the site will stand, without a closing slash; empty: not known, and no page names a host.
        contact: how readers reach the office (a telephone number, a post box, an e-mail address of the office).
        years: so many calendar years are published, the last one included.
    """

    publisher: Mapping[str, str] = field(default_factory=dict)
    licence: Licence = Licence()
    address: str = ""
    contact: str = ""
    years: int = YEARS
    policy: Policy = Policy()

    @property
    def base(self) -> str:
        """The path of the site on its host, with a slash at both ends."""
        path = "/".join(self.address.split("/")[3:]) if self.address else ""
        return f"/{path}/" if path else "/"


def read_open_data(data: object, levels: Iterable[str], faults: list[Finding]) -> OpenData:
    """Read ``open_data.yaml``; every fault goes to ``faults``, and what is right counts.

    Keys: ``publisher`` (``zh``, ``en``), ``licence`` (an SPDX identifier, or ``zh``, ``en``, ``address``), ``address``,
    ``contact``, ``years``, ``protection`` (see :func:`huimin.disclosure.policy.read_policy`).
    """
    section = Section(data if data is not None else {}, faults)
    publisher = section.section("publisher")
    made = OpenData(
        {lang: publisher.text(lang, "") for lang in ("zh", "en")},
        _licence(section), _address(section), section.text("contact", ""), _years(section),
        read_policy(section.raw("protection", {}), levels, faults),
    )  # fmt: skip
    publisher.done()
    section.done()
    return made


def _years(section: Section) -> int:
    years = section.whole("years", YEARS)
    if years < 1:
        section.fault("open-data-too-low", "years", found=years, least=1)
        return YEARS
    return years


def _address(section: Section) -> str:
    address = section.text("address", "").rstrip("/")
    if address and not _ADDRESS.fullmatch(address):
        section.fault("open-data-address", "address", found=address)
        return ""
    return address


def _licence(section: Section) -> Licence:
    given = section.raw("licence")
    if given is None:
        section.fault("open-data-no-licence", "licence", Severity.WARNING)
        return Licence()
    if isinstance(given, str):
        if given in LICENCES:
            return Licence(given, *LICENCES[given])
        section.fault("open-data-licence", "licence", found=given, options=", ".join(LICENCES))
        return Licence()
    part = section.section("licence")
    made = Licence("", part.text("zh"), part.text("en"), part.text("address", ""))
    part.done()
    return made
