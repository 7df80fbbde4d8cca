"""The engine for one machine: wide Parquet files, a plan, and its two ways of running (Arrow arrays, DuckDB
SQL)."""

from huimin.adapters.engines.duckdb.engine import DuckDBEngine
from huimin.adapters.engines.duckdb.wide import Compiled, compile_wide, is_current, wide_path

__all__ = ["Compiled", "DuckDBEngine", "compile_wide", "is_current", "wide_path"]
