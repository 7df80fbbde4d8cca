"""Deciding what a file says: facts as an officer writes them, for one benefit or for all that it gives facts for."""

from __future__ import annotations

from datetime import date
from typing import Any

from huimin.benefits import Decision, decide
from huimin.findings import Finding
from huimin.findings.section import Section, raise_if_faulty
from huimin.tasks.benefits.catalogue import Catalogue


def decide_file(catalogue: Catalogue, document: Any, on: date) -> list[Decision]:
    """The decisions of a file with the keys ``benefit`` (one or several), ``facts``, ``on`` and ``claimed``.

    Args:
        on: the day asked about where the file does not say it.

    Raises:
        Invalid: the file is faulty, or names an unknown benefit.
    """
    faults: list[Finding] = []
    section = Section(document, faults)
    codes, facts = section.words("benefit"), section.raw("facts", {})
    day, claimed = section.day("on") or on, section.day("claimed")
    if not codes:
        section.fault("definition-key-missing", "benefit")
    if not isinstance(facts, dict):
        section.fault("definition-not-a-mapping", "facts", at="facts")
    section.done()
    raise_if_faulty(faults)
    made = []
    for code in codes:
        benefit = catalogue.benefit(code)
        asked = {one.code for one in benefit.facts if not one.member} | {"members"}
        # Facts for several benefits stand together: those that only another one asks for are no mistake.
        given = {key: value for key, value in facts.items() if key in asked or len(codes) == 1}
        made.append(decide(benefit, given, day, claimed=claimed))
    return made
