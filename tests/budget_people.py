"""Small areas, assumptions and settings for tests of budgets."""

from __future__ import annotations

from typing import Any

import numpy as np

from benefit_rules import made
from huimin.benefits.budget import AreaPeople, Assumptions, read_assumptions
from huimin.demography.projection import Ages
from huimin.tasks.budget import Setting
from huimin.tasks.project import AreaName, Basis, People, Sum
from huimin.tasks.project.schedules import fertility_pattern

AGES = 101
MOTHERS = fertility_pattern(Ages.single(100), 28.5)
FAMILIES = {"household": 2.5, "paired": "70%", "gap": 2}


def assumptions(*facts: dict[str, Any], take_up: list[dict[str, Any]] | None = None, **families: Any) -> Assumptions:
    """Assumptions without faults; ``birth`` and ``parent_birth`` are told always."""
    usual = [{"code": "birth", "is": "birth"}, {"code": "parent_birth", "is": "mother_birth"}]
    document = {"families": {**FAMILIES, **families}, "facts": [*usual, *facts], "take_up": take_up or []}
    faults: list[Any] = []
    found = read_assumptions(document, faults)
    assert not faults, [(one.code, dict(one.facts)) for one in faults]
    return found


def counts(size: int = 2000, seed: int = 1) -> np.ndarray:
    """(2, ages) people: as many of each age as there are, fewer of the old."""
    rng = np.random.default_rng(seed)
    weight = np.clip(1.4 - np.arange(AGES) / 75, 0.02, 1.0)
    return rng.multinomial(size, np.tile(weight / weight.sum() / 2, (2, 1)).ravel()).reshape(2, AGES)


def area(key: str = "A", size: int = 2000, seed: int = 1, **more: Any) -> AreaPeople:
    return AreaPeople(key, counts(size, seed), MOTHERS, (key, "top"), **more)


LEVELS = {"tfr": 1.2, "e0_female": 82.0, "e0_male": 77.0, "mean_age": 28.5, "sex_ratio": 1.05, "net_migration": 0.0}


def setting(*benefits: Any, size: int = 3000, facts: tuple[dict[str, Any], ...] = (), **more: Any) -> Setting:
    """Two areas and their sum at the end of 2025."""
    people = np.stack([counts(size, 1), counts(size // 2, 2)]).astype(float)
    areas = (AreaName("A", "甲", "Alpha"), AreaName("B", "乙", "Beta"))
    basis = Basis(
        People(areas, 2025, Ages.single(100), people),
        (LEVELS, LEVELS),
        sums=(Sum(AreaName("top", "全市", "Top"), (0, 1)),),
    )
    rules = benefits or (made(),)
    take_up = more.pop("take_up", None)
    return Setting(basis, {one.code: one for one in rules}, assumptions(*facts, take_up=take_up), **more)
