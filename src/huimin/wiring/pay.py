"""Paying in a workspace: its ledger, sealed accounts, bank layouts and the files that go in and out.

``payments/`` holds what is handed in (``awards.csv``, ``shares.csv``) and the files for the bank; ``banks/`` holds the
layouts, beside those of the packs. The key of the accounts lies in ``data/payments.key`` unless the environment names
another.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from huimin.adapters.banking import Bank, Layout, read_layout
from huimin.adapters.banking.tables import read_accounts
from huimin.adapters.definitions.workspace import PACKS, Settings, read_settings
from huimin.adapters.definitions.yaml_file import load_yaml
from huimin.adapters.ledger import LABEL, open_accounts, open_ledger
from huimin.adapters.private_files import private_file
from huimin.benefits.payments import Fund, Line
from huimin.figures.periods import Period
from huimin.findings import Finding, Invalid, Place, Severity, nearest
from huimin.tasks.pay import answering, auditing, rolling
from huimin.tasks.pay import funds as funding
from huimin.tasks.pay.ports import Booked, Receipt, RollHead, Tally
from huimin.tasks.pay.reach import Reach
from huimin.wiring.common import whole
from huimin.wiring.workspace import Workspace

if TYPE_CHECKING:
    from huimin.adapters.ledger.ledger import DjangoLedger
    from huimin.adapters.ledger.vault import Vault

FOLDER, BANKS, KEY = "payments", "banks", "payments.key"
AWARDS, SHARES = "awards.csv", "shares.csv"
ABOVE = {"central": ("中央", "central government"), "province": ("省级", "province"), "city": ("市级", "city")}
"""Levels that pay though a workspace may not have their areas."""


@dataclass(frozen=True, slots=True)
class RollCard:
    """A roll with its lines, how its payments stand, and the last four digits of each claim's account."""

    head: RollHead
    lines: tuple[Line, ...]
    tallies: Mapping[str, Tally]
    last4: Mapping[str, str]


