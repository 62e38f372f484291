"""Datasette's database object, made unable to write."""

import sqlite3
from pathlib import Path
from typing import Any

from datasette.database import Database

from newsarchive.errors import StoreError
from newsarchive.store.connect import read_uri

BUSY_TIMEOUT_MS = 5_000
MAX_VALUE_BYTES = 64_000_000
"""A question may not build a larger text, lest it take all memory."""


class ArchiveDatabase(Database):
    """One archive file; every connection is read-only, whatever asks for it."""

    def __init__(self, datasette: Any, path: Path) -> None:
        super().__init__(datasette, path=str(path))
        self._archive = path

    @property
    def folder(self) -> Path:
        """Where the WARC files of its rows are looked for."""
        return self._archive.resolve().parent

    def connect(self, write: bool = False) -> sqlite3.Connection:
        """A connection that cannot write, also while a crawl writes, also from a medium that is read-only.

        Raises:
            StoreError: one to write was asked for.
        """
        if write:
            raise StoreError("The archive is served read-only: nothing writes to it from here.")
        connection = sqlite3.connect(read_uri(self._archive), uri=True, check_same_thread=False, timeout=5)
        connection.execute("PRAGMA query_only = ON")
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES)
        self._all_file_connections.append(connection)
        return connection
