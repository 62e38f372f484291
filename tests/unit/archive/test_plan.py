"""When pages are asked for again."""

from datetime import UTC, datetime, timedelta

import pytest

from newsarchive.archive.plan import next_look, next_visit, retry_at
from newsarchive.model.crawl import PageRef, Visit
from newsarchive.model.finding import Finding

NOW = datetime(2024, 7, 27, 2, 0, tzinfo=UTC)  # 09:00 in Vietnam
LADDER = [
    ("2024-07-27T08:30+07:00", "2024-07-27T02:30"),
    ("2024-07-27T07:00+07:00", "2024-07-28T00:00"),
    ("2024-07-25", "2024-07-31T17:00"),
    ("2024-07-10T09:00+07:00", "2024-08-09T02:00"),
    ("2024-05-01", "2024-10-27T17:00"),
    ("2015-05", "2025-01-23T02:00"),
]


@pytest.mark.parametrize(("published", "again"), LADDER)
def test_looks_thin_out_with_age(published: str, again: str) -> None:
    assert next_look(published, NOW, NOW).strftime("%Y-%m-%dT%H:%M") == again


def test_undated_articles_age_from_their_first_sight() -> None:
    assert next_look(None, NOW - timedelta(days=2), NOW) == NOW + timedelta(days=5)


def test_what_was_edited_is_looked_at_again_sooner() -> None:
    published = "2024-01-01T09:00+07:00"
    assert next_look(published, NOW, NOW) == NOW + timedelta(days=180)
    edited = NOW - timedelta(hours=3)
    assert next_look(published, NOW, NOW, last_edit=edited) == edited + timedelta(days=1)


def test_a_retry_after_is_never_cut_short() -> None:
    asked = datetime(2024, 7, 27, 2, 0, 0, 400_000, tzinfo=UTC)
    again = retry_at(1, asked, timedelta(0), timedelta(seconds=2))
    assert again == datetime(2024, 7, 27, 2, 0, 3, tzinfo=UTC)


def test_retries_back_off_and_honour_the_server() -> None:
    base = timedelta(seconds=5)
    waits = [retry_at(attempt, NOW, base) - NOW for attempt in range(1, 6)]
    assert waits == sorted(waits)
    assert waits[0] == base
    assert retry_at(1, NOW, base, timedelta(minutes=10)) == NOW + timedelta(minutes=10)
    assert retry_at(1, NOW, base, timedelta(days=400)) == NOW + timedelta(days=1)


def test_listings_and_photos_have_no_date_of_their_own() -> None:
    page = PageRef(id=1, site="s", url="https://a.vn/", kind="listing")
    assert next_visit(Visit(page=page, outcome="listing", at=NOW), retry_base=timedelta(1)) is None


def test_a_missing_page_is_looked_at_a_day_later() -> None:
    page = PageRef(id=1, site="s", url="https://a.vn/", kind="article", source_id="1")
    assert next_visit(
        Visit(page=page, outcome="missing", at=NOW), retry_base=timedelta(1)
    ) == NOW + timedelta(days=1)


@pytest.mark.parametrize(
    ("code", "visits", "days"),
    [
        ("empty-body", 0, 1),
        ("http-error", 0, 1),
        ("not-an-article", 0, 1),
        ("empty-body", 1, 30),
        ("robots-denied", 1, 7),
        ("video", 0, 30),
    ],
)
def test_what_was_skipped_is_looked_at_again_by_its_reason(code: str, visits: int, days: int) -> None:
    page = PageRef(id=1, site="s", url="https://a.vn/1", kind="article", source_id="1", visits=visits)
    note = Finding(code=code, message="")
    visit = Visit(page=page, outcome="skipped", at=NOW, findings=(note,))
    assert next_visit(visit, retry_base=timedelta(1)) == NOW + timedelta(days=days)