class Payments:
    """The payments of an opened workspace.

    Args:
        who: the person who acts.
        alias: of the database, where its tables are there (the site's own); else the workspace's is made ready.
        at: the moment to note; None: now.
    """

    def __init__(self, place: Workspace, who: str = "", alias: str = "", at: datetime | None = None) -> None:
        self.place, self.who, self.given_alias, self._moment = place, who, alias, at

    @cached_property
    def _settings(self) -> Settings:
        return read_settings(self.place.folder)

    @cached_property
    def _alias(self) -> str:
        if self.given_alias:
            return self.given_alias
        from huimin.adapters.store.setup import configure

        return configure(self._settings.database or self.place.folder / "data" / "huimin.sqlite", LABEL)

    @cached_property
    def ledger(self) -> DjangoLedger:
        """The ledger; its tables are made where they are missing."""
        return open_ledger(self._alias, self._settings.zone)

    def vault(self, make: bool = False) -> Vault:
        """The key of the accounts. ``make``: make one where there is none.

        Raises:
            Invalid: there is none, or others may read it.
        """
        from huimin.adapters.ledger.vault import open_vault

        return open_vault(self.place.folder / "data" / KEY, make)

    @property
    def now(self) -> datetime:
        """This moment; in a demonstration on the day that it takes for today."""
        return self._moment if self._moment is not None else self._settings.now()

    # --- banks

    @cached_property
    def layouts(self) -> dict[str, Layout]:
        """The layouts there are, by code; those of the workspace count before those of its packs.

        Raises:
            Invalid: with the faults of the first file that has any.
        """
        roots = [PACKS / pack for pack in self._settings.packs] + [self.place.folder]
        paths = [path for root in roots for path in sorted((root / BANKS).glob("*.yaml"))]
        made = [read_layout(load_yaml(path)) for path in paths]
        return {layout.code: layout for layout in made}

    def bank(self, code: str) -> Bank:
        """The bank with this layout.

        Raises:
            Invalid: there is none.
        """
        if code not in self.layouts:
            facts = {"found": code, "nearest": nearest(code, self.layouts), "options": ", ".join(self.layouts)}
            raise Invalid([Finding("bank-unknown", Severity.ERROR, facts=facts)])
        return Bank(self.layouts[code])

    # --- what is done

    def take_accounts(self, file: Path) -> tuple[int, int]:
        """Take accounts in from a file and seal them: (new or changed, all in the file).

        Raises:
            Invalid: the file has faults; nothing is taken in then.
        """
        from huimin.adapters.ledger.vault import BankAccount, Given

        rows = read_accounts(file.name, file.read_bytes())
        given = [Given(row.payee, BankAccount(row.holder, row.number), row.bank) for row in rows]
        known = bool(self.ledger.accounts())
        return open_accounts(self._alias, self.vault(make=not known)).take(given, self.now), len(rows)

    def roll(
        self, benefit: str, period: Period, awards: Path | None = None, shares: Path | None = None, area: str = ""
    ) -> rolling.Rolled:
        """Make the roll of a benefit and period.

        Args:
            awards, shares: tables to make it from; None: from the claims, or where there are none of the benefit from
                the tables of the folder ``payments``.
            area: the office whose claims it pays; empty: every claim.
        """
        from huimin.wiring.pay_sources import claims_of, from_tables, source_of

        own, given = self.place.folder / FOLDER, bool(awards or shares)
        claims = None if given else claims_of(self, benefit)
        with self.ledger.turn():
            if given:
                source = from_tables(awards or own / AWARDS, shares or own / SHARES)
            else:
                source = source_of(self, claims, benefit, period.last)
            made = rolling.make_roll(
                self.ledger, source.awards, self.place.definitions.areas, benefit, (period.first, period.last),
                self.who, self.now, area, source.held,
            )  # fmt: skip
        reach = Reach(self.place.definitions.areas, self.now.date(), area)
        told = [one for one in source.findings if reach.concerns(one)]
        return rolling.Rolled(made.head, made.made, (*told, *made.findings))

    def office(self, text: str) -> str:
        """The key of the area with this key, code or name; empty stays empty: every claim.

        Raises:
            Invalid: there is none, or more than one.
        """
        return self.place.definitions.area_key(text, self.now.date()) if text else ""

    def approve(self, roll: int) -> RollHead:
        """Approve a roll."""
        return rolling.approve(self.ledger, roll, self.who, self.now)

    def withdraw(self, roll: int, reason: str) -> RollHead:
        """Take a roll back."""
        return rolling.withdraw(self.ledger, roll, self.who, reason, self.now)

    def bank_bytes(self, roll: int, bank: str) -> bytes:
        """The bank's file of a roll. Whoever has it has whole account numbers."""
        accounts = open_accounts(self._alias, self.vault())
        return answering.bank_file(self.ledger, accounts, self.bank(bank), roll, self.who, self.now)[1]

    def bank_file(self, roll: int, bank: str, target: Path | None) -> Path:
        """Write the bank's file of a roll, which only its owner may read, and return its place."""
        data = self.bank_bytes(roll, bank)
        path = target or self.place.folder / FOLDER / f"roll-{roll:06d}-{bank}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole(path) as beside:
            beside.unlink(missing_ok=True)
            with private_file(beside) as file:
                file.write(data)
        return path

    def take_answer(self, file: Path, bank: str, bounced: bool = False) -> answering.Answered:
        """Book the bank's answer. A bank file of the roll that still lies in ``payments`` is told."""
        done = self.take_bytes(file.name, file.read_bytes(), bank, bounced)
        if not (done.booked or done.again):
            return done
        left = sorted((self.place.folder / FOLDER).glob(f"roll-{done.roll:06d}-*"))
        notes = [Finding("pay-bank-file-left", Severity.WARNING, Place(file=one.name)) for one in left]
        return replace(done, findings=(*done.findings, *notes))

    def take_bytes(
        self, name: str, data: bytes, bank: str, bounced: bool = False, only: int | None = None
    ) -> answering.Answered:
        """The same from bytes. ``only``: the one roll that they may answer."""
        return answering.take_answer(
            self.ledger, self.bank(bank), name, data, self.who, self.now, bounced, only
        )  # fmt: skip

    def recover(self, benefit: str, claim: str, fen: int, reference: str, area: str = "") -> int:
        """Book money that a family gave back; what is still to come. ``area``: to the books of this office only."""
        within = Reach(self.place.definitions.areas, self.now.date(), area) if area else None
        return rolling.recover(self.ledger, benefit, claim, fen, reference, self.who, self.now, within)

    def receive(
        self, benefit: str, period: Period, level: str, fen: int, day: date | None, reference: str, area: str = ""
    ) -> bool:
        """Book a level's money; whether it is new. Without a day: today. ``area``: the office it came for."""
        receipt = Receipt(
            benefit, level, period.first, period.last, fen, day or self.now.date(), reference.strip(), area
        )  # fmt: skip
        return funding.receive(self.ledger, receipt, self.who, self.now)

    # --- what there is

    def audit(self, target: Path | None = None) -> auditing.Audit:
        """Hold the ledger against itself. ``target``: where to write every movement, as CSV in fen."""
        from huimin.adapters.ledger.auditing import COLUMNS

        with self.ledger.turn():  # what is written is what was looked at
            if target is not None:
                with whole(target) as beside, beside.open("w", encoding="utf-8", newline="") as file:
                    rows = csv.writer(file, lineterminator="\n")
                    rows.writerow(COLUMNS)
                    rows.writerows(self.ledger.movements())
            return auditing.audit(self.ledger)

    def heads(self) -> list[RollHead]:
        """All rolls, the latest last."""
        return self.ledger.heads()

    def card(self, roll: int) -> RollCard:
        """One roll with everything on it but account numbers."""
        head = rolling.known(self.ledger, roll)
        lines = tuple(self.ledger.lines(roll))
        return RollCard(head, lines, self.ledger.tallies(roll), self.ledger.last4(roll))

    def booked(self, claim: str) -> list[Booked]:
        """The ledger of a claim."""
        return self.ledger.booked(claim)

    def funds(self, benefit: str, period: Period, area: str = "") -> tuple[Fund, ...]:
        """Each level's money for the rolls within a period, the upper levels first.

        Args:
            area: for the claims of this area and below only.
        """
        order = tuple(dict.fromkeys((*ABOVE, *self.place.definitions.areas.levels.codes)))
        within = Reach(self.place.definitions.areas, self.now.date(), area) if area else None
        found = funding.funds(self.ledger, benefit, period.first, period.last, within)
        return tuple(sorted(found, key=lambda one: order.index(one.level) if one.level in order else len(order)))

    def level_name(self, level: str, lang: str) -> str:
        """What a level is called."""
        levels = self.place.definitions.areas.levels
        if level in ABOVE and level not in levels:
            return ABOVE[level][0 if lang == "zh" else 1]
        return levels.name(level, lang=lang)
