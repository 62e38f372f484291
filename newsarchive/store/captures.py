"""Captures of article pages, to be read. All functions run inside the caller's transaction."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from newsarchive.model.article import Article, DateClue
from newsarchive.model.crawl import PageRef
from newsarchive.store.articles import COMPARED, compared_text, last_text, stated_dates
from newsarchive.store.clocks import clock_places
from newsarchive.store.rereading import Job, Place
from newsarchive.store.times import utc_text

_CAPTURES = """
SELECT s.id AS snapshot_id, s.url, s.fetched_at, s.content_type, s.status,
       coalesce(o.warc_file, s.warc_file) AS warc_file, coalesce(o.warc_offset, s.warc_offset) AS warc_offset,
       coalesce(o.warc_length, s.warc_length) AS warc_length,
       p.id AS page_id, p.site, p.source_id, p.url AS page_url, p.visits
FROM snapshots s JOIN pages p ON p.id = s.page_id LEFT JOIN snapshots o ON o.id = s.revisit_of
WHERE {which} AND p.kind = 'article' AND p.source_id IS NOT NULL AND s.status = 200
  AND {holds_bytes}
ORDER BY s.fetched_at, s.id
"""
_HOLDS_BYTES = (
    "(s.bytes > 0 OR s.revisit_of IS NOT NULL) AND NOT EXISTS"
    " (SELECT 1 FROM findings c WHERE coalesce(c.snapshot_id, -1) IN (s.id, s.revisit_of) AND c.code = 'cut-short')"
)
"""Not so of a revisit whose original is not here, nor of what lacks its end: half a text would pass for an edit."""
_IN_FILE = _CAPTURES.format(
    which="s.id IN (SELECT id FROM snapshots WHERE warc_file = :path UNION SELECT r.id FROM snapshots o"
    " JOIN snapshots r ON r.revisit_of = o.id WHERE o.warc_file = :path AND r.run_id IS NULL)",
    holds_bytes=_HOLDS_BYTES,
)
_OF_IDS = _CAPTURES.format(which="s.id IN (SELECT value FROM json_each(:ids))", holds_bytes=_HOLDS_BYTES)
_UNREAD = f"""
SELECT s.id FROM snapshots s JOIN pages p ON p.id = s.page_id
LEFT JOIN articles a ON a.site = p.site AND a.source_id = p.source_id
WHERE p.site = :site AND p.kind = 'article' AND p.source_id IS NOT NULL AND s.status = 200 AND {_HOLDS_BYTES}
  AND (a.id IS NULL OR s.fetched_at > a.last_seen_at)
  AND NOT EXISTS (SELECT 1 FROM snapshots t JOIN pages o ON o.id = t.page_id
                  WHERE t.sha256 = s.sha256 AND t.page_id != s.page_id AND o.site = p.site)
  AND NOT EXISTS (SELECT 1 FROM findings f WHERE coalesce(f.snapshot_id, -1) = s.id AND f.code = 'same-page')
  AND NOT EXISTS (SELECT 1 FROM refusals r WHERE r.snapshot_id IN (s.id, s.revisit_of) AND r.extractor = :extractor)
ORDER BY s.fetched_at, s.id LIMIT :limit
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class PageCapture:
    """One capture of an article's page."""

    page: PageRef
    job: Job

    @property
    def fetched_at(self) -> datetime:
        return datetime.fromisoformat(self.job.places[0].fetched_at)


def in_file(connection: sqlite3.Connection, path: str) -> Iterator[PageCapture]:
    """The captures in one WARC file, and those that imported revisits elsewhere repeat, oldest first."""
    return _captures(connection, _IN_FILE, {"path": path})


def of_ids(connection: sqlite3.Connection, ids: Sequence[int]) -> Iterator[PageCapture]:
    """Some captures, oldest first."""
    return _captures(connection, _OF_IDS, {"ids": json.dumps(list(ids))})


