"""The dictionary: elements, their atoms, and the names they are found by."""

import pytest

from huimin.figures.dictionary import read_dictionary
from huimin.figures.forms import read_forms
from huimin.findings import Finding, Invalid

WAYS = [
    {"code": "sex", "zh": "性别", "en": "Sex", "categories": [
        {"code": "male", "zh": "男", "en": "male"}, {"code": "female", "zh": "女", "en": "female"}]},
    {"code": "home", "zh": "户籍", "en": "Home", "categories": [
        {"code": "here", "zh": "本地", "en": "here"}, {"code": "away", "zh": "外地", "en": "away"}]},
]  # fmt: skip
BIRTHS = {"code": "births", "zh": "出生人数", "en": "Births", "unit": "person", "by": ["sex", "home"]}
DEATHS = {"code": "deaths", "zh": "死亡人数", "en": "Deaths", "unit": "person"}


def dictionary(*elements):
    return read_dictionary([{"disaggregations": WAYS, "elements": list(elements)}], [])


def test_atoms_are_the_combinations_of_categories():
    made = dictionary(BIRTHS, DEATHS)
    assert made["births"].atoms == (
        "births.male.here", "births.male.away", "births.female.here", "births.female.away",
    )  # fmt: skip
    assert made["deaths"].atoms == ("deaths",)


def test_part_of_an_element_is_the_atoms_that_fit():
    made = dictionary(BIRTHS)
    assert made.atoms_of(made["出生人数"], ["男"]) == ("births.male.here", "births.male.away")
    assert made.atoms_of(made["births"], ["away", "female"]) == ("births.female.away",)
    assert made.atoms_of(made["births"], ["nobody"]) == ()


def test_names_of_atoms():
    made = dictionary(BIRTHS)
    assert made.atom_name("births.male.away", "zh") == "出生人数·男·外地"
    assert made.atom_name("births.male.away", "en") == "Births · male · away"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"code": "Births!"}, "not-a-code"),
        ({"kind": "flux"}, "definition-not-an-option"),
        ({"by": ["age"]}, "disaggregation-unknown"),
        ({"untit": "person"}, "definition-key-unknown"),
        ({"decimals": 1.5}, "definition-wrong-kind"),
    ],
)
def test_faults_of_an_element(change, code):
    with pytest.raises(Invalid) as caught:
        dictionary({**BIRTHS, **change})
    assert code in {finding.code for finding in caught.value.findings}


def test_a_name_belongs_to_one_element():
    with pytest.raises(Invalid) as caught:
        dictionary(BIRTHS, {**DEATHS, "zh": "出生人数"})
    assert caught.value.findings[0].code == "element-name-twice"


def form(**change):
    base = {"code": "monthly", "zh": "月报", "en": "Monthly", "frequency": "month", "reported_by": ["village"],
            "elements": ["births.male", "deaths"]}  # fmt: skip
    faults: list[Finding] = []
    return read_forms([{"forms": [{**base, **change}]}], dictionary(BIRTHS, DEATHS), faults)[0]


def test_a_form_expands_its_elements():
    made = form()
    assert made.atoms == ("births.male.here", "births.male.away", "deaths")
    assert made.required == frozenset(made.atoms)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"elements": ["brths"]}, "element-unknown"),
        ({"elements": ["deaths", "deaths"]}, "element-twice-in-form"),
        ({"reported_by": []}, "definition-key-missing"),
        ({"from": "2012-13"}, "not-a-period"),
    ],
)
def test_faults_of_a_form(change, code):
    with pytest.raises(Invalid) as caught:
        form(**change)
    assert code in {finding.code for finding in caught.value.findings}


def test_an_element_is_reported_on_one_form_only():
    one = {"code": "a", "zh": "甲", "en": "A", "frequency": "month", "reported_by": ["village"], "elements": ["deaths"]}
    with pytest.raises(Invalid) as caught:
        read_forms([{"forms": [one, {**one, "code": "b"}]}], dictionary(DEATHS), [])
    assert caught.value.findings[0].code == "element-in-two-forms"
