"""Levels: the ranks of areas from the top down, and what they are called in this or that region."""

from __future__ import annotations

from dataclasses import dataclass

from huimin.findings import nearest
from huimin.findings.section import Section


@dataclass(frozen=True, slots=True)
class Level:
    """One rank of areas.

    Attributes:
        digits: how many digits a code of this level may have (empty: any text is a code).
        prefix: how many leading characters of a code name the area and stand at the start of the codes of all
            areas below it (2 for a province, 4 for a prefecture); 0: codes below need not resemble it.
    """

    code: str
    zh: str
    en: str
    digits: tuple[int, ...] = ()
    prefix: int = 0


@dataclass(frozen=True, slots=True)
class LevelName:
    """What a level is called in the areas whose key begins with ``under``."""

    level: str
    under: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Levels:
    """All levels, the top one first; the last one is the level of areas that need no children."""

    levels: tuple[Level, ...]
    overrides: tuple[LevelName, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the levels, the top one first."""
        return tuple(level.code for level in self.levels)

    def __contains__(self, code: object) -> bool:
        return code in self.codes

    def index(self, code: str) -> int:
        """How far below the top a level is (0: the top), or -1 where there is no such level."""
        return self.codes.index(code) if code in self.codes else -1

    def name(self, level: str, key: str = "", lang: str = "zh") -> str:
        """What ``level`` is called for the area ``key``: the override with the longest fitting ``under``
        wins.

        A level that is not known is called by its code.
        """
        fitting = [o for o in self.overrides if o.level == level and key.startswith(o.under)]
        found: Level | LevelName | None = max(fitting, key=lambda o: len(o.under), default=None)
        found = found or next((known for known in self.levels if known.code == level), None)
        return level if found is None else found.zh if lang == "zh" else found.en


def read_levels(section: Section) -> Levels:
    """Read ``areas/levels.yaml``: ``levels:`` from the top down and the regional ``names:``.

    Faults go to the section's list; a level that is faulty is kept as far as it can be read.
    """
    levels: dict[str, Level] = {}
    for part in section.sections("levels"):
        level = _level(part)
        if level.code in levels:
            part.fault("level-twice", "code", found=level.code)
        levels.setdefault(level.code, level)
    if not levels:
        section.fault("definition-key-missing", "levels")
    overrides = tuple(_override(part, list(levels)) for part in section.sections("names"))
    section.done()
    return Levels(tuple(levels.values()), overrides)


def _level(section: Section) -> Level:
    digits = tuple(int(word) for word in section.words("digits") if word.isdigit())
    if len(digits) != len(section.words("digits")):
        section.fault("definition-wrong-kind", "digits", expected="list of whole numbers")
    level = Level(section.text("code"), section.text("zh"), section.text("en"), digits, section.whole("prefix", 0))
    section.done()
    return level


def _override(section: Section, known: list[str]) -> LevelName:
    name = LevelName(section.text("level"), section.text("under"), section.text("zh"), section.text("en"))
    if name.level and name.level not in known:
        section.fault("level-unknown", "level", found=name.level, nearest=nearest(name.level, known),
                      options=", ".join(known))  # fmt: skip
    section.done()
    return name
