"""The sample city 惠民示范市 as a whole: areas, truth, what is reported, workbooks, and faults in them.

The city is invented. It depends on nothing but the settings, the forms and the seed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from huimin.areas import AreaRow, ChangeRow
from huimin.figures.dictionary import Dictionary
from huimin.figures.forms import Form
from huimin.tasks.sample_city.files import Draft, FormFigures, PlannedFile, drafts_of, figures_of
from huimin.tasks.sample_city.long_faults import report_under_old_code, shave
from huimin.tasks.sample_city.model import Model
from huimin.tasks.sample_city.places import make_places
from huimin.tasks.sample_city.planting import Field, PlantedFault, plant
from huimin.tasks.sample_city.settings import Settings


@dataclass(frozen=True)
class City:
    """A made city.

    Attributes:
        areas, changes: rows of ``areas.csv`` and ``changes.csv``.
        figures: by form code, the true and the reported figures.
        files: the workbooks by time of receipt.
        faults: every fault that was planted.
    """

    seed: int
    settings: Settings
    areas: tuple[AreaRow, ...]
    changes: tuple[ChangeRow, ...]
    figures: dict[str, FormFigures]
    files: tuple[PlannedFile, ...]
    faults: tuple[PlantedFault, ...]

    def of_kind(self, kind: str) -> tuple[PlantedFault, ...]:
        """The planted faults of one kind."""
        return tuple(fault for fault in self.faults if fault.kind == kind)


def make_city(seed: int, settings: Settings, dictionary: Dictionary, forms: Sequence[Form]) -> City:
    """Make the city.

    Args:
        seed: the same seed gives the same city to the last byte.
        settings: sizes, rates and faults (see :func:`~huimin.tasks.sample_city.settings.read_settings`).
        dictionary: the elements of the forms, and those they are parts of.
        forms: the forms to be filled in, judgement sheets among them.
    """
    places = make_places(settings)
    model = Model(settings, places, dictionary, forms, seed)
    whole = [form for form in forms if model.periods(form.frequency)]
    figures = {form.code: figures_of(model, dictionary, form) for form in whole}
    drafts = [draft for each in figures.values() for draft in drafts_of(each, places, seed)]
    faults: list[PlantedFault] = []
    if main := _main(figures.values(), drafts):
        field = Field(settings, places, dictionary, main, drafts, seed)
        shave(field)
        report_under_old_code(field)
        plant(field)
        faults = field.faults
    drafts.sort(key=lambda draft: (draft.received, draft.name))
    _report(figures, drafts)
    files = tuple(draft.sealed(settings.sender) for draft in drafts)
    return City(seed, settings, places.rows, places.changes, figures, files, tuple(faults))


def _main(figures: Iterable[FormFigures], drafts: Sequence[Draft]) -> FormFigures | None:
    """The form with the most workbooks, of those whose workbooks hold several areas."""
    many = [each for each in figures if each.form.submitted_by not in ("", *each.form.reported_by)]
    return max(many, key=lambda each: sum(d.form is each.form for d in drafts), default=None)


def _report(figures: dict[str, FormFigures], drafts: Iterable[Draft]) -> None:
    """Enter what the workbooks say into ``reported``, the later over the earlier."""
    for draft in drafts:
        if draft.cut:
            continue
        each = figures[draft.form.code]
        index = {key: i for i, key in enumerate(each.areas)}
        period = each.periods.index(draft.period)
        for row, area in enumerate(draft.areas):
            if area in index:
                each.reported[period, index[area]] = draft.values[row]
