"""The rows of an export, streamed from the database in order of id."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from newsarchive.export.columns import Column
from newsarchive.query.filters import Filters, prepare

CHUNK = 500
Progress = Callable[[int], None]
"""Called with the number of rows written so far."""


def select(expressions: Sequence[str], filters: Filters) -> tuple[str, dict[str, object]]:
    """The SELECT of these expressions over `articles a`, and its parameters."""
    condition, values = filters.condition()
    return f"SELECT {', '.join(expressions)} FROM articles a WHERE {condition} ORDER BY a.id", values


def iter_rows(
    connection: sqlite3.Connection,
    columns: Sequence[Column],
    filters: Filters,
    progress: Progress | None = None,
) -> Iterator[tuple[Any, ...]]:
    """Tuples in the order of `columns`; JSON columns as text."""
    prepare(connection)
    sql, values = select([column.expression for column in columns], filters)
    cursor = connection.cursor()
    cursor.row_factory = None
    cursor.execute(sql, values)
    written = 0
    while chunk := list(islice(cursor, CHUNK)):
        yield from chunk
        written += len(chunk)
        if progress:
            progress(written)


def count_rows(connection: sqlite3.Connection, filters: Filters) -> tuple[int, int]:
    """(articles that pass, articles left out only because they have no date)."""
    prepare(connection)
    counts = []
    for condition, values in (filters.condition(), filters.undated_condition()):
        (count,) = connection.execute(f"SELECT count(*) FROM articles a WHERE {condition}", values).fetchone()
        counts.append(int(count))
    return counts[0], counts[1]
