"""Articles whose address leads elsewhere one day: moved, or not there any more; told, and never lost."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from newsarchive.sample.article import SampleArticle
from newsarchive.sample.server import serve
from newsarchive.sample.site import Site

from .replica import crawl, newsarchive, rows, value


def in_days(days: float) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat()


def kinds(db: Path, article: SampleArticle) -> list[str]:
    """What `changes` tells of an article, in order."""
    found = json.loads(newsarchive("changes", "--db", db, "--json").out)
    return [each["kind"] for each in found if each["source_id"] == str(article.id)]


def state(db: Path, article: SampleArticle) -> dict[str, Any]:
    sql = "SELECT missing_at IS NOT NULL AS missing, gone_at IS NOT NULL AS gone, revision FROM articles"
    (row,) = rows(db, f"{sql} WHERE source_id = ?", (str(article.id),))
    return row


@pytest.fixture
def stored(tmp_path: Path) -> tuple[Path, Site, SampleArticle, SampleArticle]:
    """An archive of the replica, and two of its articles."""
    db, site = tmp_path / "archive.db", Site()
    with serve(site) as server:
        assert crawl(db, server.origin).code == 0
    one, other = site.standing()[5:7]
    return db, site, one, other


def test_an_address_that_leads_to_another_article_is_told_once_as_moved(
    stored: tuple[Path, Site, SampleArticle, SampleArticle],
) -> None:
    db, site, one, other = stored
    before = rows(db, "SELECT title, body, snapshot_id FROM articles ORDER BY source_id")
    site.fault(one.path, "redirect", to=other.path)
    with serve(site) as server:
        assert crawl(db, server.origin, now=in_days(200)).code == 0
        assert kinds(db, one) == ["moved"]
        assert state(db, one) == {"missing": 0, "gone": 0, "revision": 1}
        (told,) = rows(db, "SELECT severity, message FROM findings WHERE code = 'moved'")
        assert told["severity"] == "info" and other.path in told["message"]
        assert crawl(db, server.origin, now=in_days(400)).code == 0
        assert [request.path for request in site.requests].count(one.path) == 3
        assert kinds(db, one) == ["moved"]
        site.mend()
        assert crawl(db, server.origin, now=in_days(600)).code == 0
    assert kinds(db, one) == ["moved"] and kinds(db, other) == []
    assert rows(db, "SELECT title, body, snapshot_id FROM articles ORDER BY source_id") == before
    assert value(db, "SELECT count(*) FROM pages WHERE state = 'fetched' AND last_error IS NULL AND source_id = ?",
                 (str(one.id),)) == 1  # fmt: skip


def test_an_address_that_leads_to_an_article_not_known_before_brings_it(
    stored: tuple[Path, Site, SampleArticle, SampleArticle],
) -> None:
    db, site, one, other = stored
    new = f"/tin-tuc/mot-bai-khac-{other.id + 1_000_000}"
    site.fault(one.path, "redirect", to=new)
    with serve(site) as server:
        crawl(db, server.origin, now=in_days(200))
    assert kinds(db, one) == ["moved"]
    assert value(db, "SELECT count(*) FROM pages WHERE url LIKE ?", (f"%{new}",)) == 1
    assert new in {request.path for request in site.requests}


@pytest.mark.parametrize("where", ["front page", "section", "elsewhere"])
def test_an_address_that_leads_to_no_article_is_missing_then_gone(
    stored: tuple[Path, Site, SampleArticle, SampleArticle], where: str
) -> None:
    db, site, one, other = stored
    to = {"front page": "/", "section": other.group.path, "elsewhere": "/khong-tim-thay.html"}[where]
    site.fault(one.path, "redirect", to=to)
    with serve(site) as server:
        assert crawl(db, server.origin, now=in_days(200)).code == 0
        assert kinds(db, one) == ["missing"]
        assert state(db, one) == {"missing": 1, "gone": 0, "revision": 1}
        crawl(db, server.origin, now=in_days(200.5))
        assert kinds(db, one) == ["missing"]
        assert crawl(db, server.origin, now=in_days(201.1)).code == 0
        assert kinds(db, one) == ["missing", "gone"]
        site.mend()
        assert crawl(db, server.origin, now=in_days(400)).code == 0
    assert kinds(db, one) == ["missing", "gone", "returned"]
    assert state(db, one) == {"missing": 0, "gone": 0, "revision": 1}


def test_a_first_sight_under_an_old_address_is_no_change(tmp_path: Path) -> None:
    db, site = tmp_path / "archive.db", Site()
    one = site.standing()[5]
    site.fault(one.path, "redirect", times=1, to=f"/tin-tuc/ten-moi-{one.id}")
    with serve(site) as server:
        assert crawl(db, server.origin).code == 0
    assert value(db, "SELECT count(*) FROM findings WHERE code = 'moved'") == 1
    assert kinds(db, one) == []
