"""Writes worked out by a process that only reads, to be carried out by the one that writes."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from newsarchive.store.connect import open_reader

Statement = tuple[str, Any]
"""SQL and its values."""


class Planner(sqlite3.Connection):
    """Reads as any connection; what it is asked to write it only notes, until `planned` takes it.

    Later reads do not see what was noted.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._statements: list[Statement] = []

    def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:
        if not sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            return super().execute(sql, values)
        self._statements.append((sql, values))
        return self.cursor()

    def executemany(self, sql: str, rows: Iterable[Any], /) -> sqlite3.Cursor:
        self._statements.extend((sql, values) for values in rows)
        return self.cursor()

    def planned(self) -> list[Statement]:
        """Everything noted since this was last asked, in order."""
        statements, self._statements = self._statements, []
        return statements


def open_planner(path: Path) -> Planner:
    """A planner over an archive.

    Raises:
        StoreError: as `open_reader`.
    """
    connection = open_reader(path, factory=Planner)
    assert isinstance(connection, Planner)
    return connection
