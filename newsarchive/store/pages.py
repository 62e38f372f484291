"""Rows of `pages`: every address ever met, and what is to be asked for next. All functions run inside the
caller's transaction."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

from newsarchive.model.crawl import CrawlBounds, Link, PageRef, Visit
from newsarchive.store.times import utc_text

MAX_ATTEMPTS = 5
"""After so many failures in a row a page is `failed` until its next visit is due on a later run."""
MAX_REDIRECTS = 5

_INSERT = """
INSERT INTO pages (site, url, kind, source_id, discovered_at, discovered_on, priority, depth, redirects,
                   earliest_day, latest_day)
VALUES (:site, :url, :kind, :source_id, :at, :on_page, :priority, :depth, :redirects, :earliest, :latest)
ON CONFLICT DO NOTHING
"""
_FIND = """
SELECT id FROM pages WHERE url = :url
UNION ALL
SELECT id FROM pages WHERE site = :site AND source_id = :source_id
LIMIT 1
"""
BEST_FIRST = "priority DESC, id"
ARTICLES_FIRST = "kind = 'article' DESC, priority DESC, id"
"""For runs with a limit: what was found already comes before looking for more."""
_COLUMNS = "id, site, url, kind, source_id, attempts, depth, redirects, etag, last_modified, visits"


def add_link(
    connection: sqlite3.Connection,
    site: str,
    link: Link,
    at: datetime,
    on_page: int | None = None,
    redirects: int = 0,
) -> tuple[int, bool]:
    """Make sure a page exists for the link; gives its id and whether it is new."""
    row = {
        "site": site,
        "url": link.url,
        "kind": link.kind,
        "source_id": link.source_id,
        "at": utc_text(at),
        "on_page": on_page,
        "priority": link.priority,
        "depth": link.depth,
        "redirects": redirects,
        "earliest": link.earliest.isoformat() if link.earliest else None,
        "latest": link.latest.isoformat() if link.latest else None,
    }
    cursor = connection.execute(_INSERT, row)
    if cursor.rowcount == 1:
        assert cursor.lastrowid is not None
        return cursor.lastrowid, True
    return connection.execute(_FIND, row).fetchone()[0], False


def add_links(
    connection: sqlite3.Connection,
    site: str,
    links: Iterable[Link],
    at: datetime,
    on_page: int,
    snapshot_id: int | None,
) -> int:
    """Store all addresses found on one page; returns how many articles among them are new.

    The listing's next page is woken only where the listing brought news, or where it was never seen.
    """
    new_articles = 0
    paging: list[tuple[int, Link]] = []
    for link in links:
        page_id, is_new = add_link(connection, site, link, at, on_page)
        if is_new and link.kind == "article":
            new_articles += 1
        if link.paging:
            paging.append((page_id, link))
        if snapshot_id is not None:
            for kind, raw in link.stated:
                connection.execute(
                    "INSERT INTO stated_dates (page_id, snapshot_id, kind, raw) VALUES (?, ?, ?, ?)"
                    " ON CONFLICT DO NOTHING",
                    (page_id, snapshot_id, kind, raw),
                )
    if new_articles:
        for page_id, link in paging:
            connection.execute(
                "UPDATE pages SET state = 'pending', latest_day = ?, next_visit_at = NULL"
                " WHERE id = ? AND state IN ('fetched', 'failed')",
                (link.latest.isoformat() if link.latest else None, page_id),
            )
    return new_articles


def seed(connection: sqlite3.Connection, site: str, links: Iterable[Link], at: datetime) -> None:
    """Make sure the pages a crawl starts from exist and are waiting."""
    for link in links:
        page_id, _ = add_link(connection, site, link, at)
        connection.execute(
            "UPDATE pages SET state = 'pending', attempts = 0, next_visit_at = NULL, priority = ? WHERE id = ?",
            (link.priority, page_id),
        )


def wake_due(connection: sqlite3.Connection, site: str, now: datetime, *, full: bool = False) -> int:
    """Put back to `pending`: pages whose next visit is due, and the front page of every listing, feed and sitemap;
    with `full` all that were ever fetched.

    Photos are never asked for again: their addresses change with their content.
    """
    wanted = "kind != 'photo' AND state IN ('fetched', 'failed', 'gone', 'skipped')"
    if full:
        cursor = connection.execute(
            f"UPDATE pages SET state = 'pending', attempts = 0, next_visit_at = NULL WHERE site = ? AND {wanted}",
            (site,),
        )
        return cursor.rowcount
    cursor = connection.execute(
        "UPDATE pages SET state = 'pending', next_visit_at = NULL"
        " WHERE site = ? AND next_visit_at <= ? AND state IN ('fetched', 'failed', 'gone', 'skipped')",
        (site, utc_text(now)),
    )
    fronts = connection.execute(
        "UPDATE pages SET state = 'pending' WHERE site = ? AND depth = 0 AND state = 'fetched'"
        " AND kind IN ('listing', 'feed', 'sitemap')",
        (site,),
    )
    return cursor.rowcount + fronts.rowcount


def take(
    connection: sqlite3.Connection,
    site: str,
    now: datetime,
    bounds: CrawlBounds,
    taken: Sequence[int],
    count: int,
    *,
    order: str = BEST_FIRST,
    photos_only: bool = False,
) -> list[PageRef]:
    """Up to `count` waiting pages in the given order, those in `taken` left out."""
    where = ["site = ?", "state = 'pending'", "(next_visit_at IS NULL OR next_visit_at <= ?)"]
    values: list[object] = [site, utc_text(now)]
    if bounds.since:
        where.append("(latest_day IS NULL OR latest_day >= ?)")
        values.append(bounds.since.isoformat())
    if bounds.until:
        where.append("(earliest_day IS NULL OR earliest_day <= ?)")
        values.append(bounds.until.isoformat())
    if photos_only:
        where.append("kind = 'photo'")
    sql = f"SELECT {_COLUMNS} FROM pages WHERE {' AND '.join(where)} ORDER BY {order} LIMIT ?"
    skip = set(taken)
    rows = connection.execute(sql, (*values, count + len(skip)))
    return [_ref(row) for row in rows if row["id"] not in skip][:count]


def visited_since(connection: sqlite3.Connection, site: str, moment: datetime) -> int:
    """How many pages of a site have been asked for since a moment, each counted once."""
    (count,) = connection.execute(
        "SELECT count(*) FROM pages WHERE site = ? AND last_visit_at >= ?", (site, utc_text(moment))
    ).fetchone()
    return int(count)


def settle_page(
    connection: sqlite3.Connection,
    visit: Visit,
    *,
    state: str,
    next_visit: datetime | None,
    error: str | None = None,
    attempts: int = 0,
) -> None:
    """Write what a visit means for the page itself."""
    connection.execute(
        "UPDATE pages SET state = ?, attempts = ?, last_error = ?, last_visit_at = ?, next_visit_at = ?,"
        " visits = visits + 1, etag = coalesce(?, etag), last_modified = coalesce(?, last_modified) WHERE id = ?",
        (
            state,
            attempts,
            error,
            utc_text(visit.at),
            utc_text(next_visit) if next_visit else None,
            visit.etag,
            visit.last_modified,
            visit.page.id,
        ),
    )


def move_page(connection: sqlite3.Connection, page_id: int, url: str) -> None:
    """The same article under a new address: the page keeps its identity and waits for the next hop."""
    connection.execute(
        "UPDATE OR IGNORE pages SET url = ?, redirects = redirects + 1 WHERE id = ?", (url, page_id)
    )


def _ref(row: sqlite3.Row) -> PageRef:
    return PageRef(**{key: row[key] for key in row.keys()})  # noqa: SIM118 - sqlite3.Row iterates values
