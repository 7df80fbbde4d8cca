"""The intervals hold the truth as often as they say; a small version of benchmarks/bench_honesty_sampling.py."""

from __future__ import annotations

import numpy as np
import pytest

from huimin.sampling.estimate import Visited, estimate
from huimin.sampling.frame import Frame, Site
from huimin.sampling.sizing import allocate
from huimin.sampling.trial import Errors, simulate

RNG = np.random.default_rng(11)
SIZES = np.round(np.clip(1100 * np.exp(RNG.normal(0, 0.5, 1200)), 300, 6500)).astype(int)
FRAMES = {
    by: Frame(tuple(Site(f"{n:04d}", f"c{n % 9 if by else 0}", int(size)) for n, size in enumerate(SIZES)))
    for by in (False, True)
}


@pytest.mark.parametrize("method", ["simple", "size"])
@pytest.mark.parametrize("stratified", [False, True])
def test_where_it_is_promised_the_interval_holds(method, stratified):
    frame = FRAMES[stratified]
    reported = np.array([np.round(site.size * 0.05) for site in frame.sites])
    verified = Errors(0.4, -0.25, -0.05, 0.02).verified(reported, np.random.default_rng(5))
    found = simulate(frame, reported, verified, allocate(frame, 120, method), method, 600, 7)
    assert found.promised > 0.8
    assert 0.93 <= found.held_promised <= 0.975  # 600 rounds: two and a half errors of the share on either side


def test_where_errors_are_rare_nothing_is_promised():
    frame = FRAMES[False]
    reported = np.array([np.round(site.size * 0.05) for site in frame.sites])
    verified = Errors(0.03, -0.4, -0.1).verified(reported, np.random.default_rng(5))
    found = simulate(frame, reported, verified, allocate(frame, 60, "simple"), "simple", 300, 7)
    assert found.promised < 0.02
    assert found.held > 0.95  # and what is told instead errs on the safe side


def test_the_estimate_of_a_draw_by_size_has_the_error_it_says():
    """Over 600 rounds the spread of the ratios is what each of them says of itself."""
    frame = FRAMES[False]
    x = np.array([float(site.size) for site in frame.sites])
    y = Errors(0.5, -0.3, 0.1).verified(x, np.random.default_rng(2))
    p = 80 * x / x.sum()
    rng, ratios, errors = np.random.default_rng(3), [], []
    for _ in range(600):
        u = rng.random(len(x))
        take = np.argsort(u * (1 - p) / ((1 - u) * p))[:80]
        one = estimate(Visited(np.zeros(80, np.int64), p[take], x[take], y[take], [len(x)]))
        ratios.append(one.ratio)
        errors.append(one.error**2)
    assert np.mean(ratios) == pytest.approx(y.sum() / x.sum(), abs=4 * np.std(ratios) / 600**0.5)
    assert np.sqrt(np.mean(errors)) == pytest.approx(np.std(ratios), rel=0.1)


def test_a_part_of_the_frame_has_an_estimate_of_its_own():
    stratum = np.zeros(30, np.int64)
    reported = np.full(30, 20.0)
    verified = np.where(np.arange(30) < 10, 18.0 - np.arange(30) % 3, 20.0)
    visited = Visited(stratum, np.full(30, 0.1), reported, verified, [300])
    part = estimate(visited, np.arange(30) < 10)
    assert part.checked == 10 and part.ratio == pytest.approx(verified[:10].sum() / 200)
    rest = estimate(visited, np.arange(30) >= 10)
    assert (rest.ratio, rest.wrong) == (1.0, 0)
