"""``huimin encode``: keys, encoded lists, and codes turned back, for offices that may not hand over names."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from huimin.cli.options import ALL, DONE, JSON, LANGUAGE, must_exist
from huimin.cli.printing import finding_record, out, print_findings, print_json
from huimin.cli.words import t


def key(
    destination: Annotated[Path, typer.Option("--out", metavar="FILE")] = Path("huimin.key"),
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Make a key."""
    from huimin.wiring.reconcile_private import make_key

    made = make_key(destination)
    if json:
        print_json({"file": str(made)})
    else:
        out.line(t("encode-key", file=made))
    return DONE


def encode_list(
    file: Annotated[Path, typer.Argument()],
    key_file: Annotated[Path, typer.Option("--key", metavar="FILE")] = Path("huimin.key"),
    label: Annotated[str, typer.Option("--label", metavar="TEXT")] = "",
    destination: Annotated[Path | None, typer.Option("--out", metavar="FILE")] = None,
    mapping: Annotated[Path | None, typer.Option("--mapping", metavar="FILE")] = None,
    workspace: Annotated[Path | None, typer.Option("--areas", metavar="DIR")] = None,
    name: Annotated[str, typer.Option("--name", metavar="TEXT")] = "",
    months: Annotated[Literal["month", "quarter", "year"], typer.Option("--plain-dates")] = "month",
    areas: Annotated[Literal["county", "none"], typer.Option("--plain-areas")] = "county",
    salt: Annotated[Literal["day", "month", "year", "none"], typer.Option("--salt")] = "day",
    everything: ALL = False,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Encode a list."""
    from huimin.wiring.reconcile_private import Encoding, encode_list

    must_exist(file, key_file, *(one for one in (mapping, workspace) if one is not None))
    target = destination or file.with_suffix(".encoded")
    made = encode_list(Encoding(file, key_file, label, target, date.today(), mapping, workspace, name, months, areas,
                                salt))  # fmt: skip
    if json:
        notes = [finding_record(one) for one in made.notes]
        print_json({"file": str(made.file), "codes": str(made.codes), "records": made.records, "notes": notes})
    else:
        print_findings(made.notes, everything)
        out.line(t("encode-list", file=made.file, codes=made.codes, count=f"{made.records:,}"))
    return DONE


def open_result(
    file: Annotated[Path, typer.Argument()],
    codes: Annotated[Path, typer.Option("--codes", metavar="FILE")],
    destination: Annotated[Path | None, typer.Option("--out", metavar="FILE")] = None,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Turn codes back into record numbers."""
    from huimin.wiring.reconcile_private import open_codes

    must_exist(file, codes)
    target = destination or file.with_name(f"{file.stem}-opened.csv")
    rows, unknown = open_codes(file, codes, target)
    if json:
        print_json({"file": str(target), "rows": rows, "unknown": unknown})
    else:
        out.line(t("encode-open", file=target, count=f"{rows:,}", unknown=f"{unknown:,}"))
    return DONE
