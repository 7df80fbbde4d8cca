"""A formula that cannot be used says where, what is there, what may be there, and everything at once."""

from __future__ import annotations

import pytest

from huimin.findings import Invalid, explain
from huimin.language import Symbol, bind, check, parse


@pytest.mark.parametrize(
    ("formula", "code", "column"),
    [
        ("", "formula-empty", 1),
        ("   ", "formula-empty", 1),
        ("births +", "formula-ended", 9),
        ("(births", "formula-ended", 8),
        ("births)", "formula-bracket-extra", 7),
        ("births deaths", "formula-syntax", 8),
        ("births + * 2", "formula-syntax", 10),
        ("f(births,)", "formula-syntax", 10),
        ("births.", "formula-ended", 8),
        ("if births > 3 then 1", "formula-ended", 21),
        ("1 + if births > 3 then 1 else 0", "formula-syntax", 8),
        ("births # 2", "formula-character", 8),
        ("births && deaths", "formula-character", 8),
        ("!births", "formula-syntax", 1),
    ],
)
def test_the_place_is_the_character(findings, formula, code, column):
    first = findings(formula)[0]
    assert (first.code, first.place.column) == (code, column)


def test_syntax_says_what_may_stand_there_in_plain_words(findings):
    (finding,) = findings("births * ) 2")
    assert explain(finding, "en").startswith("there is a closing bracket too many")
    (finding,) = findings("births * / 2")
    assert finding.facts["found"] == "/"
    assert finding.facts["expected_en"] == "a name, a number, an opening bracket (, if"
    assert finding.facts["expected_zh"] == "名称、数字、左括号 (、如果"


def test_everything_is_told_at_once(faults):
    assert faults("brths + rolling(deths, 1.5) + foo(births > 3 + funding)") == [
        ("formula-name-unknown", 1),
        ("formula-count", 9),
        ("formula-name-unknown", 17),
        ("formula-function-unknown", 31),
        ("formula-units-differ", 44),
    ]
    assert faults("a # b $ c @") == [
        ("formula-character", 3),
        ("formula-character", 7),
        ("formula-character", 11),
    ]


def test_indicators_that_refer_to_each_other_are_refused_with_the_path(names):
    for code, formula in (("a", "b + 1"), ("b", "c * 2"), ("c", "ytd(a)"), ("d", "a + births / births")):
        names.add(Symbol(code, code, code, "1", formula=parse(formula)), (code,))
    with pytest.raises(Invalid) as refused:
        check(parse("1 + a"), names)
    (finding,) = refused.value.findings
    assert (finding.place.column, finding.facts["path"]) == (5, "a → b → c → a")
    with pytest.raises(Invalid, match="circle: a → b → c → a"):
        check(parse("d"), names)
    with pytest.raises(Invalid, match="circle"):
        bind(parse("d"), names, 0, 0)


def test_an_indicator_that_is_faulty_itself_is_named(names, faults):
    names.add(Symbol("bad", "bad", "bad", "1", formula=parse("births + funding")), ("bad",))
    assert faults("deaths / bad") == [("formula-indicator-faulty", 10)]


def test_binding_refuses_what_checking_would_have_refused(names):
    for formula in ("brths", "foo(1)", "rolling(births)", "rolling(births, 1.5)"):
        with pytest.raises(Invalid):
            bind(parse(formula), names, 0, 0)
