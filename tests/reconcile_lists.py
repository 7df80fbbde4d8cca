"""Invented lists made ready, with the child behind every row."""

from __future__ import annotations

import pyarrow as pa

from huimin.adapters.linkage.prepare import prepare
from huimin.adapters.linkage.readings import readings
from huimin.reconciliation.places import CodePlaces
from huimin.tasks.reconcile.inventing import HOSPITAL, POLICE, VACCINE, invent_births, invent_list
from huimin.tasks.reconcile.ports import Sent


def sent_lists(size, seed):
    """Hospitals, immunisation, household registration; and the true child of every row."""
    births, places, sent, truth = invent_births(size, seed, days=90, areas=240), CodePlaces(), [], []
    for at, slips in enumerate((HOSPITAL, VACCINE, POLICE)):
        made = invent_list(births, slips, seed + at + 1, readings(), "HVP"[at])
        table = pa.table({name: pa.array(column) for name, column in made.columns.items()})
        ready = prepare(table, {name: name for name in made.columns}, readings(), places, f"{at}.csv")
        sent.append(
            Sent("HVP"[at], "HVP"[at], f"{at}.csv", ready.records, ready.numbers_at, ready.unnamed, ready.notes)
        )
        truth.append(made.child)
    return sent, truth
