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
_NEWEST_FIRST = "a.published_day IS NULL, a.published_at DESC, a.id DESC"
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
    """At most so many articles; of another table the rows that belong to them."""

    def of(self, table: Table) -> "Source":
        """The same articles, told by another table."""
        return replace(self, table=table, columns=table.columns)

    def statement(
        self, connection: sqlite3.Connection, expressions: Sequence[str]
    ) -> tuple[str, dict[str, object]]:
        """A SELECT of expressions over the chosen rows.

        Raises:
            ConfigError: the query has no word to look for.
        """
        condition, values = select_articles(connection, self.filters, self.query)
        order = _NEWEST_FIRST if self.newest_first else ARTICLES.order
        limit = "" if self.limit is None else " LIMIT :limit"
        if limit:
            values["limit"] = self.limit
        if self.table is not ARTICLES:
            if limit:
                chosen = f"SELECT a.id FROM articles a WHERE {condition} ORDER BY {order}{limit}"
                condition, limit = f"a.id IN ({chosen})", ""
            order = self.table.order
        rows = f"FROM {self.table.source} WHERE {condition} ORDER BY {order}{limit}"
        return f"SELECT {', '.join(expressions)} {rows}", values

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
