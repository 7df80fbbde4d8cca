"""Changes that were tried out on a run, written into the text of the scheme's file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from huimin.adapters.definitions.yaml_edit import CannotEdit, Edit, edited
from huimin.adapters.definitions.yaml_file import read_yaml
from huimin.assessment.binding import measured_indicator
from huimin.findings import Finding, Invalid, Severity
from huimin.tasks.definitions import Definitions
from huimin.tasks.what_if import parse_changes
from huimin.tasks.what_if.editing import changed, editables


def filled(given: Definitions, code: str, texts: Sequence[str]) -> tuple[str, str, list[Finding]]:
    """The file of a scheme, its text with the changes made, and what could not be written and is left to a person.

    Args:
        texts: changes such as ``F2.1.points=8``.

    Raises:
        Invalid: there is no such scheme, or a change names nothing or cannot be.
    """
    scheme = given.scheme(code)
    file = given.scheme_files[code]
    text = given.files[file].decode("utf-8-sig")
    document = read_yaml(given.files[file], file)
    guarded = {one.id for one in scheme.leaves() if one.rule and measured_indicator(one.rule, given.names)}
    wanted, _ = changed(document, parse_changes(texts, editables(document, guarded)), guarded)
    left: list[Finding] = []
    for edit in _edits(document, wanted, ()):
        try:
            text = edited(text, [edit])
        except CannotEdit:
            facts = {"at": ".".join(str(step) for step in (*_named(document, edit.path), edit.key)),
                     "value": edit.value or ""}  # fmt: skip
            left.append(Finding("definition-write-by-hand", Severity.WARNING, facts=dict(facts)))
    try:
        read_yaml(text.encode(), file)
    except Invalid:
        raise AssertionError(f"changing {file} made it unreadable") from None
    return file, text, left


def _edits(old: Any, new: Any, path: tuple[str | int, ...]) -> list[Edit]:
    """How two documents of the same shape differ, value by value."""
    if isinstance(old, list) and isinstance(new, list):
        return [edit for number, (one, two) in enumerate(zip(old, new, strict=True))
                for edit in _edits(one, two, (*path, number))]  # fmt: skip
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        return []
    made: list[Edit] = []
    for key in dict.fromkeys([*old, *new]):
        one, two = old.get(key), new.get(key)
        if isinstance(one, (Mapping, list)) and isinstance(two, (Mapping, list)):
            made += _edits(one, two, (*path, key))
        elif isinstance(two, Mapping):
            made += _guard(path, key, one, two)
        elif one != two:
            made.append(Edit(path, key, None if key not in new else written(two)))
    return made


def _guard(path: tuple[str | int, ...], key: str, old: Any, new: Mapping[str, Any]) -> list[Edit]:
    """A guard written as one word, which trying holds as a mapping: still one word where only the method is told."""
    if set(new) == {"method"}:
        return [Edit(path, key, written(new["method"]))] if (old or "none") != new["method"] else []
    text = ", ".join(f"{name}: {written(value)}" for name, value in new.items())
    return [Edit(path, key, "{" + text + "}")]


def written(value: Any) -> str:
    """A value as a person writes it."""
    return format(value, ".12g") if isinstance(value, float) else str(value)


def _named(document: Any, path: Sequence[str | int]) -> list[str]:
    """A way into the document with the ids of items instead of positions."""
    names: list[str] = []
    for step in path:
        document = document[step]
        if isinstance(step, int):
            names.append(str(document.get("id") or document.get("code") or step + 1))
        elif step not in ("items",):
            names.append(str(step))
    return names
