"""The archive that tests of the browser view look at: the sample site crawled, edited, crawled again later."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from newsarchive.sample.article import SampleArticle
from newsarchive.sample.content import bundled_articles, cases
from newsarchive.sample.server import serve
from newsarchive.sample.site import Site
from tests.end_to_end.replica import crawl

SEED = 1491917573
FIRST, SECOND = "2026-07-01T09:00:00+07:00", "2026-09-02T09:00:00+07:00"
EDITED_TITLE = "Một chỗ ngồi cho người nghe, thêm một chỗ cho người nói"


def build(folder: Path, *, small: bool = False) -> Path:
    """An archive with 71 articles (`small`: the 23 written ones), of which two were edited and one was taken down."""
    db = folder / "archive.db"
    moment = datetime.fromisoformat(FIRST)
    site = Site(
        map(_contradict, cases().values() if small else bundled_articles()),
        clock=lambda: moment.astimezone(UTC),
    )
    site.fault(cases()["gallery"].photos[0].path.partition("?")[0], "403")
    with serve(site) as server:
        _crawl(db, server.origin, FIRST)
        paragraphs = [
            text.replace("123 không gian", "125 không gian") for text in site.article(SEED).paragraphs
        ]
        site.edit(SEED, paragraphs=paragraphs, byline="Mai Khuê - Cao Lâm")
        site.edit(cases()["kicker"].id, title=EDITED_TITLE)
        site.retract(cases()["no-byline"].id, how="410")
        _make_due(db, SEED, cases()["kicker"].id, cases()["no-byline"].id)
        moment = datetime.fromisoformat(SECOND)
        _crawl(db, server.origin, SECOND)
    return db


def _contradict(article: SampleArticle) -> SampleArticle:
    """Give the article with a machine-readable date, 18 September 2025, a photo whose path says another day."""
    if article.id != cases()["structured-date"].id:
        return article
    photos = (replace(photo, path=photo.path.replace("18-09-2025", "15-09-2025")) for photo in article.photos)
    return replace(article, photos=tuple(photos))


def _make_due(db: Path, *ids: int) -> None:
    """A second look at all 71 would only take longer."""
    with closing(sqlite3.connect(db)) as connection, connection:
        connection.executemany(
            "UPDATE pages SET next_visit_at = '2026-09-01T00:00:00Z' WHERE source_id = ?",
            [(str(id),) for id in ids],
        )


def _crawl(db: Path, origin: str, now: str, *arguments: str) -> None:
    answer = crawl(db, origin, *arguments, now=now)
    assert answer.code == 0, answer.err
