"""The frontier: what comes first, what a run passes by, what ends it."""

import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from newsarchive.frontier.pages import PagesFrontier
from newsarchive.model.crawl import CrawlBounds, Link, PageRef, Visit
from newsarchive.store import hosts, pages
from newsarchive.store.times import utc_text

NOW = datetime(2026, 7, 1, 3, 0, tzinfo=UTC)
SITE = "x"


def frontier(db: sqlite3.Connection, **bounds: object) -> PagesFrontier:
    (path,) = [row["file"] for row in db.execute("PRAGMA database_list")]
    return PagesFrontier(Path(path), SITE, CrawlBounds(**bounds))  # type: ignore[arg-type]


def add(db: sqlite3.Connection, name: str, kind: str = "article", priority: int = 20, **more: object) -> int:
    source_id = name if kind == "article" else None
    link = Link(url=f"https://x.vn/{name}", kind=kind, source_id=source_id, priority=priority, **more)  # type: ignore[arg-type]
    return pages.add_link(db, SITE, link, NOW)[0]


def taken(frontier: PagesFrontier, count: int = 64, now: datetime = NOW) -> list[str]:
    return [ref.url.rsplit("/", 1)[1] for ref in frontier.take(count, now)]


def test_best_first_and_none_twice(db: sqlite3.Connection) -> None:
    for name, kind, priority in (
        *(("photo", "photo", 10), ("again", "article", 15), ("new", "article", 20)),
        *(("next", "listing", 30), ("front", "listing", 40), ("map", "sitemap", 50)),
    ):
        add(db, name, kind, priority)
    waiting = frontier(db)
    assert taken(waiting, 2) == ["map", "front"]
    assert taken(waiting) == ["next", "new", "again", "photo"]
    assert taken(waiting) == []
    waiting.close()


def test_what_is_found_during_the_run_is_taken_before_photos(db: sqlite3.Connection) -> None:
    add(db, "photo-1", "photo", 10)
    add(db, "a")
    waiting = frontier(db)
    assert taken(waiting, 1) == ["a"]
    add(db, "b")
    add(db, "front", "listing", 40)
    assert taken(waiting) == ["front", "b", "photo-1"]
    waiting.close()


def test_with_a_limit_known_articles_come_first_and_are_counted(db: sqlite3.Connection) -> None:
    add(db, "front", "listing", 40)
    add(db, "photo", "photo", 10)
    for name in "abc":
        add(db, name)
    waiting = frontier(db, limit=2)
    assert taken(waiting) == ["a", "b", "front", "photo"]
    for page_id in range(1, 6):
        waiting.settled(page_id)
    db.execute("UPDATE pages SET state = 'fetched' WHERE source_id IS NULL OR source_id != 'c'")
    assert not waiting.has_more(NOW)
    waiting.close()


def test_pages_outside_of_the_days_are_passed_by_and_stay(db: sqlite3.Connection) -> None:
    add(db, "old", latest=date(2020, 1, 1))
    add(db, "unknown")
    add(db, "young", earliest=date(2025, 1, 1), latest=date(2025, 2, 1))
    waiting = frontier(db, since=date(2024, 1, 1), until=date(2024, 12, 31))
    assert taken(waiting) == ["unknown"]
    waiting.settled(2)
    db.execute("UPDATE pages SET state = 'fetched' WHERE id = 2")
    assert not waiting.has_more(NOW)
    assert frontier_of_all(db) == ["old", "young"]
    waiting.close()


def frontier_of_all(db: sqlite3.Connection) -> list[str]:
    waiting = frontier(db)
    try:
        return taken(waiting)
    finally:
        waiting.close()


