"""Rows of `pages`: every address ever met, and what is to be asked for next. All functions run inside the
caller's transaction."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from newsarchive.model.crawl import CrawlBounds, Link, PageRef, Visit
from newsarchive.store.times import utc_text

MAX_ATTEMPTS = 5
"""After so many failures in a row a page is `failed` until its next visit is due on a later run."""

_LINK_COLUMNS = (
    "site, url, kind, source_id, discovered_at, discovered_on, priority, depth, redirects,"
    " earliest_day, latest_day"
)
_INSERT = (
    f"INSERT INTO pages ({_LINK_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
)
_FIELDS = ", ".join(f"json_extract(value, '$[{index}]')" for index in range(11))
_INSERT_ALL = (
    f"INSERT INTO pages ({_LINK_COLUMNS}) SELECT {_FIELDS} FROM json_each(?) WHERE true"
    " ON CONFLICT DO NOTHING RETURNING kind"
)
_FIND = """
SELECT id FROM pages WHERE url = :url
UNION ALL
SELECT id FROM pages WHERE site = :site AND source_id = :source_id
LIMIT 1
"""
MAX_BARREN_PAGES = 100
"""Pages of one listing in a row without a new article; more are a trap, or a list that another one holds whole."""
MAX_WOKEN = 100_000
"""Revisits of one run: a request a second for a day is 86,400."""
FARTHEST_VISIT = timedelta(days=360)
"""No page waits for longer than 180 days: one that waits twice as long was settled while the clock ran far ahead."""
GONE_FRONT_WAIT = timedelta(hours=20)
"""A section or feed that the site has lost is asked for again by the first run of every day: it may come back."""
HOST_WAITS = "its host asked to be left alone"
"""`last_error` of front pages whose host asked for that, on whatever page it did."""
PUT_OFF = (
    "(state = 'pending' AND last_error IS NOT NULL AND next_visit_at > :now AND next_visit_at <= :farthest"
    f" AND (last_error = '{HOST_WAITS}'"
    "  OR julianday(next_visit_at) - julianday(last_visit_at) BETWEEN 15 / 1440.0 AND 1.001))"
)
"""Whether a page waits because its server asked for it (Retry-After: no wait of ours is so long). What lies further
ahead than such a wait can be was written by a clock that was wrong."""
MAX_SECTION_HOPS = 4
MAX_REDIRECT_HOPS = 20
REDIRECTS_TO = "redirects to "
"""Begins `last_error` of a page that only leads to another one."""
MAX_SECTIONS = 2_000
REVISIT_PRIORITY = 15
"""Articles that are looked at again come after new ones (20) and before photos (10)."""
_BARREN = """
WITH RECURSIVE chain(id, up, steps) AS (
  SELECT id, discovered_on, 0 FROM pages WHERE id = ? AND depth > 0
  UNION ALL
  SELECT p.id, p.discovered_on, chain.steps + 1 FROM chain JOIN pages p ON p.id = chain.up
  WHERE p.depth > 0 AND chain.steps < ?
    AND NOT EXISTS (SELECT 1 FROM pages found WHERE found.discovered_on = p.id AND found.kind = 'article')
) SELECT count(*) FROM chain
"""
_HOPS = """
WITH RECURSIVE chain(up, steps) AS (
  SELECT discovered_on, 1 FROM pages WHERE id = ? AND kind = 'listing'
  UNION ALL
  SELECT p.discovered_on, chain.steps + 1 FROM chain JOIN pages p ON p.id = chain.up
  WHERE p.kind = 'listing' AND chain.steps < ?
) SELECT count(*) FROM chain
"""
_OF_EARLIER_RUNS = """
state IN ('fetched', 'failed', 'skipped', 'gone') AND (last_visit_at IS NULL OR last_visit_at <
  (SELECT started_at FROM runs WHERE +runs.site = pages.site ORDER BY runs.id DESC LIMIT 1))
