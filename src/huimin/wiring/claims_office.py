"""The claims of a workspace: who acts, where they are kept, and with which key.

The master key lies in ``data/claims.key`` unless the environment names another, the sealed papers in ``data/claims``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from huimin.adapters.claims import LABEL, open_claims
from huimin.adapters.definitions.workspace import Settings, read_settings
from huimin.benefits import Benefit
from huimin.benefits.claims import Actor, Plan
from huimin.tasks.claims import looking
from huimin.tasks.claims.desk import Desk, Remembered, refusal
from huimin.tasks.claims.hands import actor_of
from huimin.tasks.claims.ports import (
    AccountGiven,
    ClaimCard,
)
from huimin.tasks.claims.records import Record
from huimin.wiring.benefits import benefits_of, texts_of
from huimin.wiring.workspace import Workspace

if TYPE_CHECKING:
    from huimin.adapters.claims.store import DjangoClaims
    from huimin.adapters.ledger.ledger import DjangoLedger
    from huimin.workflow import Rights

KEY, PAPERS = "claims.key", "claims"


class ClaimOffice:
    """The claims of an opened workspace.

    Args:
        who: user name of the person of the office who acts.
        family: the family itself acts; ``who`` is empty then.
        rights: what the person may do; None: whoever works on the machine itself, for whom all is open.
        alias: of the database, where its tables are there (the site's own); else the workspace's is made ready.
        at: the moment to note; None: now.
    """

    def __init__(
        self, place: Workspace, who: str = "", family: bool = False, rights: Rights | None = None, alias: str = "",
        at: datetime | None = None,
    ) -> None:  # fmt: skip
        self.place, self.who, self.family, self.rights = place, who.strip(), family, rights
        self._given, self._moment = alias, at

    @cached_property
    def _settings(self) -> Settings:
        return read_settings(self.place.folder)

    @cached_property
    def _alias(self) -> str:
        if self._given:
            return self._given
        from huimin.adapters.ledger import LABEL as LEDGER
        from huimin.adapters.store.setup import configure

        address = self._settings.database or self.place.folder / "data" / "huimin.sqlite"
        configure(address, LEDGER)  # what claims are owed is held against what was paid
        return configure(address, LABEL)

    @property
    def now(self) -> datetime:
        """This moment; in a demonstration on the day that it takes for today."""
        if self._moment is not None:
            return self._moment.astimezone(self._settings.zone)
        return self._settings.now()

    @cached_property
    def store(self) -> DjangoClaims:
        """The claims with their master key, which is made where there are no claims yet.

        Raises:
            Invalid: there is no key, others may read it, or it is not the one that the claims were sealed with.
        """
        from huimin.adapters.claims.keys import open_keys

        alias = self._alias
        from huimin.adapters.claims.store import any_claims, check_key

        keys = open_keys(self.place.folder / "data" / KEY, make=not any_claims(alias))
        return open_claims(alias, check_key(alias, keys), self.place.folder / "data" / PAPERS, self._settings.zone)

    @cached_property
    def benefits(self) -> Mapping[str, Benefit]:
        """The benefits of the workspace by code."""
        return benefits_of(self.place.folder).benefits

    @cached_property
    def _texts(self) -> dict[str, tuple[str, str]]:
        return texts_of(self.place.folder, self.benefits.values())

    @cached_property
    def calendar(self) -> Remembered:
        """The working days of the workspace."""
        return Remembered(self.place.calendar())

    @property
    def desk(self) -> Desk:
        """What the tasks of claims need.

        Raises:
            Invalid: nobody acts: neither a named person nor the family.
        """
        if not self.who and not self.family:
            raise refusal("claim-person-missing")
        return Desk(
            self.store, self.benefits, {code: version for code, (version, _) in self._texts.items()},
            {code: text for code, (_, text) in self._texts.items()}, self.calendar, self.now,
            "" if self.family else self.who, self._actor, self._path,
        )  # fmt: skip

    def _actor(self, record: Record, plan: Plan) -> Actor:
        return actor_of("" if self.family else self.who, self.rights, self.place.definitions.areas, record, plan)

    def _path(self, key: str) -> tuple[str, ...]:
        """The codes and keys of an area and all above it; nothing for one that there is not."""
        areas = self.place.definitions.areas
        found = areas.id_of(key)
        if found is None:
            found = areas.find(key, self.now.date())
        if found is None:
            return ()
        last = areas.life(found)[1]
        tree = areas.at(min(self.now.date(), last) if last else self.now.date())
        at = tree.index(areas.keys[found])
        keys = [tree.keys[step] for step in tree.path(at)] if at is not None else [areas.keys[found]]
        codes = [areas.codes[number] for key in keys if (number := areas.id_of(key)) is not None]
        return tuple(dict.fromkeys([*keys, *(code for code in codes if code)]))

    def _card(self, desk: Desk, record: Record) -> ClaimCard:
        return looking.card_of(desk, record, self._last4(record))

    # --- beside the claims: accounts and the ledger

    def _account(self, payee: str, given: AccountGiven) -> None:
        from huimin.adapters.ledger import open_accounts
        from huimin.adapters.ledger.vault import BankAccount, Given
        from huimin.wiring.pay import Payments

        paying = Payments(self.place, self.who, self._alias, self.now)
        known = bool(paying.ledger.accounts())
        account = BankAccount(given.holder.strip(), given.number.replace(" ", ""))
        open_accounts(self._alias, paying.vault(make=not known)).take([Given(payee, account, given.bank)], self.now)

    def _last4(self, record: Record) -> str:
        from huimin.adapters.ledger.accounts import last4_of

        return last4_of(self._alias, record.root.payee)

    def forget_account(self, payee: str) -> None:
        """Forget the accounts of a payee; the ledger keeps its amounts."""
        from huimin.adapters.ledger.accounts import forget

        forget(self._alias, payee)

    def ledger(self) -> DjangoLedger:
        """The ledger of payments in the same database."""
        from huimin.wiring.pay import Payments

        return Payments(self.place, self.who, self._alias, self.now).ledger

    @property
    def simulated(self) -> bool:
        """Whether everything in the workspace is invented."""
        return self._settings.title.simulated
