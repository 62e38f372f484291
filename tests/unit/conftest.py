"""What tests of single rooms share."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsarchive.store.connect import open_writer


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """An empty archive that knows a site `x`."""
    connection = open_writer(tmp_path / "a.db")
    connection.execute("INSERT INTO sites VALUES ('x', 'X', 'https://x.vn')")
    yield connection
    connection.close()
