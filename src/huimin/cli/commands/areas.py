"""``huimin areas``."""

from __future__ import annotations

from huimin.cli.options import HERE, JSON, LANGUAGE, WORKSPACE, opened
from huimin.cli.printing import exit_code, finding_record, out, print_counts, print_findings, print_json
from huimin.cli.words import t
from huimin.findings import sort_findings


def check(workspace: WORKSPACE = HERE, json: JSON = False, lang: LANGUAGE = None) -> int:
    """List every defect of the tree."""
    with opened(workspace) as place:
        found = sort_findings(place.areas().defects)
    if json:
        print_json({"findings": [finding_record(f) for f in found]})
    elif found:
        print_findings(found, everything=True)
        print_counts(found)
    else:
        out.line(t("no-findings"))
    return exit_code(found)
