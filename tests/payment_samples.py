"""An invented paying office: awards as tables, a ledger, sealed accounts and a bank that answers. All is simulated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from textwrap import dedent
from typing import Any

from huimin.adapters.banking import Bank, read_layout
from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.adapters.ledger import LABEL, open_accounts, open_ledger
from huimin.adapters.ledger.vault import BankAccount, Given, Vault
from huimin.adapters.store.setup import configure
from huimin.benefits.money import fen_of
from huimin.benefits.payments import Award, Due, Sharing
from huimin.tasks.pay import answering, rolling

BANKS = Path(__file__).parents[1] / "src" / "huimin" / "packs" / "china" / "banks"
AT = datetime(2025, 7, 1, 9, 0, tzinfo=UTC)
KEY = bytes(range(32))
BENEFIT = "child-subsidy"
QUARTERS = (("central", Fraction(1, 2)), ("province", Fraction(1, 4)), ("county", Fraction(1, 4)))
JUNE = 2025 * 12 + 5


def month(text: str) -> int:
    """The number of ``2025-06``."""
    return int(text[:4]) * 12 + int(text[5:]) - 1


def bank_of(code: str = "sample-fixed-gbk") -> Bank:
    """A sample bank."""
    return Bank(read_layout(load_yaml(BANKS / f"{code}.yaml")))


def award(
    claim: str, months: Mapping[str, str], area: str = "A", parts: Any = QUARTERS, version: str = "v1", **more: Any
) -> Award:
    """An award with amounts in yuan; an empty amount is a month that was taken back."""
    dues = [Due(month(text), fen_of(yuan) if yuan else 0, not yuan) for text, yuan in months.items()]  # type: ignore[arg-type]
    sharing = (Sharing(month("2020-01"), tuple(parts)),)
    return Award(claim, more.get("benefit", BENEFIT), version, f"payee-{claim}", area, tuple(dues), sharing)


def awards_of(table: str) -> list[Award]:
    """``claim | 2025-05 | 2025-06``: yuan a month; an empty cell: no such month; ``withdrawn``: taken back."""
    head, *rows = [[cell.strip() for cell in line.split("|")] for line in dedent(table).strip().splitlines()]
    made = []
    for claim, *cells in rows:
        said = {name: "" if cell == "withdrawn" else cell for name, cell in zip(head[1:], cells, strict=True) if cell}
        made.append(award(claim, said))
    return made


def many(count: int, yuan: str = "300.00") -> list[Award]:
    """So many awards for June."""
    return [award(f"{number:06d}", {"2025-06": yuan}, area=f"A{number % 7}") for number in range(count)]


@dataclass
class PayOffice:
    """Pays from a database; ``maker`` makes rolls, ``checker`` approves them."""

    address: str
    bank: Bank = field(default_factory=bank_of)

    def __post_init__(self) -> None:
        self.alias = configure(self.address, LABEL)
        self.ledger = open_ledger(self.alias)
        self.accounts = open_accounts(self.alias, Vault(KEY))

    def know(self, awards: Iterable[Award], number: str = "") -> None:
        """Take in an account for each payee."""
        given = {
            one.payee: Given(one.payee, BankAccount("某甲", number or f"6222000011112222{index % 1000:03d}"))
            for index, one in enumerate(awards)
        }
        self.accounts.take(given.values(), AT)

    def make(self, awards: list[Award], span: str = "2025-06", maker: str = "maker") -> rolling.Rolled:
        first, _, last = span.partition("/")
        return rolling.make_roll(self.ledger, awards, None, BENEFIT, (month(first), month(last or first)), maker, AT)

    def approved(self, awards: list[Award], span: str = "2025-06") -> int:
        """A roll made and approved."""
        self.know([one for one in awards if one.payee not in self.ledger.accounts()])
        head = self.make(awards, span).head
        assert head is not None
        return rolling.approve(self.ledger, head.number, "checker", AT).number

    def sent(self, awards: list[Award], span: str = "2025-06") -> int:
        """A roll whose file is with the bank."""
        roll = self.approved(awards, span)
        self.file(roll)
        return roll

    def file(self, roll: int) -> bytes:
        return answering.bank_file(self.ledger, self.accounts, self.bank, roll, "maker", AT)[1]

    def answer(self, roll: int, bad: Mapping[str, str] | None = None, only: Iterable[str] = ()) -> bytes:
        """What the bank sends back: all paid but the claims in ``bad`` (claim -> status)."""
        references = {line.claim: f"{roll:06d}{number:06d}" for number, line in enumerate(self.ledger.lines(roll), 1)}
        rows = [
            (references[line.claim], line.fen, (bad or {}).get(line.claim))
            for line in self.ledger.lines(roll)
            if line.fen
        ]
        wanted = {references[claim] for claim in only} or {*references.values()}
        return answer_file(self.bank, roll, [row for row in rows if row[0] in wanted])

    def take(self, data: bytes, bounced: bool = False) -> answering.Answered:
        return answering.take_answer(self.ledger, self.bank, "answer.txt", data, "maker", AT, bounced)

    def balances(self) -> dict[str, int]:
        """Account -> fen, over all levels."""
        from huimin.benefits.payments import Movement, balances

        moved = [Movement(entry, level, fen) for (entry, level), fen in self.ledger.totals(BENEFIT, 0, 99999).items()]
        found: dict[str, int] = {}
        for (account, _), fen in balances(moved).items():
            found[account.value] = found.get(account.value, 0) + fen
        return {account: fen for account, fen in sorted(found.items()) if fen}


def answer_file(bank: Bank, roll: int, rows: Iterable[tuple[str, int, str | None]]) -> bytes:
    """The bank's answer as its layout has it: (reference, fen, status or None for paid)."""
    from huimin.adapters.banking.records import amount_text, checksum, packed

    layout = bank.layout
    paid = next(one.code for one in layout.statuses.values() if one.paid)
    listed = list(rows)
    total = sum(fen for _, fen, _ in listed)
    head = {"roll": f"{roll:06d}", "day": "20250702", "count": str(len(listed)), "total": amount_text(layout, total)}
    made = packed(layout, layout.back.header, head) if layout.back.header else b""
    for number, (reference, fen, status) in enumerate(listed, 1):
        code = status or paid
        values = {"reference": reference, "number": str(number), "amount": amount_text(layout, fen), "status": code,
                  "reason": layout.statuses[code].zh if code in layout.statuses else ""}  # fmt: skip
        made += packed(layout, layout.back.line, values)
    if layout.back.trailer:
        made += packed(layout, layout.back.trailer, head | {"checksum": checksum(made)})
    return made


def codes(findings: Iterable[Any]) -> list[str]:
    """The codes of findings, each once, sorted."""
    return sorted({one.code for one in findings})
