"""What publishing needs from outside, beside the ports of all tasks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from huimin.assessment.explanation import Finished


class RunResult(Finished, Protocol):
    """A finished run, to be written about."""

    @property
    def run(self) -> str:
        """The run's name."""

    @property
    def assessed(self) -> Sequence[str]:
        """The keys of the assessed areas, in the run's order."""

    @property
    def simulated(self) -> bool:
        """Whether its figures are invented."""

    def records(self) -> Iterable[Mapping[str, Any]]:
        """Every assessed area's record, in the run's order."""

    def level(self, key: str) -> str:
        """The code of an area's level."""
