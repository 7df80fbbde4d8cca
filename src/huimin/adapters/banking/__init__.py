"""The files of banks by their layouts, and the tables in which awards, shares and accounts are handed in."""

from huimin.adapters.banking.bank import Bank
from huimin.adapters.banking.layout import Layout, read_layout

__all__ = ["Bank", "Layout", "read_layout"]
