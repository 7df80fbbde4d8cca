"""``huimin quality``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from huimin.cli.options import ALL, DONE, HERE, JSON, LANGUAGE, WORKSPACE, opened
from huimin.cli.printing import SHOWN, out, print_json, print_table, progress
from huimin.cli.words import spoken, t
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Severity

if TYPE_CHECKING:
    from huimin.tasks.quality import Profile, QualityReview, SignRecord

ENDINGS = (".csv", ".json")
ROWS = 30


def quality(
    period: Annotated[str | None, typer.Option("--period", metavar="PERIOD")] = None,
    area: Annotated[str, typer.Option("--area", metavar="AREA")] = "",
    target: Annotated[Path | None, typer.Option("--out", metavar="FILE")] = None,
    everything: ALL = False,
    workspace: WORKSPACE = HERE,
    json: JSON = False,
    lang: LANGUAGE = None,
) -> int:
    """Review the quality of the figures."""
    wanted = Period.of(period) if period else None
    if target is not None and target.suffix.lower() not in ENDINGS:
        facts = {"found": target.suffix or target.name, "options": ", ".join(ENDINGS)}
        raise Invalid([Finding("format-unknown", Severity.ERROR, facts=facts)])
    with opened(workspace) as place, progress("compiling", json) as step:
        from huimin.wiring.quality import quality_folder, quality_review, write_csv, write_json, write_review

        made = quality_review(place, wanted, area, step)
        written = write_review(made, quality_folder(place))[0]
        if target is not None:
            written = target
            (write_csv if target.suffix.lower() == ".csv" else write_json)(made, target)
    if json:
        print_json(made.as_dict())
    else:
        _print(made, everything)
        out.line(t("quality-written", file=written), "dim")
    return DONE


def _print(made: QualityReview, everything: bool) -> None:
    out.line(t("quality-title", period=made.period, title=t("simulated") if made.simulated else "").rstrip(), "bold")
    facts = {"figures": f"{made.figures:,}", "tests": f"{made.tests:,}", "rate": f"{made.rate:.0%}"}
    found = sum(one.folded + 1 for one in made.signs)
    out.line(t("quality-counted", signs=len(made.signs), found=found, **facts))
    out.line()
    _profiles(made)
    _families(made)
    for note in made.notes:
        out.line(t("quality-untold", what=note[0] if spoken() == "zh" else note[1]), "dim")
    out.line()
    _signs(made, everything)


def _profiles(made: QualityReview) -> None:
    """The area asked for (or the whole) and what lies right below it."""
    top = next((one for one in made.profiles if one.area == made.area), made.profiles[0] if made.profiles else None)
    if top is None:
        return
    rows = [top, *(one for one in made.profiles if one.parent == top.area)][:ROWS]
    codes = [one.code for one in top.dimensions if any(_of(row, one.code) for row in rows)]
    headers = [t("col-area"), *(t(f"quality-{code}") for code in codes), t("quality-signs")]
    cells = [[row.zh if spoken() == "zh" else row.en, *(_share(row, code) for code in codes), str(row.signs or "–")]
             for row in rows]  # fmt: skip
    print_table(headers, cells, right=frozenset(range(1, len(headers))))
    out.line()


def _of(row: Profile, code: str) -> int:
    return next(one.of for one in row.dimensions if one.code == code)


def _share(row: Profile, code: str) -> str:
    """The share, never rounded up to all of it."""
    one = next(one for one in row.dimensions if one.code == code)
    if one.share is None:
        return "–"
    return "100%" if one.n == one.of else f"{min(one.share * 100, 99.9):.1f}%"


def _families(made: QualityReview) -> None:
    zh = spoken() == "zh"
    rows = []
    for one in made.families:
        untold = [f"{text[0] if zh else text[1]}{t('quality-colon')}{text[2]:,}" for text in one.untold]
        signs = f"{one.signs:,}" if one.signs else "–"
        rows.append((one.zh if zh else one.en, f"{one.tests:,}", signs, ("；" if zh else "; ").join(untold)))
    print_table((t("quality-family"), t("quality-tests"), t("quality-signs"), t("quality-not-told")), rows,
                right=frozenset((1, 2)))  # fmt: skip


def _signs(made: QualityReview, everything: bool) -> None:
    if not made.signs:
        out.line(t("quality-none"))
        return
    out.line(t("quality-list"), "bold")
    shown = made.signs if everything else made.signs[:SHOWN]
    for sign in shown:
        _sign(sign)
    if len(made.signs) > len(shown):
        out.line(t("more", count=len(made.signs) - len(shown)))
    out.line()
    out.line(t("quality-no-verdict"), "dim")


def _sign(sign: SignRecord) -> None:
    lang = spoken()
    name = sign.area_zh if lang == "zh" else sign.area_en
    covered = t("quality-folded", count=sign.folded) if sign.folded else ""
    out.line(f"· {name} {sign.area}{t('quality-colon')}{sign.said('', lang)}{covered}")
    innocent = t("quality-innocent", text=sign.said("innocent", lang))
    out.line(f"   {sign.said('rarity', lang)}{t('quality-stop')}{innocent}", "dim")
