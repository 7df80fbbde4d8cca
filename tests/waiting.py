"""Waiting for work that the site does in a process of its own."""

from __future__ import annotations

import time
from typing import Any

PATIENCE = 120.0


def waited(jobs: Any, number: int) -> Any:
    """The row of a job of these ``Jobs`` as it is when the job has ended."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        job = jobs.looked_at(jobs.model.objects.get(pk=number))
        if job.state != job.RUNNING:
            return job
        time.sleep(0.2)
    raise AssertionError("the work did not end")
