"""The ledger of payments in SQLite or PostgreSQL, through Django; account numbers are kept sealed."""

from __future__ import annotations

from datetime import UTC, tzinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from huimin.adapters.ledger.accounts import SealedAccounts
    from huimin.adapters.ledger.ledger import DjangoLedger
    from huimin.adapters.ledger.vault import Vault

LABEL = "ledger"


def open_ledger(alias: str, zone: tzinfo = UTC) -> DjangoLedger:
    """The ledger in the database with this alias, whose tables are made already. ``zone``: by which days go."""
    # Models can only be imported once Django has its settings, hence not at the top of this module.
    from huimin.adapters.ledger.ledger import DjangoLedger

    return DjangoLedger(alias, zone)


def open_accounts(alias: str, vault: Vault) -> SealedAccounts:
    """The sealed accounts in the same database, with their key."""
    from huimin.adapters.ledger.accounts import SealedAccounts

    return SealedAccounts(alias, vault)
