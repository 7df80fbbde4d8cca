"""Names and sentences for signs; signs of single areas that a sign of their sender covers are folded into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from huimin.areas import Tree
from huimin.findings import Fact, Finding, Place, Severity, explain, next_step
from huimin.indicators.rounding import plain
from huimin.quality.signs import COPIED_MONTH, LAST_DIGIT, ROUNDED, SHIFTED, STEADY, Sign
from huimin.quality.words import INNOCENT, rarity
from huimin.tasks.definitions import Definitions
from huimin.tasks.quality.record import SignRecord

LANGUAGES = ("zh", "en")
OF_WORKBOOKS = (COPIED_MONTH, SHIFTED, ROUNDED)
OF_AREAS = (STEADY, ROUNDED, LAST_DIGIT)


def fold(signs: Sequence[Sign], sender_of: Mapping[str, Callable[[str], str]]) -> Iterator[tuple[Sign, int]]:
    """The signs without those that repeat another one, each with the number of those it stands for.

    A sign about a whole workbook stands for those about its areas; of several about the digits or the variation of
    one area the rarest stands for all.

    Args:
        signs: the rarest first.
        sender_of: by form, how to find the key of an area's sender.
    """
    whole = {(s.code, s.form, s.area, s.periods): s for s in reversed(signs) if s.code in (*OF_WORKBOOKS, *OF_AREAS)}
    covered: dict[int, int] = {}
    kept = []
    for sign in signs:
        sender = sender_of[sign.form](sign.area) if sign.form in sender_of else sign.area
        above = whole.get((sign.code, sign.form, sender, sign.periods)) if sign.code in OF_WORKBOOKS else None
        first = whole.get((sign.code, sign.form, sign.area, sign.periods)) if sign.code in OF_AREAS else None
        stands = next((one for one in (above, first) if one is not None and one is not sign), None)
        if stands is None or (stands is above and sender == sign.area):
            kept.append(sign)
        else:
            covered[id(stands)] = covered.get(id(stands), 0) + 1
    for sign in kept:
        yield sign, covered.get(id(sign), 0)


class Namer:
    """Makes records of signs."""

    def __init__(self, definitions: Definitions, tree: Tree) -> None:
        self.definitions, self.tree = definitions, tree

    def record(self, sign: Sign, covered: int = 0) -> SignRecord:
        """The sign with names and sentences in both languages."""
        finding = self.finding(sign)
        here = self.tree.index(sign.area)
        names = [self.tree.name(here, lang) if here is not None else sign.area for lang in LANGUAGES]
        said = [explain(finding, lang) for lang in LANGUAGES]
        rare = [rarity(sign.code, sign.p, lang) for lang in LANGUAGES]
        following = [next_step(finding, lang) for lang in LANGUAGES]
        level = self.tree.level[here] if here is not None else ""
        return SignRecord(
            sign.code, sign.area, names[0], names[1], level, sign.form, sign.elements, sign.periods,
            _digits(sign.statistic), _digits(sign.p), _digits(sign.q), _digits(sign.effect), covered, said[0], said[1],
            rare[0], rare[1], *INNOCENT[sign.code], following[0], following[1],
        )  # fmt: skip

    def finding(self, sign: Sign) -> Finding:
        """The sign as a finding: a note, since a sign is no fault."""
        facts: dict[str, Fact] = {name: self._shown(value) for name, value in sign.facts.items()}
        for name in ("period", "other"):
            if name in facts and sign.code != "sign-copied-area":
                facts[name] = str(facts[name])
        for lang in LANGUAGES:
            facts[f"what_{lang}"] = self._what(sign, lang)
            facts[f"other_{lang}"] = self._area(str(sign.facts.get("other", "")), lang)
        facts |= _more(sign)
        place = Place(
            area=sign.area, period=sign.periods[-1] if sign.periods else "", element=" ".join(sign.elements[:1])
        )
        return Finding(sign.code, Severity.NOTE, place, facts)

    def _shown(self, value: str | int | float) -> Fact:
        return plain(value) if isinstance(value, float) else value

    def _area(self, key: str, lang: str) -> str:
        here = self.tree.index(key)
        return key if here is None else self.tree.name(here, lang)

    def _what(self, sign: Sign, lang: str) -> str:
        zh = lang == "zh"
        if sign.code == COPIED_MONTH:
            if "areas" in sign.facts:
                areas, of = sign.facts["areas"], sign.facts["of"]
                return f" {of} 个地区中 {areas} 个的数字" if zh else f"the figures of {areas} of {of} areas"
            columns = sign.facts["columns"]
            return f" {columns} 项数字" if zh else f"{columns} figures"
        if sign.code == STEADY and len(sign.elements) > 1:
            return f"{len(sign.elements)} 项发生数合起来" if zh else f"{len(sign.elements)} counts taken together"
        return ("、" if zh else ", ").join(self._element(one, lang) for one in sign.elements)

    def _element(self, code: str, lang: str) -> str:
        given = self.definitions
        if code in given.names.indicators:
            indicator = given.names.indicators[code]
            return indicator.zh if lang == "zh" else indicator.en
        if code in given.dictionary:
            return given.dictionary[code].name(lang)
        try:
            return given.dictionary.atom_name(code, lang)
        except KeyError:
            return code


def _more(sign: Sign) -> dict[str, Fact]:
    """Facts in words that depend on the kind."""
    if sign.code == ROUNDED:
        five = sign.facts["base"] == 5
        return {"ending_zh": "0 或 5" if five else "0", "ending_en": "0 or 5" if five else "0",
                "usual_text": "20%" if five else "10%"}  # fmt: skip
    if sign.code == STEADY:
        return {"ratio_text": f"{float(sign.facts['ratio']) * 100:.0f}%"}
    return {}


def _digits(value: float) -> float:
    """Four digits: enough for a reader, and the same on every machine."""
    return float(f"{value:.4g}")
