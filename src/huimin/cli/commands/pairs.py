"""``huimin pairs``: pairs of lists read by people away from the site, to learn how good the matching is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from huimin.cli.commands.reconcile import OUT, wanted_of
from huimin.cli.options import ALL, DONE, JSON, LANGUAGE, must_exist
from huimin.cli.printing import finding_record, out, print_findings, print_json, print_table, progress
from huimin.cli.words import spoken, t

if TYPE_CHECKING:
    from huimin.tasks.reconcile.answers import Found
    from huimin.wiring.reconcile_pairs import Come

FILES = Annotated[list[Path], typer.Argument(metavar="FILES")]
DESTINATION = Annotated[Path, typer.Option("--out", metavar="DIR")]
IN = Annotated[Literal["zh", "en"] | None, typer.Option("--in", metavar="zh|en")]


def draw(
    files: FILES,
    mapping: Annotated[Path | None, typer.Option("--mapping", metavar="FILE")] = None,
    workspace: Annotated[Path | None, typer.Option("--areas", metavar="DIR")] = None,
    destination: DESTINATION = OUT,
    count: Annotated[int, typer.Option("--pairs", metavar="NUMBER", min=20, max=2000)] = 200,
    first: Annotated[str, typer.Option("--from", metavar="MONTH")] = "",
    last: Annotated[str, typer.Option("--to", metavar="MONTH")] = "",
    steps_only: Annotated[bool, typer.Option("--steps-only")] = False,
    keep: Annotated[int, typer.Option("--keep", metavar="DAYS", min=1, max=90)] = 30,
    book_lang: IN = None,
    everything: ALL = False,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Draw pairs for two readers."""
    from huimin.wiring.reconcile import Order
    from huimin.wiring.reconcile_pairs import draw_pairs

    must_exist(*files, *(one for one in (mapping, workspace) if one is not None))
    order = Order(tuple(files), destination, date.today(), mapping, workspace, wanted_of(first, last, "95%"),
                  not steps_only, None, keep, book_lang or spoken())  # fmt: skip
    with progress("reading", json) as step:
        made = draw_pairs(order, count, step)
    if json:
        notes = [finding_record(one) for one in made.notes]
        print_json({"batch": made.batch, "files": [str(one) for one in made.files], "pairs": list(made.pairs),
                    "remove_on": made.remove_on.isoformat(), "notes": notes})  # fmt: skip
        return DONE
    print_findings(made.notes, everything)
    out.line(t("pairs-drawn", count=" + ".join(map(str, made.pairs)), batch=made.batch), "bold")
    for one in made.files:
        out.line(f"  {one}")
    out.line(t("pairs-hand-out-codes" if made.encoded else "pairs-hand-out"))
    out.line(t("pairs-due", day=made.remove_on.isoformat()))
    return DONE


def read(
    files: FILES,
    destination: DESTINATION = OUT,
    report_lang: IN = None,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Read back what the readers answered."""
    from huimin.wiring.reconcile_pairs import read_pairs, result_of

    must_exist(*files)
    come = read_pairs(files, destination, date.today(), report_lang or spoken())
    if json:
        print_json({"complete": come.complete, "open": {str(key): left for key, left in come.open.items()},
                    "third": [str(one) for one in come.third], "files": [str(one) for one in come.files],
                    "review": result_of(come.reviews) if come.files else None})  # fmt: skip
        return DONE
    _print(come, destination)
    return DONE


def _print(come: Come, destination: Path) -> None:
    if any(come.open.values()):
        for reader, left in come.open.items():
            out.line(t("pairs-open", reader=reader, count=left))
        out.line(t("pairs-wait"))
        return
    for one, other, found in come.reviews:
        _print_review(f"{one} – {other}", found)
    if come.third:
        out.line(t("pairs-third", count=sum(found.apart for _, _, found in come.reviews)), "bold")
        for path in come.third:
            out.line(f"  {path}")
    elif not come.complete:
        out.line(t("pairs-third-open", count=sum(found.apart for _, _, found in come.reviews)))
    for path in come.files:
        out.line(t("pairs-written", file=path))
    if come.complete:
        out.line(t("pairs-complete", folder=destination))


def _print_review(names: str, found: Found) -> None:
    from huimin.tasks.reconcile import review_words as words
    from huimin.tasks.reconcile.words import pick

    lang = spoken()
    out.line(names, "bold")
    out.line(words.review_sentences(found, lang))
    if found.now is not None:
        rows = [[words.threshold_words(one, lang), f"{one.pairs:,}", words.ends_words(one.good.precision),
                 words.ends_words(one.good.recall)] for one in (found.now, *found.thresholds)]  # fmt: skip
        heads = [t(f"pairs-{key}") for key in ("threshold", "count", "precision", "recall")]
        print_table(heads, rows, frozenset({1, 2, 3}))
    out.line(pick(words.ONE_SIDED if found.one_sided else words.LIMIT, lang), "dim")
    out.line()


def remove(destination: DESTINATION = OUT, json: JSON = False, lang: LANGUAGE = None) -> int:
    """Remove pairs and workbooks now."""
    from huimin.wiring.reconcile_pairs import remove_pairs

    gone = remove_pairs(destination)
    if json:
        print_json({"removed": list(gone)})
    else:
        out.line(t("pairs-removed", count=len(gone)))
    return DONE
