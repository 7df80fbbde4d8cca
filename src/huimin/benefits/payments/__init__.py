"""Payments: what is due becomes rolls, bank files and a ledger in which every fen has a claim, a rule and a payer.

All amounts are whole fen. Nothing here reads a file or a database; awards come as plain data.
"""

from __future__ import annotations

from huimin.benefits.payments.awards import Award, Due, Sharing, check_awards, fen_written, month_text
from huimin.benefits.payments.entries import SIDES, Account, Entry, Movement, balances
from huimin.benefits.payments.funding import Fund, funding
from huimin.benefits.payments.returns import Expected, Outcome, ReturnLine, match
from huimin.benefits.payments.rolls import Line, Part, PartKind, Standing, State, digest, roll_lines
from huimin.benefits.payments.splitting import proportional, split

__all__ = [
    "SIDES",
    "Account",
    "Award",
    "Due",
    "Entry",
    "Expected",
    "Fund",
    "Line",
    "Movement",
    "Outcome",
    "Part",
    "PartKind",
    "ReturnLine",
    "Sharing",
    "Standing",
    "State",
    "balances",
    "check_awards",
    "digest",
    "fen_written",
    "funding",
    "match",
    "month_text",
    "proportional",
    "roll_lines",
    "split",
]
