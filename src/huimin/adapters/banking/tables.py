"""Awards, shares and accounts handed in as CSV: amounts in yuan are read as whole fen or refused, never rounded."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from huimin.benefits.money import MOST
from huimin.benefits.payments import Award, Due, Sharing, fen_written
from huimin.findings import Finding, Place, Severity
from huimin.findings.section import raise_if_faulty

AWARD_COLUMNS = ("claim", "benefit", "version", "payee", "area", "month", "amount", "withdrawn")
SHARE_COLUMNS = ("benefit", "since", "level", "share")
ACCOUNT_COLUMNS = ("payee", "holder", "account", "bank")
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")
_SHARE = re.compile(r"[0-9]+(\.[0-9]+)?%|[0-9]+/[1-9][0-9]*")
_NUMBER = re.compile(r"[0-9]{8,32}")
_YES = frozenset({"yes", "y", "1", "true", "是"})


@dataclass
class Table:
    """A CSV file being read. Findings never show what stands in the columns of an account."""

    name: str
    columns: Sequence[str]
    findings: list[Finding] = field(default_factory=list)

    def tell(self, code: str, line: int, area: str = "", **facts: str | int) -> None:
        """Note a fault; ``area``: whose it is."""
        self.findings.append(Finding(code, Severity.ERROR, Place(file=self.name, line=line, area=area), facts))

    def rows(self, data: bytes) -> Iterator[tuple[int, Mapping[str, str]]]:
        """(line, values) of each row.

        Raises:
            Invalid: the file is no UTF-8 or lacks columns.
        """
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            self.tell("pay-table-not-utf8", 0)
            raise_if_faulty(self.findings)
            return
        reader = csv.DictReader(io.StringIO(text, newline=""))
        missing = [one for one in self.columns if one not in (reader.fieldnames or ())]
        if missing:
            self.tell("pay-table-columns", 1, columns=", ".join(missing))
            raise_if_faulty(self.findings)
        for row in reader:
            values = {one: (row[one] or "").strip() for one in self.columns}
            if any(values.values()):
                yield reader.line_num, values

    def month(self, text: str, line: int, area: str = "") -> int | None:
        """The number of a month written ``2025-06``."""
        found = _MONTH.fullmatch(text)
        if found is None:
            self.tell("pay-month-unreadable", line, area, found=text)
            return None
        return int(found[1]) * 12 + int(found[2]) - 1


def read_awards(name: str, data: bytes, shares: Mapping[str, tuple[Sharing, ...]]) -> tuple[list[Award], list[Finding]]:
    """Awards, a row a month; rows of one claim, benefit, version, payee and area are one award.

    Rows that cannot be read are told, and every row of their claim is left out.
    """
    table = Table(name, AWARD_COLUMNS)
    found: dict[tuple[str, str, str, str, str], tuple[int, list[Due]]] = {}
    broken: set[str] = set()
    for line, row in table.rows(data):
        month, fen = table.month(row["month"], line, row["area"]), _fen(table, row, line)
        if month is None or fen is None:
            broken.add(row["claim"])
            continue
        key = (row["claim"], row["benefit"], row["version"], row["payee"], row["area"])
        found.setdefault(key, (line, []))[1].append(Due(month, fen, row["withdrawn"].lower() in _YES))
    made = [
        Award(claim, benefit, version, payee, area, tuple(months), shares.get(benefit, ()), name, line)
        for (claim, benefit, version, payee, area), (line, months) in found.items()
        if claim not in broken
    ]
    return made, table.findings


def _fen(table: Table, row: Mapping[str, str], line: int) -> int | None:
    text = row["amount"] or ("0" if row["withdrawn"].lower() in _YES else "")
    fen = fen_written(text)
    if fen is None:
        long = text.isascii() and len(text) > len(str(MOST)) and text.replace(".", "", 1).isdigit()
        code = "pay-amount-too-large" if long else "pay-amount-unreadable"
        table.tell(code, line, row["area"], found=text, fen=text, claim=row["claim"])
    return fen


def read_shares(name: str, data: bytes) -> dict[str, tuple[Sharing, ...]]:
    """Who pays which part of which benefit from when on.

    Raises:
        Invalid: with every fault of the file.
    """
    table = Table(name, SHARE_COLUMNS)
    found: dict[str, dict[int, dict[str, Fraction]]] = {}
    for line, row in table.rows(data):
        since = table.month(row["since"], line)
        if not _SHARE.fullmatch(row["share"]):
            table.tell("pay-share-unreadable", line, found=row["share"])
        elif since is not None:
            parts = found.setdefault(row["benefit"], {}).setdefault(since, {})
            if row["level"] in parts:
                table.tell("pay-share-twice", line, level=row["level"])
            text = row["share"]
            parts[row["level"]] = Fraction(text[:-1]) * Fraction(1, 100) if text.endswith("%") else Fraction(text)
    raise_if_faulty(table.findings)
    return {
        benefit: tuple(Sharing(since, tuple(parts.items())) for since, parts in sorted(dated.items()))
        for benefit, dated in found.items()
    }


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as it was handed in. Neither holder nor number shows when it is printed."""

    payee: str
    holder: str = field(repr=False)
    number: str = field(repr=False)
    bank: str


def read_accounts(name: str, data: bytes) -> list[AccountRow]:
    """Accounts, one a payee.

    Raises:
        Invalid: with every fault of the file; no number is shown.
    """
    table = Table(name, ACCOUNT_COLUMNS)
    made: dict[str, AccountRow] = {}
    for line, row in table.rows(data):
        number = row["account"].replace(" ", "")
        if not row["payee"] or not row["holder"]:
            table.tell("pay-account-incomplete", line)
        if not _NUMBER.fullmatch(number):
            table.tell("pay-account-not-digits", line)
        if row["payee"] in made:
            table.tell("pay-account-twice", line, payee=row["payee"])
        made[row["payee"]] = AccountRow(row["payee"], row["holder"], number, row["bank"])
    raise_if_faulty(table.findings)
    return list(made.values())