"""
"""Pages that the run under way has not asked for: lists that name each other would never end otherwise."""
COLUMNS = "id, site, url, kind, source_id, attempts, depth, redirects, etag, last_modified, visits"


def add_link(
    connection: sqlite3.Connection,
    site: str,
    link: Link,
    at: datetime,
    on_page: int | None = None,
    redirects: int = 0,
) -> tuple[int, bool]:
    """Make sure a page exists for the link; gives its id and whether it is new."""
    page_id = _insert(connection, site, link, at, on_page, redirects)
    return (_find(connection, site, link), False) if page_id is None else (page_id, True)


def _insert(
    connection: sqlite3.Connection,
    site: str,
    link: Link,
    at: datetime,
    on_page: int | None = None,
    redirects: int = 0,
) -> int | None:
    """The id of the new page; None where there is one already."""
    cursor = connection.execute(_INSERT, _row(site, link, at, on_page, redirects))
    return cursor.lastrowid if cursor.rowcount == 1 else None


def _row(
    site: str, link: Link, at: datetime, on_page: int | None, redirects: int = 0
) -> tuple[str | int | None, ...]:
    return (
        site,
        link.url,
        link.kind,
        link.source_id,
        utc_text(at),
        on_page,
        link.priority,
        link.depth,
        redirects,
        link.earliest.isoformat() if link.earliest else None,
        link.latest.isoformat() if link.latest else None,
    )


def _find(connection: sqlite3.Connection, site: str, link: Link) -> int:
    given = {"site": site, "url": link.url, "source_id": link.source_id}
    return int(connection.execute(_FIND, given).fetchone()[0])


def last_read(connection: sqlite3.Connection, page_id: int) -> str | None:
    """When a page was read last: None where it was never asked for, the end of time where the last look failed, since
    nothing tells what it had shown before."""
    row = connection.execute(
        "SELECT CASE WHEN last_error IS NULL OR last_error = ? OR last_visit_at IS NULL THEN last_visit_at"
        " ELSE '9999' END AS at FROM pages WHERE id = ?",
        (HOST_WAITS, page_id),
    ).fetchone()
    return row["at"] if row else None


def failed_alike(connection: sqlite3.Connection, visit: Visit, latest: datetime) -> bool:
    """Whether the page's last look, at `latest` or before, ended with the same words."""
    row = connection.execute(
        "SELECT 1 FROM pages WHERE id = ? AND last_error = ? AND last_visit_at <= ?",
        (visit.page.id, visit.error, utc_text(latest)),
    ).fetchone()
    return row is not None


def add_links(
    connection: sqlite3.Connection,
    site: str,
    links: Iterable[Link],
    at: datetime,
    on_page: int,
    snapshot_id: int | None,
    *,
    before: str | None = None,
) -> list[str]:
    """Store all addresses found on one page; returns what was not followed, and why, in words.

    The listing's next page is woken only where the listing brought news, or where it was never seen. News is what the
    listing did not show when it was read last, at `before` (None: never), whoever found it since: another listing or
    a feed that shows the same articles must not keep this one from being walked on. A child sitemap is woken unless it
    says that it did not change since it was read.
    """
    links = list(links)
    leading = [link for link in links if link.kind in ("listing", "sitemap")]
    plain = [link for link in links if link.kind not in ("listing", "sitemap")]
    news = "article" in _insert_all(connection, site, plain, at, on_page)
    if not news and any(link.paging for link in leading):
        news = before is not None and _found_since(connection, site, plain, before, at, on_page)
    if snapshot_id is not None:
        _state_dates(connection, site, plain, snapshot_id)
    trap = _trap(connection, site, on_page, leading, news)
    if trap:
        return [trap]
    for link in leading:
        page_id, is_new = add_link(connection, site, link, at, on_page)
        if not is_new and link.paging and news:
            _wake(connection, page_id, link)
        elif not is_new and link.kind == "sitemap":
            _wake_changed(connection, page_id, link)
    return []


