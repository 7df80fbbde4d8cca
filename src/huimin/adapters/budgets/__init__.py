"""Files of budgets: tables of rows as csv, xlsx or json."""

from huimin.adapters.budgets.writing import ENDINGS, write_tables

__all__ = ["ENDINGS", "write_tables"]