def unread(
    connection: sqlite3.Connection, site: str, *, extractor: str | None, limit: int | None = None
) -> list[int]:
    """Captures that were refused, or failed, when they were read: of pages that have no article, and later than the
    last look at one. Oldest first; without those that this `extractor` has read since (None: with them).

    What the site gave to several addresses alike is left out: that is said by the site, not by one of its pages.
    """
    values = {"site": site, "extractor": extractor, "limit": -1 if limit is None else limit}
    return [row["id"] for row in connection.execute(_UNREAD, values)]


def note_refusal(connection: sqlite3.Connection, snapshot_id: int, extractor: str) -> None:
    """A capture was read by this code, and is no article."""
    connection.execute(
        "INSERT INTO refusals (snapshot_id, extractor) VALUES (?, ?)"
        " ON CONFLICT DO UPDATE SET extractor = excluded.extractor",
        (snapshot_id, extractor),
    )
    connection.execute(
        "DELETE FROM findings WHERE coalesce(snapshot_id, -1) = ? AND code = 'unread'", (snapshot_id,)
    )


def sites_with_captures(connection: sqlite3.Connection) -> list[str]:
    """Sites that an article's page is known of."""
    return [
        row["site"] for row in connection.execute("SELECT DISTINCT site FROM pages WHERE kind = 'article'")
    ]


def _captures(connection: sqlite3.Connection, sql: str, given: dict[str, str]) -> Iterator[PageCapture]:
    for row in connection.execute(sql, given).fetchall():
        values = dict(row)
        page = PageRef(
            id=values.pop("page_id"),
            site=values.pop("site"),
            url=values.pop("page_url"),
            kind="article",
            source_id=values.pop("source_id"),
            visits=values.pop("visits"),
        )
        place = Place(**values)
        stated = tuple(
            DateClue(kind=kind, raw=raw, place=kind, snapshot_id=snapshot_id)
            for kind, raw, snapshot_id in stated_dates(connection, page.id)
        )
        job = Job(
            article_id=0,
            site=page.site,
            source_id=page.source_id or "",
            snapshot_id=place.snapshot_id,
            places=(place,),
            stated=stated,
            clocks=clock_places(connection, page.site),
        )
        yield PageCapture(page=page, job=job)


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """What visits have told of a page and its article so far."""

    state: str
    attempts: int
    last_error: str | None
    last_visit_at: str | None
    next_visit_at: str | None
    visits: int
    missing_at: str | None
    gone_at: str | None


def history(connection: sqlite3.Connection, page: PageRef) -> History:
    """As it is stored."""
    row = connection.execute(
        "SELECT p.state, p.attempts, p.last_error, p.last_visit_at, p.next_visit_at, p.visits, a.missing_at, a.gone_at"
        " FROM pages p LEFT JOIN articles a ON a.site = p.site AND a.source_id = p.source_id WHERE p.id = ?",
        (page.id,),
    ).fetchone()
    return History(**dict(row))


def forget_absence(connection: sqlite3.Connection, page: PageRef, at: datetime) -> None:
    """An article is no longer known to be missing or gone since a moment later than `at`."""
    connection.execute(
        "UPDATE articles SET missing_at = NULL, gone_at = NULL"
        " WHERE site = ? AND source_id = ? AND coalesce(missing_at, gone_at) > ?",
        (page.site, page.source_id, utc_text(at)),
    )