def _found_since(
    connection: sqlite3.Connection, site: str, links: Sequence[Link], before: str, at: datetime, on_page: int
) -> bool:
    """Whether a page shows an article that was found, by another page, after this one was read last. A last look
    that lies ahead of the present tells nothing: then it shows news if it shows any article."""
    ids = [link.source_id for link in links if link.kind == "article"]
    row = connection.execute(
        "SELECT 1 FROM pages WHERE site = :site AND source_id IN (SELECT value FROM json_each(:ids))"
        " AND (:before > :now OR discovered_at > :before OR (discovered_at = :before AND discovered_on IS NOT :page))"
        " LIMIT 1",
        {"site": site, "ids": json.dumps(ids), "before": before, "now": utc_text(at), "page": on_page},
    ).fetchone()
    return row is not None


def _insert_all(
    connection: sqlite3.Connection, site: str, links: Sequence[Link], at: datetime, on_page: int
) -> list[str]:
    """Pages for the links that have none; gives the kinds of the new ones. One statement, however many links: the
    writing thread asks for the interpreter's lock after each."""
    if not links:
        return []
    rows = json.dumps([_row(site, link, at, on_page) for link in links])
    return [row[0] for row in connection.execute(_INSERT_ALL, (rows,))]


def correct_addresses(connection: sqlite3.Connection, site: str, links: Sequence[Link]) -> None:
    """Articles that could never be read under the first address they were met with, or are no longer there, get the one
    a listing shows now: a changed slug is no removal."""
    shown = json.dumps(
        [[link.source_id, link.url] for link in links if link.kind == "article" and link.source_id]
    )
    rows = connection.execute(
        "SELECT pages.id, json_extract(shown.value, '$[1]') AS url FROM json_each(?) AS shown CROSS JOIN pages"
        " ON pages.site = ? AND pages.source_id = json_extract(shown.value, '$[0]')"
        f" WHERE state IN ('failed', 'skipped', 'gone') AND pages.url != json_extract(shown.value, '$[1]')"
        f" AND {_OF_EARLIER_RUNS} AND NOT EXISTS"
        " (SELECT 1 FROM articles a WHERE a.site = pages.site AND a.source_id = pages.source_id"
        "  AND coalesce(a.missing_at, a.gone_at) IS NULL)",
        (shown, site),
    ).fetchall()
    for row in rows:
        connection.execute(
            "UPDATE OR IGNORE pages SET url = ?, state = 'pending', attempts = 0, next_visit_at = NULL, redirects = 0,"
            " etag = NULL, last_modified = NULL WHERE id = ?",
            (row["url"], row["id"]),
        )


def _state_dates(connection: sqlite3.Connection, site: str, links: Sequence[Link], snapshot_id: int) -> None:
    for link in links:
        for kind, raw in link.stated:
            connection.execute(
                "INSERT INTO stated_dates (page_id, snapshot_id, kind, raw) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO NOTHING",
                (_find(connection, site, link), snapshot_id, kind, raw),
            )


def _wake(connection: sqlite3.Connection, page_id: int, link: Link) -> None:
    connection.execute(
        "UPDATE pages SET state = 'pending', latest_day = ?,"
        " next_visit_at = CASE state WHEN 'pending' THEN next_visit_at END"  # a retry keeps its time
        " WHERE id = ? AND state IN ('pending', 'fetched', 'failed', 'gone')",
        (link.latest.isoformat() if link.latest else None, page_id),
    )


def _wake_changed(connection: sqlite3.Connection, page_id: int, link: Link) -> None:
    latest = link.latest.isoformat() if link.latest else None
    connection.execute(
        "UPDATE pages SET state = 'pending', latest_day = :latest, next_visit_at = NULL WHERE id = :id"
        f" AND {_OF_EARLIER_RUNS}"
        " AND (:latest IS NULL OR last_visit_at IS NULL OR :latest >= date(last_visit_at, '-1 day'))",
        {"latest": latest, "id": page_id},
    )


