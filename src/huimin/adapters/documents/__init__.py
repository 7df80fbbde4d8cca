"""The outputs of a finished run: the file that serves it, tables, a workbook, and scorecards for print."""

from __future__ import annotations

from huimin.adapters.documents.finished import FinishedRun
from huimin.adapters.documents.run_folder import RunContent, write_run
from huimin.adapters.documents.scorecards import Scorecards

__all__ = ["FinishedRun", "RunContent", "Scorecards", "write_run"]
