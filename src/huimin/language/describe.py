"""Formulas in words: names instead of codes, with their figures where these are known."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

from huimin.language.bind import Window, bind_within
from huimin.language.functions import FUNCTIONS, count_of
from huimin.language.names import Namespace
from huimin.language.nodes import Call, Chain, Compare, If, Leaf, Logic, Name, Negate, Node, Not, Number, walk
from huimin.language.reference import ValueOf, evaluate
from huimin.language.unparse import literal, rank

_SIGNS = {"*": "×", "/": "÷", "-": "−", "!=": "≠", "<=": "≤", ">=": "≥"}
_WORDS = {
    "zh": {"and": "且", "or": "或", "not": "非 ", "if": "如果 {} 则 {} 否则 {}", "none": "无数据"},
    "en": {"and": "and", "or": "or", "not": "not ", "if": "if {} then {} else {}", "none": "no figure"},
}
_WINDOWS = {
    "ytd": ("本年累计", "year to date"),
    "year": ("全年", "whole year"),
    "rolling": ("最近{n}个月", "last {n} months"),
    "previous": ("前{n}期", "{n} periods before"),
    "last_year": ("去年同期", "a year before"),
    "years_ago": ("{n}年前", "{n} years before"),
    "parent": ("上级", "parent area"),
}


def describe(
    node: Node,
    namespace: Namespace,
    lang: str,
    value_of: ValueOf | None = None,
    first: int = 0,
    last: int = 0,
) -> str:
    """A formula for readers: ``births · male (1,204) ÷ births · female (1,100) × 100``.

    Args:
        node: a formula that passed :func:`huimin.language.check`.
        namespace: where its names come from.
        lang: ``zh`` or ``en``.
        value_of: the figures; each name is then followed by its value (indicators: that of the formula).
        first: first month of the evaluation period; needed with ``value_of``.
        last: its last month.
    """
    return _Describer(namespace, lang, value_of).text(node, Window(first, last))


def number_text(value: float | bool | None, lang: str) -> str:
    """A figure for readers: at most four decimals (six digits where it is below one), thousands apart."""
    if value is None:
        return _WORDS[lang]["none"]
    if isinstance(value, bool):
        return {"zh": ("否", "是"), "en": ("no", "yes")}[lang][value]
    if value == 0:
        return "0"
    exact = Decimal(format(value, ".12g"))
    places = 4 if abs(exact) >= 1 else 5 - exact.adjusted()
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, Context(prec=400))
    return f"{rounded:,f}".rstrip("0").rstrip(".")


class _Describer:
    def __init__(self, namespace: Namespace, lang: str, value_of: ValueOf | None) -> None:
        self.namespace, self.lang, self.value_of = namespace, lang, value_of

    def text(self, node: Node, window: Window) -> str:
        words = _WORDS[self.lang]
        match node:
            case Number():
                return literal(node)
            case Name():
                return self.named(node, "", window)
            case Leaf(atom):
                return atom
            case Negate(value):
                return "−" + self.within(value, 6, window)
            case Not(value):
                return words["not"] + self.within(value, 2, window)
            case Chain(start, rest):
                parts = [self.within(start, rank(node), window)]
                for op, step in rest:
                    parts += [_SIGNS.get(op, op), self.within(step, rank(node), window)]
                return " ".join(parts)
            case Compare(op, left, right):
                sign = _SIGNS.get(op, op)
                return f"{self.within(left, 4, window)} {sign} {self.within(right, 4, window)}"
            case Logic(op, items):
                return f" {words[op]} ".join(self.within(item, rank(node), window) for item in items)
            case If(condition, then, otherwise):
                parts = [self.text(part, window) for part in (condition, then, otherwise)]
                return words["if"].format(*parts)
            case Call():
                return self.call(node, window)

    def within(self, node: Node, outer: int, window: Window) -> str:
        text = self.text(node, window)
        return f"({text})" if rank(node) <= outer or _is_growth(node) else text

    def call(self, call: Call, window: Window) -> str:
        if FUNCTIONS[call.function].window:
            return self.windowed(call, window)
        if _is_growth(call):
            now = call.arguments[0]
            return self.text(Chain(Chain(now, (("/", Call("last_year", (now,))),)), (("-", Number(1.0)),)), window)
        name = FUNCTIONS[call.function].zh if self.lang == "zh" else call.function
        comma = "，" if self.lang == "zh" else ", "
        return f"{name}({comma.join(self.text(argument, window) for argument in call.arguments)})"

    def windowed(self, call: Call, window: Window) -> str:
        """The windows around a part follow it in square brackets, the outermost last."""
        labels: list[str] = []
        inner: Node = call
        while isinstance(inner, Call) and FUNCTIONS[inner.function].window:
            count = (count_of(inner) if FUNCTIONS[inner.function].counts else None) or 0
            labels.insert(0, _label(inner.function, count, self.lang))
            window = window.through(inner.function, count)
            inner = inner.arguments[0]
        label = "".join(f"〔{text}〕" if self.lang == "zh" else f" [{text}]" for text in labels)
        return self.named(inner, label, window) if isinstance(inner, Name) else self.within(inner, 7, window) + label

    def named(self, name: Name, label: str, window: Window) -> str:
        symbol = self.namespace.resolve(name.parts)
        text = (symbol.name(self.lang) if symbol else ".".join(name.parts)) + label
        if self.value_of is None:
            return text
        value = evaluate(bind_within(name, self.namespace, window), self.value_of)
        figure = number_text(value, self.lang)
        return f"{text}（{figure}）" if self.lang == "zh" else f"{text} ({figure})"


def _is_growth(node: Node) -> bool:
    """Whether a part is written out as a ratio to the year before; only the innermost of nested growths is."""
    if not isinstance(node, Call) or node.function != "growth":
        return False
    return all(not isinstance(inner, Call) or inner.function != "growth" for inner, _ in walk(node.arguments[0]))


def _label(function: str, count: int, lang: str) -> str:
    if function == "previous" and count == 1:
        return "上期" if lang == "zh" else "the period before"
    return _WINDOWS[function][lang != "zh"].format(n=count)
