"""A bank's files: written from orders, read back with every fault of their form."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from huimin.adapters.banking.layout import NUMBERS, Column, Layout
from huimin.adapters.banking.records import (
    Unfit,
    amount_of,
    amount_text,
    checksum,
    finding,
    packed,
    unpacked,
)
from huimin.benefits.money import yuan_text
from huimin.benefits.payments import ReturnLine
from huimin.findings import Finding, Place, Severity
from huimin.tasks.pay.ports import Answer, Order

FULL_WIDTH = frozenset("０１２３４５６７８９．，　")


class Bank:
    """The files of one bank by its layout."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout

    def write(self, roll: int, day: date, orders: Iterable[Order]) -> bytes:
        """The file with which a roll goes to the bank.

        Raises:
            Invalid: a value does not fit the layout.
        """
        all_of, records = list(orders), self.layout.there
        head = {"roll": f"{roll:06d}", "day": f"{day:%Y%m%d}", "count": str(len(all_of)),
                "total": amount_text(self.layout, sum(one.fen for one in all_of))}  # fmt: skip
        made = packed(self.layout, records.header, head) if records.header else b""
        made += b"".join(packed(self.layout, records.line, self._values(one)) for one in all_of)
        if records.trailer:
            made += packed(self.layout, records.trailer, head | {"checksum": checksum(made)})
        return made

    def _values(self, order: Order) -> dict[str, str]:
        return {"reference": order.reference, "number": str(order.number), "account": order.account,
                "holder": order.holder, "bank": order.bank, "amount": amount_text(self.layout, order.fen),
                "status": "", "reason": ""}  # fmt: skip

    def read(self, name: str, data: bytes) -> Answer:
        """The bank's answer. What cannot be read is told; whoever books looks at the findings first."""
        reading = _Reading(self.layout, name)
        reading.read(data)
        return Answer(name, sha256(data).hexdigest(), reading.roll, tuple(reading.lines), tuple(reading.findings))


@dataclass
class _Reading:
    """A file on its way in."""

    layout: Layout
    file: str
    lines: list[ReturnLine] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    roll: int | None = None

    def tell(self, code: str, line: int = 0, severity: Severity = Severity.ERROR, **facts: str | int) -> None:
        """Note a finding."""
        self.findings.append(Finding(code, severity, Place(file=self.file, line=line), facts))

    def read(self, data: bytes) -> None:
        """Read all records."""
        if data.startswith(codecs.BOM_UTF8):
            # Some programs put it before UTF-8; it says nothing and moves everything by three bytes.
            self.tell("bank-file-bom", severity=Severity.NOTE)
            data = data[len(codecs.BOM_UTF8) :]
        # In GBK as in UTF-8 no byte of a longer character is a line end.
        whole = data.splitlines(keepends=True)
        while whole and not whole[-1].strip():
            whole.pop()
        ends = self.layout.back
        least = bool(ends.header) + bool(ends.trailer)
        if len(whole) <= least:
            self.tell("bank-file-empty")
            return
        head = self._values(ends.header, whole[0], 1) if ends.header else {}
        foot = self._values(ends.trailer, whole[-1], len(whole)) if ends.trailer else {}
        start = int(bool(ends.header))
        for number, record in enumerate(whole[start : len(whole) - bool(ends.trailer)], start + 1):
            self._line(record, number)
        before = b"".join(whole[: len(whole) - bool(ends.trailer)])
        for said, line in ((head, 1), (foot, len(whole))):
            self._frame(said or {}, line, before)

    def _values(self, columns: Sequence[Column], record: bytes, line: int) -> dict[str, str] | None:
        """The values of a record; None, and a finding, where it does not fit."""
        try:
            values = unpacked(self.layout, columns, record.rstrip(b"\r\n"))
        except Unfit as unfit:
            self.findings.append(finding(unfit, self.file, line))
            return None
        for one in NUMBERS:
            if FULL_WIDTH & set(values.get(one, "")):
                shown = "…" if one == "account" else values[one]
                self.tell("bank-full-width", line, field=one, found=shown)
                return None
        return values

    def _line(self, record: bytes, number: int) -> None:
        values = self._values(self.layout.back.line, record, number)
        if values is None:
            return
        try:
            fen = amount_of(self.layout, values["amount"])
        except Unfit as unfit:
            self.findings.append(finding(unfit, self.file, number))
            fen = None
        meant = self.layout.statuses.get(values["status"])
        self.lines.append(ReturnLine(number, values["reference"], fen, values["status"],
                                     meant.paid if meant else None, bool(meant and meant.mend)))  # fmt: skip

    def _frame(self, said: Mapping[str, str], line: int, before: bytes) -> None:
        """Hold what header or trailer says against the lines."""
        if (roll := said.get("roll")) is not None:
            if roll.isascii() and roll.isdigit():
                self.roll = int(roll)
            else:
                self.tell("bank-roll-not-told", line)
        if (count := said.get("count")) is not None and count.lstrip("0") != str(len(self.lines)).lstrip("0"):
            self.tell("bank-count-differs", line, said=count, found=len(self.lines))
        if (total := said.get("total")) is not None:
            self._total(total, line)
        if (mark := said.get("checksum")) is not None and mark.upper() != checksum(before):
            self.tell("bank-checksum-differs", line, said=mark, found=checksum(before))

    def _total(self, total: str, line: int) -> None:
        found = sum(one.fen or 0 for one in self.lines)
        try:
            said = amount_of(self.layout, total)
        except Unfit as unfit:
            self.findings.append(finding(unfit, self.file, line))
            return
        if said != found:
            self.tell("bank-total-differs", line, said=yuan_text(said), found=yuan_text(found))
