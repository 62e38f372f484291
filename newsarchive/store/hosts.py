"""What rows of `pages` tell of hosts: a page that answered, pages of a host that fell silent, hosts that asked to be
left alone or forbid their articles. All functions run inside the caller's transaction."""

import sqlite3
from collections.abc import Callable
from datetime import datetime

from newsarchive.model.crawl import PageRef
from newsarchive.store.pages import COLUMNS, HOST_WAITS, PUT_OFF, page_ref, put_off_times, spans
from newsarchive.store.times import from_utc_text, utc_text

MIN_FORBIDDEN = 5
"""Of a site with articles: fewer that robots.txt forbids, and no others, may be a closed rubric in a quiet hour."""
_FORBIDDEN = (
    "site = :site AND kind = 'article' AND state = 'skipped' AND last_error LIKE 'robots.txt forbids %'"
)
_FRONTS = "site = :site AND kind IN ('listing', 'feed', 'sitemap') AND depth = 0"


def proven(connection: sqlite3.Connection, site: str, host: str) -> PageRef | None:
    """A page of a host that was answered when it was asked for last: a front page if there is one."""
    for wanted in ("kind = 'listing' AND depth = 0", "true"):
        for first, end in spans(host):
            row = connection.execute(
                f"SELECT {COLUMNS} FROM pages WHERE url >= ? AND url < ? AND site = ? AND {wanted}"
                " AND visits > 0 AND last_error IS NULL AND state IN ('fetched', 'pending') LIMIT 1",
                (first, end, site),
            ).fetchone()
            if row is not None:
                return page_ref(row)
    return None


def put_back(connection: sqlite3.Connection, page: PageRef, next_visit: datetime, error: str) -> None:
    """A page that failed through no fault of its own: it waits as before, but not before a moment."""
    connection.execute(
        "UPDATE pages SET state = 'pending', attempts = ?, last_error = ?, next_visit_at = ? WHERE id = ?",
        (page.attempts, error, utc_text(next_visit), page.id),
    )


def put_off(connection: sqlite3.Connection, site: str, host: str, until: datetime, waiting: PageRef) -> None:
    """A host asked to be left alone: its front pages wait, and tell later runs. Of a host that has none, as those of
    photos, the page `waiting` does."""
    values = {"site": site, "error": HOST_WAITS, "until": utc_text(until), "page": waiting.id}
    wait = "UPDATE pages SET state = 'pending', last_error = :error, next_visit_at = :until"
    fronts = 0
    for first, end in spans(host):
        fronts += connection.execute(
            f"{wait} WHERE {_FRONTS} AND url >= :first AND url < :end AND state != 'gone'",
            {**values, "first": first, "end": end},
        ).rowcount
    if not fronts:
        connection.execute(f"{wait} WHERE id = :page", values)


def held(
    connection: sqlite3.Connection, site: str, at: datetime, name: Callable[[str], str]
) -> dict[str, tuple[PageRef, datetime]]:
    """Hosts that asked to be left alone for longer than until now: all their front pages wait for it, or, of those
    that have none, one of their other pages.

    Args:
        name: Gives the host of an address.
    Returns:
        Host → the page that may be asked for first, and when.
    """
    rows = connection.execute(
        f"SELECT {COLUMNS}, next_visit_at, {PUT_OFF} AS is_put_off FROM pages WHERE {_FRONTS}"
        " AND state IN ('pending', 'failed') ORDER BY next_visit_at DESC, id DESC",
        {"site": site, **put_off_times(at)},
    ).fetchall()
    found = {
        name(row["url"]): (page_ref(row), from_utc_text(row["next_visit_at"]))
        for row in rows
        if row["is_put_off"]
    }
    for row in rows:
        if not row["is_put_off"]:
            found.pop(name(row["url"]), None)
    return _without_fronts(connection, site, at, name) | found


def _without_fronts(
    connection: sqlite3.Connection, site: str, at: datetime, name: Callable[[str], str]
) -> dict[str, tuple[PageRef, datetime]]:
    """Hosts that have no front page and asked to be left alone."""
    rows = connection.execute(
        f"SELECT {COLUMNS}, next_visit_at FROM pages WHERE site = :site AND next_visit_at > :now"
        f" AND next_visit_at <= :farthest AND state = 'pending' AND last_error = '{HOST_WAITS}' AND NOT ({_FRONTS})",
        {"site": site, **put_off_times(at)},
    ).fetchall()
    if not rows:
        return {}
    fronts = connection.execute(f"SELECT url FROM pages WHERE {_FRONTS} AND state != 'gone'", {"site": site})
    with_fronts = {name(row["url"]) for row in fronts}
    return {
        host: (page_ref(row), from_utc_text(row["next_visit_at"]))
        for row in rows
        if (host := name(row["url"])) not in with_fronts
    }


def forbidden_articles(connection: sqlite3.Connection, site: str) -> tuple[int, str] | None:
    """Where robots.txt forbids all articles that were asked for of late: how many there are, and one address."""
    count, since, example = connection.execute(
        f"SELECT count(*), min(last_visit_at), min(url) FROM pages WHERE {_FORBIDDEN}", {"site": site}
    ).fetchone()
    if not count:
        return None
    known, read = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM articles WHERE site = :site), EXISTS (SELECT 1 FROM pages p WHERE site = :site"
        " AND kind = 'article' AND state IN ('fetched', 'gone') AND last_visit_at >= :since"
        " AND (last_visit_at > :since OR EXISTS (SELECT 1 FROM snapshots s WHERE s.page_id = p.id AND s.run_id >="
        " (SELECT max(id) FROM runs WHERE site = :site AND started_at <= :since))))",  # of that second: by run
        {"site": site, "since": since},
    ).fetchone()
    return None if read or (known and count < MIN_FORBIDDEN) else (count, example)
