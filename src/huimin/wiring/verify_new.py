"""A new round from a few words: ``round.yaml`` with what was said and remarks on what else can be."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Severity
from huimin.wiring.verify_shelf import FOLDER, write_text

if TYPE_CHECKING:
    from huimin.wiring.workspace import Workspace

REST = """\
# 可选 · What else can be said:
# expected: {wrong: 20%, by: 20%}      # 预计多少点有差错、差多少；或 {round: 以前的轮次} · or {round: an earlier round}
# size: population_resident            # 点的规模（按规模抽样时）· the size of a site
# seed: {from: public, zh: "……期开奖号码", en: "draw number ... of the lottery ..."}
# worst_high: 200%                     # 没有查成的点最坏是上报数的几成 · sites not checked, at worst
# due_days: 30                         # 核查表在截止后几天内交 · sheets are due so long after the reports close
"""


@dataclass(frozen=True)
class Wish:
    """What was said of a new round; empty or None where it was not."""

    form: str = ""
    period: str = ""
    elements: Sequence[str] = ()
    strata: Sequence[str] = ()
    method: str = ""
    precision: str = ""
    budget: int | None = None
    closes: str = ""
    report_by: Sequence[str] = ()
    zh: str = ""
    en: str = ""

    @property
    def said(self) -> bool:
        """Whether anything was said."""
        return self != Wish()


def write_round(place: Workspace, code: str, wish: Wish) -> None:
    """Write the ``round.yaml`` of a new round.

    Raises:
        Invalid: what a round cannot do without was not said.
    """
    needed = {"--form": wish.form, "--period": wish.period, "--element": wish.elements}
    if missing := [name for name, value in needed.items() if not value]:
        facts = {"round": code, "missing": ", ".join(missing)}
        raise Invalid([Finding("verify-round-incomplete", Severity.ERROR, facts=facts)])
    form, period = place.definitions.form(wish.form), Period.of(wish.period)
    last = list(period.parts(form.frequency))[-1:] or [period]
    closes = wish.closes or form.due(last[0]).isoformat()
    title = (wish.zh or f"{period.name('zh')}现场核查", wish.en or f"Verification on the spot, {period.name('en')}")
    listed = [f"- {{element: {word}, source_zh: '', source_en: ''}}" for word in wish.elements]
    lines = [
        f"zh: {json.dumps(title[0], ensure_ascii=False)}", f"en: {json.dumps(title[1], ensure_ascii=False)}",
        f"form: {form.code}", f'period: "{period.code}"',
        "elements:   # source_zh、source_en：据以清点的原始资料 · the papers it is counted from",
        *listed, f"strata: [{', '.join(wish.strata)}]", f"draw: {wish.method or 'simple'}",
        f"precision: {wish.precision or '5%'}", *([f"budget: {wish.budget}"] if wish.budget else []),
        f"closes: {closes}", f"report_by: [{', '.join(wish.report_by)}]",
    ]  # fmt: skip
    path = place.folder / FOLDER / code / "round.yaml"
    write_text(path, "\n".join(lines) + "\n" + REST)
    try:
        place.__dict__.pop("definitions", None)
        _ = place.definitions
    except Invalid:
        path.unlink()  # a round that cannot be is no part of the workspace
        raise
