"""Everything that is agreed, in one frozen value: tree, dictionary, forms, indicators, schemes, and their hashes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from huimin.areas import Areas
from huimin.assessment.adjustment_rows import overlaps, read_adjustments
from huimin.assessment.adjustments import Adjustment, Adjustments
from huimin.assessment.binding import check_scheme, judgement_form, with_judged
from huimin.assessment.reading import read_scheme
from huimin.assessment.scheme import Scheme
from huimin.figures.dictionary import Dictionary, read_dictionary
from huimin.figures.forms import Form, read_forms
from huimin.findings import Finding, Invalid, Place, Severity, nearest
from huimin.findings.section import raise_if_faulty
from huimin.indicators.definitions import Names, check_formula, read_indicators
from huimin.sampling.rounds import Round, Sheets, read_sheets

NAMES_COMPARED = 20_000
PARTS = ("areas", "dictionary", "forms", "indicators", "schemes", "mappings")


@dataclass(frozen=True)
class Title:
    """What a workspace is called, whether its data are simulated, and the language it prefers."""

    zh: str
    en: str
    simulated: bool = False
    lang: str = "zh"

    def name(self, lang: str) -> str:
        """The title in ``zh`` or ``en``."""
        return self.zh if lang == "zh" else self.en

    def as_file(self) -> bytes:
        """``huimin.yaml`` as a run keeps it: without packs and database, which a run does not rest on."""
        lines = [f"title_zh: {json.dumps(self.zh, ensure_ascii=False)}", f"title_en: {json.dumps(self.en)}",
                 f"simulated: {str(self.simulated).lower()}", f"language: {self.lang}"]  # fmt: skip
        return ("\n".join(lines) + "\n").encode()


@dataclass(frozen=True)
class Definitions:
    """All definitions of a workspace, checked.

    ``files`` are the bytes everything was read from, by name within the workspace (``schemes/x.yaml``): what a run
    keeps a copy of, and what its hashes are made from. ``mappings`` are parsed but not interpreted here.
    """

    title: Title
    areas: Areas
    dictionary: Dictionary
    forms: tuple[Form, ...]
    names: Names
    schemes: Mapping[str, Scheme]
    scheme_files: Mapping[str, str]
    mappings: tuple[Mapping[str, Any], ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    adjustments: Adjustments = Adjustments()
    rounds: Mapping[str, Round] = field(default_factory=dict)

    def form(self, code: str) -> Form:
        """The form of this code.

        Raises:
            Invalid: there is none, with the nearest code.
        """
        for form in self.forms:
            if form.code == code:
                return form
        raise unknown("form-unknown", code, (form.code for form in self.forms))

    def scheme(self, code: str) -> Scheme:
        """The scheme of this code.

        Raises:
            Invalid: there is none, with the nearest code.
        """
        if code not in self.schemes:
            raise unknown("scheme-unknown", code, self.schemes)
        return self.schemes[code]

    def area_key(self, text: str, day: date) -> str:
        """The key of the area with this key, code or Chinese or English name on ``day``.

        Raises:
            Invalid: nothing or more than one thing is called so.
        """
        by_code = self.areas.find(text, day)
        found = [by_code] if by_code is not None else list(self.areas.named(text, day))
        if len(found) == 1:
            return self.areas.keys[found[0]]
        if found:
            facts = {"found": text, "keys": ", ".join(self.areas.keys[one] for one in found[:8])}
            raise Invalid([Finding("area-ambiguous", Severity.ERROR, facts=facts)])
        names = self.areas.at(day).names_zh
        # Comparing with every name of a whole nation would keep the reader waiting for a mere suggestion.
        raise unknown("area-not-found", text, names if len(names) < NAMES_COMPARED else ())

    def files_for(self, scheme: str) -> dict[str, bytes]:
        """The files a run of this scheme rests on: all but mappings and the other schemes."""
        mine = self.scheme_files[scheme]
        return {
            name: data for name, data in sorted(self.files.items())
            if not name.startswith("mappings/") and (not name.startswith("schemes/") or name == mine)
        }  # fmt: skip

    def hashes(self, scheme: str) -> dict[str, str]:
        """A hash for each part of the definitions that a run of this scheme rests on."""
        parts: dict[str, Any] = {}
        for name, data in self.files_for(scheme).items():
            part = name.split("/")[0] if "/" in name else "workspace"
            parts.setdefault(part, sha256()).update(name.encode() + b"\0" + sha256(data).digest())
        return {part: digest.hexdigest() for part, digest in sorted(parts.items())}


def unknown(code: str, text: str, known: Iterable[str]) -> Invalid:
    """The complaint that something is not known, with the nearest thing that is."""
    known = list(known)
    facts = {"found": text, "nearest": nearest(text, known), "options": ", ".join(sorted(known)[:12])}
    return Invalid([Finding(code, Severity.ERROR, facts=facts)])


Rows = tuple[Sequence[str], Sequence[tuple[int, Sequence[str]]]]
"""A table as written: its header, and its records with their line numbers."""


@dataclass(frozen=True)
class Parsed:
    """Definition files as parsed: for each part the documents in the order of their names."""

    title: Title
    areas: Areas
    documents: Mapping[str, Mapping[str, Any]]
    files: Mapping[str, bytes]
    adjustments: Mapping[str, Rows] = field(default_factory=dict)
    rounds: Sheets = field(default_factory=dict)


def build(parsed: Parsed) -> Definitions:
    """Check and connect all definitions.

    Raises:
        Invalid: every fault that could be told, from every file.
    """
    faults = list(parsed.areas.defects)
    documents = parsed.documents
    schemes: dict[str, Scheme] = {}
    scheme_files: dict[str, str] = {}
    for name, document in documents.get("schemes", {}).items():
        scheme = read_scheme(document, faults)
        if scheme.code in schemes:
            place = Place(file=name)
            faults.append(Finding("scheme-twice", Severity.ERROR, place, {"scheme": scheme.code}))
        schemes[scheme.code], scheme_files[scheme.code] = scheme, name
    tree_faults = [fault for fault in faults if fault in parsed.areas.defects]
    raise_if_faulty([fault for fault in faults if fault not in tree_faults])
    definition_faults: list[Finding] = []
    plain = read_dictionary(documents.get("dictionary", {}).values(), definition_faults)
    dictionary = with_judged(plain, schemes.values())
    forms = read_forms(documents.get("forms", {}).values(), dictionary, definition_faults)
    judged = tuple(form for scheme in schemes.values() if (form := judgement_form(scheme)) is not None)
    names = read_indicators(documents.get("indicators", {}).values(), dictionary, definition_faults)
    _check_rules(forms, names, definition_faults)
    levels = parsed.areas.levels.codes
    rounds, verified, sheets = read_sheets(parsed.rounds, dictionary, forms, levels, definition_faults)
    adjustments = _adjustments(parsed, dictionary, definition_faults)
    for code, scheme in schemes.items():
        check_scheme(scheme, names, forms + judged, levels, definition_faults, scheme_files[code])
    raise_if_faulty(definition_faults)
    findings = tuple(dict.fromkeys([*faults, *definition_faults]))
    return Definitions(
        parsed.title, parsed.areas, verified, forms + judged + sheets, names, schemes, scheme_files,
        tuple(documents.get("mappings", {}).values()), parsed.files, findings,
        adjustments, rounds,
    )  # fmt: skip


def _adjustments(parsed: Parsed, dictionary: Dictionary, faults: list[Finding]) -> Adjustments:
    made: list[Adjustment] = []
    for name, (header, records) in parsed.adjustments.items():
        made += read_adjustments(header, records, parsed.areas, dictionary, faults, name)
    overlaps(made, faults, "adjustments/")
    return Adjustments(tuple(made))


def _check_rules(forms: Iterable[Form], names: Names, faults: list[Finding]) -> None:
    for form in forms:
        for rule in form.rules:
            check_formula(rule.formula, names, Place(file=rule.file, line=rule.line, element=rule.code), faults)
