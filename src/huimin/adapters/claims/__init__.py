"""Claims in SQLite or PostgreSQL, through Django: a skeleton that only grows, and contents that are sealed."""

from __future__ import annotations

from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from huimin.adapters.claims.keys import ClaimKeys
    from huimin.adapters.claims.store import DjangoClaims

LABEL = "claims"


def open_claims(alias: str, keys: ClaimKeys, papers: Path, zone: tzinfo) -> DjangoClaims:
    """The claims in the database with this alias, whose tables are made already.

    Args:
        papers: the folder of the sealed papers.
        zone: of the office, in which a moment has its day.
    """
    # Models can only be imported once Django has its settings, hence not at the top of this module.
    from huimin.adapters.claims.store import DjangoClaims

    return DjangoClaims(alias, keys, papers, zone)