def test_a_retry_is_taken_when_it_is_due_and_waited_for(db: sqlite3.Connection) -> None:
    first = add(db, "a")
    waiting = frontier(db)
    assert taken(waiting) == ["a"]
    due = (NOW + timedelta(seconds=30)).strftime("%Y-%m-%dT%H:%M:%SZ")
    db.execute("UPDATE pages SET next_visit_at = ?, attempts = 1 WHERE id = ?", (due, first))
    waiting.settled(first)
    assert taken(waiting) == []
    assert waiting.has_more(NOW)
    assert taken(waiting, now=NOW + timedelta(seconds=31)) == ["a"]
    db.execute("UPDATE pages SET next_visit_at = '2026-07-02T03:00:00Z' WHERE id = ?", (first,))
    waiting.settled(first)
    assert not waiting.has_more(NOW + timedelta(seconds=31))
    waiting.close()


def test_a_page_put_back_below_the_floor_is_found_in_the_end(db: sqlite3.Connection) -> None:
    low, high = add(db, "low"), add(db, "high")
    waiting = frontier(db)
    assert taken(waiting) == ["low", "high"]
    db.execute("UPDATE pages SET state = 'fetched' WHERE id = ?", (high,))
    waiting.settled(low)  # it moved: still pending, under another address
    waiting.settled(high)
    assert waiting.has_more(NOW)
    assert taken(waiting) == ["low"]
    waiting.close()


def chain(db: sqlite3.Connection, length: int) -> int:
    """A listing with so many following pages, none of which led to an article; gives the last one."""
    last = add(db, "p0", "listing", 40)
    for depth in range(1, length + 1):
        link = Link(url=f"https://x.vn/p{depth}", kind="listing", priority=30, depth=depth, paging=True)
        last = pages.add_link(db, SITE, link, NOW, last)[0]
    return last


def follow(db: sqlite3.Connection, page_id: int, *links: Link) -> list[str]:
    return pages.add_links(db, SITE, links, NOW, page_id, None)


NEXT = Link(url="https://x.vn/further", kind="listing", priority=30, depth=999, paging=True)


def test_a_list_that_brings_nothing_is_left_after_a_hundred_pages(db: sqlite3.Connection) -> None:
    last = chain(db, pages.MAX_BARREN_PAGES)
    assert len(follow(db, last, NEXT)) == 1
    assert not pages.is_known(db, NEXT.url)
    news = Link(url="https://x.vn/news", kind="article", source_id="news", priority=20)
    assert follow(db, last, news, NEXT) == []
    assert pages.is_known(db, NEXT.url)


def test_sections_of_sections_of_sections_end(db: sqlite3.Connection) -> None:
    page_id, hops = add(db, "s0", "listing", 40), 0
    for hops in range(1, 20):
        link = Link(url=f"https://x.vn/s{hops}", kind="listing", priority=40)
        if follow(db, page_id, link):
            break
        page_id = db.execute("SELECT id FROM pages WHERE url = ?", (link.url,)).fetchone()[0]
    assert hops == pages.MAX_SECTION_HOPS + 1


def test_a_following_page_wakes_only_for_news_and_takes_its_new_bound(db: sqlite3.Connection) -> None:
    front = add(db, "front", "listing", 40)
    old = Link(
        url="https://x.vn/p2", kind="listing", priority=30, depth=1, paging=True, latest=date(2023, 1, 1)
    )
    new = Link(
        url="https://x.vn/p2", kind="listing", priority=30, depth=1, paging=True, latest=date(2024, 5, 1)
    )
    follow(db, front, old)
    select = "SELECT state, latest_day FROM pages WHERE url = 'https://x.vn/p2'"
    news = Link(url="https://x.vn/news", kind="article", source_id="news", priority=20)
    follow(db, front, news, new)
    assert tuple(db.execute(select).fetchone()) == ("pending", "2024-05-01")
    db.execute("UPDATE pages SET state = 'fetched' WHERE url = 'https://x.vn/p2'")
    follow(db, front, news, new)  # nothing is new any more
    assert db.execute(select).fetchone()["state"] == "fetched"


def test_a_child_sitemap_wakes_unless_it_says_that_nothing_changed(db: sqlite3.Connection) -> None:
    db.execute(
        "INSERT INTO runs (site, started_at, arguments, version) VALUES ('x', '2026-07-01T00:00:00Z', '{}', '')"
    )
    index = add(db, "map", "sitemap", 50)
    child = add(db, "child", "sitemap", 50, depth=1)
    for latest, state in ((date(2026, 5, 1), "fetched"), (date(2026, 7, 1), "pending"), (None, "pending")):
        db.execute(
            "UPDATE pages SET state = 'fetched', last_visit_at = '2026-06-30T00:00:00Z' WHERE id = ?",
            (child,),
        )
        follow(db, index, Link(url="https://x.vn/child", kind="sitemap", priority=50, depth=1, latest=latest))
        assert db.execute("SELECT state FROM pages WHERE id = ?", (child,)).fetchone()["state"] == state


def fail(db: sqlite3.Connection, waiting: PagesFrontier, ref: PageRef, host_wide: bool = True) -> None:
    visit = Visit(page=ref, outcome="failed", at=NOW, error="HTTP 503", unanswered=host_wide)
    waiting.hosts.note(visit, NOW)
    pages.settle_page(db, visit, state="pending", next_visit=NOW + timedelta(hours=1), attempts=1)
    waiting.settled(ref.id)


def test_a_silent_host_is_passed_by_and_taken_up_again(db: sqlite3.Connection) -> None:
    for number in range(9):
        add(db, f"a{number}")
    link = Link(url="https://img.x.vn/photo", kind="photo", priority=10)
    pages.add_link(db, SITE, link, NOW)
    waiting = frontier(db)
    for ref in waiting.take(5, NOW):
        fail(db, waiting, ref)
    assert taken(waiting) == ["photo"]  # of the other host
    assert waiting.has_more(NOW)
    soon = NOW + timedelta(seconds=5)
    (probe,) = waiting.take(64, soon)
    assert probe.url == "https://x.vn/a0"  # nothing was ever answered: the first page that failed
    assert waiting.take(64, soon) == []
    waiting.hosts.note(Visit(page=probe, outcome="article", at=soon, snapshot_id=1), soon)
    waiting.settled(probe.id)
    assert taken(waiting, now=soon) == ["a5", "a6", "a7", "a8"]
    waiting.close()


def test_a_host_given_up_leaves_nothing_to_ask(db: sqlite3.Connection) -> None:
    for number in range(9):
        add(db, f"a{number}")
    waiting = frontier(db)
    for ref in waiting.take(5, NOW):
        fail(db, waiting, ref)
    now = NOW
    for _ in range(3):
        now += timedelta(minutes=3)
        (probe,) = waiting.take(64, now)
        fail(db, waiting, probe)
    assert not waiting.has_more(now) and waiting.take(64, now) == []
    waiting.close()
    later = frontier(db)
    assert taken(later, now=now) == ["a5", "a6", "a7", "a8"]
    later.close()


def test_a_page_with_an_answer_proves_its_host(db: sqlite3.Connection) -> None:
    add(db, "a")
    add(db, "section", "listing", 40)
    assert hosts.proven(db, SITE, "x.vn") is None
    for ref in frontier(db).take(2, NOW):
        visit = Visit(page=ref, outcome="listing", at=NOW)
        pages.settle_page(db, visit, state="fetched", next_visit=None)
    found = [hosts.proven(db, SITE, host) for host in ("x.vn", "", "y.vn")]
    assert [ref and ref.url for ref in found] == ["https://x.vn/section", "https://x.vn/section", None]


def test_a_page_put_back_counts_towards_the_limit_once(db: sqlite3.Connection) -> None:
    for number in range(3):
        add(db, f"a{number}")
    waiting = frontier(db, limit=1)
    (ref,) = waiting.take(5, NOW)
    waiting.release(ref)
    assert len(waiting.take(5, NOW)) == 1
    assert waiting.take(5, NOW) == []
    waiting.close()


