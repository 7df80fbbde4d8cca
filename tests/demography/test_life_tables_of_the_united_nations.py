"""Expectation of life from the United Nations' rates is theirs to within hundredths of a year (World Population Prospects 2024)."""

import numpy as np
import pytest

from huimin.demography import AgeGroups, from_mx


@pytest.fixture(scope="module")
def published(reference_table):
    """(ages, {sex: rates (country and period, age)}, {sex: e0}); sex as in the columns: M, F, B."""
    rows = reference_table("wpp2024_5x5_mx.csv")
    e0 = {(row["country_code"], row["period"]): row for row in reference_table("wpp2024_5x5_e0.csv")}
    labels = list(dict.fromkeys(row["age"] for row in rows))
    starts = tuple(int(label.rstrip("+")) for label in labels)
    keys = list(dict.fromkeys((row["country_code"], row["period"]) for row in rows))
    place = {key: index for index, key in enumerate(keys)}
    rates = {sex: np.full((len(keys), len(labels)), np.nan) for sex in "MFB"}
    for row in rows:
        for sex in "MFB":
            at = place[row["country_code"], row["period"]], labels.index(row["age"])
            rates[sex][at] = float(row["mx" + sex])
    return AgeGroups(starts), rates, {sex: np.array([float(e0[key]["e0" + sex]) for key in keys]) for sex in "MFB"}


@pytest.mark.parametrize(("sex", "word"), [("M", "male"), ("F", "female"), ("B", "both")])
@pytest.mark.parametrize(("rule", "within"), [("andreev-kingkade", 0.01), ("coale-demeny", 0.05)])
def test_every_period_of_china_and_india(published, sex, word, rule, within):
    ages, rates, e0 = published
    apart = np.abs(from_mx(rates[sex], ages, sex=word, a0=rule).e0 - e0[sex])

    assert len(e0[sex]) == 60 and np.isfinite(apart).all()
    assert apart.max() < within, f"{rule} {word}: {apart.max():.4f} years"
