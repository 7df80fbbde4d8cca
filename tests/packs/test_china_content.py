"""The China pack is data, says where every value comes from, and holds nothing that policing would need."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import huimin.packs.china

PACK = Path(huimin.packs.china.__file__).parent
FILES = sorted(PACK.rglob("*.yaml"))
TEMPLATES = sorted(PACK.rglob("*.txt"))
SCHEMES = sorted(PACK.glob("schemes/*.yaml"))

# Names that may stand in a `declined:` part, with the reason, and nowhere else.
FORBIDDEN = re.compile(
    "节育|避孕|上环|查环|查孕|结扎|孕情|计划生育率|符合政策生育|政策内生育|社会抚养费|引产|人流|终止妊娠"
    "|育龄妇女|二胎|生育证|两非|一票否决|人口计划"
    "|contracepti|sterili[sz]|pregnan|quota|abortion|induction|fertility|married wom|birth permit|veto",
    re.IGNORECASE,
)
IUD = re.compile(r"\bIUDs?\b")
# Statistics that are published and never scored.
NEVER_SCORED = {
    "births", "births_total", "deliveries", "sex_ratio_at_birth", "crude_birth_rate", "natural_increase",
    "birth_defects", "birth_defect_rate", "complaints_received", "followup_consent_share",
    "population_resident",
}  # fmt: skip
EVERY_RULE_KIND = {
    "at_least", "at_most", "range", "improvement", "reduce_excess", "outgrow", "bands", "table",
    "completeness", "timeliness", "checklist", "evidence", "frequency", "count", "deadline",
    "deduction", "bonus", "pace",
}  # fmt: skip


def load(path: Path) -> dict[str, Any]:
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(document, dict)
    return document


def entries(folder: str, key: str) -> list[dict[str, Any]]:
    return [entry for path in sorted(PACK.glob(f"{folder}/*.yaml")) for entry in load(path).get(key, [])]


def items(scheme: dict[str, Any]) -> Iterator[dict[str, Any]]:
    waiting = list(scheme["items"])
    while waiting:
        item = waiting.pop(0)
        yield item
        waiting = item.get("items", []) + waiting


def leaves(scheme: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for item in items(scheme) if "rule" in item]


def texts(value: Any, skip: tuple[str, ...] = ()) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in skip:
                yield from texts(inner, skip)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, skip)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACK)))
def test_every_file_is_plain_yaml_without_empty_values(path: Path) -> None:
    def empty(value: Any, at: str = "") -> Iterator[str]:
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from empty(inner, f"{at}.{key}")
        elif isinstance(value, list):
            for number, inner in enumerate(value):
                yield from empty(inner, f"{at}[{number}]")
        elif value is None or value == "":
            yield at

    assert list(empty(load(path))) == []


def test_the_pack_is_data_only() -> None:
    # Texts of documents are templates: lines of text with names, read in a sandbox.
    code = [p for p in PACK.rglob("*") if p.is_file() and p.suffix not in (".yaml", ".pyc", ".txt")]
    assert code == [PACK / "__init__.py"]
    source = (PACK / "__init__.py").read_text(encoding="utf-8").strip()
    assert source.startswith('"""') and source.endswith('"""') and source.count('"""') == 2


def test_nothing_that_policing_needs_outside_declined() -> None:
    """Notes and reasons may speak of what is left out; names, formulas, rubrics and sentences may not."""
    notes = ("declined", "source", "note", "note_zh", "note_en", "ours_note_zh", "ours_note_en")
    found = [
        (path.name, text)
        for path in FILES
        for text in texts(load(path), notes)
        if FORBIDDEN.search(text) or IUD.search(text)
    ]
    assert found == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(PACK)))
def test_no_document_speaks_of_what_is_left_out_but_to_say_so(path: Path) -> None:
    """A letter may say what is not scored; it asks for nothing of that kind."""
    lines = path.read_text(encoding="utf-8").splitlines()
    saying_no = re.compile("不|not |never|no ", re.IGNORECASE)
    assert [line for line in lines if FORBIDDEN.search(line) and not saying_no.search(line)] == []


def test_names_are_good_formula_names_and_unique() -> None:
    """Chinese names are letters and digits without a keyword of the language; no two things share a name."""
    named = entries("dictionary", "elements") + entries("indicators", "indicators")
    for entry in named:
        assert entry["zh"].isalnum(), entry["zh"]
        assert not entry["zh"][0].isdigit()
        assert not [word for word in ("如果", "则", "否则", "且", "或", "非") if word in entry["zh"]]
    counted = Counter(name for entry in named for name in {entry["code"], entry["zh"], entry["en"]})
    assert [name for name, times in counted.items() if times > 1] == []


def test_the_monthly_village_form_has_42_columns() -> None:
    forms = {form["code"]: form for form in entries("forms", "forms")}
    assert len(forms["village_monthly"]["elements"]) == 42
    assert forms["village_monthly"]["submitted_by"] == "township"


