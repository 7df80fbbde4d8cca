"""Changing single values of a YAML text in place: comments, order and style of everything else stay as they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import yaml

from huimin.adapters.definitions.yaml_file import Loader

Path = Sequence[str | int]


class Edit(NamedTuple):
    """One change: the way to the mapping, the key in it, and its new value (None: leave it out)."""

    path: Path
    key: str
    value: str | None


class CannotEdit(Exception):
    """The text has no plain place for the value; a person has to write it."""


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits made, one after another.

    Raises:
        CannotEdit: the way leads nowhere, or the value is more than a plain word or number.
    """
    for one in edits:
        text = _one(text, one)
    return text


def _one(text: str, edit: Edit) -> str:
    node = _at(yaml.compose(text, Loader=Loader), edit.path)
    for number, (key, value) in enumerate(node.value):
        if key.value != edit.key:
            continue
        if not isinstance(value, yaml.ScalarNode):
            raise CannotEdit(edit.key)
        if edit.value is None:
            return _without(text, node, number)
        return text[: value.start_mark.index] + _quoted(edit.value, value) + text[value.end_mark.index :]
    return text if edit.value is None else _added(text, node, f"{edit.key}: {_quoted(edit.value, None)}")


def _at(node: Any, path: Path) -> Any:
    for step in path:
        if isinstance(step, int) and isinstance(node, yaml.SequenceNode) and step < len(node.value):
            node = node.value[step]
        elif isinstance(step, str) and isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == step), None)
        else:
            node = None
        if node is None:
            raise CannotEdit(str(step))
    if not isinstance(node, yaml.MappingNode) or not node.value:
        raise CannotEdit(str(path[-1] if path else ""))
    return node


def _quoted(value: str, old: Any) -> str:
    """The value in the style of the old one."""
    if value.startswith("{"):  # a mapping in one line, put together by us
        return value
    if value != value.strip() or any(one in value for one in "\"'#:{}[],&*\n"):
        raise CannotEdit(value)
    return f"{old.style}{value}{old.style}" if old is not None and old.style in ("'", '"') else value


def _added(text: str, node: Any, entry: str) -> str:
    """The mapping with one more entry at its end."""
    _, last = node.value[-1]
    if node.flow_style:
        at = last.end_mark.index
        return f"{text[:at]}, {entry}{text[at:]}"
    first = node.value[0][0].start_mark
    line_end = text.find("\n", first.index)
    # After the first key's line where its value is plain: what follows a longer value cannot be told from here.
    if not isinstance(node.value[0][1], yaml.ScalarNode) or node.value[0][1].style in ("|", ">") or line_end < 0:
        raise CannotEdit(entry)
    return f"{text[: line_end + 1]}{' ' * first.column}{entry}\n{text[line_end + 1 :]}"


def _without(text: str, node: Any, number: int) -> str:
    """The mapping without one entry."""
    key, value = node.value[number]
    if node.flow_style:
        begin = node.value[number - 1][1].end_mark.index if number else key.start_mark.index
        end = value.end_mark.index if number or len(node.value) == 1 else node.value[1][0].start_mark.index
        return text[:begin] + text[end:]
    if number == 0 or value.start_mark.line != key.start_mark.line:
        raise CannotEdit(str(key.value))
    begin = text.rfind("\n", 0, key.start_mark.index) + 1
    end = text.find("\n", value.end_mark.index)
    return text[:begin] + (text[end + 1 :] if end >= 0 else "")
