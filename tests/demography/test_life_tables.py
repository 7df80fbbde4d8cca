"""Life tables: the identities hold for any rates, and published tables come out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from austria_1992 import AUSTRIA_AX, AUSTRIA_DEATHS, AUSTRIA_PEOPLE
from huimin.demography import AgeGroups, from_counts, from_mx, from_qx
from huimin.demography.lifetable import (
    andreev_kingkade,
    andreev_kingkade_from_q0,
    coale_demeny,
    coale_demeny_children,
    coale_demeny_children_from_q0,
    coale_demeny_from_q0,
)
from huimin.findings import Invalid

ABRIDGED, SINGLE = AgeGroups.abridged(85), AgeGroups.single(100)


def test_the_textbook_table_of_austria():
    table = from_mx(AUSTRIA_DEATHS / AUSTRIA_PEOPLE, ABRIDGED, sex="male", ax=AUSTRIA_AX)

    assert round(float(table.e0), 3) == 72.889
    assert table.lx[:5].round().tolist() == [100000, 99133, 98986, 98910, 98815]


def test_the_rules_come_near_the_textbook_table():
    """Its ax came from the whole curve of deaths; ours come from the rules."""
    table = from_counts(AUSTRIA_DEATHS, AUSTRIA_PEOPLE, ABRIDGED, sex="male")

    assert table.e0 == pytest.approx(72.889, abs=0.03)


def rates(ages):
    """Rates that are possible at every age, some rows unknown."""
    at = ages.widths[:-1]
    most = np.append(np.minimum(1 / at, 0.8), 0.9)
    share = hnp.arrays(float, (3, len(ages)), elements=st.floats(0, 1))
    return share.map(lambda part: np.maximum(part * most, np.append(np.zeros(len(ages) - 1), 1e-3)))


@given(
    rates(ABRIDGED), st.sampled_from(["male", "female", "both"]), st.sampled_from(["andreev-kingkade", "coale-demeny"])
)
def test_identities(mx, sex, rule):
    table = from_mx(mx, ABRIDGED, sex=sex, a0=rule)

    assert (np.diff(table.lx, axis=-1) <= 0).all() and (table.lx >= 0).all()
    assert ((table.qx >= 0) & (table.qx <= 1)).all()
    np.testing.assert_allclose(table.dx.sum(axis=-1), table.radix, rtol=1e-12)
    np.testing.assert_allclose(table.e0, table.Tx[..., 0] / table.radix, rtol=1e-15)
    np.testing.assert_allclose(table.Tx[..., 0], table.Lx.sum(axis=-1), rtol=1e-12)
    lived = table.Lx[..., :-1] > 0
    np.testing.assert_allclose(
        (table.dx[..., :-1] / np.where(lived, table.Lx[..., :-1], 1))[lived], mx[..., :-1][lived], rtol=1e-9, atol=1e-15
    )


@given(rates(SINGLE))
def test_chances_lead_back_to_the_same_table(mx):
    """From rates to chances and back; the rules of infants from m0 and from q0 differ by hundredths of a year."""
    there = from_mx(mx, SINGLE, sex="female")
    back = from_qx(there.qx, SINGLE, sex="female", open_expectation=1 / mx[..., -1])

    np.testing.assert_allclose(back.lx, there.lx, rtol=1e-12)
    assert (np.abs(back.e0 - there.e0) < 0.1).all()


def test_chances_between_ages_are_those_of_the_survivors():
    table = from_mx(AUSTRIA_DEATHS / AUSTRIA_PEOPLE, ABRIDGED, sex="male")
    adults = 1 - np.prod(1 - table.qx[ABRIDGED.between(15, 60)])
    assert table.chance_between(15, 60) == pytest.approx(adults)
    assert table.chance_between(0, 5) == pytest.approx(1 - table.lx[2] / table.radix)
    for low, high in ((15, 62), (60, 15)):
        with pytest.raises(Invalid):
            table.chance_between(low, high)


def test_grevilles_years_are_found_from_chances_too():
    there = from_mx(AUSTRIA_DEATHS / AUSTRIA_PEOPLE, ABRIDGED, sex="male")
    back = from_qx(there.qx, ABRIDGED, sex="male", open_expectation=there.ax[-1])

    np.testing.assert_allclose(back.ax[2:], there.ax[2:], atol=1e-9)
    assert back.e0 == pytest.approx(there.e0, abs=0.002)


def test_the_rules_of_infants():
    """Preston, Heuveline and Guillot (2001), table 3.3; Andreev and Kingkade (2015)."""
    assert coale_demeny([0.2, 0.05], "male") == pytest.approx([0.330, 0.045 + 2.684 * 0.05])
    assert coale_demeny([0.2, 0.05], "female") == pytest.approx([0.350, 0.053 + 2.800 * 0.05])
    assert coale_demeny_children([0.2, 0.05], "male") == pytest.approx([1.352, 1.651 - 2.816 * 0.05])
    assert coale_demeny_children([0.2, 0.05], "female") == pytest.approx([1.361, 1.522 - 1.518 * 0.05])
    assert andreev_kingkade_from_q0([0.01, 0.05, 0.1], "male") == pytest.approx(
        [0.1493 - 0.020367, 0.0244 + 0.17497, 0.2991]
    )
    assert andreev_kingkade_from_q0([0.01, 0.05, 0.1], "female") == pytest.approx(
        [0.1490 - 0.020867, 0.0438 + 0.205375, 0.3141]
    )
    assert coale_demeny_from_q0(0.05, "male", "east") == pytest.approx(0.0025 + 2.875 * 0.05)
    assert coale_demeny_children_from_q0(0.05, "female", "north") == pytest.approx(1.733 - 1.627 * 0.05)
    assert andreev_kingkade(0.01, "both") == pytest.approx(
        (andreev_kingkade(0.01, "male") + andreev_kingkade(0.01, "female")) / 2
    )


@pytest.mark.parametrize("sex", ["male", "female"])
def test_both_forms_of_andreev_and_kingkade_agree(sex):
    """a0 from m0 must be a0 from the q0 that it leads to; away from the jump between the first two pieces."""
    m0 = np.concatenate([np.linspace(0.001, 0.0165, 50), np.linspace(0.024, 0.2, 100)])
    a0 = andreev_kingkade(m0, sex)
    q0 = m0 / (1 + (1 - a0) * m0)

    assert np.abs(andreev_kingkade_from_q0(q0, sex) - a0).max() < 0.002


def test_unknown_rows_stay_unknown_and_disturb_nobody():
    mx = np.array([AUSTRIA_DEATHS / AUSTRIA_PEOPLE] * 2)
    mx[1, 4] = np.nan
    table = from_mx(mx, ABRIDGED, sex="male")

    assert np.isnan(table.ex[1]).all() and np.isnan(table.lx[1]).all()
    np.testing.assert_array_equal(table.ex[0], from_mx(mx[0], ABRIDGED, sex="male").ex)


def test_no_population_at_an_age_gives_no_table():
    people = np.array([AUSTRIA_PEOPLE] * 2)
    people[0, 3] = 0

    assert np.isnan(from_counts(AUSTRIA_DEATHS, people, ABRIDGED, sex="male").e0).tolist() == [True, False]


def test_survival_ratios_make_a_stationary_population_stay():
    table = from_mx(np.append(np.linspace(0.002, 0.3, 100), 0.5), SINGLE, sex="female", radix=1.0)
    ratios = table.survival_ratios()
    people = table.Lx

    older = np.concatenate([[ratios[0]], people[:-2] * ratios[1:-1], [(people[-2] + people[-1]) * ratios[-1]]])

    np.testing.assert_allclose(older, people, rtol=1e-12)
    assert (ratios <= 1).all()


def test_impossible_rates_are_named():
    mx = np.full((2, 19), 0.01)
    mx[1, 0], mx[1, 5] = 8.0, 1.5
    with pytest.raises(Invalid) as error:
        from_mx(mx, ABRIDGED, sex="male", within_groups="midpoint")

    found = {finding.facts["age"]: finding for finding in error.value.findings}
    assert set(found) == {"0", "20–24"}
    assert all(
        finding.code == "demography-mx-too-high" and finding.place.element == "mx[1]" for finding in found.values()
    )
    assert found["20–24"].facts["expected"] == pytest.approx(0.4)


@pytest.mark.parametrize(("make", "code"), [
    (lambda: from_mx(np.full(2, 0.01), AgeGroups((0, 1), end=5), sex="male"), "demography-open-group-missing"),
    (lambda: from_mx(np.full(18, 0.01), AgeGroups.five_year(85), sex="male"), "demography-infants-not-apart"),
    (lambda: from_mx(np.append(np.full(18, 0.01), 0), ABRIDGED, sex="male"), "demography-open-rate-zero"),
    (lambda: from_mx(np.full(19, -0.01), ABRIDGED, sex="male"), "demography-negative"),
    (lambda: from_mx(np.full(18, 0.01), ABRIDGED, sex="male"), "demography-shape"),
    (lambda: from_mx(np.full(19, np.inf), ABRIDGED, sex="male"), "demography-not-finite"),
    (lambda: from_mx(np.full(19, 0.01), ABRIDGED, sex="men"), "demography-not-an-option"),
    (lambda: from_mx(np.full(19, 0.01), ABRIDGED, sex="male", ax=np.full(19, 3.0)), "demography-ax-range"),
    (lambda: from_qx(np.full(19, 1.01), ABRIDGED, sex="male", open_expectation=5), "demography-above"),
    (lambda: from_qx(np.full(19, 0.1), ABRIDGED, sex="male", open_expectation=0), "demography-open-expectation"),
    (lambda: from_mx(np.full(19, 0.01), ABRIDGED, sex="male").survival_ratios(), "demography-equal-widths-needed"),
])  # fmt: skip
def test_what_cannot_be_a_life_table_is_refused(make, code):
    with pytest.raises(Invalid) as error:
        make()

    codes = {finding.code for finding in error.value.findings} - {"demography-more-faults"}
    assert codes == {code}
