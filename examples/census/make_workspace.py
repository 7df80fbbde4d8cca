"""Make a workspace of the county tables of the censuses of 2010 and 2020: ``python make_workspace.py DIR``.

Copies the definitions beside this file into DIR, reads the tree of areas out of the tables, says what is odd about it,
and copies the tables into the inbox. The tables are looked for in the folder named by HUIMIN_REFERENCE, or else in
``../shared/data/census`` beside the project.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from huimin.adapters.definitions.areas_from_table import import_areas, write_areas
from huimin.findings import Invalid, explain, next_step, sort_findings

HERE = Path(__file__).resolve().parent
TABLES = ("china_census2010_county_age_sex.csv", "china_census2020_county_age_sex.csv")


def tables_folder() -> Path:
    """The folder that holds the tables."""
    return Path(os.environ.get("HUIMIN_REFERENCE") or HERE.parents[2] / "shared" / "data" / "census")


def make(place: Path, tables: Path, lang: str = "zh") -> None:
    """Make the workspace in ``place``, which must not exist yet."""
    shutil.copytree(HERE, place, ignore=shutil.ignore_patterns("*.py", "*.md", "__pycache__"))
    imported = import_areas(place / "areas" / "from_tables.yaml", tables)
    write_areas(imported, place / "areas")
    for finding in sort_findings(imported.findings):
        where = f"{finding.place.file}:{finding.place.line}"
        print(f"{finding.severity.word:8}{where}  {explain(finding, lang)}。{next_step(finding, lang)}")
    (place / "inbox").mkdir()
    for table in TABLES:
        shutil.copy(tables / table, place / "inbox" / table)


def main(arguments: list[str]) -> int:
    """Run from the command line; the exit code is 0 done, 2 wrong use."""
    tables = tables_folder()
    if len(arguments) != 1 or Path(arguments[0]).exists():
        print("python make_workspace.py DIR   (DIR must not exist yet)", file=sys.stderr)
        return 2
    if not all((tables / table).is_file() for table in TABLES):
        print(f"the tables are not in {tables}; set HUIMIN_REFERENCE to their folder", file=sys.stderr)
        return 2
    try:
        make(Path(arguments[0]), tables)
    except Invalid as invalid:
        print(invalid, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
