"""--since, --until, --limit and --full, on a site whose listings show no dates."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from newsarchive.sample.server import serve
from newsarchive.sample.site import Site

from .replica import crawl, newsarchive, rows, scrapy, value

SLACK = timedelta(days=60)


def test_since_asks_for_nothing_that_is_surely_older(tmp_path: Path) -> None:
    db = tmp_path / "archive.db"
    site = Site()
    wanted = {
        key for key, told in site.truth().items() if told["published"] and told["published"] >= "2024-01-01"
    }
    with serve(site) as server:
        assert crawl(db, server.origin, "--since", "2024-01-01").code == 0
        stored = rows(db, "SELECT source_id, published_day FROM articles")
        assert wanted <= {row["source_id"] for row in stored}
        assert len(stored) < len(site.truth())
        oldest = min(row["published_day"] for row in stored if row["published_day"])
        assert date.fromisoformat(oldest) > date(2024, 1, 1) - 2 * SLACK
        assert crawl(db, server.origin).code == 0
    assert value(db, "SELECT count(*) FROM articles") == len(site.truth())


def test_the_message_tells_what_lies_outside_and_what_has_no_date(tmp_path: Path) -> None:
    db = tmp_path / "archive.db"
    with serve(Site()) as server:
        words = ("crawl", "thanhuytphcm", "--db", db, "--origin", server.origin)
        said = newsarchive(*words, "--since", "2024-01-01")
        beside = value(db, "SELECT count(*) FROM articles WHERE published_day < '2024-01-01'")
        undated = value(db, "SELECT count(*) FROM articles WHERE published_day IS NULL")
        assert beside and undated
        text = " ".join(said.out.split())
        assert f"{beside} published outside of the days asked for, {undated} without a date." in text
        assert text.count(" MB in ") == 1
        (told,) = crawl(tmp_path / "b.db", server.origin, "--since", "2024-01-01", "--json").json()
        assert (told["outside"], told["undated"]) == (beside, undated)
        assert "outside" not in newsarchive(*words).out


def test_until_leaves_the_newest_for_later(tmp_path: Path) -> None:
    db = tmp_path / "archive.db"
    site = Site()
    with serve(site) as server:
        assert crawl(db, server.origin, "--until", "2018-12-31").code == 0
        newest = value(db, "SELECT max(published_day) FROM articles")
    assert newest <= (date(2018, 12, 31) + SLACK).isoformat()
    wanted = {
        key for key, told in site.truth().items() if told["published"] and told["published"] < "2018-12-31"
    }
    assert wanted <= {row["source_id"] for row in rows(db, "SELECT source_id FROM articles")}


def test_limit_counts_articles(tmp_path: Path) -> None:
    db = tmp_path / "archive.db"
    with serve(Site()) as server:
        assert crawl(db, server.origin, "--limit", "5").code == 0
        assert value(db, "SELECT count(*) FROM articles") == 5
        assert crawl(db, server.origin, "--limit", "5").code == 0
        assert value(db, "SELECT count(*) FROM articles") == 10


def test_full_asks_for_everything_again(tmp_path: Path) -> None:
    db = tmp_path / "archive.db"
    site = Site()
    with serve(site) as server:
        crawl(db, server.origin)
        asked = len(site.requests)
        assert crawl(db, server.origin, "--full").code == 0
    again = {request.path for request in list(site.requests)[asked:]}
    assert sum(path.startswith("/tin-tuc/") for path in again) == len(site.truth())
    assert value(db, "SELECT max(revision) FROM articles") == 1


def test_scrapy_crawl_does_the_same(tmp_path: Path) -> None:
    db, feed = tmp_path / "archive.db", tmp_path / "articles.jsonl"
    with serve(Site()) as server:
        done = scrapy(
            "crawl", "thanhuytphcm", "-a", "since=2024-01-01", "-a", "limit=3", "-s", f"NEWSARCHIVE_DB={db}",
            "-s", f"NEWSARCHIVE_ORIGIN={server.origin}", "-s", "DOWNLOAD_DELAY=0", "-s", "AUTOTHROTTLE_ENABLED=0",
            "-O", feed,
        )  # fmt: skip
    assert done.code == 0, done.err
    stored = rows(db, "SELECT source_id, title FROM articles ORDER BY source_id")
    assert len(stored) == 3
    told = [json.loads(line) for line in feed.read_text(encoding="utf-8").splitlines()]
    assert sorted((item["source_id"], item["title"]) for item in told) == [
        (row["source_id"], row["title"]) for row in stored
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("thanhuytphcm", "-a", "since=2024-13-01"), "since '2024-13-01' is not a day"),
        (("thanhuytphcm", "-a", "since=2024-02-01", "-a", "until=2024-01-01"), "swap them"),
        (("thanhuytphcm", "-a", "limit=many"), "limit 'many' is no number"),
        (("thanhuytphcm", "-a", "sicne=2024-01-01"), "There is no argument 'sicne'"),
        (("thanhuytphmc",), "There is no site 'thanhuytphmc'"),
    ],
)
def test_scrapy_crawl_refuses_what_it_cannot_read_in_a_sentence(
    tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    done = scrapy("crawl", *words, "-s", f"NEWSARCHIVE_DB={tmp_path / 'archive.db'}")
    assert done.code == 2
    assert told in done.err.splitlines()[-1]
    assert "Traceback" not in done.err
    assert not (tmp_path / "archive.db").exists()


def test_the_command_runs_from_any_folder(tmp_path: Path) -> None:
    answer = newsarchive("sites", "--json", cwd=tmp_path)
    assert answer.code == 0
    assert "thanhuytphcm" in {site["id"] for site in answer.json()}
