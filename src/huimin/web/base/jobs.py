"""What the rows of all work in processes of their own have in common: begun once, watched, and ended with its findings.

A screen keeps its own model (``state`` with ``RUNNING``, ``DONE``, ``FAILED`` and ``DIED``, ``findings``, ``ended_at``,
``person``), whose database allows one running row of a kind, and says in the words of its own what the work does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction

from huimin.findings import Finding, Invalid, Place, Severity
from huimin.web.base import clock, processes

KEPT = 200
"""How many findings of one work are kept."""


class Jobs:
    """Work of one model.

    Args:
        model: of the rows.
        command: the module of :mod:`huimin.web.commands` that does the work in the process.
        name: what the name of its lock begins with.
        codes: of the findings ``busy`` (another is running), ``died`` and ``broken``.
        saved: columns that the work itself changes and that are saved at its end.
    """

    def __init__(self, model: Any, command: str, name: str, codes: Mapping[str, str], saved: tuple[str, ...]) -> None:
        self.model, self.command, self.name, self.codes, self.saved = model, command, name, codes, saved

    def lock(self, job: Any) -> str:
        """The name of the lock that its process holds."""
        return f"{self.name}{job.pk}"

    def _told(self, what: str) -> Finding:
        return Finding(self.codes[what], Severity.ERROR)

    def start(self, lang: str, noted: Callable[[Any], object], **columns: Any) -> tuple[Any, int]:
        """Begin a work, which ``noted`` puts into the log in the same transaction: its row, and the process's number.

        Raises:
            Invalid: another is running.
        """
        self.running()
        try:
            with transaction.atomic():
                job = self.model.objects.create(made_at=clock.now(), **columns)
                held = processes.hold(self.lock(job))
                noted(job)
        except IntegrityError:
            raise Invalid([self._told("busy")]) from None
        with held:
            return job, processes.begin(held, self.command, lang, str(job.pk))

    def running(self) -> Any | None:
        """The work that goes on now. One whose process died is marked so, and is no more."""
        job = self.model.objects.filter(state=self.model.RUNNING).first()
        return job if job is not None and self.looked_at(job).state == self.model.RUNNING else None

    def looked_at(self, job: Any) -> Any:
        """The row with its state as it is: a process may have died without a word."""
        if job.state == self.model.RUNNING and not processes.held(self.lock(job)):
            job.refresh_from_db()  # it may have ended well while we looked
            if job.state == self.model.RUNNING:
                self._end(job, self.model.DIED, [self._told("died")])
        return job

    def work(self, number: int, do: Callable[[Any], Iterable[Finding]], done: Callable[[Any], object]) -> int:
        """Do a work, in its process; its row tells how it went. 0, or 1 where it failed.

        ``do`` gives the findings on the way; ``done`` notes the good end in the log, in the transaction of that end.
        """
        job = self.model.objects.select_related("person").get(pk=number)
        try:
            found = do(job)
        except Invalid as invalid:
            self._end(job, self.model.FAILED, invalid.findings)
            return 1
        except Exception:
            self._end(job, self.model.FAILED, [self._told("broken")])
            raise
        with transaction.atomic():
            self._end(job, self.model.DONE, found)
            done(job)
        processes.forget(self.lock(job))
        return 0

    def _end(self, job: Any, state: str, findings: Iterable[Finding]) -> None:
        job.state, job.ended_at = state, clock.now()
        job.findings = [_plain(one) for one in findings][:KEPT]
        job.save(update_fields=["state", "ended_at", "findings", *self.saved])


def _plain(finding: Finding) -> dict[str, Any]:
    return {"code": finding.code, "severity": int(finding.severity), "place": finding.place.as_dict(),
            "facts": dict(finding.facts)}  # fmt: skip


def findings_of(job: Any) -> list[Finding]:
    """What a work found on its way, or why it failed."""
    return [Finding(one["code"], Severity(one["severity"]), Place(**one["place"]), one["facts"])
            for one in job.findings]  # fmt: skip