def test_every_element_stands_in_one_form_and_every_indicator_uses_known_names() -> None:
    codes = {element["code"] for element in entries("dictionary", "elements")}
    listed = Counter(word for form in entries("forms", "forms") for word in form["elements"])
    assert max(listed.values()) == 1
    assert {word.split(".")[0] for word in listed} == codes
    known = codes | {indicator["code"] for indicator in entries("indicators", "indicators")}
    functions = {"abs", "growth", "last_year", "previous", "ytd"}
    for indicator in entries("indicators", "indicators"):
        formulas = " ".join(str(indicator.get(key, "")) for key in ("numerator", "denominator", "formula"))
        words = set(re.findall(r"(?<![\w.])[a-z][a-z0-9_]*", formulas)) - functions
        assert words <= known, words - known


def test_births_and_the_sex_ratio_are_statistics_without_a_better_side() -> None:
    indicators = {one["code"]: one for one in entries("indicators", "indicators")}
    for code in ("sex_ratio_at_birth", "crude_birth_rate", "natural_increase", "birth_defect_rate"):
        assert indicators[code]["better"] == "neither"
    assert indicators["sex_ratio_at_birth"]["kind"] == "ratio"


@pytest.mark.parametrize("path", SCHEMES, ids=lambda p: p.stem)
class TestEveryScheme:
    def test_points_of_parts_add_up_and_make_the_total(self, path: Path) -> None:
        scheme = load(path)
        for item in items(scheme):
            if "items" in item:
                parts = sum(part["points"] for part in item["items"])
                assert item["points"] == pytest.approx(parts), item["id"]
        assert sum(leaf["points"] for leaf in leaves(scheme)) == pytest.approx(scheme["total"])

    def test_only_bonus_and_deduction_have_no_points(self, path: Path) -> None:
        for leaf in leaves(load(path)):
            assert (leaf["points"] == 0) == (leaf["rule"]["kind"] in ("bonus", "deduction")), leaf["id"]

    def test_ids_and_judged_names_are_unique(self, path: Path) -> None:
        scheme = load(path)
        ids = [item["id"] for item in items(scheme)] + [one["id"] for one in scheme.get("declined", [])]
        assert [one for one, times in Counter(ids).items() if times > 1] == []

    def test_every_item_has_a_source_or_is_ours(self, path: Path) -> None:
        scheme = load(path)
        assert scheme["source"]["status"] in ("T", "S", "G", "ours")
        assert [item["id"] for item in items(scheme) if not (item.get("source") or item.get("ours"))] == []
        for line in scheme["red_lines"]:
            assert line["source"]["title"] and line["source"]["date"]

    def test_declined_things_have_reasons_in_both_languages(self, path: Path) -> None:
        for one in load(path).get("declined", []):
            assert all(one[key] for key in ("id", "zh", "en", "reason_zh", "reason_en", "source")), one

    def test_no_rule_scores_how_many_are_born_or_complain(self, path: Path) -> None:
        """Indicators like ``population_difference`` may rest on such figures; no rule turns on them alone."""
        for leaf in leaves(load(path)):
            rule = leaf["rule"]
            formulas = " ".join([str(rule.get("of", "")), str(rule.get("than", "")),
                                 *(row["when"] for row in rule.get("rows", []))])  # fmt: skip
            assert not set(re.findall(r"[a-z][a-z0-9_]*", formulas)) & NEVER_SCORED, leaf["id"]

    def test_grades_fall_red_lines_cap_and_the_ladder_is_for_offices(self, path: Path) -> None:
        scheme = load(path)
        shares = [int(grade["at_least"].rstrip("%")) for grade in scheme["grades"]]
        assert shares == sorted(shares, reverse=True) and shares[-1] == 0
        assert {line["grade"] for line in scheme["red_lines"]} == {scheme["grades"][-1]["code"]}
        assert {"falsified_data", "coercion"} <= {line["code"] for line in scheme["red_lines"]}


def test_family_services_has_a_hundred_points_and_the_four_red_lines() -> None:
    for name in ("family-services-2025", "family-services-2025-township"):
        scheme = load(PACK / "schemes" / f"{name}.yaml")
        assert scheme["total"] == 100
        lines = {line["code"] for line in scheme["red_lines"]}
        assert lines == {"falsified_data", "coercion", "diverted_payments", "concealed_breach"}


def test_every_kind_of_rule_is_used_somewhere() -> None:
    used = {leaf["rule"]["kind"] for path in SCHEMES for leaf in leaves(load(path))}
    assert used == EVERY_RULE_KIND


def test_excess_is_only_reduced_for_delay() -> None:
    """The rule once written for the sex ratio at birth now serves late claims, and nothing else."""
    rules = [leaf["rule"] for path in SCHEMES for leaf in leaves(load(path))]
    used = [rule["of"] for rule in rules if rule["kind"] == "reduce_excess"]
    assert used == ["claims_late_share"]


def test_inner_mongolia_has_banners_sumu_and_gacha() -> None:
    names = {one["level"]: one["zh"] for one in load(PACK / "levels.yaml")["names"] if one["under"] == "15"}
    assert "旗" in names["county"] and "苏木" in names["township"] and "嘎查" in names["village"]
