"""Static checks: names, functions, units, numbers and statements, cycles, division that can be by zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from huimin.findings import Finding, Invalid, Place, Severity, sort_findings
from huimin.findings.finding import Fact
from huimin.language.bounds import cannot_be_zero, low_of_call, low_of_chain, nonzero_when
from huimin.language.faults import fault
from huimin.language.functions import FUNCTIONS
from huimin.language.lookups import call_fault, name_fault
from huimin.language.names import Namespace, Symbol
from huimin.language.nodes import Call, Chain, Compare, If, Logic, Name, Negate, Node, Not, Number, column_of
from huimin.language.text import INLINED_DEPTH_MOST
from huimin.language.units import FREE, PURE, Unit
from huimin.language.unparse import to_text

_CARRIED = ("formula-cycle", "formula-too-deep")


@dataclass(frozen=True, slots=True)
class Checked:
    """A formula that passed.

    Attributes:
        unit: of its value (pure for a statement).
        truth: whether it is a statement (true or false) and not a number.
        warnings: findings of severity warning and note.
    """

    node: Node
    unit: Unit
    truth: bool
    warnings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Kind:
    """What is known of a part before any figure is.

    ``truth`` None and ``unit`` None mean that a fault told already hides it; nothing is concluded from
    such a part.
    """

    truth: bool | None = None
    unit: Unit | None = None
    low: float | None = None


_FAULTY = _Kind()
_STATEMENT = _Kind(True, PURE)


def check(node: Node, namespace: Namespace) -> Checked:
    """Check a formula against the names there are.

    Raises:
        Invalid: with all faults at once, each with its 1-based column in the formula's text.
    """
    checker = _Checker(namespace)
    kind = checker.kind(node, 1)
    if any(finding.severity is Severity.ERROR for finding in checker.findings):
        raise Invalid(checker.findings)
    unit = kind.unit if kind.unit is not None and not kind.truth else PURE
    return Checked(node, replace(unit, free=False), bool(kind.truth), tuple(sort_findings(checker.findings)))


class _Checker:
    """One check: findings so far, indicators being looked into, parts that cannot be zero here."""

    def __init__(self, namespace: Namespace) -> None:
        self.namespace = namespace
        self.findings: list[Finding] = []
        self.path: list[str] = []
        self.known: dict[str, _Kind] = {}
        self.nonzero: frozenset[Node] = frozenset()

    def fault(self, code: str, node: Node, severity: Severity = Severity.ERROR, /, **facts: Fact) -> _Kind:
        self.findings.append(fault(code, column_of(node), severity, **facts))
        return _FAULTY

    def kind(self, node: Node, depth: int) -> _Kind:
        """The kind of any part; ``depth`` is how deep it stands, inlined indicators counted."""
        if depth > INLINED_DEPTH_MOST:
            return self.fault("formula-too-deep", node, most=INLINED_DEPTH_MOST)
        match node:
            case Number(value, mark):
                return _Kind(False, PURE if mark else FREE, value)
            case Name():
                return self.name(node, depth)
            case Negate(value):
                kind = self.number(value, depth + 1)
                low = -value.value if isinstance(value, Number) else None
                return _Kind(kind.truth, kind.unit, low)
            case Chain():
                return self.chain(node, depth + 1)
            case Compare(op, left, right):
                kinds = (self.number(left, depth + 1), self.number(right, depth + 1))
                self.same_unit(op, (left, right), kinds)
                return _STATEMENT
            case Not(value):
                self.statement(value, depth + 1)
                return _STATEMENT
            case Logic():
                return self.logic(node, depth + 1)
            case If():
                return self.choice(node, depth + 1)
            case Call():
                return self.call(node, depth + 1)
            case _:
                return _FAULTY

    def number(self, node: Node, depth: int) -> _Kind:
        """The kind of a part that must be a number."""
        kind = self.kind(node, depth)
        return self.fault("formula-needs-number", node, found=to_text(node)) if kind.truth else kind

    def statement(self, node: Node, depth: int) -> None:
        """A part that must be true or false."""
        if self.kind(node, depth).truth is False:
            self.fault("formula-needs-truth", node, found=to_text(node))

    def same_unit(self, what: str, nodes: Sequence[Node], kinds: Sequence[_Kind]) -> Unit | None:
        """The common unit of parts that are added, compared or chosen from; a fault for each misfit."""
        common: Unit | None = FREE
        for node, kind in zip(nodes, kinds, strict=True):
            if kind.unit is None or common is None:
                common = None
            elif not common.fits(kind.unit):
                self.fault("formula-units-differ", node, op=what, left=str(common), right=str(kind.unit))
            elif common.free:
                common = kind.unit
        return common

    def name(self, name: Name, depth: int) -> _Kind:
        symbol = self.namespace.resolve(name.parts)
        if symbol is None:
            self.findings.append(name_fault(name, self.namespace))
            return _FAULTY
        if symbol.formula is None:
            return _Kind(False, Unit.of(symbol.unit), symbol.low)
        return self.indicator(name, symbol, symbol.formula, depth)

    def indicator(self, name: Name, symbol: Symbol, formula: Node, depth: int) -> _Kind:
        """Look into an indicator's formula, once a check; its own faults are told by its own check."""
        if symbol.code in self.path:
            loop = [*self.path[self.path.index(symbol.code) :], symbol.code]
            return self.fault("formula-cycle", name, path=" → ".join(loop))
        if symbol.code not in self.known:
            outer, nonzero = self.findings, self.nonzero
            self.findings, self.nonzero = [], frozenset()
            self.path.append(symbol.code)
            self.known[symbol.code] = self.kind(formula, depth + 1)
            self.path.pop()
            inner, self.findings, self.nonzero = self.findings, outer, nonzero
            self.carry(name, symbol, inner)
        return self.known[symbol.code]

    def carry(self, name: Name, symbol: Symbol, inner: Sequence[Finding]) -> None:
        """Tell the faults of an indicator's formula where it is named."""
        errors = [finding for finding in inner if finding.severity is Severity.ERROR]
        carried = [finding for finding in errors if finding.code in _CARRIED]
        for finding in carried:
            self.findings.append(replace(finding, place=Place(column=name.at.column)))
        if errors and not carried:
            self.fault("formula-indicator-faulty", name, name=symbol.code, inner=errors[0].code)

    def chain(self, chain: Chain, depth: int) -> _Kind:
        nodes = [chain.first, *[step for _, step in chain.rest]]
        kinds = []
        for node in nodes:
            kinds.append(self.number(node, depth))
        low = low_of_chain(chain, [kind.low for kind in kinds])
        if chain.additive:
            return _Kind(False, self.same_unit(chain.rest[0][0], nodes, kinds), low)
        unit = kinds[0].unit
        for (op, step), kind in zip(chain.rest, kinds[1:], strict=True):
            unit = None if unit is None or kind.unit is None else unit.times(kind.unit, 1 if op == "*" else -1)
            if op == "/" and kind.truth is False and not cannot_be_zero(step, kind.low, self.nonzero):
                self.fault("formula-division-by-zero", step, Severity.NOTE, divisor=to_text(step))
        return _Kind(False, unit, low)

    def logic(self, logic: Logic, depth: int) -> _Kind:
        outer = self.nonzero
        for item in logic.items:
            self.statement(item, depth)
            self.nonzero |= nonzero_when(item, logic.op == "and")
        self.nonzero = outer
        return _STATEMENT

    def choice(self, choice: If, depth: int) -> _Kind:
        self.statement(choice.condition, depth)
        outer = self.nonzero
        self.nonzero = outer | nonzero_when(choice.condition, True)
        then = self.kind(choice.then, depth)
        self.nonzero = outer | nonzero_when(choice.condition, False)
        otherwise = self.kind(choice.otherwise, depth)
        self.nonzero = outer
        return self.one_of("if", (choice.then, choice.otherwise), (then, otherwise))

    def one_of(self, what: str, nodes: Sequence[Node], kinds: Sequence[_Kind]) -> _Kind:
        """The kind of a value that is one of several."""
        truths = {kind.truth for kind in kinds} - {None}
        if len(truths) > 1:
            return self.fault("formula-branches-differ", nodes[-1], op=what)
        if True in truths:
            return _STATEMENT
        unit = self.same_unit(what, nodes, kinds)
        return _Kind(False, unit, low_of_call("coalesce", [kind.low for kind in kinds]))

    def call(self, call: Call, depth: int) -> _Kind:
        wrong = call_fault(call)
        if wrong is None:
            values = call.arguments[:1] if FUNCTIONS[call.function].counts else call.arguments
            return self.result(call, values, depth)
        self.findings.append(wrong)
        for argument in call.arguments:
            self.kind(argument, depth)
        return _FAULTY

    def result(self, call: Call, values: Sequence[Node], depth: int) -> _Kind:
        """The kind of a known function's value."""
        anything = call.function in ("coalesce", "reported") or FUNCTIONS[call.function].window
        kinds = []
        for value in values:
            kinds.append(self.kind(value, depth) if anything else self.number(value, depth))
        low = low_of_call(call.function, [kind.low for kind in kinds])
        match call.function:
            case "reported":
                return _STATEMENT
            case "coalesce":
                return self.one_of("coalesce", values, kinds)
            case "min" | "max":
                return _Kind(False, self.same_unit(call.function, values, kinds), low)
            case "sqrt":
                return _Kind(False, kinds[0].unit.root() if kinds[0].unit else None, low)
            case "log":
                if kinds[0].unit and not kinds[0].unit.pure:
                    self.fault("formula-unit-not-pure", values[0], Severity.WARNING, unit=str(kinds[0].unit))
                return _Kind(False, PURE)
            case "growth":
                return _Kind(False, PURE)
            case _:
                return _Kind(kinds[0].truth, kinds[0].unit, low)