def wake_target(connection: sqlite3.Connection, page_id: int) -> None:
    """Ask again for a listing, feed or sitemap that another one's address leads to."""
    connection.execute(
        "UPDATE pages SET state = 'pending', next_visit_at = NULL"
        f" WHERE id = ? AND kind IN ('listing', 'feed', 'sitemap') AND {_OF_EARLIER_RUNS}",
        (page_id,),
    )


def wake_children(connection: sqlite3.Connection, page_id: int) -> None:
    """Ask again for the sitemaps that an unchanged index names, but for those it says did not change."""
    connection.execute(
        "UPDATE pages SET state = 'pending', next_visit_at = NULL WHERE discovered_on = ? AND kind = 'sitemap'"
        f" AND {_OF_EARLIER_RUNS} AND (latest_day IS NULL OR latest_day >= date(last_visit_at, '-1 day'))",
        (page_id,),
    )


def _trap(
    connection: sqlite3.Connection, site: str, page_id: int, leading: Sequence[Link], news: bool
) -> str | None:
    """Why the listings that a page leads to are not followed; None where they are."""
    if not leading:
        return None
    if any(link.paging for link in leading) and not news:
        (barren,) = connection.execute(_BARREN, (page_id, MAX_BARREN_PAGES)).fetchone()
        if barren >= MAX_BARREN_PAGES:
            return f"{barren} pages in a row brought no article that was not known: their paging is not followed on."
    sections = [link for link in leading if link.kind == "listing" and not link.paging]
    if sections and not all(is_known(connection, link.url) for link in sections):
        (hops,) = connection.execute(_HOPS, (page_id, MAX_SECTION_HOPS + 1)).fetchone()
        if hops > MAX_SECTION_HOPS:
            return f"sections lead to sections {hops} times on end: those found here are not followed."
        (count,) = connection.execute(
            "SELECT count(*) FROM pages WHERE site = ? AND kind = 'listing' AND depth = 0", (site,)
        ).fetchone()
        if count >= MAX_SECTIONS:
            return f"{count} sections are known: no more are taken in."
    return None


def is_known(connection: sqlite3.Connection, url: str) -> bool:
    """Whether the address has a row."""
    return connection.execute("SELECT 1 FROM pages WHERE url = ?", (url,)).fetchone() is not None


def put_off_times(at: datetime) -> dict[str, str]:
    """The values of `PUT_OFF`."""
    return {"now": utc_text(at), "farthest": utc_text(at + timedelta(days=1, seconds=1))}


def seed(connection: sqlite3.Connection, site: str, links: Iterable[Link], at: datetime) -> None:
    """Make sure the pages a crawl starts from exist and are waiting; not before the server's time for those that it put
    off."""
    for link in links:
        page_id, _ = add_link(connection, site, link, at)
        connection.execute(
            "UPDATE pages SET state = 'pending', attempts = 0, next_visit_at = NULL, priority = :priority"
            f" WHERE id = :id AND NOT {PUT_OFF}",
            {"id": page_id, "priority": link.priority, **put_off_times(at)},
        )


