"""Archives for tests of what only reads: articles stored by the real writer, without a crawl."""

import weakref
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from newsarchive.model.article import Article
from newsarchive.store.articles import store_article
from newsarchive.store.connect import open_writer

SEEN = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)
SITE = "thanhuytphcm"


def make_article(source_id: str, **fields: Any) -> Article:
    """An article with only the fields that are named."""
    nothing: dict[str, Any] = dict.fromkeys(Article.__dataclass_fields__)
    base = nothing | {
        "site": SITE,
        "source_id": source_id,
        "url": f"https://www.thanhuytphcm.vn/tin-tuc/bai-{source_id}",
        "body": (),
        "authors": (),
        "tags": (),
        "photos": (),
        "date_witnesses": (),
        "findings": (),
        "layout": "generic",
        "extractor": "test/1",
    }
    return Article(**(base | fields))


class Stored:
    """An archive file and its writer."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.db = open_writer(path)
        weakref.finalize(self, self.db.close)
        self.db.execute("INSERT OR IGNORE INTO warc_files (path) VALUES ('warc/test.warc.gz')")

    def add(self, article: Article, at: datetime = SEEN) -> int:
        """Store one capture of an article; gives the article's id."""
        self.db.execute("BEGIN")
        self.db.execute(
            "INSERT OR IGNORE INTO sites VALUES (?, ?, 'https://www.thanhuytphcm.vn')", (article.site,) * 2
        )
        self.db.execute(
            "INSERT INTO pages (site, url, kind, source_id, state, discovered_at)"
            " VALUES (?, ?, 'article', ?, 'fetched', ?) ON CONFLICT DO NOTHING",
            (article.site, article.url, article.source_id, at.isoformat()),
        )
        store_article(self.db, article, snapshot_id=self._snapshot(article, at), seen_at=at)
        self.db.execute("COMMIT")
        (article_id,) = self.db.execute(
            "SELECT id FROM articles WHERE site = ? AND source_id = ?", (article.site, article.source_id)
        ).fetchone()
        return int(article_id)

    def add_all(self, articles: Iterable[Article]) -> list[int]:
        return [self.add(article, SEEN + timedelta(seconds=at)) for at, article in enumerate(articles)]

    def _snapshot(self, article: Article, at: datetime) -> int:
        (count,) = self.db.execute("SELECT count(*) FROM snapshots").fetchone()
        cursor = self.db.execute(
            "INSERT INTO snapshots"
            " (page_id, url, fetched_at, status, sha256, bytes, warc_file, warc_offset, warc_length)"
            " SELECT id, url, ?, 200, ?, 1000, 'warc/test.warc.gz', ?, 500 FROM pages WHERE site = ? AND source_id = ?",
            (
                at.strftime("%Y-%m-%dT%H:%M:%SZ"),
                f"{count:064x}",
                count * 500,
                article.site,
                article.source_id,
            ),
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid
