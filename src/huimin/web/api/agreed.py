"""Calls about what is agreed: the tree, the dictionary, forms, indicators, schemes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

import numpy as np
from django.http import Http404
from ninja import Query, Router

from huimin.language import describe, parse
from huimin.web.api import shapes
from huimin.web.api.door import Reading
from huimin.web.api.paging import Paged, paged
from huimin.web.base import clock, place

WRONG = {400: shapes.Errors, 401: shapes.Errors, 403: shapes.Errors, 404: shapes.Errors}
"""What every call may answer instead."""
router = Router(auth=Reading(), tags=["definitions"])
T = TypeVar("T")


def coded(rows: Iterable[T], code: str) -> T:
    """The definition of this code. Http404 where there is none."""
    found = next((one for one in rows if getattr(one, "code") == code), None)  # noqa: B009 (rows of any kind)
    if found is None:
        raise Http404
    return found


@router.get("/areas", response={200: shapes.Page[shapes.Area], **WRONG}, summary="The area tree on a day")
def areas(
    request: Any, wish: Query[Paged], level: str = "", under: str = "", day: date | None = None
) -> dict[str, Any]:  # fmt: skip
    """All areas in depth-first order; ``level``: of one level only; ``under``: below one area, itself left out."""
    tree = place.definitions().areas.at(day or clock.today())
    rows = np.arange(len(tree))
    if level:
        rows = tree.at_level(level)
    if under:
        at = tree.index(under)
        if at is None:
            raise Http404
        rows = rows[(rows > at) & (rows < int(tree.end[at]))]

    def made(at: int) -> dict[str, Any]:
        parent = int(tree.parent[at])
        return {"key": tree.keys[at], "code": tree.codes[at], "zh": tree.name(at, "zh"), "en": tree.name(at, "en"),
                "level": tree.level[at], "parent": tree.keys[parent] if parent >= 0 else None,
                "below": int(tree.end[at]) - at - 1}  # fmt: skip

    return paged(rows.tolist(), wish, made)


@router.get("/elements", response={200: shapes.Page[shapes.Element], **WRONG}, summary="The data dictionary")
def elements(request: Any, wish: Query[Paged]) -> dict[str, Any]:
    """Every data element; those of judgement sheets stand with their schemes."""
    rows = [one for one in place.definitions().dictionary.elements if not one.judged]
    return paged(rows, wish, _element)


@router.get("/elements/{code}", response={200: shapes.Element, **WRONG}, summary="One data element")
def element(request: Any, code: str) -> dict[str, Any]:
    """One data element."""
    return _element(coded(place.definitions().dictionary.elements, code))


def _element(one: Any) -> dict[str, Any]:
    names = ("code", "zh", "en", "unit", "kind", "over_time", "over_areas", "decimals", "low", "high", "source", "note")
    return {**{name: getattr(one, name) for name in names}, "atoms": list(one.atoms)}


@router.get("/forms", response={200: shapes.Page[shapes.Form], **WRONG}, summary="The report forms")
def forms(request: Any, wish: Query[Paged]) -> dict[str, Any]:
    """Every form with its columns and rules."""
    return paged(place.definitions().forms, wish, _form)


@router.get("/forms/{code}", response={200: shapes.Form, **WRONG}, summary="One report form")
def form(request: Any, code: str) -> dict[str, Any]:
    """One form."""
    return _form(coded(place.definitions().forms, code))


def _form(one: Any) -> dict[str, Any]:
    names = ("code", "zh", "en", "frequency", "submitted_by", "due_days", "version")
    return {
        **{name: getattr(one, name) for name in names}, "reported_by": list(one.reported_by), "atoms": list(one.atoms),
        "required": [atom for atom in one.atoms if atom in one.required],
        "rules": [{"code": rule.code, "zh": rule.zh, "en": rule.en, "formula": rule.formula,
                   "severity": rule.severity.word} for rule in one.rules],
    }  # fmt: skip


@router.get("/indicators", response={200: shapes.Page[shapes.Indicator], **WRONG}, summary="The indicators")
def indicators(request: Any, wish: Query[Paged]) -> dict[str, Any]:
    """Every indicator with its formula, also in words."""
    return paged(list(place.definitions().names), wish, _indicator)


@router.get("/indicators/{code}", response={200: shapes.Indicator, **WRONG}, summary="One indicator")
def indicator(request: Any, code: str) -> dict[str, Any]:
    """One indicator."""
    return _indicator(coded(place.definitions().names, code))


def _indicator(one: Any) -> dict[str, Any]:
    names = ("code", "zh", "en", "kind", "show", "decimals", "better")
    node, known = parse(one.text), place.definitions().names
    return {
        **{name: getattr(one, name) for name in names}, "formula": one.text, "source": one.source.text(),
        "words_zh": describe(node, known, "zh"), "words_en": describe(node, known, "en"),
    }  # fmt: skip


@router.get("/schemes", response={200: shapes.Page[shapes.Scheme], **WRONG}, summary="The schemes of assessment")
def schemes(request: Any, wish: Query[Paged]) -> dict[str, Any]:
    """Every scheme with its items."""
    return paged(list(place.definitions().schemes.values()), wish, _scheme)


@router.get("/schemes/{code}", response={200: shapes.Scheme, **WRONG}, summary="One scheme of assessment")
def scheme(request: Any, code: str) -> dict[str, Any]:
    """One scheme."""
    return _scheme(coded(place.definitions().schemes.values(), code))


def _scheme(one: Any) -> dict[str, Any]:
    names = ("code", "zh", "en", "version", "level", "frequency", "total")
    items = [{"id": item.id, "zh": item.zh, "en": item.en, "points": item.points, "rule_zh": item.rule.zh,
              "rule_en": item.rule.en} for item in one.leaves()]  # fmt: skip
    return {**{name: getattr(one, name) for name in names}, "items": items}