def wake_due(connection: sqlite3.Connection, site: str, now: datetime, *, full: bool = False) -> int:
    """Put back to `pending`: pages whose next visit is due, and the front page of every listing, feed and sitemap;
    with `full` all that were ever fetched. The longest due come first, and no more than a run can ask for in a day.
    Pages that were put off by a clock that ran far ahead are due. Lists that led to nothing in the run before are asked
    for whole: unchanged they would be taken for read, though nobody could read them yet.

    Photos are never asked for again: their addresses change with their content.
    """
    wanted = "kind != 'photo' AND state IN ('fetched', 'failed', 'gone', 'skipped')"
    later = (
        f"CASE WHEN kind = 'article' AND visits > 0 THEN min(priority, {REVISIT_PRIORITY}) ELSE priority END"
    )
    if full:
        cursor = connection.execute(
            f"UPDATE pages SET state = 'pending', attempts = 0, next_visit_at = NULL, priority = {later}"
            f" WHERE site = ? AND {wanted}",
            (site,),
        )
        return cursor.rowcount
    connection.execute(
        "UPDATE pages SET next_visit_at = :now WHERE site = :site AND next_visit_at > :never",
        {"now": utc_text(now), "site": site, "never": utc_text(now + FARTHEST_VISIT)},
    )
    cursor = connection.execute(
        f"UPDATE pages SET state = 'pending', next_visit_at = NULL, priority = {later} WHERE id IN"
        " (SELECT id FROM pages INDEXED BY pages_due WHERE site = ? AND next_visit_at <= ?"
        "  AND state IN ('fetched', 'failed', 'gone', 'skipped') ORDER BY next_visit_at LIMIT ?)",
        (site, utc_text(now), MAX_WOKEN),
    )
    connection.execute(
        "UPDATE pages SET etag = NULL, last_modified = NULL WHERE site = :site AND depth = 0"
        " AND kind IN ('listing', 'feed', 'sitemap') AND 'site-broken' ="
        " (SELECT outcome FROM runs WHERE site = :site AND outcome IN ('finished', 'site-broken')"
        "  ORDER BY id DESC LIMIT 1)",
        {"site": site},
    )
    fronts = connection.execute(
        "UPDATE pages SET state = 'pending', attempts = 0, next_visit_at = NULL WHERE site = ? AND depth = 0"
        " AND kind IN ('listing', 'feed', 'sitemap')"
        " AND (state IN ('fetched', 'skipped') OR (state = 'gone' AND last_visit_at <= ?))",
        (site, utc_text(now - GONE_FRONT_WAIT)),
    )
    return cursor.rowcount + fronts.rowcount


def levels(connection: sqlite3.Connection, site: str) -> list[int]:
    """The priorities under which pages wait, highest first: one step into the index for each."""
    found: list[int] = []
    below = 1 << 30
    while True:
        row = connection.execute(
            "SELECT priority FROM pages WHERE site = ? AND state = 'pending' AND priority < ?"
            " ORDER BY priority DESC LIMIT 1",
            (site, below),
        ).fetchone()
        if row is None:
            return found
        below = row["priority"]
        found.append(below)


def take(
    connection: sqlite3.Connection,
    site: str,
    now: datetime,
    bounds: CrawlBounds,
    *,
    level: int,
    after: int = 0,
    count: int = 1,
    without: Iterable[str] = (),
) -> list[PageRef]:
    """Up to `count` waiting pages of one priority in the order of their ids, from behind `after` on; none of the
    hosts `without`."""
    where, values = ["(next_visit_at IS NULL OR next_visit_at <= ?)"], list[object]()
    values += [site, level, after, utc_text(now)]
    _restrict(where, values, bounds, without)
    sql = (
        f"SELECT {COLUMNS} FROM pages WHERE site = ? AND state = 'pending' AND priority = ? AND id > ?"
        f" AND {' AND '.join(where)} ORDER BY id LIMIT ?"
    )
    return [page_ref(row) for row in connection.execute(sql, (*values, count))]


def take_due(
    connection: sqlite3.Connection,
    site: str,
    after: datetime,
    now: datetime,
    bounds: CrawlBounds,
    count: int,
    without: Iterable[str] = (),
) -> list[PageRef]:
    """Waiting pages whose time for another try came between two moments, the longest due first."""
    where, values = ["state = 'pending'"], list[object]()
    values += [site, utc_text(after), utc_text(now)]
    _restrict(where, values, bounds, without)
    sql = (
        f"SELECT {COLUMNS} FROM pages INDEXED BY pages_due WHERE site = ? AND next_visit_at > ?"
        f" AND next_visit_at <= ? AND {' AND '.join(where)} ORDER BY next_visit_at LIMIT ?"
    )
    return [page_ref(row) for row in connection.execute(sql, (*values, count))]


