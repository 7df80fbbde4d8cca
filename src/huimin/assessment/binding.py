"""A scheme bound to a period: every input as an expression over leaves, and what an engine must compute for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from huimin.assessment.scheme import Item, Rule, Scheme
from huimin.figures.dictionary import Dictionary
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.findings import Finding, Place, Severity, nearest
from huimin.indicators.definitions import Indicator, Names, check_formula
from huimin.indicators.values import BoundIndicator, bind_indicator, down
from huimin.language import Expression, Leaf, Symbol, bind, leaves, parse


class InputNames:
    """The namespace of a share formula: the rule's inputs, nothing else."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = tuple(names)

    def resolve(self, parts: tuple[str, ...]) -> Symbol | None:
        """An input as if it were an element."""
        name = ".".join(parts)
        return Symbol(name, name, name, unit="", atoms=(name,), low=None) if name in self._names else None

    def names(self) -> list[str]:
        """The inputs' names."""
        return list(self._names)


@dataclass(frozen=True)
class BoundItem:
    """One scored item bound to a period.

    ``inputs`` holds the expression of each input that is a formula over leaves; the other inputs are constants for
    the period (``constants``) or report counts. ``measure`` is the indicator whose interval guards the item, if the
    rule turns on one; ``pool`` holds it bound to each of the guard's years, this one first.
    """

    item: Item
    rule: Rule
    share: Expression
    inputs: Mapping[str, Expression]
    constants: Mapping[str, float]
    measure: BoundIndicator | None
    pool: tuple[BoundIndicator, ...] = ()

    @property
    def leaves(self) -> frozenset[Leaf]:
        """Every leaf the item needs."""
        found = {leaf for expression in self.inputs.values() for leaf in leaves(expression)}
        for one in (self.measure, *self.pool):
            found |= one.leaves if one is not None else set()
        return frozenset(found)


@dataclass(frozen=True)
class BoundScheme:
    """A scheme bound to a period."""

    scheme: Scheme
    period: Period
    items: tuple[BoundItem, ...]
    red_lines: tuple[Leaf, ...]

    def leaves(self) -> set[Leaf]:
        """The smallest set of leaves an engine must compute."""
        return {down(leaf) for item in self.items for leaf in item.leaves} | set(self.red_lines)

    def forms(self, forms: Iterable[Form]) -> tuple[str, ...]:
        """The report forms whose completeness speaks for the scheme: those its figures come from."""
        needed = {leaf.atom for leaf in self.leaves()}
        judged = self.scheme.form_code
        named = {code for item in self.items for code in item.rule.forms}
        return tuple(f.code for f in forms if f.code != judged and (f.code in named or needed & set(f.atoms)))

    def spans(self, forms: Sequence[Form]) -> set[tuple[str, int, int]]:
        """The (form, first, last) spans whose report counts are needed."""
        owner = {atom: form.code for form in forms for atom in form.atoms}
        spans = {(owner[leaf.atom], leaf.first, leaf.last) for leaf in self.leaves()}
        return spans | {(code, self.period.first, self.period.last) for code in self.forms(forms)}


def judgement_form(scheme: Scheme) -> Form | None:
    """The form on which people enter what they judged for this scheme; None where nothing is judged."""
    atoms = tuple(atom for element in scheme.judged() for atom in element.atoms)
    if not atoms:
        return None
    return Form(
        code=scheme.form_code, zh=f"{scheme.zh}评审表", en=f"Judgement sheet: {scheme.en}",
        frequency=scheme.frequency, reported_by=(scheme.level,), submitted_by="", due_days=60, atoms=atoms,
        required=frozenset(), version=scheme.version,
    )  # fmt: skip


def with_judged(dictionary: Dictionary, schemes: Iterable[Scheme]) -> Dictionary:
    """The dictionary with the judged elements of these schemes added."""
    return Dictionary(dictionary.elements + tuple(element for scheme in schemes for element in scheme.judged()))


def measured_indicator(rule: Rule, names: Names) -> Indicator | None:
    """The indicator a rule turns on, where its measure is just that indicator and the indicator has an interval."""
    text = next((one.text for one in rule.inputs if one.name == rule.measure and one.kind == "formula"), "")
    indicator = names.indicators.get(text.strip())
    return indicator if indicator is not None and indicator.kind != "value" else None


def check_scheme(
    scheme: Scheme,
    names: Names,
    forms: Iterable[Form],
    levels: Iterable[str],
    faults: list[Finding],
    file: str = "",
) -> None:
    """Check everything in a scheme that needs the other definitions: formulas, forms, level, guards."""
    place, levels = Place(file=file), list(levels)
    codes = {form.code for form in forms}
    if scheme.level not in levels:
        facts = {"found": scheme.level, "nearest": nearest(scheme.level, levels)}
        faults.append(Finding("scheme-level-unknown", Severity.ERROR, place, facts))
    for item in scheme.leaves():
        rule = item.rule
        assert rule is not None
        where = Place(file=file, element=item.id)
        for one in rule.inputs:
            if one.kind in ("formula", "judged") or (one.kind == "formula" and one.text):
                check_formula(one.text, names, where, faults)
        for code in rule.forms:
            if code not in codes:
                facts = {"found": code, "nearest": nearest(code, codes)}
                faults.append(Finding("scheme-form-unknown", Severity.ERROR, where, facts))
        if item.values != "reported" and not any(one.kind == "formula" for one in rule.inputs):
            facts = {"item": item.id, "values": item.values}
            faults.append(Finding("values-without-figures", Severity.ERROR, where, facts))
        if item.guard.method != "none" and measured_indicator(rule, names) is None:
            faults.append(Finding("guard-without-interval", Severity.WARNING, where, {"item": item.id}))


def _constant(kind: str, text: str, period: Period) -> float:
    """An input that is the same for every area."""
    if kind == "elapsed":
        return (period.last % 12 + 1) / 12
    if kind == "due":
        month, day = (int(part) for part in text.split("-"))
        return float(date(period.last // 12, month, min(day, 28) if month == 2 else day).toordinal())
    start, end = text.split("/")
    live = (not start or period.end >= date.fromisoformat(start)) and (not end or period.end <= date.fromisoformat(end))
    return float(live)


def _bind_item(item: Item, names: Names, period: Period) -> BoundItem:
    rule = item.rule
    assert rule is not None
    inputs, constants = {}, {}
    for one in rule.inputs:
        if one.kind in ("formula", "judged"):
            inputs[one.name] = bind(parse(one.text), names, period.first, period.last)
        elif one.kind in ("elapsed", "due", "dated"):
            constants[one.name] = _constant(one.kind, one.text, period)
    share = bind(parse(rule.share), InputNames(one.name for one in rule.inputs), period.first, period.last)
    indicator = measured_indicator(rule, names)
    measure = bind_indicator(indicator, names, period) if indicator else None
    pool: tuple[BoundIndicator, ...] = ()
    if indicator and item.guard.method == "pool":
        years = [Period(period.first - 12 * back, period.last - 12 * back) for back in range(item.guard.years)]
        pool = tuple(bind_indicator(indicator, names, year) for year in years)
    return BoundItem(item, rule, share, inputs, constants, measure, pool)


def bind_scheme(scheme: Scheme, names: Names, period: Period) -> BoundScheme:
    """Bind every item of a checked scheme to ``period``."""
    items = tuple(_bind_item(item, names, period) for item in scheme.leaves())
    red = tuple(Leaf(line.element.code, period.first, period.last) for line in scheme.red_lines)
    return BoundScheme(scheme, period, items, red)
