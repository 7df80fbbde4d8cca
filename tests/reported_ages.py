"""A form of people by age that the first two counties of a workspace have sent whole, the third without 80 and over."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from huimin.figures.batch import ReportBatch
from huimin.figures.periods import Period
from huimin.tasks.ports import IncomingFile
from huimin.wiring import open_workspace

GROUPS = ("a0_4", "a5_14", "a15_59", "a60_79", "a80")
SIZES = np.array([40.0, 110.0, 600.0, 180.0, 25.0])
COUNTIES = ("990102", "990121", "990103")
DICTIONARY = """
disaggregations:
- code: age_group
  zh: 年龄组
  en: Age group
  categories:
  - {code: a0_4, zh: 0-4岁, en: 0-4}
  - {code: a5_14, zh: 5-14岁, en: 5-14}
  - {code: a15_59, zh: 15-59岁, en: 15-59}
  - {code: a60_79, zh: 60-79岁, en: 60-79}
  - {code: a80, zh: 80岁及以上, en: 80+}
- code: band
  zh: 年龄段
  en: Band
  categories:
  - {code: young, zh: 少年, en: the young}
  - {code: grown, zh: 成年, en: the grown}
  - {code: old, zh: 老年, en: the old}
- code: sex_of_people
  zh: 性别
  en: Sex
  categories:
  - {code: men, zh: 男, en: male}
  - {code: women, zh: 女, en: female}
elements:
- {code: residents_by_age, zh: 分年龄常住人口, en: Residents by age, unit: person, kind: stock, by: [age_group, sex_of_people]}
- {code: people_by_band, zh: 分段人口, en: People by band, unit: person, kind: stock, by: [band]}
"""
FORM = """
forms:
- code: county_ages
  zh: 县级分年龄人口表
  en: County return of people by age
  frequency: year
  reported_by: [county]
  submitted_by: county
  due_days: 31
  version: "1"
  elements: [residents_by_age, people_by_band]
"""
PLAIN = "element: residents_by_age\npeople: resident\n"


def report_ages(folder: Path) -> None:
    """Give the workspace the form and its invented figures in place of a file of people."""
    (folder / "demography/population.csv").unlink()
    (folder / "dictionary/ages.yaml").write_text(DICTIONARY, "utf-8")
    (folder / "forms/ages.yaml").write_text(FORM, "utf-8")
    (folder / "demography/reported.yaml").write_text(PLAIN, "utf-8")
    with closing(open_workspace(folder)) as place:
        form = place.definitions.form("county_ages")
        values = np.full((3, len(form.atoms)), np.nan)
        for row, factor in enumerate((100.0, 10.0, 50.0)):
            for group, size in zip(GROUPS, SIZES, strict=True):
                for sex, share in (("women", 0.52), ("men", 0.48)):
                    values[row, form.atoms.index(f"residents_by_age.{group}.{sex}")] = round(size * factor * share)
            for band, size in (("young", 150.0), ("grown", 600.0), ("old", 205.0)):
                values[row, form.atoms.index(f"people_by_band.{band}")] = size * factor
        values[2, [form.atoms.index(f"residents_by_age.a80.{sex}") for sex in ("women", "men")]] = np.nan
        rows, columns = np.arange(3, dtype=np.int32), np.arange(len(form.atoms), dtype=np.int32)
        batch = ReportBatch("county_ages", Period.of("2025"), "1", COUNTIES, form.atoms, values, rows, columns)
        file = IncomingFile("ages.xlsx", b"invented", "990102", datetime(2026, 1, 3, tzinfo=UTC))
        place.store.save(file, [(batch, form, True)], [], True)
