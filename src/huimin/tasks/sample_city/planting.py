"""Faults planted in the workbooks, each remembered with its place, so that a test can ask for it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import numpy as np

from huimin.figures.dictionary import Dictionary
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.tasks.sample_city.chance import stream
from huimin.tasks.sample_city.files import Draft, FormFigures, moment
from huimin.tasks.sample_city.places import Places
from huimin.tasks.sample_city.settings import Settings, Word


@dataclass(frozen=True, slots=True)
class PlantedFault:
    """One fault that was planted.

    Attributes:
        kind: a key of ``faults.yaml``.
        file: name of the workbook it is in (for a missing one: the name it would have had).
        area: key of the area it is about; ``sender``: key of the area that sent the workbook.
        periods: the periods it touches.
        atom: the column, where it is about one.
        detail: what was written, or where from.
    """

    kind: str
    file: str
    area: str
    sender: str
    periods: tuple[Period, ...]
    atom: str = ""
    detail: str = ""


@dataclass
class Field:
    """What faults are planted in: the drafts of all forms, and which of them are still clean.

    Attributes:
        main: figures of the form with the most workbooks; most faults go there.
        clean: senders and periods of the main form that no fault has touched, in random order.
    """

    settings: Settings
    places: Places
    dictionary: Dictionary
    main: FormFigures
    drafts: list[Draft]
    seed: int
    faults: list[PlantedFault] = field(default_factory=list)
    clean: list[Draft] = field(default_factory=list)

    def __post_init__(self) -> None:
        rng = stream(self.seed, "clean")
        touched = self._set_aside()
        mine = [d for d in self.drafts if d.form is self.main.form and d.sender.key not in touched]
        mine = [d for d in mine if self.main.periods[0] < d.period < self.main.periods[-1] and len(d.rows) > 3]
        self.clean = [mine[i] for i in rng.permutation(len(mine))]

    def _set_aside(self) -> set[str]:
        """Senders that larger faults are about: the merging townships, the shaving and the poor county."""
        counties = {self.settings.shaving.county, self.settings.poor_county}
        merged = {key for change in self.places.changes for key in (*change.old, *change.new)}
        return merged | {d.sender.key for d in self.drafts if d.sender.key[:6] in counties}

    def take(self) -> Draft | None:
        """A clean workbook to plant a fault in; None when there is none left."""
        return self.clean.pop() if self.clean else None

    def find(self, period: Period, sender: str) -> Draft | None:
        """The first workbook of the main form for a period and sender."""
        return next(
            (d for d in self.drafts if d.form is self.main.form and (d.period, d.sender.key) == (period, sender)),
            None,
        )

    def note(self, kind: str, draft: Draft, row: int = -1, atom: int = -1, detail: str = "") -> None:
        """Remember a fault; ``row`` and ``atom`` are indexes in the draft."""
        area = draft.areas[row] if row >= 0 else draft.sender.key
        name = draft.form.atoms[atom] if atom >= 0 else ""
        self.faults.append(PlantedFault(kind, draft.name, area, draft.sender.key, (draft.period,), name, detail))

    def cell(self, rng: np.random.Generator, draft: Draft, least: float = 1, money: bool = False) -> tuple[int, int]:
        """A random cell with at least ``least`` in it, in a column of counts (or of money)."""
        element = [self.dictionary.element_of(atom) for atom in draft.form.atoms]
        fitting = np.array([bool(e.decimals) == money and not e.values for e in element])
        rows, atoms = np.nonzero((draft.values >= least) & fitting)
        chosen = int(rng.integers(len(rows)))
        return int(rows[chosen]), int(atoms[chosen])

    def again(self, draft: Draft, tail: str, days: int) -> Draft:
        """A second workbook of the same sender and period, sent some days later."""
        made = replace(
            draft,
            rows=list(draft.rows),
            areas=list(draft.areas),
            names=list(draft.names),
            values=draft.values.copy(),
            texts=dict(draft.texts),
            tail=tail,
            received=draft.received + timedelta(days=days),
        )
        self.drafts.append(made)
        return made


Planter = Callable[[Field, Draft, np.random.Generator], None]


def _late(field: Field, draft: Draft, rng: np.random.Generator) -> None:
    draft.received = moment(rng, draft.form, draft.period, 1, 18)
    field.note("late_workbook", draft, detail=f"{draft.received:%Y-%m-%d}")


def _missing(field: Field, draft: Draft, rng: np.random.Generator) -> None:
    field.drafts.remove(draft)
    field.note("missing_workbook", draft)


def _missing_row(field: Field, draft: Draft, rng: np.random.Generator) -> None:
    row = int(rng.integers(len(draft.rows)))
    draft.values[row] = np.nan
    field.note("missing_row", draft, row)


def _same_bytes(field: Field, draft: Draft, rng: np.random.Generator) -> None:
    again = field.again(draft, "_副本", int(rng.integers(1, 4)))
    again.repeats = draft.name
    field.note("same_bytes_again", again, detail=draft.name)


def _revision(field: Field, draft: Draft, rng: np.random.Generator) -> None:
    right = field.again(draft, "_更正", int(rng.integers(2, 9)))
    row = int(rng.integers(len(draft.rows)))
    wholes = [i for i, atom in enumerate(draft.form.atoms) if _is_free(field, draft.form, atom)]
    for atom in wholes[:3]:
        draft.values[row, atom] += int(rng.integers(1, 6))
        field.note("revision", right, row, atom, f"{draft.values[row, atom]:.12g} -> {right.values[row, atom]:.12g}")


def _is_free(field: Field, form: Form, atom: str) -> bool:
    """Whether a figure can be too high without breaking any sum or part: a count of events."""
    code = field.dictionary.element_of(atom).code
    recipe = field.settings.recipes.get(code)
    return recipe is not None and recipe.kind == "events" and form is field.main.form


def _row_twice(field: Field, draft: Draft, rng: np.random.Generator) -> None:
    row = int(rng.integers(len(draft.rows)))
    draft.add_row(draft.rows[row], draft.areas[row], draft.names[row], draft.values[row].copy())
    field.note("row_twice", draft, row, detail=str(len(draft.rows) - 1))


def _shifted(field: Field, draft: Draft, rng: np.random.Generator) -> None:
    start = int(rng.integers(1, max(len(draft.form.atoms) // 2, 2)))
    draft.values[:, start + 1 :] = draft.values[:, start:-1].copy()
    draft.values[:, start] = np.nan
    field.note("shifted_columns", draft, atom=start)


def _text(field: Field, draft: Draft, rng: np.random.Generator) -> None:
    row, atom = field.cell(rng, draft)
    texts = ("无", "—", f"约{draft.values[row, atom]:.0f}", "见备注")
    draft.texts[row, atom] = texts[int(rng.integers(len(texts)))]
    draft.values[row, atom] = np.nan
    field.note("text_in_number", draft, row, atom, draft.texts[row, atom])


def _full_width(field: Field, draft: Draft, rng: np.random.Generator) -> None:
    row, atom = field.cell(rng, draft, least=10)
    draft.texts[row, atom] = f"{draft.values[row, atom]:.0f}".translate({48 + i: 0xFF10 + i for i in range(10)})
    field.note("full_width_digits", draft, row, atom, draft.texts[row, atom])


def _total(field: Field, draft: Draft, rng: np.random.Generator) -> None:
    recipes = field.settings.recipes
    codes = [field.dictionary.element_of(atom).code for atom in draft.form.atoms]
    sums = [i for i, code in enumerate(codes) if code in recipes and recipes[code].kind == "sum"]
    if not sums:
        return
    row, atom = int(rng.integers(len(draft.rows))), sums[0]
    draft.values[row, atom] += int(rng.integers(1, 4))
    field.note("total_wrong", draft, row, atom, f"{draft.values[row, atom]:.12g}")


def _blank(field: Field, draft: Draft, rng: np.random.Generator) -> None:
    row, atom = field.cell(rng, draft)
    if draft.form.atoms[atom] in draft.form.required:
        draft.values[row, atom] = np.nan
        field.note("blank_required", draft, row, atom)


def _decimal(field: Field, draft: Draft, rng: np.random.Generator) -> None:
    row, atom = field.cell(rng, draft, least=4)
    draft.values[row, atom] -= 0.5
    field.note("decimal_count", draft, row, atom, f"{draft.values[row, atom]:.12g}")


def _negative(field: Field, draft: Draft, rng: np.random.Generator) -> None:
    row, atom = field.cell(rng, draft)
    draft.values[row, atom] *= -1
    field.note("negative_count", draft, row, atom, f"{draft.values[row, atom]:.12g}")


def _unknown(field: Field, draft: Draft, rng: np.random.Generator) -> None:
    row = int(rng.integers(len(draft.rows)))
    key = f"{draft.sender.key}{int(rng.integers(900, 1000))}"
    draft.add_row(-1, key, Word("新设村", "Newly Set-up Village"), draft.values[row].copy())
    field.note("unknown_village", draft, len(draft.rows) - 1)


def _truncated(field: Field, draft: Draft, rng: np.random.Generator) -> None:
    draft.cut = True
    field.note("truncated_file", draft)


def _copied(field: Field, draft: Draft, rng: np.random.Generator) -> None:
    before = field.find(draft.period.shift(-1), draft.sender.key)
    if before is None or before not in field.clean:
        return
    field.clean.remove(before)
    draft.values = before.values.copy()
    field.note("copied_month", draft, detail=before.name)


PLANTERS: dict[str, Planter] = {
    "late_workbook": _late,
    "missing_workbook": _missing,
    "missing_row": _missing_row,
    "same_bytes_again": _same_bytes,
    "revision": _revision,
    "row_twice": _row_twice,
    "shifted_columns": _shifted,
    "text_in_number": _text,
    "full_width_digits": _full_width,
    "total_wrong": _total,
    "blank_required": _blank,
    "decimal_count": _decimal,
    "negative_count": _negative,
    "unknown_village": _unknown,
    "truncated_file": _truncated,
    "copied_month": _copied,
}


def plant(field: Field) -> None:
    """Plant as many faults of each kind as the settings say, each in a workbook of its own."""
    # Copies first: they need two clean months in a row.
    for kind in sorted(PLANTERS, key=lambda kind: kind != "copied_month"):
        rng = stream(field.seed, "fault", kind)
        wanted = field.settings.faults.get(kind, 0)
        before = len({fault.file for fault in field.faults})
        while len({fault.file for fault in field.faults}) < before + wanted and (draft := field.take()):
            PLANTERS[kind](field, draft, rng)
    _poor_county(field)


def _poor_county(field: Field) -> None:
    """The county whose offices send late or not at all."""
    rng = stream(field.seed, "fault", "poor")
    theirs = [d for d in field.drafts if d.sender.key[:6] == field.settings.poor_county and d.form is field.main.form]
    order = [theirs[i] for i in rng.permutation(len(theirs))]
    missing = field.settings.faults.get("poor_missing", 0)
    late = field.settings.faults.get("poor_late", 0)
    for draft in order[:missing]:
        _missing(field, draft, rng)
    for draft in order[missing : missing + late]:
        _late(field, draft, rng)
