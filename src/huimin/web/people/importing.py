"""Accounts from a csv file: a line an account, or several where somebody has several roles. All faults at once."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import StringIO

from huimin.findings import Finding, Invalid, Place
from huimin.web.base.models import Person
from huimin.web.people.reading import Account, fault, read_account, read_role
from huimin.web.people.scope import Scope

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "username": ("username", "用户名", "账号"),
    "name": ("name", "姓名"),
    "role": ("role", "职责", "角色"),
    "area": ("area", "地区"),
    "first": ("first", "from", "起", "开始日期"),
    "last": ("last", "to", "止", "结束日期"),
}
NEEDED = ("username", "name", "role", "area")
MOST = 5000
"""Lines that a file may have."""
LARGEST = 2_000_000
"""Bytes that a file may have."""


def read_accounts(name: str, data: bytes, scope: Scope) -> list[Account]:
    """The accounts that a file asks for.

    Raises:
        Invalid: with every fault of every line, each with its number.
    """
    lines = list(_lines(name, data))
    found: list[Finding] = []
    accounts: dict[str, Account] = {}
    taken = _taken(line.get("username", "").strip() for _, line in lines)
    for number, line in lines:
        at = Place(file=name, line=number)
        account, faults = read_account(line, at)
        role, wrong = read_role(line, scope, at)
        found += [*faults, *wrong]
        if account.username in taken:
            found.append(fault("username-taken", at, found=account.username))
        known = accounts.setdefault(account.username, account)
        if known.name != account.name:
            found.append(fault("account-name-differs", at, found=account.username, one=known.name, other=account.name))
        if role and any((one.kind, one.area) == (role.kind, role.area) for one in known.roles):
            found.append(fault("role-twice", at, found=account.username))
        if role:
            accounts[account.username] = replace(known, roles=(*known.roles, role))
    if found:
        raise Invalid(found)
    return list(accounts.values())


def _taken(names: Iterator[str]) -> set[str]:
    wanted, found = sorted(set(names)), set()
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        found |= set(Person.objects.filter(username__in=part).values_list("username", flat=True))
    return found


def _lines(name: str, data: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """(number of the line, column -> text) of every line that is not empty."""
    text = _text(name, data)
    rows = csv.reader(StringIO(text), delimiter="\t" if "\t" in text.partition("\n")[0] else ",")
    try:
        head = [_column(cell) for cell in next(rows, [])]
        missing = [COLUMNS[column] for column in NEEDED if column not in head]
        if missing:
            raise Invalid([fault("accounts-column-missing", Place(file=name, line=1), column=both[0], zh=both[1])
                           for both in missing])  # fmt: skip
        found = [(rows.line_num, row) for row in rows if any(cell.strip() for cell in row)]
    except csv.Error as problem:
        raise Invalid([fault("accounts-file-unreadable", Place(file=name))]) from problem
    if not found or len(found) > MOST:
        raise Invalid([fault("accounts-file-size", Place(file=name), found=len(found), most=MOST)])
    for number, row in found:
        yield number, {column: cell for column, cell in zip(head, row, strict=False) if column}


def _column(cell: str) -> str:
    word = cell.strip().lower()
    return next((column for column, words in COLUMNS.items() if word in words), "")


def _text(name: str, data: bytes) -> str:
    """UTF-8, or the Chinese encoding that spreadsheets here write."""
    if len(data) <= LARGEST and b"\0" not in data:
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise Invalid([fault("accounts-file-unreadable", Place(file=name))])
