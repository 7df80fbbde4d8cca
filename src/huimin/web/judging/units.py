"""What a round judges: the judged items of a scheme, and its red lines where the round takes them in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from huimin.assessment.scheme import Scheme
from huimin.figures.dictionary import Element
from huimin.indicators.rounding import plain, show
from huimin.web.base import formats
from huimin.web.base.words import say
from huimin.workflow.judging import Part

RED = "red:"


@dataclass(frozen=True)
class Unit:
    """One thing to be judged. ``item`` is the item's id, or ``red:`` and a red line's code; ``rule_*`` how points are
    earned, in words; ``points`` what can be earned (None for a red line, and
    for what comes on top or off).
    """

    item: str
    zh: str
    en: str
    rule_zh: str
    rule_en: str
    points: float | None
    element: Element

    @property
    def label(self) -> str:
        """The item's id as it stands on the sheet; nothing for a red line."""
        return "" if self.item.startswith(RED) else self.item

    @property
    def parts(self) -> tuple[Part, ...]:
        """What there is to fill in."""
        return tuple(Part(atom, self.element.values, self.element.decimals) for atom in self.element.atoms)

    def name(self, lang: str) -> str:
        """The item's name."""
        return self.zh if lang == "zh" else self.en

    def rule(self, lang: str) -> str:
        """The rule in words."""
        return self.rule_zh if lang == "zh" else self.rule_en

    def part_name(self, atom: str, lang: str) -> str:
        """What a part is called: the item's own name where it has no parts."""
        categories = self.element.by[0].categories if self.element.by else ()
        found = next((one for one in categories if atom == f"{self.element.code}.{one.code}"), None)
        return self.name(lang) if found is None else (found.zh if lang == "zh" else found.en)

    def shown(self, value: float | None, lang: str) -> str:
        """A value as readers see it."""
        if value is None:
            return "–"
        if self.element.values == "yes-no":
            return say(lang, "judging.yes" if value else "judging.no")
        if self.element.values == "share":
            return show(value, "percent", 0 if abs(value * 100 - round(value * 100)) < 1e-9 else 2)
        if self.element.values == "date":
            return formats.day(date.fromordinal(int(value)), lang)
        return plain(value)


def units(scheme: Scheme, red_lines: bool) -> tuple[Unit, ...]:
    """Everything a round of this scheme judges, in the order of the sheet."""
    made = [
        Unit(leaf.id, leaf.zh, leaf.en, leaf.rule.zh, leaf.rule.en, None if leaf.rule.extra else leaf.points, element)
        for leaf in scheme.leaves() if leaf.rule for element in leaf.rule.judged
    ]  # fmt: skip
    if red_lines:
        made += [Unit(RED + line.code, line.zh, line.en, "", "", None, line.element) for line in scheme.red_lines]
    return tuple(made)


def typed(unit: Unit, fields: Mapping[str, str]) -> dict[str, float | None]:
    """The values that somebody typed, by atom; None where nothing was typed, NaN where it is no such value.

    A share is typed in per cent, a day as ``2025-06-30``.
    """
    return {part.atom: _read(fields.get(part.atom, "").strip(), part.values) for part in unit.parts}


def _read(text: str, values: str) -> float | None:
    if not text:
        return None
    try:
        if values == "date":
            return float(date.fromisoformat(text).toordinal())
        number = float(text.rstrip("%％").strip())
    except ValueError:
        return float("nan")
    # Through text, so that 35 per cent is 0.35 and not a hair beside it.
    return float(f"{number / 100:.6g}") if values == "share" else number


def as_typed(unit: Unit, values: Mapping[str, float]) -> dict[str, str]:
    """The values as they stand in the fields of a form."""
    shown = {}
    for part in unit.parts:
        value = values.get(part.atom)
        if value is None:
            shown[part.atom] = ""
        elif part.values == "date":
            shown[part.atom] = date.fromordinal(int(value)).isoformat()
        else:
            shown[part.atom] = plain(value * 100 if part.values == "share" else value).replace(",", "")
    return shown
