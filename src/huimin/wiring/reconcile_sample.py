"""Invented lists to try a comparison with."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from huimin.adapters.linkage.readings import readings
from huimin.tasks.reconcile.inventing import HOSPITAL, POLICE, VACCINE, Births, Invented, invent_births, invent_list
from huimin.wiring.reconcile import put

SIZE, SEED = 3000, 20260331
NAMES = {"zh": ("医院出生登记", "户籍登记", "预防接种"),
         "en": ("hospital births", "household registration", "immunisation")}  # fmt: skip


def invented_lists(births: Births, seed: int = SEED) -> tuple[Invented, ...]:
    """Hospital births, household registration and immunisation of these births, each with its slips."""
    return tuple(
        invent_list(births, slips, seed + at + 1, readings(), "HPV"[at])
        for at, slips in enumerate((HOSPITAL, POLICE, VACCINE))
    )


def csv_of(columns: Mapping[str, Any]) -> bytes:
    """Columns of texts as a list that an office sends."""
    paper = io.StringIO()
    writer = csv.writer(paper, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*(column.tolist() for column in columns.values()), strict=True))
    return paper.getvalue().encode("utf-8-sig")


def write_sample(folder: Path, lang: str = "zh") -> tuple[Path, ...]:
    """Three invented lists and their mapping, to try a comparison with."""
    folder.mkdir(parents=True, exist_ok=True)
    made, lines = [], ["simulated: true", "lists:"]
    for at, one in enumerate(invented_lists(invent_births(SIZE, SEED, days=90, areas=120))):
        zh, en = (NAMES[each][at] for each in ("zh", "en"))
        stem = zh if lang == "zh" else en.replace(" ", "-")
        made.append(put(folder / f"{stem}.csv", csv_of(one.columns)))
        lines += [f"  - file: {stem}.csv", f"    name: {{zh: {zh}, en: {en}}}"]
    made.append(put(folder / "mapping.yaml", ("\n".join(lines) + "\n").encode()))
    return tuple(made)
