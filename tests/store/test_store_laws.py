"""Whatever is sent, the store tells at every marker what a plain list of submissions tells."""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huimin.figures.periods import Period
from store_fixtures import MONTHLY, batch_of

PERIODS = ("2012-01", "2012-02")
value = st.none() | st.integers(0, 3).map(float)
report = st.dictionaries(st.sampled_from("ABC"), st.tuples(value, value), min_size=1)
sendings = st.lists(st.tuples(st.sampled_from(PERIODS), report, st.booleans()), max_size=6)


def clear(alias: str) -> None:
    from huimin.adapters.store import models

    for model in (models.Figure, models.Report, models.Submission, models.SourceBytes, models.SourceFile):
        model.objects.using(alias).all()._raw_delete(alias)


def table(areas: dict[str, tuple[float | None, float | None]]) -> str:
    lines = (f"{area} | {'' if a is None else a} | {'' if b is None else b}" for area, (a, b) in areas.items())
    return "\n".join(["area | population | funding", *lines])


@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(sendings)
def test_the_store_agrees_with_a_list_of_submissions(office, sent):
    clear(office.store.alias)
    truth: dict[tuple[str, str], tuple[float | None, float | None]] = {}
    on_time: dict[tuple[str, str], bool] = {}
    past = {0: ({}, {})}
    for period, areas, punctual in sent:
        result = office.send(batch_of(table(areas), period), on_time=punctual)
        for area, figures in areas.items():
            key = (period, area)
            if truth.get(key) != figures:
                on_time[key] = punctual or on_time.get(key, False)
                truth[key] = figures
        if result.submissions:
            past[result.submissions[-1]] = (dict(truth), dict(on_time))
        for each in PERIODS:
            seen = office.store.history(MONTHLY, list("ABC"), Period.of(each))[:, 2:]
            want = [truth.get((each, area), (None, None)) for area in "ABC"]
            np.testing.assert_array_equal(seen, np.array(want, dtype=np.float64))
    for marker, (figures_then, on_time_then) in past.items():
        for period in PERIODS:
            want = {
                area: {
                    atom: number * scale
                    for atom, number, scale in zip(("population", "funding"), pair, (1, 100), strict=True)
                    if number is not None
                }
                for (each, area), pair in figures_then.items()
                if each == period
            }
            assert office.figures(period, marker) == want
        rows = office.store.reports(marker, "monthly").to_pylist()
        assert {(Period(r["first"], r["last"]).code, r["area"]): r["on_time"] for r in rows} == on_time_then
