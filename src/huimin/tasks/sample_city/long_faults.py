"""Two faults that reach over many workbooks: a report under an old code, and figures shaved to a target."""

from __future__ import annotations

import numpy as np

from huimin.tasks.sample_city.chance import Floats, stream
from huimin.tasks.sample_city.files import Draft, moment
from huimin.tasks.sample_city.planting import Field, PlantedFault


def report_under_old_code(field: Field) -> None:
    """The month after a merger, an old office still sends its villages under their old codes, and late."""
    merger = next((change for change in field.places.changes if change.kind == "merge"), None)
    if merger is None or not field.settings.faults.get("old_code"):
        return
    period = next((p for p in field.main.periods if p.first == field.settings.merger_month + 1), None)
    draft = field.find(period, merger.new[0]) if period else None
    before = field.find(period.shift(-2), merger.old[0]) if period else None
    if period is None or draft is None or before is None:
        return
    heirs = {change.old[0]: change.new[0] for change in field.places.changes if change.kind == "recode"}
    gone = [draft.areas.index(heirs[key]) for key in before.areas]
    rng = stream(field.seed, "fault", "old_code")
    late = Draft(
        form=draft.form,
        period=period,
        sender=before.sender,
        rows=[draft.rows[i] for i in gone],
        areas=list(before.areas),
        names=list(before.names),
        values=draft.values[gone].copy(),
        received=moment(rng, draft.form, period, 5, 12),
    )
    draft.values[gone] = np.nan
    field.drafts.append(late)
    field.note("old_code", late, detail=merger.new[0])


def shave(field: Field) -> None:
    """A county moves one figure so that its coverage stands just above the target, month after month."""
    shaving, form = field.settings.shaving, field.main.form
    if not field.settings.faults.get("shaved") or not {shaving.part, shaving.whole} <= set(form.atoms):
        return
    part, whole = form.atoms.index(shaving.part), form.atoms.index(shaving.whole)
    least = [i for i, code in enumerate(form.atoms) if _is_part_of(field, code, shaving.part)]
    rng = stream(field.seed, "fault", "shaved")
    periods = field.main.periods[-shaving.months :]
    for period in periods:
        drafts = [
            d for d in field.drafts if d.form is form and d.period == period and d.sender.key[:6] == shaving.county
        ]
        values = np.vstack([d.values for d in drafts])
        floor = np.max(values[:, least], axis=1) if least else np.zeros(len(values))
        goal = np.ceil(values[:, whole].sum() * shaving.target - 1e-9)
        moved = _moved(rng, values[:, part], floor, values[:, whole], int(goal))
        for draft, piece in zip(drafts, np.split(moved, np.cumsum([len(d.rows) for d in drafts])[:-1]), strict=True):
            draft.values[:, part] = piece
    detail = f"{shaving.target:.12g} + {shaving.band:.12g}"
    field.faults.append(PlantedFault("shaved", "", shaving.county, shaving.county, periods, shaving.part, detail))


def _is_part_of(field: Field, code: str, whole: str) -> bool:
    recipe = field.settings.recipes.get(code)
    return recipe is not None and recipe.kind == "part" and recipe.of == (whole,)


def _moved(rng: np.random.Generator, part: Floats, low: Floats, high: Floats, goal: int) -> Floats:
    """``part`` changed one by one, at random within ``low`` and ``high``, until it adds up to ``goal``."""
    moved = part.copy()
    while (missing := goal - int(moved.sum())) != 0:
        room = (high - moved) if missing > 0 else (moved - low)
        places = np.repeat(np.arange(len(moved)), np.maximum(room, 0).astype(int))
        if not len(places):
            break
        chosen = rng.choice(places, min(abs(missing), len(places)), replace=False)
        np.add.at(moved, chosen, float(np.sign(missing)))
    return moved
