"""The rows of an export, streamed from the database in a fixed order."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from newsarchive.export.columns import ARTICLES, Column, Table, article_columns
from newsarchive.query.filters import Filters
from newsarchive.query.selection import select_articles

CHUNK = 500
Progress = Callable[[int], None]
"""Called with the number of rows written so far."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """Which rows and columns are exported."""

    filters: Filters = field(default_factory=Filters)
    query: str = ""
    """Only articles that answer this search; all of them, in no order of rank."""
    table: Table = ARTICLES
    columns: tuple[Column, ...] = field(default_factory=article_columns)
    newest_first: bool = False
    """Else by id."""
    limit: int | None = None

    def of(self, table: Table) -> "Source":
        """The same articles, told by another table."""
        return replace(self, table=table, columns=table.columns, limit=None, newest_first=False)

    def statement(
        self, connection: sqlite3.Connection, expressions: Sequence[str]
    ) -> tuple[str, dict[str, object]]:
        """A SELECT of expressions over the chosen rows.

        Raises:
            ConfigError: the query has no word to look for.
        """
        condition, values = select_articles(connection, self.filters, self.query)
        order = (
            "a.published_day IS NULL, a.published_at DESC, a.id DESC"
            if self.newest_first
            else self.table.order
        )
        sql = f"SELECT {', '.join(expressions)} FROM {self.table.source} WHERE {condition} ORDER BY {order}"
        if self.limit is not None:
            sql += " LIMIT :limit"
            values["limit"] = self.limit
        return sql, values

    def chunks(
        self, connection: sqlite3.Connection, expressions: Sequence[str] = ()
    ) -> Iterator[list[tuple[Any, ...]]]:
        """Rows as tuples in the order of the columns (or of `expressions`), up to `CHUNK` at a time."""
        sql, values = self.statement(connection, expressions or [column.sql for column in self.columns])
        cursor = connection.cursor()
        cursor.row_factory = None
        cursor.execute(sql, values)
        while chunk := list(islice(cursor, CHUNK)):
            yield chunk


def count_rows(connection: sqlite3.Connection, source: Source) -> int:
    """How many articles an export will have."""
    condition, values = select_articles(connection, source.filters, source.query)
    (count,) = connection.execute(f"SELECT count(*) FROM articles a WHERE {condition}", values).fetchone()
    return int(count) if source.limit is None else min(int(count), source.limit)


def count_undated(connection: sqlite3.Connection, source: Source) -> int:
    """How many articles the days asked for leave out only because they have no date."""
    condition, values = select_articles(connection, source.filters, source.query, only_undated=True)
    (count,) = connection.execute(f"SELECT count(*) FROM articles a WHERE {condition}", values).fetchone()
    return int(count)
