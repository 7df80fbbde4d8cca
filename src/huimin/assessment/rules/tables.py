"""Rules that look a value up: bands, and decision tables whose rows have dates."""

from __future__ import annotations

from huimin.assessment.rules.building import ItemContext, text, words
from huimin.assessment.scheme import Input, Rule
from huimin.findings.section import Section


def bands(section: Section, _: ItemContext) -> Rule:
    """The first band that the value reaches gives the share; no band reached gives nothing."""
    conditions, told, targets = [], [], []
    for part in section.sections("bands"):
        low = part.has("at_least")
        key = "at_least" if low else "at_most"
        limit, part_share = part.number(key), part.number("share")
        part.raw("at_least"), part.raw("at_most")
        conditions.append(f"if of {'>=' if low else '<='} {text(limit)} then {text(part_share)}")
        told.append(f"{'≥' if low else '≤'}{words(part, key)}: {words(part, 'share')}")
        targets.append(limit)
        part.done()
    if not conditions:
        section.fault("definition-key-missing", "bands")
    share = " else ".join([*conditions, "0"])
    listed = ", ".join(told)
    return Rule("bands", (Input("of", section.text("of")),), share, "of", tuple(targets),
                f"分档计分（{listed}）", f"by bands ({listed})")  # fmt: skip


def table(section: Section, _: ItemContext) -> Rule:
    """The first row in force whose condition holds gives the share, else ``otherwise``.

    A row is in force where the last day of the assessed period lies within its ``from`` and ``to``.
    """
    inputs, chain, told = [], [], []
    for number, part in enumerate(section.sections("rows"), 1):
        when, row_share = part.text("when"), part.number("share")
        start, end = part.day("from"), part.day("to")
        row, live = f"row{number}", f"live{number}"
        inputs += [Input(row, when), Input(live, f"{start or ''}/{end or ''}", "dated")]
        chain.append(f"if {live} = 1 and {row} then {text(row_share)}")
        told.append(f"{when}: {words(part, 'share')}")
        part.done()
    otherwise = section.number("otherwise", 0.0)
    share = " else ".join([*chain, text(otherwise)])
    listed = "; ".join(told)
    return Rule(
        "table",
        tuple(inputs),
        share,
        "",
        (),
        f"按决策表计分（{listed}）",
        f"by the decision table ({listed})",
    )