def rewrite_history(
    connection: sqlite3.Connection, page: PageRef, before: History, at: datetime, *, due: datetime
) -> None:
    """Bring back what visits told, after a capture of one of them was read again.

    Where it was the last one, the page is fetched now, and due from `due` on. Unless the page is gone its next look is
    read in full (no visits, no validators): links and photos are still to be followed. Answers 404 and 410 after the
    last capture tell since when the article is missing and gone.
    """
    moment = utc_text(at)
    values = {name: getattr(before, name) for name in History.__slots__} | {"page": page.id}
    if before.last_visit_at is not None and before.last_visit_at <= moment:
        values |= {"state": "fetched", "attempts": 0, "last_error": None, "next_visit_at": utc_text(due)}
    if values["state"] != "gone":
        values["visits"] = 0
    connection.execute(
        "UPDATE pages SET state = :state, attempts = :attempts, last_error = :last_error, visits = :visits,"
        " last_visit_at = :last_visit_at, next_visit_at = :next_visit_at,"
        " etag = CASE WHEN :visits = 0 THEN NULL ELSE etag END,"
        " last_modified = CASE WHEN :visits = 0 THEN NULL ELSE last_modified END WHERE id = :page",
        values,
    )
    missing, gone = _absence(connection, page.id, before, moment)
    connection.execute(
        "UPDATE articles SET missing_at = ?, gone_at = ? WHERE site = ? AND source_id = ?",
        (missing, gone, page.site, page.source_id),
    )


def _absence(
    connection: sqlite3.Connection, page_id: int, before: History, moment: str
) -> tuple[str | None, str | None]:
    """Since when an article that was there at a moment is missing, and gone; imported answers tell nothing of it."""
    answers = connection.execute(
        "SELECT fetched_at, status, julianday(fetched_at) AS day FROM snapshots"
        " WHERE page_id = :page AND run_id IS NOT NULL AND status IN (404, 410) AND fetched_at > :moment"
        " AND fetched_at > (SELECT max(fetched_at) FROM snapshots WHERE page_id = :page AND status = 200)"
        " ORDER BY fetched_at",
        {"page": page_id, "moment": moment},
    ).fetchall()
    if answers:
        first = answers[0]
        agree = (each for each in answers if each["status"] == 410 or each["day"] - first["day"] >= 1)
        return first["fetched_at"], next((each["fetched_at"] for each in agree), None)
    if (
        before.state == "gone" and (before.last_visit_at or "") > moment
    ):  # a page that said so with status 200
        return before.last_visit_at, before.last_visit_at
    missing = before.missing_at if (before.missing_at or "") > moment else None
    return missing, before.gone_at if (before.gone_at or "") > moment else None


def last_revision(connection: sqlite3.Connection, site: str, source_id: str) -> dict[str, Any] | None:
    """What the last revision of an article says; None where there is none."""
    row = connection.execute(
        "SELECT id, revision FROM articles WHERE site = ? AND source_id = ?", (site, source_id)
    ).fetchone()
    return dict(last_text(connection, row["id"], row["revision"])) if row else None


def last_seen(connection: sqlite3.Connection, site: str, source_id: str) -> str | None:
    """When an article's text was last seen; None where it is not known."""
    row = connection.execute(
        "SELECT last_seen_at FROM articles WHERE site = ? AND source_id = ?", (site, source_id)
    ).fetchone()
    return row["last_seen_at"] if row else None


def is_read_from(connection: sqlite3.Connection, snapshot_id: int) -> bool:
    """Whether an article or a revision was read from this snapshot."""
    row = connection.execute(
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM articles WHERE snapshot_id = :id)"
        " OR EXISTS (SELECT 1 FROM revisions WHERE snapshot_id = :id)",
        {"id": snapshot_id},
    ).fetchone()
    return row is not None


def has_text(connection: sqlite3.Connection, article: Article) -> bool:
    """Whether one of the article's revisions says the same."""
    rows = connection.execute(
        f"SELECT {', '.join('r.' + name for name in COMPARED)} FROM revisions r JOIN articles a ON a.id = r.article_id"
        " WHERE a.site = ? AND a.source_id = ?",
        (article.site, article.source_id),
    )
    text = compared_text(article)
    return any(all(row[name] == text[name] for name in COMPARED) for row in rows)


def mark_fetched(connection: sqlite3.Connection, page_id: int, at: datetime) -> None:
    """A page whose content came from elsewhere: it need not be asked for."""
    connection.execute(
        "UPDATE pages SET state = 'fetched', last_visit_at = ?, visits = 1 WHERE id = ? AND state = 'pending'",
        (utc_text(at), page_id),
    )
