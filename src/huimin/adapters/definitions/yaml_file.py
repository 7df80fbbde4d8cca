"""YAML files as nested mappings that know their lines; every trap of the format is a finding, not a surprise.

Refused: duplicate keys, tabs as indentation, anchors and aliases (which can explode), tags, several documents in one
file, files above one megabyte. Only ``true``/``false``, numbers, ``null`` and dates are anything but text, so that
``no``, ``on`` or ``1:30`` stay what was written.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from huimin.findings import Finding, Invalid, Place, Severity
from huimin.findings.section import Located

SIZE_LIMIT = 1_000_000
DEPTH_LIMIT = 40


class Loader(yaml.CSafeLoader):
    """The safe loader (libyaml's, ten times the speed of the Python one), with YAML 1.2's few implicit kinds."""


Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?(?:0|[1-9][0-9]*)$", "-+0123456789"),
    ("float", r"^[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("timestamp", r"^\d{4}-\d{2}-\d{2}$", "0123456789"),
):
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))


def _fault(code: str, file: str, mark: yaml.Mark | None, **facts: str | int) -> Finding:
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    return Finding(code, Severity.ERROR, Place(file=file, line=line, column=column), facts)


class _Reader:
    """Turns composed nodes into Located mappings, lists and scalars."""

    def __init__(self, file: str, loader: Loader) -> None:
        self.file, self.loader, self.faults = file, loader, list[Finding]()

    def value(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item) for item in node.value]
        try:
            return self.loader.construct_object(node)
        except (yaml.YAMLError, ValueError):
            self.faults.append(_fault("yaml-value-unreadable", self.file, node.start_mark, text=str(node.value)))
            return None

    def mapping(self, node: yaml.MappingNode) -> Located:
        made = Located()
        made.file, made.line = self.file, node.start_mark.line + 1
        for key_node, value_node in node.value:
            key = self.value(key_node)
            name = str(key) if isinstance(key, Hashable) else "?"
            if name in made:
                first = made.lines[name]
                self.faults.append(_fault("yaml-key-twice", self.file, key_node.start_mark, key=name, first=first))
                continue
            made[name] = self.value(value_node)
            made.lines[name] = key_node.start_mark.line + 1
        return made


_OPENING = (yaml.BlockMappingStartToken, yaml.BlockSequenceStartToken, yaml.FlowMappingStartToken,
            yaml.FlowSequenceStartToken)  # fmt: skip
_CLOSING = (yaml.BlockEndToken, yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)


def _refuse_traps(text: str, file: str) -> None:
    """Look at the tokens only, before anything is built: aliases explode and deep nesting overflows the stack."""
    depth = 0
    for token in yaml.scan(text, Loader=Loader):
        depth += isinstance(token, _OPENING) - isinstance(token, _CLOSING)
        if depth > DEPTH_LIMIT:
            raise Invalid([_fault("yaml-too-deep", file, token.start_mark)])
        if isinstance(token, (yaml.AnchorToken, yaml.AliasToken)):
            raise Invalid([_fault("yaml-alias", file, token.start_mark, name=token.value)])
        if isinstance(token, yaml.TagToken):
            raise Invalid([_fault("yaml-tag", file, token.start_mark)])


def _bytes(path: Path, file: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise Invalid([_fault("file-unreadable", file, None, reason=problem.strerror or "?")]) from None


def _decode(data: bytes, file: str) -> str:
    if len(data) > SIZE_LIMIT:
        raise Invalid([_fault("yaml-too-large", file, None, size=len(data), limit=SIZE_LIMIT)])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        raise Invalid([Finding("yaml-not-utf8", Severity.ERROR, Place(file=file, line=line))]) from None


def _tabs(text: str, file: str) -> list[Finding]:
    return [
        Finding("yaml-tab", Severity.ERROR, Place(file=file, line=number))
        for number, line in enumerate(text.splitlines(), 1)
        if "\t" in line[: len(line) - len(line.lstrip())]
    ]


def load_yaml(path: Path, name: str = "") -> Located:
    """Read one YAML file whose top is a mapping.

    Args:
        path: the file.
        name: how the file is called in findings (default: its name).

    Raises:
        Invalid: with every fault that could be told.
    """
    file = name or path.name
    return read_yaml(_bytes(path, file), file)


def read_yaml(data: bytes, file: str) -> Located:
    """The same for the bytes of a file that is called ``file``."""
    text = _decode(data, file)
    if tabs := _tabs(text, file):
        raise Invalid(tabs)
    try:
        _refuse_traps(text, file)
        loader = Loader(text)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise Invalid([_fault("yaml-syntax", file, mark, problem=problem.problem or "")]) from None
    except (yaml.YAMLError, RecursionError) as problem:
        raise Invalid([_fault("yaml-syntax", file, None, problem=type(problem).__name__)]) from None
    if not isinstance(node, yaml.MappingNode):
        raise Invalid([_fault("yaml-not-a-mapping", file, node.start_mark if node else None)])
    reader = _Reader(file, loader)
    made: Located = reader.value(node)
    if reader.faults:
        raise Invalid(reader.faults)
    return made
