"""Which stored records belong to a choice of articles."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from newsarchive.query.filters import Filters
from newsarchive.query.selection import select_articles

_RECORDS = """
WITH chosen AS (SELECT a.id, a.site, a.source_id FROM articles a WHERE {condition}),
looks AS (
  SELECT s.id, s.revisit_of FROM chosen c JOIN pages p ON p.site = c.site AND p.source_id = c.source_id
  JOIN snapshots s ON s.page_id = p.id
  UNION
  SELECT s.id, s.revisit_of FROM chosen c JOIN photos ON photos.article_id = c.id
  JOIN snapshots s ON s.id = photos.snapshot_id
)
SELECT s.warc_file, s.warc_offset, s.warc_length,
  coalesce((SELECT b.warc_offset + b.warc_length FROM snapshots b WHERE b.warc_file = s.warc_file
            AND b.warc_offset < s.warc_offset ORDER BY b.warc_offset DESC LIMIT 1), 0) AS gap_offset
FROM snapshots s
WHERE s.id IN (SELECT id FROM looks UNION SELECT revisit_of FROM looks WHERE revisit_of IS NOT NULL)
ORDER BY s.warc_file, s.warc_offset
"""
_PAGES = """
SELECT a.id, s.url, s.fetched_at, a.title FROM articles a JOIN snapshots s ON s.id = a.snapshot_id
WHERE {condition} ORDER BY a.id
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordPlace:
    """Where a record lies."""

    warc_file: str
    warc_offset: int
    warc_length: int
    gap_offset: int
    """Where the row before it in the file ends; between the two lie only records without a row, such as requests."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PageEntry:
    """An article as a page that can be opened."""

    id: int
    url: str
    fetched_at: str
    title: str | None


def iter_records(connection: sqlite3.Connection, filters: Filters) -> Iterator[RecordPlace]:
    """Every look at the chosen articles (their revisions, what replaced them, what they repeat), and their photos."""
    condition, values = select_articles(connection, filters)
    for row in connection.execute(_RECORDS.format(condition=condition), values):
        yield RecordPlace(**dict(row))


def iter_pages(connection: sqlite3.Connection, filters: Filters) -> Iterator[PageEntry]:
    """The chosen articles, each by the snapshot it was last read from."""
    condition, values = select_articles(connection, filters)
    for row in connection.execute(_PAGES.format(condition=condition), values):
        yield PageEntry(**dict(row))
