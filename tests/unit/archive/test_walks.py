"""Runs over little sites, visit by visit: which lists are walked on, and what is asked for again."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from newsarchive.archive.settle import settle
from newsarchive.model.crawl import Link, PageRef, Visit
from newsarchive.store import pages
from newsarchive.store.times import utc_text

START = datetime(2026, 3, 1, 1, 0, tzinfo=UTC)
MOST = 300
"""More visits than any of these sites has pages."""
Answer = Callable[[PageRef, datetime], Visit]


def article(number: int, name: str = "tin") -> Link:
    return Link(url=f"https://x.vn/{name}-{number}", kind="article", source_id=str(number), priority=20)


def listing(name: str, *, depth: int = 0, paging: bool = False) -> Link:
    return Link(url=f"https://x.vn/{name}", kind="listing", priority=40 - depth, depth=depth, paging=paging)


def sitemap(name: str, depth: int = 1) -> Link:
    return Link(url=f"https://x.vn/{name}", kind="sitemap", priority=50, depth=depth)


class Walk:
    """A site of given answers, and the archive of its runs."""

    def __init__(self, db: sqlite3.Connection, seeds: list[Link]) -> None:
        self.db, self.seeds = db, seeds
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []

    def run(self, now: datetime) -> None:
        """Everything that waits, until nothing does."""
        self.asked = []
        sql = "INSERT INTO runs (site, started_at, arguments, version) VALUES ('x', ?, '{}', '')"
        self.db.execute(sql, (utc_text(now),))
        pages.seed(self.db, "x", self.seeds, now)
        pages.wake_due(self.db, "x", now)
        while True:
            sql = (
                "SELECT id, site, url, kind, source_id, attempts, depth, redirects, etag, last_modified, visits"
                " FROM pages WHERE state = 'pending' AND (next_visit_at IS NULL OR next_visit_at <= ?)"
                " ORDER BY priority DESC, id LIMIT 1"
            )
            row = self.db.execute(sql, (utc_text(now),)).fetchone()
            if row is None:
                return
            now += timedelta(seconds=1)
            page = PageRef(**dict(row))
            self.asked.append(page.url.removeprefix("https://x.vn/"))
            assert len(self.asked) < MOST, "it never ends"
            settle(self.db, self.answer(page, now), None, timedelta(seconds=5))

    def answer(self, page: PageRef, at: datetime) -> Visit:
        found = self.answers.get(page.url.removeprefix("https://x.vn/"))
        return (
            found(page, at) if found else Visit(page=page, outcome="skipped", at=at, error="an article, say")
        )

    def known(self) -> int:
        (count,) = self.db.execute("SELECT count(*) FROM pages WHERE kind = 'article'").fetchone()
        return int(count)

    def newest(self, name: str, newest: int, *, size: int = 10) -> None:
        """A list of articles, the newest first, so many on each page."""
        for depth, top in enumerate(range(newest, 0, -size)):
            links = [article(number) for number in range(top, max(top - size, 0), -1)]
            if top > size:
                links.append(listing(f"{name}?p={depth + 2}", depth=depth + 1, paging=True))
            self.answers[name if depth == 0 else f"{name}?p={depth + 1}"] = shows(*links)


def shows(*links: Link) -> Answer:
    return lambda page, at: Visit(page=page, outcome="listing", at=at, links=links)


def says(outcome: str, error: str | None = None, **more: object) -> Answer:
    return lambda page, at: Visit(page=page, outcome=outcome, at=at, error=error, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("other", ["listing", "feed"])
def test_a_list_is_walked_on_though_another_one_met_its_news_first(
    db: sqlite3.Connection, other: str
) -> None:
    first = Link(url="https://x.vn/moi", kind=other, priority=45)  # type: ignore[arg-type]
    walk = Walk(db, [first, listing("muc")])

    def publish(count: int) -> None:
        walk.newest("muc", count)
        walk.answers["moi"] = shows(*(article(number) for number in range(count, count - 10, -1)))

    publish(30)
    walk.run(START)
    assert walk.known() == 30
    publish(70)
    walk.run(START + timedelta(days=21))
    assert walk.known() == 70
    walk.run(START + timedelta(days=22))
    assert [name for name in walk.asked if name.startswith(("moi", "muc"))] == ["moi", "muc"]


def test_a_list_that_moved_on_during_an_outage_is_walked_on(db: sqlite3.Connection) -> None:
    walk = Walk(db, [listing("muc")])
    walk.newest("muc", 30)
    walk.run(START)
    walk.newest("muc", 50)
    down = says("failed", "HTTP 503", unanswered=True)
    walk.answers["muc?p=2"] = down
    walk.run(START + timedelta(days=7))
    walk.newest("muc", 60)
    walk.run(START + timedelta(days=7, hours=6))
    assert walk.known() == 60


def test_after_a_look_that_lies_in_the_future_a_list_is_walked_on(db: sqlite3.Connection) -> None:
    walk = Walk(db, [listing("moi"), listing("muc")])
    walk.newest("muc", 30)
    walk.answers["moi"] = shows()
    walk.run(START + timedelta(days=90))
    walk.newest("muc", 60)
    walk.answers["moi"] = shows(*(article(number) for number in range(60, 50, -1)))
    walk.run(START)
    assert walk.known() == 60


@pytest.mark.parametrize("names", [("map",), ("map", "map2")])
def test_indexes_that_name_each_other_end(db: sqlite3.Connection, names: tuple[str, ...]) -> None:
    walk = Walk(db, [sitemap("map", 0)])
    everything = [sitemap(name) for name in names]
    for name in names:
        walk.answers[name] = shows(*everything, sitemap("con"))
    walk.answers["con"] = shows(article(1))
    for day in range(3):
        walk.run(START + timedelta(days=day))
        maps = [name for name in walk.asked if not name.startswith("tin")]
        assert sorted(maps) == sorted([*names, "con"]), "each once a run"


def test_the_children_of_an_unchanged_index_are_read_again(db: sqlite3.Connection) -> None:
    walk = Walk(db, [sitemap("map", 0)])
    walk.answers |= {"map": shows(sitemap("con")), "con": shows(article(1))}
    walk.run(START)
    walk.answers |= {"map": says("not-modified"), "con": shows(article(1), article(2))}
    walk.run(START + timedelta(days=1))
    assert walk.known() == 2


@pytest.mark.parametrize("kind", ["listing", "sitemap"])
def test_what_a_list_leads_to_through_a_redirect_is_read_again(db: sqlite3.Connection, kind: str) -> None:
    target = Link(url="https://x.vn/that", kind=kind, priority=30)  # type: ignore[arg-type]
    through = sitemap("con") if kind == "sitemap" else listing("muc?p=2", depth=1, paging=True)
    walk = Walk(db, [sitemap("map", 0) if kind == "sitemap" else listing("muc")])
    front = "map" if kind == "sitemap" else "muc"
    walk.answers[through.url.removeprefix("https://x.vn/")] = says("redirect", links=(target,))
    walk.answers |= {front: shows(article(1), through), "that": shows(article(2))}
    walk.run(START)
    walk.answers |= {front: shows(article(3), through), "that": shows(article(2), article(4))}
    walk.run(START + timedelta(days=1))
    assert walk.known() == 4


def test_a_dead_first_address_gives_way_to_the_one_that_a_list_shows(db: sqlite3.Connection) -> None:
    walk = Walk(db, [listing("cu"), listing("muc")])
    walk.answers |= {
        "cu": shows(article(1, "ten-cu")),
        "muc": shows(),
        "ten-cu-1": says("missing", "HTTP 404"),
    }
    walk.run(START)
    walk.answers |= {"cu": shows(), "muc": shows(article(1, "ten-dung"))}
    walk.run(START + timedelta(days=1))
    assert "ten-dung-1" in walk.asked
    assert walk.known() == 1


def test_a_page_that_stays_missing_is_asked_for_twice_a_year(db: sqlite3.Connection) -> None:
    photo = Link(url="https://x.vn/anh.jpg", kind="photo", priority=10)
    walk = Walk(db, [listing("muc")])
    walk.answers |= {"muc": shows(article(1), photo)}
    walk.answers |= dict.fromkeys(("tin-1", "anh.jpg"), says("missing", "HTTP 404"))
    asked = []
    for day in range(10):
        walk.run(START + timedelta(days=day, minutes=day))
        asked += walk.asked
    assert (asked.count("tin-1"), asked.count("anh.jpg")) == (2, 2)
    sql = "SELECT state, next_visit_at FROM pages WHERE kind IN ('article', 'photo') ORDER BY kind"
    (gone, picture) = db.execute(sql).fetchall()
    assert (gone["state"], gone["next_visit_at"][:7]) == ("gone", "2026-08")
    assert tuple(picture) == ("gone", None)


def test_another_failure_before_it_does_not_make_a_missing_page_gone(db: sqlite3.Connection) -> None:
    walk = Walk(db, [listing("muc")])
    walk.answers |= {"muc": shows(article(1)), "tin-1": says("failed", "HTTP 503")}
    walk.run(START)
    walk.answers["tin-1"] = says("missing", "HTTP 404")
    walk.run(START + timedelta(hours=1))
    assert db.execute("SELECT state FROM pages WHERE kind = 'article'").fetchone()["state"] == "failed"


@pytest.mark.parametrize("outcome", ["missing", "gone"])
def test_validators_of_a_page_that_says_it_is_gone_are_not_kept(db: sqlite3.Connection, outcome: str) -> None:
    walk = Walk(db, [listing("muc")])
    walk.answers |= {
        "muc": shows(article(1)),
        "tin-1": says(outcome, "gone", etag='"404"', last_modified="x"),
    }
    walk.run(START)
    row = db.execute("SELECT etag, last_modified FROM pages WHERE kind = 'article'").fetchone()
    assert tuple(row) == (None, None)


def test_an_address_may_move_as_often_as_it_likes(db: sqlite3.Connection) -> None:
    walk = Walk(db, [listing("muc")])
    walk.answers["muc"] = shows(article(1, "a"))
    walk.run(START)
    for step, (old, new) in enumerate(zip("abcdefgh", "bcdefghi", strict=True), 1):
        walk.answers[f"{old}-1"] = says("redirect", links=(article(1, new),))
        walk.db.execute("UPDATE pages SET state = 'pending', next_visit_at = NULL WHERE kind = 'article'")
        walk.run(START + timedelta(days=30 * step))
        assert walk.asked[-1] == f"{new}-1"
    assert db.execute("SELECT redirects FROM pages WHERE kind = 'article'").fetchone()["redirects"] == 0
