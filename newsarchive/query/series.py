"""Articles per month, of all that filters and a query select."""

import sqlite3

from newsarchive.query.filters import Filters
from newsarchive.query.selection import select_articles


def months(
    connection: sqlite3.Connection, query: str = "", *, filters: Filters | None = None
) -> list[tuple[str | None, int]]:
    """(month as `2024-01`, articles) in order of time; None first, for articles without a date.

    Raises:
        ConfigError: the query has no word to look for.
    """
    condition, values = select_articles(connection, filters or Filters(), query)
    rows = connection.execute(
        f"SELECT substr(a.published_day, 1, 7), count(*) FROM articles a WHERE {condition} GROUP BY 1 ORDER BY 1",
        values,
    )
    return [(row[0], row[1]) for row in rows]
