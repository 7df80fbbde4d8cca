"""Shares as people type them, with their errors."""

from __future__ import annotations

import re

from huimin.findings import Finding, Invalid, Severity

_SHARE = re.compile(r"([\d.]+)\s*(%?)(?:\s*(?:\+-|±)\s*([\d.]+)\s*(%?))?")


def share_with_error(option: str, text: str, usual: float) -> tuple[float, float]:
    """A share with its standard error: ``0.98``, ``98%``, ``98% +- 1%``; ``usual`` and 0 where nothing was typed.

    Raises:
        Invalid: ``registration-option-unreadable``.
    """
    if not text:
        return usual, 0.0
    found = _SHARE.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError
        value = float(found[1]) / (100 if found[2] else 1)
        return value, float(found[3] or 0) / (100 if found[4] else 1)
    except ValueError:
        facts = {"item": option, "found": text}
        raise Invalid([Finding("registration-option-unreadable", Severity.ERROR, facts=facts)]) from None
