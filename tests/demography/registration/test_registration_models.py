"""Three lists and more: textbook values, statsmodels beside, and the doubt about the model."""

import numpy as np
import pytest

from huimin.demography.registration import Histories, fit_models, lincoln_petersen, sample_coverage
from huimin.demography.registration.log_linear import poisson_regression
from huimin.findings import Invalid


@pytest.fixture
def textbook(reference_table):
    def histories(name):
        rows = reference_table("capture_histories.csv")
        return Histories.of({row["history"]: float(row["count"]) for row in rows if row["dataset"] == name})

    return histories


def by_name(found):
    return {one.name(found.histories.names): one for one in found.models}


def test_hepatitis_as_published(textbook):
    """Independence 388.5 with G2 24.36 on 3 degrees of freedom; all pairs 1312.8. Chao et al. (2001)."""
    found = fit_models(textbook("HAV"))
    models = by_name(found)
    independent, pairs = models["A + B + C"], models["A*B + A*C + B*C"]
    assert len(found.models) == 8
    assert (round(independent.total, 1), round(independent.g2, 2), independent.df) == (388.5, 24.36, 3)
    assert (round(pairs.total, 1), pairs.df) == (1312.8, 0)
    assert found.all_span == (pytest.approx(388.5, abs=0.05), pytest.approx(1312.8, abs=0.05))


def test_hepatitis_by_sample_coverage_as_published(textbook):
    """Coverage 51.3 per cent, one-step estimate 508: Chao et al. (2001), Statistics in Medicine 20, 3123-3157."""
    found = sample_coverage(textbook("HAV"))
    assert (round(100 * found.coverage, 1), round(found.total)) == (51.3, 508)
    assert not found.enough
    assert found.low < 545 < found.high  # how many there were, by a later complete search


def test_diabetes_of_four_lists(textbook):
    """2,069 seen by four sources; models that stand agree on about 2,500 to 2,800, those without dependence do not."""
    histories = textbook("Diabetes")
    found = fit_models(histories)
    assert histories.seen == 2069
    assert len(found.models) == 64
    assert 2500 < found.span[0] < found.span[1] < 2850
    assert not by_name(found)["A + B + C + D"].stands
    assert by_name(found)["A + B + C + D"].total < found.interval[0]


def test_the_hidden_ones_are_a_regression_that_statsmodels_gives_too(textbook):
    from statsmodels.genmod.families import Poisson
    from statsmodels.genmod.generalized_linear_model import GLM

    for name in ("HAV", "Diabetes"):
        histories = textbook(name)
        members = histories.members.astype(float)
        design = np.column_stack([np.ones(len(members)), members, members[:, 0] * members[:, 1]])
        ours = poisson_regression(design, histories.counts)
        theirs = GLM(histories.counts, design, family=Poisson()).fit(tol=1e-12)
        assert ours.coefficients == pytest.approx(theirs.params, rel=1e-7)
        assert np.diag(ours.covariance) == pytest.approx(np.diag(theirs.cov_params()), rel=1e-6)


def test_two_lists_give_petersen():
    found = fit_models(Histories.of_pair(948, 421, 167))
    assert len(found.models) == 1
    assert found.best.total == pytest.approx(float(lincoln_petersen(948, 421, 167)), rel=1e-8)


def drawn(rng, people, tie, chances=(0.7, 0.5, 0.4)):
    """Counts of three lists of which the first two go together by the log-odds ``tie``."""
    first = rng.random(people) < chances[0]
    second = rng.random(people) < 1 / (1 + np.exp(-(np.log(chances[1] / (1 - chances[1])) + tie * (first - 0.5))))
    third = rng.random(people) < chances[2]
    codes = 4 * first + 2 * second + third
    return Histories.of({f"{code:03b}": float((codes == code).sum()) for code in range(1, 8)})


def test_the_interval_over_models_covers_what_one_model_misses():
    rng = np.random.default_rng(2)
    alone = several = 0
    for _ in range(120):
        found = fit_models(drawn(rng, 2000, 1.5))
        independent = by_name(found)["A + B + C"]
        alone += independent.low <= 2000 <= independent.high
        several += found.interval[0] <= 2000 <= found.interval[1]
    assert alone < 30
    assert several > 112


def test_an_interval_of_the_right_model_covers_its_share():
    rng, held = np.random.default_rng(6), 0
    for _ in range(300):
        model = by_name(fit_models(drawn(rng, 800, 0.0)))["A + B + C"]
        held += model.low <= 800 <= model.high
    assert 0.92 <= held / 300 <= 0.98


def test_models_that_are_clearly_wrong_are_listed_but_do_not_count(textbook):
    found = fit_models(textbook("HAV"))
    assert [one.name(found.histories.names) for one in found.standing] == ["A*B + A*C + B*C"]
    assert found.average == found.best.total
    assert {one.stands for one in found.models} == {True, False}


def test_counts_of_zero_still_give_an_answer():
    found = fit_models(Histories.of({"100": 40, "010": 30, "110": 25, "001": 10, "101": 6, "011": 5, "111": 0}))
    assert found.added == 0.25
    assert np.isfinite(found.best.total)
    assert found.best.total >= 116


def test_lists_that_overlap_nowhere_have_no_model_that_says_anything_sure():
    found = fit_models(Histories.of({"100": 40, "010": 30, "001": 10}))
    coverage = sample_coverage(found.histories)
    assert np.isnan(coverage.total)
    assert found.best is None or found.interval[1] > 50 * 80


def test_one_list_inside_the_others_is_an_answer_too():
    found = fit_models(Histories.of({"110": 50, "010": 20, "111": 30}))
    assert found.best is not None
    assert found.interval[0] >= 100


@pytest.mark.parametrize(
    ("counts", "code"),
    [
        (np.zeros(7), "registration-nobody"), ([1, 2, 3, np.nan, 5, 6, 7], "registration-not-known"),
        (np.ones((2, 7)), "registration-one-place"),
    ],
)  # fmt: skip
def test_what_models_cannot_be_fitted_to(counts, code):
    with pytest.raises(Invalid) as told:
        fit_models(Histories(("a", "b", "c"), np.array(counts)))
    assert [one.code for one in told.value.findings] == [code]


def test_coverage_takes_three_lists():
    with pytest.raises(Invalid, match="takes three lists"):
        sample_coverage(Histories.of_pair(10, 9, 4))
