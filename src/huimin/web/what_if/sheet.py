"""The numbers of a scheme as a form: by item, with what was typed and what is wrong with it beside each field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from huimin.findings import Finding
from huimin.web.base.numbers import Box, boxes_of

if TYPE_CHECKING:
    from huimin.tasks.what_if import Basis, Editable


@dataclass
class Group:
    """The numbers of one item; ``item`` is empty for those of the whole scheme."""

    item: str
    zh: str
    en: str
    boxes: list[Box[Editable]]
    depth: int = 0

    @property
    def open(self) -> bool:
        """Whether the group is shown open: something in it was changed."""
        return any(box.changed or box.faults for box in self.boxes)

    @property
    def points(self) -> str:
        """The item's points as typed; empty where it has none of its own."""
        return next((box.typed for box in self.boxes if box.one.key == "points"), "")

    def name(self, lang: str) -> str:
        """The item's name."""
        return self.zh if lang == "zh" else self.en


@dataclass
class Sheet:
    """All numbers of a scheme. ``elsewhere`` holds what is wrong with no one field."""

    groups: list[Group]
    elsewhere: list[Finding] = field(default_factory=list)

    @property
    def boxes(self) -> Iterable[Box[Editable]]:
        """Every field."""
        return (box for group in self.groups for box in group.boxes)

    @property
    def changes(self) -> list[dict[str, Any]]:
        """What was typed that the scheme does not say."""
        return [{"item": box.one.item, "key": box.one.key, "value": box.typed or None} for box in self.boxes
                if box.changed]  # fmt: skip

    @property
    def texts(self) -> list[str]:
        """The same as they stand in an address."""
        return [f"{box.one.name}={box.typed}" for box in self.boxes if box.changed]

    @property
    def count(self) -> int:
        """How many numbers were changed."""
        return len(self.texts)

    def put(self, findings: Sequence[Finding]) -> None:
        """Put what is wrong beside the field it is about."""
        changed = [box for box in self.boxes if box.changed]
        for one in findings:
            item, key = spot_of(one)
            last = key.rpartition(".")[2]
            mine = [box for box in changed if box.one.item == item]
            boxes = (
                [box for box in self.boxes if (box.one.item, box.one.key) == (item, key) or box.one.name == key]
                or [box for box in mine if box.one.key.rpartition(".")[2] == last]
                or mine
                or (changed if len(changed) == 1 else [])
            )
            for box in boxes:
                box.faults.append(one)
            if not boxes:
                self.elsewhere.append(one)


def spot_of(finding: Finding) -> tuple[str, str]:
    """The item (empty: the whole scheme) and the key of the number that a finding is about, as an editable names them.

    Findings say it in one of three ways: by the number's name, by the path in the scheme's file
    (``items[F2].items[F2.1].rule.floor``), or by naming the item alone.
    """
    path = finding.place.element or str(finding.facts.get("key") or finding.facts.get("found") or "")
    if "items[" in path:
        item, _, key = path.rpartition("items[")[2].partition("]")
        key = key.lstrip(".").removeprefix("rule.")
    else:
        item, key = str(finding.facts.get("item") or ""), path
    return item, key.replace("[", ".").replace("]", "")


def sheet_of(basis: Basis, typed: Mapping[str, str]) -> Sheet:
    """The form of a run's scheme. ``typed``: what somebody typed, by the number's name; the rest is as it was."""
    groups: dict[str, Group] = {}
    for one in basis.editables:
        group = groups.setdefault(one.item, Group(one.item, one.item_zh, one.item_en, []))
        group.boxes += boxes_of([one], typed)
    return Sheet(list(groups.values()))


def read_texts(texts: Iterable[str]) -> dict[str, str]:
    """``F2.1.points=8`` of an address, by name."""
    pairs = (text.partition("=") for text in texts)
    return {name.strip(): value.strip() for name, sign, value in pairs if sign}
