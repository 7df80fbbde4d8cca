"""The sample city at two sizes: whole (in memory only) and small enough to write its workbooks in a test."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

import huimin
from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.areas import Areas, Levels, read_levels
from huimin.figures.dictionary import Dictionary, read_dictionary
from huimin.figures.forms import Form, read_forms
from huimin.findings.section import Section
from huimin.tasks.sample_city import PACK_FILES, City, Settings, make_city, read_settings

PACKS = Path(huimin.__file__).parent / "packs"
SEED = 20251231


@dataclass(frozen=True)
class Content:
    settings: Settings
    dictionary: Dictionary
    forms: tuple[Form, ...]
    levels: Levels

    def city(self, seed: int = SEED, settings: Settings | None = None) -> City:
        return make_city(seed, settings or self.settings, self.dictionary, self.forms)


@pytest.fixture(scope="session")
def content() -> Content:
    faults = []
    dictionary = read_dictionary(map(load_yaml, sorted((PACKS / "china/dictionary").glob("*.yaml"))), faults)
    forms = read_forms(map(load_yaml, sorted((PACKS / "china/forms").glob("*.yaml"))), dictionary, faults)
    settings = read_settings(load_yaml(PACKS / "sample_city" / name) for name in PACK_FILES)
    levels = read_levels(Section(load_yaml(PACKS / "sample_city/levels.yaml"), faults))
    assert not faults
    return Content(settings, dictionary, forms, levels)


@pytest.fixture(scope="session")
def city(content) -> City:
    return content.city()


@pytest.fixture(scope="session")
def small(content) -> City:
    """Three counties over a year with a merger, and one fault of each kind."""
    settings = content.settings.scaled(counties=3, townships=9, villages=72, first="2024-07", months=12)
    return content.city(settings=settings.planting(**dict.fromkeys(settings.faults, 1)))


@pytest.fixture(scope="session")
def small_areas(small, content) -> Areas:
    return Areas.read(small.areas, small.changes, content.levels)
