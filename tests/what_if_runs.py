"""What several tests of trials share."""

from __future__ import annotations

from typing import Any

import pytest

from huimin.findings import Invalid
from huimin.tasks.what_if import Basis, what_if


def one_change(item: str, key: str, value: Any) -> list[dict[str, Any]]:
    return [{"item": item, "key": key, "value": value}]


def refused(basis: Basis, changes: list[dict[str, Any]]) -> list[str]:
    """The codes a trial is refused with."""
    with pytest.raises(Invalid) as told:
        what_if(basis, changes)
    return sorted({finding.code for finding in told.value.findings})
