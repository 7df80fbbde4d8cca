"""The China pack as the engine reads it: no fault anywhere, and every form rule tells right from wrong."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import huimin.packs.china
from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.areas.levels import Levels, read_levels
from huimin.assessment.binding import bind_scheme, check_scheme, with_judged
from huimin.assessment.reading import read_scheme
from huimin.figures.dictionary import Dictionary, read_dictionary
from huimin.figures.forms import Form, ValidationRule, read_forms
from huimin.figures.periods import Period
from huimin.findings import Finding, Place, Severity
from huimin.findings.section import Located, Section
from huimin.indicators.definitions import Names, check_formula, read_indicators
from huimin.language import Leaf, bind, evaluate, parse

PACK = Path(huimin.packs.china.__file__).parent
SCHEMES = sorted(path.stem for path in PACK.glob("schemes/*.yaml"))
MARCH = Period.of("2025-03")


def documents(folder: str) -> list[Located]:
    return [load_yaml(path) for path in sorted(PACK.glob(f"{folder}/*.yaml"))]


def serious(faults: list[Finding]) -> list[Finding]:
    return [fault for fault in faults if fault.severity > Severity.NOTE]


@cache
def definitions() -> tuple[Dictionary, tuple[Form, ...], Names, Levels]:
    faults: list[Finding] = []
    dictionary = read_dictionary(documents("dictionary"), faults)
    forms = read_forms(documents("forms"), dictionary, faults)
    names = read_indicators(documents("indicators"), dictionary, faults)
    levels = read_levels(Section(load_yaml(PACK / "levels.yaml"), faults))
    assert serious(faults) == []
    return dictionary, forms, names, levels


def rules() -> list[tuple[str, ValidationRule]]:
    return [(form.code, rule) for form in definitions()[1] for rule in form.rules]


@pytest.mark.parametrize("code", SCHEMES)
def test_a_scheme_is_read_checked_and_bound_without_a_fault(code: str) -> None:
    dictionary, forms, indicators, levels = definitions()
    faults: list[Finding] = []
    scheme = read_scheme(load_yaml(PACK / "schemes" / f"{code}.yaml"), faults)
    names = Names(with_judged(dictionary, [scheme]), indicators)
    check_scheme(scheme, names, forms, levels.codes, faults)
    assert serious(faults) == []
    period = Period.of("2025" if scheme.frequency == "year" else "2025Q2")
    assert len(bind_scheme(scheme, names, period).items) == len(scheme.leaves())


def test_formulas_of_all_form_rules_are_sound() -> None:
    faults: list[Finding] = []
    for form, rule in rules():
        check_formula(rule.formula, definitions()[2], Place(file=form, element=rule.code), faults)
    assert serious(faults) == []


def test_levels_have_their_regional_names() -> None:
    levels = definitions()[3]
    assert levels.codes == ("nation", "province", "prefecture", "county", "township", "village")
    assert levels.name("county", "152501") == "旗县区"
    assert levels.name("prefecture", "152501") == "盟"
    assert levels.name("village", "150102001001", "en") == "Gacha or village"
    assert levels.name("township", "330682101", "en") == "Township"


# A village in March and what changed since February; one line of every figure the forms ask for.
SOUND = """
population_resident 1000 | population_registered 1010 | population_migrant 60 | households 370
births.male 1 | births.female 2 | births_total 3 | deaths 1 | moved_in 4 | moved_out 2
births_registered 3 | births_registered_on_time 2 | preconception_target 6 | preconception_checked 5
preconception_high_risk 2 | preconception_followup_consented 1 | preconception_followed 1
premarital_target 4 | premarital_checked 3 | deliveries 3 | prenatal_screened 2
newborn_metabolic_screened 3 | newborn_hearing_screened 3 | birth_defects 0 | childcare_places 10
children_under_3 24 | children_enrolled 6 | claims_received 5 | claims_decided 4
claims_decided_on_time 4 | benefit_entitled 30 | benefit_recipients 28 | payments_due 7
payments_on_time 7 | amount_due 2100 | amount_paid 2100 | services_entitled.registered 20
services_entitled.migrant 3 | services_served.registered 18 | services_served.migrant 2 | requests_due 6
requests_on_time 6 | complaints_received 4 | complaints_due 3 | complaints_on_time 3
complaints_resolved 2 | complaints_overdue 0 | complaints_charges 0 | satisfaction_asked.registered 40
satisfaction_asked.migrant 10 | satisfaction_satisfied.registered 36 | satisfaction_satisfied.migrant 9
figures_verified 50 | figures_agreeing 49 | births_verified 8 | births_found_unreported 0
birth_certificates 9 | decisions_sampled 10 | decisions_correct 10 | claims_open_late 0
milk_entitled 3 | milk_recipients 3 | training_planned 12 | training_attended 11
revenue_recurrent 900000000 | funding_total 9000000 | funding_county 5000000 | funding_other 4000000
funding_birth_defects_budget 100 | funding_birth_defects 100 | matching_due 10 | matching_arrived 10
spending_services.registered 50 | spending_services.migrant 5 | staff_posts 20 | staff_filled 19
staff_migrant_services 2 | migrant_families_served 300 | population_published 100500
population_records 100000 | newborn_metabolic_cases 3 | newborn_metabolic_treated 3
newborn_hearing_cases 4 | newborn_hearing_helped 4 | infant_deaths_defect 0 | villages_total 100
villages_checked 100 | villages_five_good 80
"""
FEBRUARY = {"population_resident": 996.0, "amount_due": 2040.0}

# The smallest change that breaks each rule ("before:" changes February).
BREAKS = """
births_add_up                       | births_total 4
migrants_within_residents           | population_migrant 1001
under_3_within_residents            | children_under_3 1001
registered_on_time_within_registered | births_registered_on_time 4
checked_within_target               | preconception_checked 7
high_risk_within_checked            | preconception_high_risk 6
consented_within_high_risk          | preconception_followup_consented 3
followed_within_consented           | preconception_followed 2
premarital_within_target            | premarital_checked 5
prenatal_within_deliveries          | prenatal_screened 4
metabolic_within_births             | newborn_metabolic_screened 4
hearing_within_births               | newborn_hearing_screened 4
defects_within_births               | birth_defects 4
decided_on_time_within_decided      | claims_decided_on_time 5
paid_on_time_within_due             | payments_on_time 8
paid_within_due                     | amount_paid 2100.01
registered_served_within_entitled   | services_served.registered 21
migrants_served_within_entitled     | services_served.migrant 4
requests_on_time_within_due         | requests_on_time 7
population_carries_over             | moved_in 5
population_no_jump                  | before: population_resident 800
households_within_residents         | households 1001
births_fit_deliveries               | deliveries 1
enrolled_within_places              | childcare_places 0
money_with_payments                 | payments_due 0
recipients_near_entitled            | benefit_recipients 37
complaints_on_time_within_due       | complaints_on_time 4
complaints_resolved_within_due      | complaints_resolved 4
charges_within_received             | complaints_charges 4
satisfied_registered_within_asked   | satisfaction_satisfied.registered 41
satisfied_migrants_within_asked     | satisfaction_satisfied.migrant 11
agreeing_within_verified            | figures_agreeing 51
unreported_within_verified          | births_found_unreported 9
correct_within_sampled              | decisions_correct 11
milk_within_entitled                | milk_recipients 4
attended_within_planned             | training_attended 13
survey_large_enough                 | satisfaction_asked.registered 19
funding_adds_up                     | funding_other 4000000.01
funding_within_revenue              | revenue_recurrent 4999999
matching_within_due                 | matching_arrived 11
filled_within_posts                 | staff_filled 21
metabolic_treated_within_cases      | newborn_metabolic_treated 4
hearing_helped_within_cases         | newborn_hearing_helped 5
five_good_within_checked            | villages_five_good 101
checked_within_villages             | villages_checked 101
records_near_published              | population_records 90000
"""


def sound() -> dict[str, float]:
    cells = [cell.split() for line in SOUND.strip().splitlines() for cell in line.split("|")]
    return {atom: float(value) for atom, value in cells}


def holds(rule: ValidationRule, now: dict[str, float], before: dict[str, float]) -> float | bool | None:
    expression = bind(parse(rule.formula), definitions()[2], MARCH.first, MARCH.last)

    def value(leaf: Leaf) -> float | None:
        return (now if leaf.first == MARCH.first else before).get(leaf.atom)

    return evaluate(expression, value)


def broken(change: str = "") -> set[str]:
    now, before = sound(), sound() | FEBRUARY
    if change:
        *when, atom, value = change.split()
        (before if when else now)[atom] = float(value)
    return {rule.code for _, rule in rules() if holds(rule, now, before) is False}


def test_the_example_has_every_figure_of_every_form() -> None:
    assert set(sound()) == {atom for form in definitions()[1] for atom in form.atoms}


def test_a_sound_village_breaks_no_rule() -> None:
    assert broken() == set()


@pytest.mark.parametrize("line", BREAKS.strip().splitlines(), ids=lambda line: line.split()[0])
def test_every_rule_notices_what_it_is_for(line: str) -> None:
    code, change = (cell.strip() for cell in line.split("|"))
    assert code in broken(change)


def test_every_rule_is_in_the_table() -> None:
    told = [line.split()[0] for line in BREAKS.strip().splitlines()]
    assert sorted(told) == sorted(rule.code for _, rule in rules())


def test_a_figure_not_reported_breaks_no_rule() -> None:
    assert {holds(rule, {}, {}) for _, rule in rules()} == {None}
