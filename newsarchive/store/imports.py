"""Rows that an import of WARC files needs. All functions run inside the caller's transaction."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from newsarchive.model.article import Article, DateClue
from newsarchive.model.crawl import PageRef
from newsarchive.store.articles import COMPARED, compared_text, stated_dates
from newsarchive.store.clocks import clock_places
from newsarchive.store.rereading import Job, Place
from newsarchive.store.times import utc_text

_PAGES = """
SELECT s.id AS snapshot_id, s.url, s.fetched_at, s.content_type, s.status,
       coalesce(o.warc_file, s.warc_file) AS warc_file, coalesce(o.warc_offset, s.warc_offset) AS warc_offset,
       coalesce(o.warc_length, s.warc_length) AS warc_length,
       p.id AS page_id, p.site, p.source_id, p.url AS page_url, p.visits
FROM snapshots s JOIN pages p ON p.id = s.page_id LEFT JOIN snapshots o ON o.id = s.revisit_of
WHERE s.warc_file = ? AND p.kind = 'article' AND p.source_id IS NOT NULL AND s.status = 200
ORDER BY s.fetched_at, s.id
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedPage:
    """One imported capture of an article's page."""

    page: PageRef
    job: Job


def iter_pages(connection: sqlite3.Connection, path: str) -> Iterator[ImportedPage]:
    """The captures of article pages in one file, oldest first."""
    for row in connection.execute(_PAGES, (path,)).fetchall():
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
        yield ImportedPage(page=page, job=job)


def last_seen(connection: sqlite3.Connection, site: str, source_id: str) -> str | None:
    """When an article was last seen, present or gone; None where it is not known."""
    row = connection.execute(
        "SELECT max(last_seen_at, coalesce(missing_at, ''), coalesce(gone_at, '')) AS at FROM articles"
        " WHERE site = ? AND source_id = ?",
        (site, source_id),
    ).fetchone()
    return row["at"] if row else None


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
