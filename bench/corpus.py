"""An archive of generated articles for the benchmarks of search and export: natural word frequencies, bulk-written."""

import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC
from itertools import islice
from pathlib import Path
from typing import Any

from newsarchive.sample.article import VIETNAM, SampleArticle
from newsarchive.sample.scale import ScaledShelf
from newsarchive.store.connect import open_writer
from newsarchive.text.folding import fold, tone_key

SITE = "thanhuytphcm"
BATCH = 2_000
_ARTICLE = (
    "INSERT INTO articles (id, site, source_id, url, title, kicker, lead, body, byline, authors, section,"
    " event_date, published_at, published_precision, published_source, published_raw, published_earliest,"
    " published_latest, layout, extractor, first_seen_at, last_seen_at, gone_at, revision, snapshot_id)"
    " VALUES (:id, :site, :source_id, :url, :title, :kicker, :lead, :body, :byline, :authors, :section,"
    " :event_date, :published_at, :precision, 'photo', :published_at, :published_at, :published_at, :layout,"
    " 'bench/1', :seen, :seen, :gone_at, :revision, 1)"
)
_PHOTO = "INSERT INTO photos (article_id, position, url, caption, credit) VALUES (?, ?, ?, ?, ?)"
_SEARCH = "INSERT INTO search_text VALUES (:id, :search_title, :search_text, :folded_title, :folded_text)"


def archive(path: Path, count: int) -> Path:
    """The archive at `path`, built when it is not there with that many articles."""
    if path.exists():
        with closing(sqlite3.connect(path)) as db, db:
            if db.execute("SELECT count(*) FROM articles").fetchone() == (count,):
                return path
        path.unlink()
    started = time.perf_counter()
    db = open_writer(path)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA cache_size = -200000")
    db.execute("INSERT INTO sites VALUES (?, 'Thành ủy', 'https://www.thanhuytphcm.vn')", (SITE,))
    db.execute("INSERT INTO warc_files (path) VALUES ('warc/bench.warc.gz')")
    db.execute(
        "INSERT INTO snapshots (id, url, fetched_at, status, sha256, bytes, warc_file, warc_offset, warc_length)"
        " VALUES (1, 'https://www.thanhuytphcm.vn/', '2026-07-01T00:00:00Z', 200, '00', 1, 'warc/bench.warc.gz', 0, 1)"
    )
    shelf = ScaledShelf(count)
    # oldest first, as a scheduled crawl would meet them
    rows = (_row(number, shelf.at(count - number)) for number in range(1, count + 1))
    while batch := list(islice(rows, BATCH)):
        db.execute("BEGIN")
        db.executemany(_ARTICLE, batch)
        db.executemany(_PHOTO, [photo for row in batch for photo in row["photos"]])
        db.executemany(_SEARCH, batch)
        db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    print(f"built {count:,} articles in {time.perf_counter() - started:.0f} s", file=sys.stderr)
    return path


def _row(number: int, article: SampleArticle) -> dict[str, Any]:
    title = tone_key(article.title)
    captions = [photo.caption for photo in article.photos if photo.caption]
    words = [article.kicker, article.lead, *article.paragraphs, *captions, article.byline]
    text = tone_key("\n".join(part for part in words if part))
    moment = article.moment.astimezone(VIETNAM)
    to_the_minute = number % 3 == 0
    return {
        "id": number,
        "site": SITE,
        "source_id": str(article.id),
        "url": article.url,
        "title": article.title,
        "kicker": article.kicker,
        "lead": article.lead,
        "body": "\n\n".join(article.paragraphs),
        "byline": article.byline,
        "authors": _json(article.authors),
        "section": article.group.name,
        "event_date": article.event_date.isoformat() if article.event_date else None,
        "published_at": moment.strftime("%Y-%m-%dT%H:%M+07:00" if to_the_minute else "%Y-%m-%d"),
        "precision": "minute" if to_the_minute else "day",
        "layout": article.layout,
        "seen": article.moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "gone_at": "2026-07-01T00:00:00Z" if number % 500 == 0 else None,
        "revision": 2 if number % 50 == 0 else 1,
        "photos": list(_photos(number, article)),
        "search_title": title,
        "search_text": text,
        "folded_title": fold(title),
        "folded_text": fold(text),
    }


def _photos(number: int, article: SampleArticle) -> Iterator[tuple[Any, ...]]:
    for position, photo in enumerate(article.photos, 1):
        yield number, position, photo.url, photo.caption, photo.credit


def _json(names: tuple[str, ...]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"