def _restrict(where: list[str], values: list[object], bounds: CrawlBounds, without: Iterable[str]) -> None:
    """Add the conditions of a run's bounds, and of hosts that are left alone."""
    if bounds.since:
        where.append("(latest_day IS NULL OR latest_day >= ?)")
        values.append(bounds.since.isoformat())
    if bounds.until:
        where.append("(earliest_day IS NULL OR earliest_day <= ?)")
        values.append(bounds.until.isoformat())
    for host in without:
        for first, end in spans(host):
            where.append("NOT (url >= ? AND url < ?)")
            values += [first, end]


def spans(host: str) -> list[tuple[str, str]]:
    """Between which texts the addresses of a host lie; "" stands for all hosts."""
    return [
        (f"{scheme}://{host}/", f"{scheme}://{host}0") if host else (scheme, f"{scheme}~")
        for scheme in ("https", "http")
    ]


def newest_id(connection: sqlite3.Connection) -> int:
    """The highest id of a page; pages found later have higher ones."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM pages").fetchone()[0])


def visited_on(connection: sqlite3.Connection, site: str, moment: datetime) -> int:
    """How many requests a site has answered on the day that begins at a moment, and how many of its pages were asked
    for besides without an answer to keep; what a clock that ran ahead dated later is not among them."""
    day = {"site": site, "start": utc_text(moment), "end": utc_text(moment + timedelta(days=1))}
    day["before"] = utc_text(moment - timedelta(days=2))  # longer than any run
    (answers,) = connection.execute(
        "SELECT count(*) FROM snapshots WHERE run_id IN"
        " (SELECT id FROM runs WHERE site = :site AND started_at >= :before)"
        " AND fetched_at >= :start AND fetched_at < :end",
        day,
    ).fetchone()
    (others,) = connection.execute(
        "SELECT count(*) FROM pages WHERE site = :site AND last_visit_at >= :start AND last_visit_at < :end"
        " AND NOT EXISTS (SELECT 1 FROM snapshots s WHERE s.page_id = pages.id AND s.fetched_at >= :start"
        "  AND s.fetched_at < :end)",
        day,
    ).fetchone()
    return int(answers) + int(others)


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
        " visits = visits + 1, redirects = 0, etag = coalesce(?, etag),"
        " last_modified = coalesce(?, last_modified) WHERE id = ?",
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


def leads_to(connection: sqlite3.Connection, url: str, goal: str) -> bool:
    """Whether the redirects that were seen lead from one address to another."""
    for _ in range(MAX_REDIRECT_HOPS):
        if url == goal:
            return True
        row = connection.execute(
            "SELECT last_error FROM pages WHERE url = ? AND last_error LIKE ?", (url, f"{REDIRECTS_TO}%")
        ).fetchone()
        if row is None:
            return False
        url = row[0].removeprefix(REDIRECTS_TO)
    return False


def move_page(connection: sqlite3.Connection, page_id: int, url: str) -> None:
    """The same article under a new address: the page keeps its identity and waits for the next hop."""
    connection.execute(
        "UPDATE OR IGNORE pages SET url = ?, redirects = redirects + 1 WHERE id = ?", (url, page_id)
    )


def rename_photo(connection: sqlite3.Connection, page_id: int, url: str) -> None:
    """Another spelling of a photo's address, if no page has it."""
    connection.execute("UPDATE OR IGNORE pages SET url = ? WHERE id = ? AND kind = 'photo'", (url, page_id))


def page_ref(row: sqlite3.Row) -> PageRef:
    return PageRef(**{key: row[key] for key in COLUMNS.split(", ")})
