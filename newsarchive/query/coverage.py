"""What the archive has of a site by month, what still waits, and how far its listings were read."""

import sqlite3
from dataclasses import dataclass

from newsarchive.store.pages import REDIRECTS_TO


@dataclass(frozen=True, kw_only=True, slots=True)
class Placed:
    """An article in time. Days are Vietnam's."""

    source_id: str
    day: str | None
    """Day of publication; None where it is not known."""
    earliest: str | None
    latest: str | None
    """Bounds where the day is not known."""
    gone: bool
    missing: bool
    """The site no longer shows it, and no second look has agreed yet."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """Pages of one kind that are not in the archive for the same reason."""

    kind: str
    state: str
    reason: str
    count: int
    example: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenPage:
    """A page that was not read. `earliest` and `latest` bound what it holds, where known."""

    url: str
    kind: str
    state: str
    error: str | None
    source_id: str | None
    earliest: str | None
    latest: str | None
    depth: int


def placed_articles(connection: sqlite3.Connection, site: str) -> list[Placed]:
    """All articles of a site."""
    rows = connection.execute(
        "SELECT source_id, published_day, published_earliest, published_latest, gone_at, missing_at FROM articles"
        " WHERE site = ?",
        (site,),
    )
    return [
        Placed(
            source_id=row[0],
            day=row[1],
            earliest=row[2],
            latest=row[3],
            gone=row[4] is not None,
            missing=row[4] is None and row[5] is not None,
        )
        for row in rows
    ]


def waiting_pages(connection: sqlite3.Connection, site: str) -> list[Waiting]:
    """Pages that are pending, failed or skipped, by kind and reason, most first. An article that the archive holds and
    that is missing on the site now is none of them."""
    rows = connection.execute(
        "SELECT kind, state, coalesce(last_error, CASE state WHEN 'pending' THEN 'not asked for yet' ELSE '' END)"
        " AS reason, count(*) AS count, min(url) AS example FROM pages"
        " WHERE site = ? AND state IN ('pending', 'failed', 'skipped')"
        " AND NOT (kind = 'article' AND EXISTS (SELECT 1 FROM articles a WHERE a.site = pages.site"
        " AND a.source_id = pages.source_id AND a.missing_at IS NOT NULL))"
        " GROUP BY kind, state, reason ORDER BY count(*) DESC, kind LIMIT 200",
        (site,),
    )
    return [Waiting(**{name: row[name] for name in row.keys()}) for row in rows]  # noqa: SIM118


def open_pages(connection: sqlite3.Connection, site: str, kinds: tuple[str, ...]) -> list[OpenPage]:
    """Pages of some kinds that were not read: they wait, failed, or were refused without an answer to read. Photos are
    never among them, and no article that the archive holds: it may be missing on the site, but it was read."""
    marks = ", ".join("?" * len(kinds))
    rows = connection.execute(
        "SELECT url, kind, state, last_error AS error, source_id, earliest_day AS earliest, latest_day AS latest, depth"
        f" FROM pages WHERE site = ? AND kind IN ({marks}) AND (state IN ('pending', 'failed')"
        " OR state = 'skipped' AND last_error NOT LIKE ? AND (kind != 'article' OR NOT EXISTS"
        " (SELECT 1 FROM snapshots s WHERE s.page_id = pages.id AND s.status = 200)))"
        " AND NOT (kind = 'article' AND EXISTS"
        " (SELECT 1 FROM articles a WHERE a.site = pages.site AND a.source_id = pages.source_id)) ORDER BY id",
        (site, *kinds, f"{REDIRECTS_TO}%"),
    )
    return [OpenPage(**{name: row[name] for name in row.keys()}) for row in rows]  # noqa: SIM118


def listing_counts(connection: sqlite3.Connection, site: str) -> tuple[int, int]:
    """(front pages, following pages) of listings, feeds and sitemaps that were read."""
    row = connection.execute(
        "SELECT coalesce(sum(depth = 0), 0), coalesce(sum(depth > 0), 0) FROM pages"
        " WHERE site = ? AND kind IN ('listing', 'feed', 'sitemap') AND state = 'fetched'",
        (site,),
    ).fetchone()
    return int(row[0]), int(row[1])


def trapped_listings(connection: sqlite3.Connection, site: str) -> list[str]:
    """What was noted of listings that never end."""
    rows = connection.execute(
        "SELECT f.message FROM findings f JOIN pages p ON p.id = f.page_id"
        " WHERE f.code = 'crawl-trap' AND p.site = ? ORDER BY f.id",
        (site,),
    )
    return [row[0] for row in rows]


def last_good_run(connection: sqlite3.Connection, site: str) -> sqlite3.Row | None:
    """The last run that ended by itself having asked for everything."""
    row: sqlite3.Row | None = connection.execute(
        "SELECT id, started_at, arguments FROM runs WHERE site = ? AND outcome = 'finished'"
        " AND coalesce(json_extract(arguments, '$.limit'), 0) = 0"
        " AND json_extract(arguments, '$.until') IS NULL ORDER BY id DESC LIMIT 1",
        (site,),
    ).fetchone()
    return row
