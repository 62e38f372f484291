"""SIGKILL at random moments and inside of the worst ones; the long form is bench/kills.py."""

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

from bench.kills import IN_FLIGHT, MOMENTS, run
from newsarchive.sample.scale import ScaledShelf
from newsarchive.sample.server import serve
from newsarchive.sample.site import Site

from .replica import crawl, newsarchive, value

ARTICLES = 100


def test_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    site = Site(ScaledShelf(ARTICLES))
    trial, struck, problems = run(tmp_path, site, kills=2, seed=7, span=(0.05, 0.8))
    assert problems == []
    assert struck >= len(MOMENTS)
    asked = Counter(request.path for request in site.requests if request.path.startswith("/tin-tuc/"))
    assert sum(asked.values()) - len(asked) <= IN_FLIGHT * struck
    assert trial.again == Counter()


def test_a_photo_that_was_stored_just_before_a_kill_is_no_damage(tmp_path: Path) -> None:
    db = tmp_path / "archive.db"
    with serve(Site()) as server:
        assert crawl(db, server.origin, "--limit", 8).code == 0
    photo = value(db, "SELECT min(url) FROM photos WHERE snapshot_id IS NOT NULL")
    with closing(sqlite3.connect(db)) as connection, connection:
        connection.execute("UPDATE photos SET snapshot_id = NULL WHERE url = ?", (photo,))
    assert newsarchive("verify", "--db", db).code == 1  # nobody is going to link it
    with closing(sqlite3.connect(db)) as connection, connection:
        connection.execute("UPDATE pages SET state = 'pending' WHERE url = ?", (photo,))
    verified = newsarchive("verify", "--db", db)
    assert verified.code == 0, verified.out
