"""What somebody typed of a new round, and the ``round.yaml`` that it makes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Severity
from huimin.findings.section import Section, raise_if_faulty
from huimin.sampling.rounds import BY_LEVEL, BY_SIZE, NO_STRATA, Round, check_round, read_round
from huimin.tasks.definitions import Definitions
from huimin.wiring.verify_shelf import FOLDER

TEXTS = ("zh", "en", "form", "period", "strata", "draw", "precision", "budget", "wrong", "by", "closes", "papers",
         "report_by")  # fmt: skip
_USUAL = {"strata": NO_STRATA, "draw": "size", "precision": "5%", "wrong": "20%", "by": "20%"}
_SHARE = ("precision", "wrong", "by")


@dataclass
class Wish:
    """The fields of the form, as typed."""

    fields: dict[str, str] = field(default_factory=lambda: {name: _USUAL.get(name, "") for name in TEXTS})
    elements: Sequence[str] = ()

    def code(self, taken: Mapping[str, object]) -> str:
        """What the round is called: its first element and its period, with a number where that is taken."""
        words = f"{self.elements[0] if self.elements else 'round'}-{self.fields['period']}".lower()
        base = re.sub(r"[^a-z0-9]+", "-", words).strip("-") or "round"
        base = base if base[0].isalpha() else f"r-{base}"
        return next(name for at in range(1, 1000) if (name := base if at == 1 else f"{base}-{at}") not in taken)

    def document(self, given: Definitions) -> dict[str, Any]:
        """The document that ``round.yaml`` will hold.

        Raises:
            Invalid: the form or the period is missing or unknown.
        """
        typed = self.fields
        missing = [Finding("verification-field", Severity.ERROR, facts={"field": name})
                   for name in ("form", "period") if not typed[name]]  # fmt: skip
        if not self.elements:
            missing.append(Finding("verification-field", Severity.ERROR, facts={"field": "element"}))
        raise_if_faulty(missing)
        form, period = given.form(typed["form"]), Period.of(typed["period"])
        last = (list(period.parts(form.frequency)) or [period])[-1]
        names = [f"{period.name(lang)}" for lang in ("zh", "en")]
        made: dict[str, Any] = {
            "zh": typed["zh"] or f"{names[0]}现场核查", "en": typed["en"] or f"Verification on the spot, {names[1]}",
            "form": form.code, "period": period.code,
            "elements": [{"element": one, "source_zh": typed["papers"], "source_en": typed["papers"]}
                         for one in self.elements],
            "strata": [] if typed["strata"] == NO_STRATA else [typed["strata"]], "draw": typed["draw"],
            "closes": typed["closes"] or form.due(last).isoformat(),
            "expected": {name: _share(typed[name]) for name in ("wrong", "by")},
            "precision": _share(typed["precision"]),
            "report_by": [typed["report_by"]] if typed["report_by"] else [],
        }  # fmt: skip
        if typed["budget"]:
            made["budget"] = typed["budget"]
        return made


def _share(text: str) -> str:
    """A share as somebody types it: ``5`` and ``5%`` are the same."""
    text = text.replace("％", "%").strip()
    return f"{text}%" if re.fullmatch(r"\d+(\.\d+)?", text) else text


def posted(data: Any) -> Wish:
    """The form as it was sent."""
    typed = {name: data.get(name, "").strip() for name in TEXTS}
    return Wish({name: value or _USUAL.get(name, "") for name, value in typed.items()}, data.getlist("element"))


def round_from(given: Definitions, code: str, document: Mapping[str, Any]) -> Round:
    """The round that a document makes.

    Raises:
        Invalid: every fault of it.
    """
    faults: list[Finding] = []
    section = Section(dict(document), faults, file=f"{FOLDER}/{code}/round.yaml")
    made = read_round(section, code)
    check_round(made, given.dictionary, given.forms, given.areas.levels.codes, section)
    if any(one.severity is Severity.ERROR for one in faults):
        raise Invalid(faults)
    return made


def text_of(document: Mapping[str, Any]) -> str:
    """The document as YAML, a key a line."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in document.items())


def strata(given: Definitions) -> tuple[str, ...]:
    """The ways to cut a frame into strata."""
    return (NO_STRATA, *given.areas.levels.codes[:-1], BY_SIZE, BY_LEVEL)
