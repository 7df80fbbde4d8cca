"""A claim in a file, as a clerk types it or another program hands it over."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.findings import Finding
from huimin.findings.section import Section, raise_if_faulty
from huimin.tasks.claims.ports import AccountGiven, Application, Identified
from huimin.wiring.workspace import Workspace


def application_of(path: Path, place: Workspace, today: date) -> Application:
    """The claim in a YAML file: ``benefit``, ``area`` (key, code or name), ``claimant`` and ``subject`` (``name``,
    ``identity``, ``phone``, ``address``; without a subject it is for the claimant), ``relation``, ``facts``,
    ``account`` (``holder``, ``number``, ``bank``), ``consent`` and ``separate_consent``.

    Raises:
        Invalid: the file is faulty.
    """
    faults: list[Finding] = []
    section = Section(load_yaml(path), faults)
    area = section.text("area")
    claimant = _person(section.section("claimant"))
    subject = _person(section.section("subject")) if section.has("subject") else claimant
    account = None
    if section.has("account"):
        part = section.section("account")
        account = AccountGiven(part.text("holder"), part.text("number"), part.text("bank", ""))
        part.done()
    facts: Any = section.raw("facts", {})
    made = Application(
        section.text("benefit"), area, claimant, subject, section.text("relation", ""),
        {code: value.isoformat() if isinstance(value, date) else value for code, value in facts.items()},
        section.flag("consent"), section.flag("separate_consent"), account,
    )  # fmt: skip
    section.done()
    raise_if_faulty(faults)
    return Application(made.benefit, place.definitions.area_key(area, today), made.claimant, made.subject,
                       made.relation, made.facts, made.consent, made.separate_consent, made.account)  # fmt: skip


def _person(part: Section) -> Identified:
    made = Identified(part.text("name"), part.text("identity", ""), part.text("phone", ""), part.text("address", ""))
    part.done()
    return made
