"""The main job on the replica: what is stored equals what the site says, and nothing is asked for twice."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from newsarchive.sample.server import SampleServer, serve
from newsarchive.sample.site import Site

from .replica import Ran, crawl, rows, value

UNDATED = (
    "SELECT published_at, published_earliest, published_latest, event_date FROM articles WHERE source_id = ?"
)


@dataclass(frozen=True)
class Crawled:
    site: Site
    server: SampleServer
    db: Path
    first: Ran


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    db = tmp_path_factory.mktemp("archive") / "archive.db"
    site = Site()
    with serve(site) as server:
        yield Crawled(site, server, db, crawl(db, server.origin))


def stored(db: Path) -> dict[str, dict[str, Any]]:
    found = {}
    for row in rows(db, "SELECT * FROM articles"):
        photos = rows(
            db, "SELECT caption, credit FROM photos WHERE article_id = ? ORDER BY position", (row["id"],)
        )
        found[row["source_id"]] = {
            **row,
            "body": row["body"].split("\n\n") if row["body"] else [],
            "authors": json.loads(row["authors"]),
            "photos": photos,
        }
    return found


def test_the_run_ends_well(crawled: Crawled) -> None:
    assert crawled.first.code == 0, crawled.first.err
    (report,) = crawled.first.json()
    assert report["outcome"] == "finished"
    assert report["new"] == len(crawled.site.truth())


def test_every_article_is_there_once(crawled: Crawled) -> None:
    assert set(stored(crawled.db)) == set(crawled.site.truth())


@pytest.mark.parametrize("field", ["title", "lead", "body", "byline", "authors", "event_date"])
def test_fields_are_what_the_site_says(crawled: Crawled, field: str) -> None:
    articles = stored(crawled.db)
    wrong = {
        source_id: (articles[source_id][field], expected[field])
        for source_id, expected in crawled.site.truth().items()
        if articles[source_id][field] != expected[field]
    }
    assert wrong == {}


def test_captions_and_credits(crawled: Crawled) -> None:
    articles = stored(crawled.db)
    wrong = {}
    for source_id, expected in crawled.site.truth().items():
        told = [(photo["caption"], photo["credit"]) for photo in expected["photos"]]
        read = [(photo["caption"], photo["credit"]) for photo in articles[source_id]["photos"]]
        if told != read:
            wrong[source_id] = (read, told)
    assert wrong == {}


def test_publication_days(crawled: Crawled) -> None:
    articles = stored(crawled.db)
    wrong = {
        source_id: (articles[source_id]["published_day"], expected["published"])
        for source_id, expected in crawled.site.truth().items()
        if (articles[source_id]["published_day"] or None) != (expected["published"] or "")[:10] or None
    }
    wrong = {key: pair for key, pair in wrong.items() if pair[0] != (pair[1][:10] if pair[1] else None)}
    assert wrong == {}


def test_every_page_has_its_bytes(crawled: Crawled) -> None:
    assert value(crawled.db, "SELECT count(*) FROM pages WHERE state = 'pending'") == 0
    orphans = value(
        crawled.db,
        "SELECT count(*) FROM pages WHERE state = 'fetched' AND NOT EXISTS"
        " (SELECT 1 FROM snapshots WHERE snapshots.page_id = pages.id)",
    )
    assert orphans == 0
    assert value(crawled.db, "SELECT count(*) FROM photos WHERE snapshot_id IS NULL") == 0


def test_a_second_crawl_asks_for_no_article_and_changes_no_row(crawled: Crawled) -> None:
    tables = ("articles", "revisions", "photos", "date_witnesses", "search_text")
    before = {table: rows(crawled.db, f"SELECT * FROM {table}") for table in tables}
    asked = len(crawled.site.requests)
    again = crawl(crawled.db, crawled.server.origin)
    assert again.code == 0, again.err
    paths = [request.path for request in list(crawled.site.requests)[asked:]]
    assert [path for path in paths if path.startswith("/tin-tuc/")] == []
    assert {table: rows(crawled.db, f"SELECT * FROM {table}") for table in tables} == before
