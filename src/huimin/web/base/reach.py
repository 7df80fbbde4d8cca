"""The areas that a right reaches, as a condition of a query: one parameter, however many areas there are."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import numpy as np
from django.db import connection
from django.db.models.expressions import RawSQL

from huimin.workflow import Act, Rights


def reach(rights: Rights, act: Act) -> frozenset[str] | None:
    """The keys of all areas that a person may do this with, those that are no more among them; None: of every area."""
    if rights.everywhere(act):
        return None
    areas = rights.areas
    tree = areas.at(rights.today)
    given = {role.area for role in rights.roles}
    found = {key for top in rights.tops(act) for key in below(tree, top)
             if (top in given and key != top) or rights.may(act, key)}  # fmt: skip
    gone = np.flatnonzero(~areas.alive(rights.today)).tolist() if rights.can(act) else []
    return frozenset(found | {areas.keys[one] for one in gone if rights.may(act, areas.keys[one])})


def below(tree: Any, top: str) -> tuple[str, ...]:
    """The keys of an area and of all below it on the day of the tree; none where it is not there."""
    at = tree.index(top)
    return () if at is None else tuple(tree.keys[at : int(tree.end[at])])


def within(keys: Iterable[str]) -> RawSQL:
    """For ``filter(area__in=within(keys))``: a list of any length as one parameter of the query."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT jsonb_array_elements_text(%s::jsonb)", [json.dumps(sorted(keys))])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(sorted(keys))])
