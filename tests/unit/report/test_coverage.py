"""What is proven complete, and what is admitted to be missing."""

from datetime import date, timedelta

import pytest

from newsarchive.cli.coverage import print_coverage
from newsarchive.model.site import IdClock, SiteSpec
from newsarchive.report.coverage import Coverage, coverage
from tests.unit.report.archive import SITE, HandMade, at

CLOCKED = SiteSpec(
    id=SITE, name="Báo Làng", home="https://lang.example.vn", article_url=r"-(?P<id>\d+)$",
    id_clock=IdClock(anchors=((1000, date(2024, 1, 1)), (2000, date(2024, 4, 10))), slack_days=60),
)  # fmt: skip


def judge(made: HandMade, spec: SiteSpec | None = None) -> Coverage:
    return coverage(made.db, SITE, spec)


def test_a_site_read_to_the_end_is_complete(made: HandMade) -> None:
    made.days("2024-03-04", 5)
    made.page("listing")
    made.page("listing", depth=1)
    found = judge(made)
    assert (found.start, found.end, found.exceptions) == ("2024-03-04", "2024-03-08", 0)
    assert found.verdict == (
        f"{SITE}: complete from 2024-03-04 to 2024-03-08, as far as the site's own listings tell."
    )
    assert "1 listing, feed or sitemap and 1 following page of theirs have been read." in found.reasons


def test_without_a_run_that_ended_nothing_is_proven(made: HandMade) -> None:
    made.run(at("2024-03-04"), "killed")
    made.article(at("2024-03-04"))
    found = judge(made)
    assert (found.start, found.end) == (None, None)
    assert found.verdict == f"{SITE}: nothing is proven to be complete yet."


def test_a_run_with_a_limit_proves_nothing(made: HandMade) -> None:
    made.run(at("2024-03-04"), arguments='{"limit": 20}')
    made.article(at("2024-03-04"))
    assert judge(made).start is None


def test_an_unread_older_listing_page_moves_the_start(made: HandMade) -> None:
    made.days("2024-03-04", 5)
    made.page("listing", "pending", depth=3, latest_day="2024-02-11")
    made.page("listing", "failed", depth=3, latest_day="2024-01-30", last_error="HTTP 503")
    found = judge(made)
    assert (found.start, found.end) == ("2024-02-12", "2024-03-08")
    assert len(found.listings_open) == 2


def test_an_unread_listing_of_unknown_age_leaves_nothing_proven(made: HandMade) -> None:
    made.days("2024-03-04", 5)
    made.page("listing", "failed", last_error="HTTP 503")
    found = judge(made)
    assert found.start is None
    assert any("no range can be proven" in reason and "HTTP 503" in reason for reason in found.reasons)


def test_articles_that_failed_in_the_range_are_exceptions(made: HandMade) -> None:
    made.days("2024-03-04", 5)
    made.page("article", "failed", last_error="HTTP 500", earliest_day="2024-03-01", latest_day="2024-03-05")
    made.page("article", "failed", last_error="HTTP 500", earliest_day="2019-03-01", latest_day="2019-05-01")
    made.page("article", "pending")
    found = judge(made)
    assert found.exceptions == 2
    assert "but for 2 known pages that could not be read yet" in found.verdict
    assert [(each.state, each.reason, each.count) for each in found.waiting] == [
        ("failed", "HTTP 500", 2), ("pending", "not asked for yet", 1),
    ]  # fmt: skip


def test_months_count_dated_and_bounded_articles(made: HandMade) -> None:
    made.run(at("2024-03-04"))
    made.article(at("2024-03-04"), published_at="2024-01-26T15:23+07:00")
    made.article(
        at("2024-03-04"), published_at=None, published_earliest="2024-01-01", published_latest="2024-02-29"
    )
    made.article(at("2024-03-04"), published_at=None)
    made.article(at("2024-03-04"), published_at="2023-12-02", gone_at="2024-03-04T00:00:00Z")
    found = judge(made)
    assert found.months == {"2023-12": 1, "2024-01": 2}
    assert (found.articles, found.placed_by_bounds, found.unplaced, found.gone) == (4, 1, 1, 1)


def test_a_gap_in_the_counter_is_named_with_its_days(made: HandMade) -> None:
    """Ten ids a day; the counter runs on for thirty days without an article."""
    made.run(at("2024-04-04"))
    numbers = [*range(1000, 1400, 10), *range(1700, 1900, 10)]
    for number in numbers:
        made.article(at("2024-04-04"), source_id=str(number), published_at=None)
    (gap,) = judge(made, CLOCKED).gaps
    assert (gap.kind, gap.after, gap.before, gap.numbers) == ("ids", "1390", "1700", 309)
    assert (gap.first_day, gap.last_day) == ("2024-02-09", "2024-03-11")


def test_tet_is_no_gap_in_days(made: HandMade) -> None:
    made.run(at("2024-03-04"))
    quiet = [date(2024, 2, 6) + timedelta(days=step) for step in range(13)]
    for step in range(60):
        day = date(2024, 1, 5) + timedelta(days=step)
        if day not in quiet:
            made.article(at("2024-03-04"), published_at=day.isoformat())
    assert judge(made).gaps == ()


def test_the_same_silence_elsewhere_is_one(made: HandMade) -> None:
    made.run(at("2024-06-04"))
    quiet = [date(2024, 5, 6) + timedelta(days=step) for step in range(13)]
    for step in range(60):
        day = date(2024, 4, 5) + timedelta(days=step)
        if day not in quiet:
            made.article(at("2024-06-04"), published_at=day.isoformat())
    (gap,) = judge(made).gaps
    assert (gap.kind, gap.first_day, gap.last_day, gap.days) == ("days", "2024-05-05", "2024-05-19", 13)


def test_an_article_that_the_archive_holds_is_no_exception(made: HandMade) -> None:
    """Its page may say "not found" today: it is missing on the site, and was read."""
    made.days("2024-03-04", 5)
    (held,) = made.db.execute("SELECT source_id FROM articles LIMIT 1").fetchone()
    made.page(
        "article", "failed", last_error="The page says that the article does not exist.", source_id=held,
        earliest_day="2024-03-01", latest_day="2024-03-05",
    )  # fmt: skip
    assert judge(made).exceptions == 0
    made.db.execute("UPDATE articles SET missing_at = '2024-03-09T02:00:00Z' WHERE source_id = ?", (held,))
    found = judge(made)
    assert (found.missing, found.gone, found.waiting) == (1, 0, ())
    made.db.execute("UPDATE articles SET gone_at = '2024-03-11T02:00:00Z' WHERE source_id = ?", (held,))
    assert (judge(made).missing, judge(made).gone) == (0, 1)


def test_one_thing_is_told_in_the_singular(made: HandMade, capsys: pytest.CaptureFixture[str]) -> None:
    made.page("listing")
    made.article(at("2024-03-04"), published_at="2024-03-04")
    made.page("article", "failed", last_error="no answer", earliest_day="2024-03-01", latest_day="2024-03-05")
    made.run(at("2024-03-05"))
    print_coverage(judge(made))
    printed = " ".join(capsys.readouterr().out.split())
    for told in (
        "1 article; placed",
        "1 article page: no answer",
        "1 listing, feed or sitemap and 0 following pages",
        "1 known article may lie in this range and was not read",
        "but for 1 known page that",
    ):
        assert told in printed
