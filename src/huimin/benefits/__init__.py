"""Benefits: rules as content, decided for one subject with reasons, or for whole populations.

The engine knows no law. A definition says whom a benefit is for, what is asked, what must hold, what is paid and where
that is written; the formulas are those of :mod:`huimin.language`. The reference (:mod:`.reference`) looks at one
subject, one tested day at a time, and defines what a rule means; :mod:`.columns` gives the same for whole populations.
"""

from huimin.benefits.checking import check_together
from huimin.benefits.claiming import claim_window
from huimin.benefits.columns import Amounts, population
from huimin.benefits.decision import Decision, Reason, decide, headline
from huimin.benefits.definition import Benefit, Fact, Source, Words
from huimin.benefits.duplicates import Claimed, clashes
from huimin.benefits.entitlement import Entitlement, entitlements
from huimin.benefits.facts import Known, read_facts
from huimin.benefits.money import divided, fen_of, shared, yuan_text
from huimin.benefits.reading import read_benefit
from huimin.benefits.tables import Columns

__all__ = [
    "Amounts",
    "Benefit",
    "Claimed",
    "Columns",
    "Decision",
    "Entitlement",
    "Fact",
    "Known",
    "Reason",
    "Source",
    "Words",
    "check_together",
    "claim_window",
    "clashes",
    "decide",
    "divided",
    "entitlements",
    "fen_of",
    "headline",
    "population",
    "read_benefit",
    "read_facts",
    "shared",
    "yuan_text",
]
