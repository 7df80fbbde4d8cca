"""``huimin registration``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from huimin.cli.options import ALL, DONE, JSON, LANGUAGE, must_exist
from huimin.cli.printing import SHOWN, finding_record, out, print_findings, print_json, print_table
from huimin.cli.shares import share_with_error
from huimin.cli.words import spoken, t
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Severity

if TYPE_CHECKING:
    from huimin.tasks.registration import Estimated


def registration(
    file: Annotated[Path, typer.Argument()],
    register: Annotated[str, typer.Option("--register", metavar="NAME")] = "",
    lists: Annotated[str, typer.Option("--lists", metavar="NAMES")] = "",
    area: Annotated[str, typer.Option("--area", metavar="AREA")] = "",
    limit: Annotated[str, typer.Option("--limit", metavar="SHARE")] = "",
    sensitivity: Annotated[str, typer.Option("--sensitivity", metavar="SHARE")] = "",
    false_matches: Annotated[str, typer.Option("--false-matches", metavar="SHARE")] = "",
    odds_ratio: Annotated[float, typer.Option("--odds-ratio", metavar="NUMBER")] = 1.0,
    confidence: Annotated[str, typer.Option("--confidence", metavar="SHARE")] = "95%",
    destination: Annotated[Path | None, typer.Option("--out", metavar="FILE")] = None,
    factors: Annotated[Path | None, typer.Option("--factors", metavar="FILE")] = None,
    element: Annotated[str, typer.Option("--element", metavar="ELEMENT")] = "",
    period: Annotated[str, typer.Option("--period", metavar="PERIOD")] = "",
    everything: ALL = False,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Estimate what a register lacks."""
    from huimin.demography.registration import Linkage
    from huimin.tasks.registration import Wish, estimate, registration_record
    from huimin.wiring.registration import read_lists, write_factors, write_registration

    must_exist(file)
    if factors is not None and not (element and period):
        raise Invalid([Finding("registration-factors-of-what", Severity.ERROR)])
    spoken_for = Period.of(period) if period else None
    hit, hit_error = share_with_error("--sensitivity", sensitivity, 1.0)
    false, false_error = share_with_error("--false-matches", false_matches, 0.0)
    bound, _ = share_with_error("--limit", limit, float("nan"))
    wish = Wish(register, bound, share_with_error("--confidence", confidence, 0.95)[0], odds_ratio,
                Linkage(hit, false, hit_error, false_error))  # fmt: skip
    names = [one.strip() for one in re.split("[,，、]", lists) if one.strip()]
    found = estimate(read_lists(file, names, area), wish)
    rows = write_registration(found, destination, spoken()) if destination is not None else 0
    proposed = write_factors(found, element, spoken_for, factors) if factors and spoken_for else 0
    if json:
        notes = [finding_record(one) for one in found.notes]
        record = registration_record(found, spoken())
        print_json(
            {
                **record,
                "notes": notes,
                "file": str(destination) if destination else None,
                "rows": rows,
                "factors": proposed,
            }
        )
    else:
        _print(found, destination, rows, everything)
        if factors is not None:
            out.line(t("registration-factors", file=factors, count=proposed))
    return DONE


def _print(found: Estimated, destination: Path | None, rows: int, everything: bool) -> None:
    from huimin.tasks.registration import sentences

    for number, line in enumerate(sentences(found, spoken())):
        out.line(line, "" if number else "bold")
    if found.models is not None:
        out.line()
        print_table([t("registration-model"), t("registration-total"), t("registration-interval"), "G²", "df",
                     t("registration-stands")], list(_models(found, everything)), frozenset({1, 2, 3, 4}))  # fmt: skip
    if found.places:
        out.line()
        shown = found.places if everything else found.places[:SHOWN]
        print_table([t("col-area"), t("registration-listed"), t("registration-total"), t("registration-interval"),
                     t("registration-missing"), t("registration-interval")], [*_areas(shown)],
                    frozenset(range(1, 6)))  # fmt: skip
        if len(shown) < len(found.places):
            out.line(t("more", count=len(found.places) - len(shown)))
    out.line()
    print_findings(found.notes, everything)
    if destination is not None:
        out.line(t("exported", file=destination, count=rows))


def _models(found: Estimated, everything: bool) -> Iterator[Sequence[str]]:
    from huimin.tasks.registration.words import ENDLESS

    assert found.models is not None
    for one in found.models.models if everything else found.models.models[:8]:
        top = f"{one.high:,.0f}" if one.high < ENDLESS * one.total else "∞"
        ends = f"{one.low:,.0f} – {top}" if one.estimable else "–"
        total = f"{one.total:,.0f}" if one.estimable else "–"
        mark = t("registration-yes") if one.stands else ""
        yield [one.name(found.counted.histories.names), total, ends, f"{one.g2:.2f}", str(one.df), mark]


def _areas(places: Any) -> Iterator[Sequence[str]]:
    from huimin.tasks.registration.words import endless, people, percent

    for one in places:
        if not one.total.known:
            yield [one.area, _whole(one.register), "–", "–", "–", "–"]
            continue
        top = "∞" if endless(one) else people(one.total.high)
        share = one.unreported
        yield [one.area, _whole(one.register), people(one.total.value), f"{people(one.total.low)} – {top}",
               percent(share.value), f"{percent(share.low)} – {percent(share.high)}"]  # fmt: skip


def _whole(value: float) -> str:
    return f"{value:,.0f}" if value == value else "–"
