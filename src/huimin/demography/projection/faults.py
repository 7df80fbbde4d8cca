"""Findings of this room: short ways to make them with their place."""

from __future__ import annotations

from huimin.findings import Fact, Finding, Place, Severity


def fault(code: str, element: str = "", period: str = "", area: str = "", **facts: Fact) -> Finding:
    """An error of this room with the element and period it is about."""
    return Finding(code, Severity.ERROR, Place(area=area, period=period, element=element), facts)
