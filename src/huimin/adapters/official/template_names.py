"""Which names a template uses, found without running it: every unknown one is told at once, with its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from jinja2 import nodes

from huimin.writing.facts import Vocabulary

ALLOWED_FILTERS = ("first", "last", "length", "join", "upper", "lower", "default", "sort", "reverse")
_KEEPS_PATH = ("sort", "reverse", "default")
_STATEMENTS = (nodes.Output, nodes.If, nodes.For, nodes.TemplateData)
_LOOP = ("index", "index0", "revindex", "revindex0", "first", "last", "length", "previtem", "nextitem")
_NOT_ALLOWED: tuple[tuple[type[nodes.Node], str], ...] = (
    (nodes.Call, "()"), (nodes.Pow, "**"), (nodes.Assign, "set"), (nodes.AssignBlock, "set"), (nodes.Macro, "macro"),
    (nodes.CallBlock, "call"), (nodes.FilterBlock, "filter"), (nodes.Include, "include"), (nodes.Import, "import"),
    (nodes.FromImport, "from"), (nodes.Extends, "extends"), (nodes.Block, "block"), (nodes.With, "with"),
    (nodes.ScopedEvalContextModifier, "autoescape"), (nodes.Slice, "[:]"),
)  # fmt: skip

Scope = Mapping[str, str | None]
"""What a variable of a loop stands for: the path of a field, or None where that cannot be told."""


class Fault(NamedTuple):
    """A fault of a template: the code of its finding, the line, what was found, and the names that are known."""

    code: str
    line: int
    found: str
    known: tuple[str, ...] = ()


def faults_of(tree: nodes.Template, vocabulary: Vocabulary) -> list[Fault]:
    """What is wrong with a parsed template: unknown fields, and statements that templates of an office do not need."""
    walk = _Walk(vocabulary)
    walk.body(tree.body, {})
    return sorted(set(walk.faults), key=lambda one: (one.line, one.found))


class _Walk:
    """Goes through a template, with the variables of the loops that it is in."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.known = set(vocabulary.fields)
        # “city.name” makes “city” known, and “rises[].area” makes “rises”.
        for path in vocabulary.fields:
            self.known.update(_parents(path))
        self.faults: list[Fault] = []

    def body(self, body: list[nodes.Node], scope: Scope) -> None:
        for node in body:
            self.node(node, scope)

    def node(self, node: nodes.Node, scope: Scope) -> None:
        for kind, word in _NOT_ALLOWED:
            if isinstance(node, kind):
                self.faults.append(Fault("template-statement", node.lineno, word))
                return
        if isinstance(node, nodes.For):
            self.loop(node, scope)
        elif isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
            self.path(node, scope)
        elif isinstance(node, nodes.Filter) and node.name not in ALLOWED_FILTERS:
            self.faults.append(Fault("template-filter", node.lineno, node.name, ALLOWED_FILTERS))
        else:
            self.body(list(node.iter_child_nodes()), scope)

    def loop(self, node: nodes.For, scope: Scope) -> None:
        path = self.path(node.iter, scope)
        inner = {**scope, "loop": "loop"}
        for target in node.target.find_all(nodes.Name) if not isinstance(node.target, nodes.Name) else [node.target]:
            inner[target.name] = f"{path}[]" if path and target is node.target else None
        if node.test is not None:
            self.node(node.test, inner)
        self.body(node.body, inner)
        self.body(node.else_, scope)

    def path(self, node: nodes.Node, scope: Scope) -> str | None:
        """The path that an expression leads to; None where it is worked out and cannot be followed."""
        if isinstance(node, nodes.Name):
            found = scope.get(node.name, node.name)
            return self.check(found, node)
        if isinstance(node, nodes.Getattr):
            return self.check(_join(self.path(node.node, scope), node.attr), node)
        if isinstance(node, nodes.Getitem):
            inner = self.path(node.node, scope)
            if isinstance(node.arg, nodes.Const):
                one = node.arg.value
                return self.check(f"{inner}[]" if isinstance(one, int) and inner else _join(inner, str(one)), node)
            self.node(node.arg, scope)
            return None
        if isinstance(node, nodes.Filter) and node.name in ALLOWED_FILTERS and node.node is not None:
            inner = self.path(node.node, scope)
            self.body([*node.args, *node.kwargs], scope)
            if node.name in _KEEPS_PATH:
                return inner
            return f"{inner}[]" if inner and node.name in ("first", "last") else None
        self.node(node, scope)
        return None

    def check(self, path: str | None, node: nodes.Node) -> str | None:
        """The path where it is known; else a fault, once."""
        if path is None:
            return None
        if path == "loop" or (path.startswith("loop.") and path.removeprefix("loop.") in _LOOP):
            return path
        if path in self.known:
            return path
        if path.endswith("[]") and path[:-2] in self.known:
            # A list whose contents were not told (it is empty): nothing can be said about what stands in it.
            return path if any(one.startswith(path) for one in self.known) else None
        self.faults.append(Fault("template-field-unknown", node.lineno, path, tuple(sorted(self.known))))
        return None


def _join(path: str | None, name: str) -> str | None:
    return None if path is None else f"{path}.{name}"


def _parents(path: str) -> Iterator[str]:
    for at, letter in enumerate(path):
        if letter in ".[":
            yield path[:at]
        if path[at : at + 2] == "[]" and at + 2 < len(path):
            yield path[: at + 2]