def test_pages_settled_under_a_clock_that_ran_ahead_are_due(db: sqlite3.Connection) -> None:
    for name in ("article", "retry", "rightly"):
        add(db, name)
    ahead, rightly = NOW + timedelta(days=900), NOW + timedelta(days=180)
    for ref in frontier(db).take(3, NOW):
        retried = ref.url.endswith("retry")
        visit = Visit(page=ref, outcome="failed" if retried else "article", at=ahead)
        state = "pending" if retried else "fetched"
        when = rightly if ref.url.endswith("rightly") else ahead
        pages.settle_page(db, visit, state=state, next_visit=when)
    pages.wake_due(db, SITE, NOW)
    assert sorted(taken(frontier(db))) == ["article", "retry"]


def test_the_days_budget_counts_that_day_alone(db: sqlite3.Connection) -> None:
    days = {"yesterday": -1, "today": 0, "under a clock that ran ahead": 900}
    for name, day in days.items():
        add(db, name)
        (ref,) = frontier(db).take(1, NOW)
        visit = Visit(page=ref, outcome="article", at=NOW + timedelta(days=day))
        pages.settle_page(db, visit, state="fetched", next_visit=None)
    assert pages.visited_on(db, SITE, NOW - timedelta(hours=5)) == 1


def test_a_section_that_was_skipped_is_asked_for_by_the_next_run(db: sqlite3.Connection) -> None:
    section, article = add(db, "section", "listing", 40), add(db, "a1")
    later = "2026-07-30T00:00:00Z"
    db.execute("UPDATE pages SET state = 'skipped', next_visit_at = ?", (later,))
    pages.wake_due(db, SITE, NOW)
    found = {row["id"]: (row["state"], row["next_visit_at"]) for row in db.execute("SELECT * FROM pages")}
    assert found == {section: ("pending", None), article: ("skipped", later)}


WAITS_UNTIL = NOW + timedelta(hours=2)
ANY_PAGE = PageRef(id=0, site=SITE, url="https://x.vn/", kind="listing")


def test_a_host_that_asked_to_be_left_alone_is_left_alone_by_the_next_run(db: sqlite3.Connection) -> None:
    for url in ("home", "section"):
        add(db, url, "listing", 40)
    add(db, "a")
    db.execute("UPDATE pages SET last_visit_at = '2020-01-01T00:00:00Z'")
    hosts.put_off(db, SITE, "x.vn", WAITS_UNTIL, ANY_PAGE)
    pages.seed(db, SITE, [Link(url="https://x.vn/home", kind="listing", priority=40)], NOW)
    waiting = frontier(db)
    ((host, (front, until)),) = waiting.hold(NOW).items()
    assert (host, front.url, until) == ("x.vn", "https://x.vn/home", WAITS_UNTIL)
    assert not waiting.has_more(NOW) and waiting.take(9, NOW) == []
    assert waiting.hosts.given_up() == {"x.vn"}
    waiting.close()
    later = frontier(db)
    assert later.hold(WAITS_UNTIL) == {}
    assert taken(later, now=WAITS_UNTIL) == ["home", "section", "a"]
    later.close()


def photo(db: sqlite3.Connection, name: str) -> PageRef:
    url = f"https://img.x.vn/{name}.jpg"
    page_id, _ = pages.add_link(db, SITE, Link(url=url, kind="photo", priority=10), NOW)
    return PageRef(id=page_id, site=SITE, url=url, kind="photo")


def test_a_host_of_photos_that_asked_to_be_left_alone_is_left_alone_by_the_next_run(
    db: sqlite3.Connection,
) -> None:
    add(db, "home", "listing", 40)
    first, _ = photo(db, "first"), photo(db, "second")
    hosts.put_off(db, SITE, "img.x.vn", WAITS_UNTIL, first)
    waiting = frontier(db)
    ((host, (page, until)),) = waiting.hold(NOW).items()
    assert (host, page.url, until) == ("img.x.vn", first.url, WAITS_UNTIL)
    assert taken(waiting, now=NOW) == ["home"]
    assert waiting.hosts.given_up() == {"img.x.vn"}
    waiting.close()
    later = frontier(db)
    assert later.hold(WAITS_UNTIL) == {}
    assert taken(later, now=WAITS_UNTIL) == ["home", "first.jpg", "second.jpg"]
    later.close()


