"""``huimin publish``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huimin.cli.options import ALL, DONE, HERE, JSON, LANGUAGE, RUN, WORKSPACE, opened
from huimin.cli.printing import (
    exit_code,
    finding_record,
    out,
    print_counts,
    print_findings,
    print_json,
    print_table,
    progress,
)
from huimin.cli.words import LANGUAGES, spoken, t
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Severity
from huimin.tasks.definitions import unknown
from huimin.writing.kinds import KINDS

if TYPE_CHECKING:
    from huimin.tasks.publish.orders import Order, Wish
    from huimin.wiring import Workspace
    from huimin.wiring.publish import Publisher
    from huimin.wiring.publishing import Published

_LISTED = 40


def publish(
    kinds: Annotated[list[str] | None, typer.Argument(metavar="[KIND]...")] = None,
    period: Annotated[str | None, typer.Option("--period", metavar="PERIOD")] = None,
    run: RUN = None,
    area: Annotated[str | None, typer.Option("--area", metavar="AREA")] = None,
    level: Annotated[str | None, typer.Option("--level", metavar="LEVEL")] = None,
    formats: Annotated[str, typer.Option("--format", metavar="FORMATS")] = "docx,html",
    languages: Annotated[str | None, typer.Option("--in", metavar="zh|en|zh,en")] = None,
    to: Annotated[Path | None, typer.Option("--to", metavar="DIR")] = None,
    listing: Annotated[bool, typer.Option("--list")] = False,
    fields: Annotated[str | None, typer.Option("--fields", metavar="KIND")] = None,
    draft: Annotated[bool, typer.Option("--draft")] = False,
    public: Annotated[bool, typer.Option("--public")] = False,
    everything: ALL = False,
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Write the documents that are due."""
    wanted = _formats(formats)
    with opened(workspace) as place:
        if public:
            from huimin.cli.publishing_open_data import publish_open_data

            return publish_open_data(place, period, run, to, draft, everything, json)
        from huimin.wiring.publish import Publisher

        publisher = Publisher(place, draft=draft)
        try:
            if fields is not None:
                return _fields(publisher, fields, json)
            wish = _wish(place, kinds or [], period, run, area, level, _languages(place, languages))
            if listing:
                return _list(publisher, place, publisher.due(wish), everything, json)
            with progress("publishing", json) as step:
                made = publisher.publish(wish, wanted, to, step)
            return _told(made, publisher, place, everything, json)
        finally:
            publisher.close()


def _formats(text: str) -> tuple[str, ...]:
    from huimin.wiring.document_files import FORMATS

    found = tuple(dict.fromkeys(one.strip().lower() for one in text.split(",") if one.strip()))
    for one in found:
        if one not in FORMATS:
            raise unknown("publish-format-unknown", one, FORMATS)
    return found or ("docx", "html")


def _languages(place: Workspace, text: str | None) -> tuple[str, ...]:
    if text is None:
        return (place.definitions.title.lang,)
    found = tuple(dict.fromkeys(one.strip() for one in text.split(",") if one.strip()))
    for one in found:
        if one not in LANGUAGES:
            raise Invalid([Finding("publish-language-unknown", Severity.ERROR, facts={"found": one})])
    return found or (place.definitions.title.lang,)


def _wish(
    place: Workspace, kinds: Sequence[str], period: str | None, run: str | None, area: str | None, level: str | None,
    langs: tuple[str, ...],
) -> Wish:  # fmt: skip
    from huimin.tasks.publish.orders import Wish

    span = Period.of(period) if period else None
    day = span.end if span else _last_day(place)
    key = place.definitions.area_key(area, day) if area else ""
    return Wish(tuple(kinds), span, place.run_name(run) if run else "", key, level or "", langs)


def _last_day(place: Workspace):  # type: ignore[no-untyped-def]
    there = place.store.forms_and_periods()
    return max((span for _, span in there), default=Period.of("2000"), key=lambda one: one.last).end


def _fields(publisher: Publisher, kind: str, json: bool) -> int:
    """What templates of a kind may use."""
    from huimin.wiring.publish import fields_of

    if kind not in KINDS:
        raise unknown("publish-kind-unknown", kind, KINDS)
    parts = fields_of(publisher.vocabulary(kind))
    if json:
        print_json({part: {name: {"zh": words[0], "en": words[1]} for name, words in names.items()}
                    for part, names in parts})  # fmt: skip
        return DONE
    at = 0 if spoken() == "zh" else 1
    for part, names in parts:
        if names:
            out.line(t(f"publish-{part}"), "bold")
            for name, words in names.items():
                out.line(f"  {name}  {words[at]}")
    return DONE


def _list(publisher: Publisher, place: Workspace, orders: Sequence[Order], everything: bool, json: bool) -> int:
    rows = [(order, publisher.is_draft(order), publisher.register.find(order)) for order in orders]
    if json:
        print_json({"documents": [
            {"kind": order.kind, "period": order.period.code, "area": order.area, "run": order.run, "lang": order.lang,
             "draft": draft, "number": entry.number if entry and entry.number else None}
            for order, draft, entry in rows
        ]})  # fmt: skip
        return DONE
    shown = rows if everything else rows[:_LISTED]
    lines = [
        (order.what.name(spoken()), order.period.code, place.area_name(order.area, spoken()) if order.area else "",
         order.lang, t("publish-draft") if draft else str(entry.number or "") if entry else "")
        for order, draft, entry in shown
    ]  # fmt: skip
    print_table((t("col-document"), t("col-period"), t("col-area"), t("col-language"), t("col-number")), lines)
    if len(rows) > len(shown):
        out.line(t("more", count=len(rows) - len(shown)))
    return DONE


def _told(made: Published, publisher: Publisher, place: Workspace, everything: bool, json: bool) -> int:
    if json:
        print_json({
            "folder": str(made.folder), "documents": len(made.orders), "written": [str(path) for path in made.written],
            "kept": made.kept, "findings": [finding_record(one) for one in made.findings],
        })  # fmt: skip
        return exit_code(made.findings)
    counts = Counter(order.kind for order in made.orders)
    for kind, count in counts.items():
        out.line(t("publish-kind", kind=KINDS[kind].name(spoken()), count=count))
    out.line(t("published", files=len(made.written), kept=made.kept, folder=made.folder))
    drafts = sum(publisher.is_draft(order) for order in made.orders)
    if drafts:
        out.line(t("publish-drafts", count=drafts))
    if place.definitions.title.simulated:
        out.line(t("simulated"), "dim")
    if made.findings:
        print_findings(made.findings, everything, name_of=lambda key: place.area_name(key, spoken()))
        print_counts(made.findings)
    return exit_code(made.findings)
