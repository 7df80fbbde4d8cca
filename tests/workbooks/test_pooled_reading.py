"""Several processes read the same, in the order asked for."""

from datetime import UTC, datetime

import pytest

from huimin.adapters.workbooks.pool import AHEAD, AT_ONCE, PooledReader
from huimin.tasks.ports import IncomingFile
from workbook_samples import batch, context, context_in, template

NOON = datetime(2012, 4, 1, 12, tzinfo=UTC)
BOOKS = AT_ONCE * AHEAD + AT_ONCE + 3  # more than are under way at once, and a last handful that is not full
GOOD = [template(batch([[births] * 3 + [float("nan")] * 6] * 4)) for births in range(5)]


@pytest.mark.parametrize("workers", [1, 2])
def test_every_file_comes_back_in_order(workers, tmp_path):
    data = [GOOD[number % 5] if number % 7 else GOOD[0][:500] for number in range(BOOKS)]
    files = [IncomingFile(f"{number}.xlsx", content, "", NOON) for number, content in enumerate(data)]
    with PooledReader(context(), context_in, tmp_path, workers) as reader:
        read = list(reader.read(iter(files)))

    assert [file for file, _ in read] == files
    for number, (file, found) in enumerate(read):
        assert [batch.values[0, 0] for batch in found.batches] == ([number % 5] if number % 7 else [])
        assert {finding.place.file for finding in found.findings} <= {file.name}
