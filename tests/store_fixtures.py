"""A figure store on each kind of database, and an office that sends it reports written as ASCII tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import numpy as np
import pytest

from huimin.adapters.store import open_store
from huimin.figures.batch import ReportBatch
from huimin.figures.dictionary import Category, Dictionary, Disaggregation, Element
from huimin.figures.forms import Form
from huimin.figures.periods import Period
from huimin.findings import Finding
from huimin.tasks.ports import FigureStore, IncomingFile, Reported, SaveResult

SEX = Disaggregation("sex", "性别", "Sex", (Category("male", "男", "Male"), Category("female", "女", "Female")))


def dictionary_of(funding_decimals: int = 2) -> Dictionary:
    """Births by sex, population and funding (in hundredths, or as told)."""
    return Dictionary(
        (
            Element("births", "出生人数", "Births", "person", "flow", "sum", "sum", by=(SEX,)),
            Element("population", "人口", "Population", "person", "stock", "last", "sum"),
            Element("funding", "经费", "Funding", "yuan", "flow", "sum", "sum", decimals=funding_decimals),
        )
    )


MONTHLY = Form(
    "monthly", "月报", "Monthly", "month", ("village",), "township", 5,
    ("births.male", "births.female", "population", "funding"), frozenset(), version="v1",
)  # fmt: skip
FIRST_DAY = datetime(2012, 2, 1, 8, 30, tzinfo=UTC)


def batch_of(table: str, period: str = "2012-01", form: str = "monthly", sheet: str = "月报") -> ReportBatch:
    """``area | births.male | ...`` and a line for each area; empty: not reported. First figure in D5."""
    head, *lines = [[part.strip() for part in line.split("|")] for line in table.strip().splitlines()]
    values = [[float(part) if part else np.nan for part in line[1:]] for line in lines]
    return ReportBatch(
        form=form,
        period=Period.of(period),
        sheet=sheet,
        areas=tuple(line[0] for line in lines),
        atoms=tuple(head[1:]),
        values=np.array(values, dtype=np.float64).reshape(len(lines), len(head) - 1),
        rows=np.arange(5, 5 + len(lines), dtype=np.int32),
        columns=np.arange(4, 3 + len(head), dtype=np.int32),
    )


@dataclass
class Office:
    """Sends workbooks to a store: each a new file unless told, received a day after the last."""

    store: FigureStore
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def file(self, data: bytes | None = None, name: str = "", sender: str = "Hexi") -> IncomingFile:
        number = next(self._numbers)
        received = FIRST_DAY + timedelta(days=number - 1)
        return IncomingFile(
            name or f"{number}.xlsx", b"workbook %d" % number if data is None else data, sender, received
        )

    def send(
        self,
        *batches: ReportBatch | str,
        period: str = "2012-01",
        on_time: bool = True,
        accepted: bool = True,
        findings: Iterable[Finding] = (),
        file: IncomingFile | None = None,
    ) -> SaveResult:
        read = [batch_of(b, period) if isinstance(b, str) else b for b in batches]
        reported = [Reported(batch, MONTHLY, on_time) for batch in read]
        return self.store.save(file or self.file(), reported, findings, accepted)

    def figures(self, period: str = "2012-01", marker: int | None = None) -> dict[str, dict[str, float]]:
        """What is in force: area -> atom -> scaled value. Areas with an empty report are there too."""
        span = Period.of(period)
        table = self.store.figures(marker, "monthly", span.first, span.last)
        found: dict[str, dict[str, float]] = {}
        for area in self.store.reports(marker, "monthly", span.first, span.last)["area"].to_pylist():
            found[area] = {}
        for row in table.to_pylist():
            found[row["area"]][row["atom"]] = row["value"]
        return found


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        return str(tmp_path / "data" / "huimin.sqlite")
    address: str = request.getfixturevalue("postgres_url")
    return address


@pytest.fixture
def store(database: str) -> Iterator[FigureStore]:
    """An empty store on each kind of database."""
    with open_store(database, dictionary_of()) as opened:
        yield opened


@pytest.fixture
def office(store: FigureStore) -> Office:
    """An office that reports to an empty store."""
    return Office(store)
