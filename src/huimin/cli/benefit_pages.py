"""One benefit on a page of the terminal: what an officer wants to know before a family sits down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from huimin.benefits import Benefit, yuan_text
from huimin.cli.words import spoken, t
from huimin.language import to_text

Line = tuple[str, str]


def benefit_lines(benefit: Benefit) -> Iterator[Line]:
    """Lines with their style."""
    lang = spoken()
    yield f"{benefit.name.of(lang)} ({benefit.code})", "bold"
    yield benefit.about.of(lang), ""
    until = benefit.until.isoformat() if benefit.until else t("benefit-no-end")
    yield t("benefit-in-force", first=benefit.since.isoformat(), last=until), ""
    source, status = benefit.source, t(f"benefit-status-{benefit.source.status}")
    yield t("benefit-source", title=f"{source.title} {source.article}".strip(), status=status), "dim"
    yield f"{t('benefit-office')}{t('benefit-colon')}{benefit.office.of(lang)}", ""
    for title, lines in (
        ("benefit-asked", _asked), ("benefit-conditions", _conditions), ("benefit-amounts", _amounts),
        ("benefit-papers", _papers), ("benefit-steps", _steps), ("benefit-shares", _shares),
    ):  # fmt: skip
        yield "", ""
        yield t(title), "bold"
        for line in lines(benefit):
            yield f"  {line}", ""


def _asked(benefit: Benefit) -> Iterator[str]:
    for one in benefit.facts:
        yield f"· {one.ask.of(spoken())} [{one.code}]{t('benefit-sensitive') if one.sensitive else ''}"


def _conditions(benefit: Benefit) -> Iterator[str]:
    for one in benefit.conditions:
        yield f"· {one.code}{t('benefit-colon')}{to_text(one.node)}{t('benefit-authority') if one.authority else ''}"


def _amounts(benefit: Benefit) -> Iterator[str]:
    for one in benefit.amounts:
        formula = "" if one.node is None else f" = {to_text(one.node)}"
        yield f"· {one.name.of(spoken())}{formula}"
        for entry in one.dated:
            if entry.since == date.min:
                continue
            paid = (t("benefit-to-fill-in") if entry.value is None
                    else t(f"benefit-per-{benefit.period}", yuan=yuan_text(int(entry.value))))  # fmt: skip
            yield f"    {entry.since.isoformat()}  {paid}  {t(f'benefit-status-{entry.source.status}')}"


def _papers(benefit: Benefit) -> Iterator[str]:
    for one in benefit.papers:
        yield f"· {one.name.of(spoken())}{t('benefit-looked-up') if one.looked_up else ''}"


def _steps(benefit: Benefit) -> Iterator[str]:
    for one in benefit.steps:
        days = "" if one.working_days is None else t("benefit-working-days", days=one.working_days)
        yield f"· {one.name.of(spoken())}{days}"
    if benefit.paid_by is not None:
        status = t(f"benefit-status-{benefit.paid_by.source.status}")
        yield f"· {t('benefit-paid-by', by=benefit.paid_by.words(spoken()))}  {status}"
        if note := benefit.paid_by.note.of(spoken()):
            yield f"    {note}"


def _shares(benefit: Benefit) -> Iterator[str]:
    if not benefit.shares:
        yield t("benefit-to-fill-in")
    for one in benefit.shares:
        parts = ", ".join(f"{level} {float(part * 100):g}%" for level, part in one.parts.items())
        yield f"{one.since.isoformat()}  {parts}"
