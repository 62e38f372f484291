"""The archive at a glance: totals, names to choose from, the newest articles."""

import sqlite3
from dataclasses import dataclass
from typing import Any

from newsarchive.query.filters import Filters, prepare

MAX_COUNT = 10_000
_TOTALS = """
SELECT (SELECT count(*) FROM articles) AS articles,
       (SELECT count(DISTINCT article_id) FROM revisions WHERE number > 1) AS edited,
       (SELECT count(*) FROM articles WHERE gone_at IS NOT NULL) AS gone,
       (SELECT count(*) FROM articles WHERE published_day IS NULL) AS undated,
       (SELECT count(*) FROM photos) AS photos,
       (SELECT count(*) FROM snapshots) AS snapshots,
       (SELECT coalesce(sum(bytes), 0) FROM warc_files) AS bytes,
       (SELECT min(published_day) FROM articles) AS first_day,
       (SELECT max(published_day) FROM articles) AS last_day
"""
_LISTED = (
    "a.id, a.site, a.source_id, a.url, a.title, a.lead, a.published_at, a.published_day, a.byline, a.section,"
    " a.gone_at, a.revision"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Totals:
    """Counts over all sites. Days are Vietnam's; `bytes` is the size of the sealed WARC files."""

    articles: int
    edited: int
    gone: int
    undated: int
    photos: int
    snapshots: int
    bytes: int
    first_day: str | None
    last_day: str | None


def totals(connection: sqlite3.Connection) -> Totals:
    """How much there is."""
    return Totals(**dict(connection.execute(_TOTALS).fetchone()))


def months(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """(month as `2024-01`, articles published in it), oldest first. Counts days first, along their index: twenty
    times faster on a large archive than months at once (`query.series` knows filters and queries)."""
    rows = connection.execute(
        "SELECT substr(published_day, 1, 7), sum(n) FROM"
        " (SELECT published_day, count(*) AS n FROM articles WHERE published_day IS NOT NULL GROUP BY published_day)"
        " GROUP BY 1 ORDER BY 1"
    )
    return [(row[0], row[1]) for row in rows]


def sections(connection: sqlite3.Connection, among: int = 20_000) -> list[str]:
    """Names of sections of the articles stored last, the fullest first."""
    rows = connection.execute(
        "SELECT section FROM (SELECT section FROM articles ORDER BY id DESC LIMIT ?) WHERE section IS NOT NULL"
        " GROUP BY section ORDER BY count(*) DESC, section LIMIT 200",
        (among,),
    )
    return [row[0] for row in rows]


def site_names(connection: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    """Site → (its name, its home)."""
    return {
        row[0]: (row[1], row[2]) for row in connection.execute("SELECT id, name, home FROM sites ORDER BY id")
    }


def newest(
    connection: sqlite3.Connection, filters: Filters, *, limit: int = 20, offset: int = 0
) -> list[dict[str, Any]]:
    """Articles that pass, the last published first, undated ones behind them."""
    prepare(connection)
    condition, values = filters.condition()
    rows = connection.execute(
        f"SELECT {_LISTED} FROM articles a WHERE {condition}"
        " ORDER BY a.published_day DESC, a.published_at DESC, a.id DESC LIMIT :limit OFFSET :offset",
        values | {"limit": limit, "offset": offset},
    )
    return [dict(row) for row in rows]


def count(connection: sqlite3.Connection, filters: Filters, most: int = MAX_COUNT) -> int:
    """How many articles pass; counted to `most`."""
    prepare(connection)
    condition, values = filters.condition()
    if not filters:
        most = -1  # SQLite counts a whole table along its smallest index
    (found,) = connection.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM articles a WHERE {condition} LIMIT :most)",
        values | {"most": most},
    ).fetchone()
    return int(found)