def test_a_host_with_a_front_page_is_held_by_nothing_else(db: sqlite3.Connection) -> None:
    add(db, "home", "listing", 40)
    first = photo(db, "first")
    hosts.put_off(db, SITE, "img.x.vn", WAITS_UNTIL, first)
    assert (
        hosts.held(db, SITE, NOW, lambda url: "") == {}
    )  # a crawl from one address, and what is told of the site


def test_a_host_that_waits_for_minutes_only_is_tried_by_its_front_page(db: sqlite3.Connection) -> None:
    add(db, "home", "listing", 40)
    add(db, "a")
    until = NOW + timedelta(minutes=4)
    hosts.put_off(db, SITE, "x.vn", until, ANY_PAGE)
    waiting = frontier(db)
    waiting.hold(NOW)
    assert waiting.has_more(NOW) and taken(waiting, now=NOW) == []
    assert taken(waiting, now=until) == ["home"]
    waiting.close()


@pytest.mark.parametrize(
    ("wait", "error", "is_held"),
    [
        (timedelta(hours=2), "HTTP 503", True),  # Retry-After on the front page itself
        (timedelta(minutes=10), "HTTP 503", False),  # a wait of ours
        (timedelta(days=30), "HTTP 503", False),  # no wait is so long: the clock was wrong
        (timedelta(hours=2), None, False),
    ],
)
def test_which_waits_of_a_front_page_hold_its_host(
    db: sqlite3.Connection, wait: timedelta, error: str | None, is_held: bool
) -> None:
    add(db, "home", "listing", 40)
    db.execute(
        "UPDATE pages SET last_visit_at = ?, next_visit_at = ?, last_error = ?",
        (utc_text(NOW), utc_text(NOW + wait), error),
    )
    assert bool(frontier(db).hold(NOW + timedelta(minutes=1))) is is_held


def test_one_front_page_of_several_that_waits_holds_nothing(db: sqlite3.Connection) -> None:
    for url in ("home", "section"):
        add(db, url, "listing", 40)
    hosts.put_off(db, SITE, "x.vn", WAITS_UNTIL, ANY_PAGE)
    db.execute("UPDATE pages SET last_error = NULL, next_visit_at = NULL WHERE url LIKE '%section'")
    waiting = frontier(db)
    assert waiting.hold(NOW) == {}
    assert taken(waiting, now=NOW) == ["section"]
    waiting.close()


def test_a_section_that_is_gone_is_asked_for_once_a_day(db: sqlite3.Connection) -> None:
    add(db, "section", "listing", 40)
    for hours, state in ((3, "gone"), (23, "pending")):
        db.execute(
            "UPDATE pages SET state = 'gone', last_visit_at = ?, next_visit_at = '2027-01-01T00:00:00Z'",
            (utc_text(NOW - timedelta(hours=hours)),),
        )
        pages.wake_due(db, SITE, NOW)
        assert [row["state"] for row in db.execute("SELECT state FROM pages")] == [state]


@pytest.mark.parametrize(("outcome", "tag"), [("site-broken", None), ("finished", '"v1"')])
def test_lists_that_led_to_nothing_are_asked_for_whole(
    db: sqlite3.Connection, outcome: str, tag: str | None
) -> None:
    add(db, "section", "listing", 40)
    db.execute("UPDATE pages SET state = 'fetched', etag = '\"v1\"'")
    db.execute(
        "INSERT INTO runs (site, started_at, finished_at, outcome, exit_code, version)"
        " VALUES (?, '2026-07-01T00:00:00Z', '2026-07-01T00:01:00Z', ?, 0, '0')",
        (SITE, outcome),
    )
    pages.wake_due(db, SITE, NOW)
    assert [row["etag"] for row in db.execute("SELECT etag FROM pages")] == [tag]
