"""Opening an archive, also where several programs do so at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from newsarchive.store.connect import open_writer
from tests.store.archive_builder import query

OPENERS = 4


@pytest.mark.parametrize("attempt", range(5))
def test_a_new_archive_that_several_open_at_once(tmp_path: Path, attempt: int) -> None:
    path = tmp_path / "a.db"
    together = Barrier(OPENERS)

    def open_and_close(_: int) -> None:
        together.wait()
        open_writer(path).close()

    with ThreadPoolExecutor(OPENERS) as threads:
        list(threads.map(open_and_close, range(OPENERS)))
    open_writer(tmp_path / "alone.db").close()
    schema = "SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2"
    assert query(path, schema) == query(tmp_path / "alone.db", schema)
    assert query(path, "PRAGMA journal_mode") == [("wal",)]
