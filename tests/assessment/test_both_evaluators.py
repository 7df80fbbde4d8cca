"""Whatever the scheme and the figures, scoring by columns equals scoring area by area with the reference."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

_spec = importlib.util.spec_from_file_location(
    "assessment_chapter", Path(__file__).parents[1] / "spec" / "assessment" / "conftest.py"
)
assert _spec is not None and _spec.loader is not None
chapter = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(chapter)

COUNTS = st.one_of(st.none(), st.integers(0, 12), st.integers(0, 5000))
VALUES = st.sampled_from(["coverage", "birth_rate", "sex_ratio", "late", "checked / target", "growth(funding)"])
GUARDS = st.sampled_from(["none", "full", "cannot_tell", "{method: pool, years: 3}"])


@st.composite
def rules(draw: st.DrawFn) -> str:
    value, first = draw(VALUES), draw(st.sampled_from([0, 0.1, 0.5, 0.8, 1, 103]))
    width = draw(st.sampled_from([0.1, 0.25, 4]))
    kind = draw(st.sampled_from(
        ["at_least", "floor", "at_most", "range", "bands", "improvement", "reduce", "outgrow", "pace", "deduction"]
    ))  # fmt: skip
    return {
        "at_least": f"{{kind: at_least, of: '{value}', target: {first + width}}}",
        "floor": f"{{kind: at_least, of: '{value}', target: {first + width}, floor: {first}}}",
        "at_most": f"{{kind: at_most, of: '{value}', target: {first}, ceiling: {first + width}}}",
        "range": f"{{kind: range, of: '{value}', low: {first}, high: {first + width}, margin: {width}}}",
        "bands": f"{{kind: bands, of: '{value}', bands: [{{at_least: {first + width}, share: 1}}, "
        f"{{at_least: {first}, share: 0.4}}]}}",
        "improvement": f"{{kind: improvement, of: '{value}', by: {width}, relative: true}}",
        "reduce": f"{{kind: reduce_excess, of: '{value}', base: {first}, steps: [{{above: {first}, by: 0.1}}, "
        f"{{above: {first + width}, by: 0.2}}]}}",
        "outgrow": "{kind: outgrow, of: funding, than: revenue}",
        "pace": "{kind: pace, of: checked, target: target}",
        "deduction": "{kind: deduction, of: late, each: 0.1, most: 3}",
    }[kind]


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, str]:
    names = ["checked", "target", "births", "girls", "funding", "revenue", "late"]
    lines = ["area | year | " + " | ".join(names)]
    for area in ("A", "B", "C"):
        for year in ("2010", "2011", "2012"):
            cells = ["" if (v := draw(COUNTS)) is None else str(v) for _ in names]
            lines.append(f"{area} | {year} | " + " | ".join(cells))
    items = [f"- {{id: '{n}', guard: {draw(GUARDS)}, rule: {draw(rules())}}}" for n in range(draw(st.integers(1, 4)))]
    items.append("- {id: 'z', rule: {kind: at_least, of: checked, target: 1}}")
    return "\n".join(lines), "\n".join(items)


@given(cases())
def test_scores_are_the_same_and_within_bounds(case: tuple[str, str]) -> None:
    figures, scheme = case
    found = chapter.assess_text(figures, scheme)  # compares the two evaluators itself
    total = found.scores.bound.scheme.total
    for score, with_missing in zip(found.score.values(), found.with_missing.values(), strict=True):
        assert score is None or 0 <= score <= total
        assert (score is None) or with_missing is None or with_missing <= score + 1e-9
    for one in found.scores.items:
        shares = one.share[one.status == 0]
        assert one.bound.rule.extra or ((shares >= 0) & (shares <= 1)).all()
