"""Account numbers, sealed with a key that is never in the database; the token of the payee is bound in."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from huimin.adapters.sealing import KeyPlace, NothingSealed, NotOpened, Sealer, derived, keyed_hash
from huimin.findings import Finding, Invalid, Severity

PLACE = KeyPlace("HUIMIN_PAY_KEY", "HUIMIN_PAY_KEY_FILE", "pay-key-missing", "pay-key-wrong", "pay-key-open-to-others")


@dataclass(frozen=True, slots=True)
class BankAccount:
    """Holder and number. Neither shows when it is printed."""

    holder: str = field(repr=False)
    number: str = field(repr=False)

    @property
    def last4(self) -> str:
        """All of the number that people get to see."""
        return self.number[-4:]


@dataclass(frozen=True, slots=True)
class Given:
    """An account as it was handed in for a payee."""

    payee: str
    account: BankAccount
    bank: str = ""


class Vault:
    """Seals and opens accounts with one key."""

    def __init__(self, key: bytes) -> None:
        self._sealer = Sealer(PLACE.checked(key))
        self._print_key = derived(key, "huimin account print")

    def seal(self, payee: str, account: BankAccount) -> bytes:
        """The sealed form."""
        return self._sealer.seal(f"{account.number}\n{account.holder}".encode(), payee.encode())

    def open(self, payee: str, sealed: bytes) -> BankAccount:
        """The account.

        Raises:
            Invalid: it was sealed with another key or for another payee, or is erased.
        """
        try:
            number, _, holder = self._sealer.open(sealed, payee.encode()).decode().partition("\n")
        except NothingSealed:
            raise _trouble("pay-account-erased", payee) from None
        except NotOpened:
            raise _trouble("pay-account-not-opened", payee) from None
        return BankAccount(holder, number)

    def print(self, account: BankAccount) -> str:
        """A keyed hash, to know the same account again without opening it."""
        return keyed_hash(self._print_key, f"{account.number}\n{account.holder}")


def open_vault(file: Path, make: bool = False) -> Vault:
    """The vault with the key of the environment, or of a file that nobody but its owner may read.

    Args:
        file: where the key stands unless ``HUIMIN_PAY_KEY`` or ``HUIMIN_PAY_KEY_FILE`` says otherwise.
        make: make a new key where there is no file.

    Raises:
        Invalid: there is no key, it is not 32 bytes in base64, or others may read the file.
    """
    return Vault(PLACE.read(file, make))


def _trouble(code: str, payee: str) -> Invalid:
    return Invalid([Finding(code, Severity.ERROR, facts={"payee": payee})])
