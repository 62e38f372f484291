"""The archive is never written, and can be read while it is written."""

import asyncio
import os
import sqlite3
from pathlib import Path

import pytest

from newsarchive.errors import StoreError
from newsarchive.store.connect import read_uri
from newsarchive.web.app import close, make_app
from tests.stored import Stored, make_article

from .conftest import Reader


def test_no_connection_can_write(tmp_path: Path) -> None:
    Stored(tmp_path / "a%20b#c?.db").db.close()
    datasette = make_app(tmp_path / "a%20b#c?.db")
    database = datasette.get_database("archive")
    with pytest.raises(StoreError):
        asyncio.run(database.execute_write("DELETE FROM sites"))
    with pytest.raises(sqlite3.OperationalError, match="readonly|query_only"):
        database.connect().execute("DELETE FROM sites")
    close(datasette)


def test_pages_are_served_while_a_crawl_writes(tmp_path: Path) -> None:
    stored = Stored(tmp_path / "archive.db")
    stored.add(make_article("1", title="Bài thứ nhất"))
    reader = Reader(stored.path)
    assert "Bài thứ nhất" in reader.text("/search")
    stored.db.execute("BEGIN IMMEDIATE")
    stored.db.execute("UPDATE articles SET title = 'đang viết'")
    assert "Bài thứ nhất" in reader.text("/search")
    stored.db.execute("ROLLBACK")
    stored.add(make_article("2", title="Bài thứ hai"))
    assert "Bài thứ hai" in reader.text("/search")
    close(reader.datasette)
    stored.db.close()


def test_a_read_only_medium_is_opened_as_immutable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = Stored(tmp_path / "archive.db")
    assert read_uri(stored.path).endswith("?mode=ro")
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    assert read_uri(stored.path).endswith("?mode=ro")  # its log is still waiting to be merged
    stored.add(make_article("1", title="Bài trên đĩa"))
    stored.db.close()
    assert read_uri(stored.path).endswith("?immutable=1")
    reader = Reader(stored.path)
    assert "Bài trên đĩa" in reader.text("/search")
    close(reader.datasette)


def test_another_program_s_database_is_refused(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "other.db")
    connection.execute("CREATE TABLE notes (text)")
    connection.close()
    with pytest.raises(StoreError, match="another program"):
        make_app(tmp_path / "other.db")
