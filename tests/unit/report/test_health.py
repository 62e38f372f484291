"""What broke is named with site, field, time and first snapshot; what is merely quiet is not."""

from datetime import timedelta

import pytest

from newsarchive.model.site import Expect, SiteSpec
from newsarchive.report.health import SiteHealth, site_health
from tests.unit.report.archive import SITE, HandMade, at


def judge(made: HandMade, day: str, spec: SiteSpec | None = None) -> SiteHealth:
    return site_health(made.db, SITE, at(day), spec)


def test_a_healthy_site_is_left_alone(made: HandMade) -> None:
    made.days("2024-03-04", 20)
    health = judge(made, "2024-03-23T20:00")
    assert (health.exit_code, health.troubles) == (0, [])
    assert {each.status for each in health.fields} == {"ok"}


def test_a_young_archive_is_still_learning(made: HandMade) -> None:
    made.days("2024-03-04", 3)
    health = judge(made, "2024-03-06T20:00")
    assert health.exit_code == 0
    assert {each.status for each in health.fields} == {"learning"}


@pytest.mark.parametrize(
    ("field", "broken"),
    [
        ("title", {"title": None}),
        ("body", {"body": "", "lead": None}),
        ("byline", {"byline": None}),
        ("published_at", {"published_at": None}),
        ("section", {"section": None}),
    ],
)
def test_a_layout_that_breaks_a_field_is_named_on_the_day(
    made: HandMade, field: str, broken: dict[str, object]
) -> None:
    made.days("2024-03-04", 19)
    made.days("2024-03-23", 1, **broken)
    first = made.db.execute(
        "SELECT snapshot_id FROM articles WHERE first_seen_at >= '2024-03-23'"
    ).fetchone()[0]
    health = judge(made, "2024-03-23T10:00")
    found = {
        each.field: each for each in health.fields if each.status == "broken" and each.measure == "filled"
    }
    assert health.exit_code == 4
    assert (found[field].since, found[field].snapshot_id) == ("2024-03-23T02:00:00Z", first)
    assert found[field].message.startswith(
        f"{SITE}: {field} has been missing since 2024-03-23 09:00, first in snapshot"
    )


def test_missing_captions_and_photos_are_named(made: HandMade) -> None:
    made.days("2024-03-04", 10)
    made.days("2024-03-14", 2, captions=0)
    assert [each.field for each in judge(made, "2024-03-15T10:00").troubles] == ["captions"]  # type: ignore[union-attr]


def test_the_sites_name_as_every_title_is_noticed(made: HandMade) -> None:
    made.days("2024-03-04", 10)
    made.days("2024-03-14", 1, title="Báo Làng điện tử")
    (trouble,) = judge(made, "2024-03-14T10:00").troubles
    assert "title has been the same on different articles since 2024-03-14 09:00" in trouble.message


def test_bylines_that_are_often_missing_may_be_missing_for_a_day(made: HandMade) -> None:
    for day in range(15):
        moment = made.days(f"2024-03-{4 + day:02d}", 1, per_day=5)
        made.article(moment - timedelta(hours=23), byline=None)
    made.days("2024-03-19", 1, per_day=12, byline=None)
    assert judge(made, "2024-03-19T20:00").exit_code == 0


def test_a_back_fill_of_old_articles_is_no_break(made: HandMade) -> None:
    made.days("2024-03-04", 12)
    made.run(at("2024-03-16"), arguments='{"since": "2009-01-01"}')
    for number in range(80):
        made.article(
            at("2024-03-16") + timedelta(seconds=number), byline=None, photos=0, published_at="2009-05-01"
        )
    assert judge(made, "2024-03-16T20:00").troubles == []


def test_a_clock_taken_for_the_date_is_noticed(made: HandMade) -> None:
    """Dates of another witness than usual, all of them."""
    made.days("2024-03-04", 10)
    made.days("2024-03-14", 1, per_day=8, published_source="photo")
    (trouble,) = judge(made, "2024-03-14T20:00").troubles
    assert 'published_at has no longer been told by "printed" since 2024-03-14' in trouble.message
    assert judge(made, "2024-03-14T20:00").exit_code == 1


def test_a_licence_date_taken_for_the_date_is_noticed(made: HandMade) -> None:
    made.days("2024-03-04", 10)
    made.days("2024-03-14", 1, published_at="2019-11-27")
    assert [each.message.split(" since ")[0] for each in judge(made, "2024-03-14T20:00").troubles] == [
        f"{SITE}: published_at has been weeks before the articles appeared"
    ]


def test_articles_found_after_a_long_rest_of_ours_may_be_old(made: HandMade) -> None:
    made.days("2024-03-04", 10)
    made.run(at("2024-05-20"))
    for number in range(40):
        made.article(at("2024-05-20") + timedelta(seconds=number), published_at="2024-04-01")
    assert not [each for each in judge(made, "2024-05-20T20:00").fields if each.status in ("broken", "drift")]


def test_the_masthead_clock_shows_when_articles_are_read_again(made: HandMade) -> None:
    made.days("2024-03-04", 10)
    made.run(at("2024-03-24"))
    for (article,) in made.db.execute("SELECT id FROM articles ORDER BY id DESC LIMIT 6").fetchall():
        made.db.execute(
            "UPDATE articles SET snapshot_id = ?, published_at = '2024-03-24' WHERE id = ?",
            (made.snapshot(at("2024-03-24")), article),
        )
    (trouble,) = judge(made, "2024-03-24T20:00").troubles
    assert "published_at has been later than the article was first seen since 2024-03-24" in trouble.message


def test_selectors_that_miss_are_named_though_the_reader_stands_in(made: HandMade) -> None:
    made.days("2024-03-04", 10)
    made.days("2024-03-14", 1)
    for article in made.db.execute(
        "SELECT snapshot_id FROM articles WHERE first_seen_at >= '2024-03-14'"
    ).fetchall():
        (page,) = made.db.execute("SELECT page_id FROM snapshots WHERE id = ?", (article[0],)).fetchone()
        made.db.execute(
            "INSERT INTO findings (page_id, snapshot_id, code, field, severity, message, first_at, last_at)"
            " VALUES (?, ?, 'selector-missed', 'byline', 'warning', 'x', '2024-03-14', '2024-03-14')",
            (page, article[0]),
        )
    (trouble,) = judge(made, "2024-03-14T20:00").troubles
    assert (
        "byline has no longer been found by the site's own selector since 2024-03-14 09:00" in trouble.message
    )


def test_a_break_that_is_over_is_told_but_alarms_nobody(made: HandMade) -> None:
    made.days("2024-03-04", 10)
    made.days("2024-03-14", 2, byline=None)
    made.days("2024-03-16", 1)
    health = judge(made, "2024-03-16T20:00")
    assert health.exit_code == 0
    (past,) = [each for each in health.fields if each.status == "recovered"]
    assert "byline has been missing from 2024-03-14 09:00 to 2024-03-15 09:00" in past.message


def test_titles_that_shrink_are_drift(made: HandMade) -> None:
    made.days("2024-03-04", 20)
    for day in range(3):
        moment = made.days(f"2024-03-{24 + day}", 1, per_day=0) - timedelta(days=1)
        for number in range(6):
            made.article(moment + timedelta(seconds=number), title=f"Tin {day}{number}")
    (trouble,) = judge(made, "2024-03-26T20:00").troubles
    assert trouble.message.startswith(f"{SITE}: title (length) has changed since 2024-03-24 09:00")


def test_a_site_that_falls_silent_is_noticed_the_next_day(made: HandMade) -> None:
    made.days("2024-03-04", 28, per_day=12)
    made.days("2024-04-01", 1, per_day=0)
    assert judge(made, "2024-04-01T20:00").exit_code == 0
    health = judge(made, "2024-04-02T06:00")
    assert health.exit_code == 4
    assert "next to no new articles since 2024-04-01: 0 where 12 would be usual" in health.volume.message


def test_a_quiet_weekend_is_usual_after_some_weeks(made: HandMade) -> None:
    for week in range(5):
        monday = at("2024-03-04") + timedelta(weeks=week)
        made.days(f"{monday + timedelta(hours=7):%Y-%m-%d}", 5, per_day=12)
        made.days(f"{monday + timedelta(days=5, hours=7):%Y-%m-%d}", 2, per_day=0)
    assert judge(made, "2024-04-08T06:00").exit_code == 0


def test_tet_is_quiet(made: HandMade) -> None:
    made.days("2024-01-08", 30, per_day=12)  # to 6 February, the 27th of the last month
    made.days("2024-02-07", 10, per_day=0)
    assert judge(made, "2024-02-17T06:00").exit_code == 0


def test_the_same_silence_in_march_is_not(made: HandMade) -> None:
    made.days("2024-03-04", 30, per_day=12)
    made.days("2024-04-03", 3, per_day=0)
    assert judge(made, "2024-04-06T06:00").volume.since == "2024-04-03"


def test_a_site_that_may_be_quiet_is_believed(made: HandMade) -> None:
    made.days("2024-03-04", 30, per_day=12)
    made.days("2024-04-03", 3, per_day=0)
    spec = SiteSpec(
        id=SITE,
        name="x",
        home="https://lang.example.vn",
        article_url=r"(?P<id>\d+)",
        expect=Expect(quiet=True),
    )
    assert judge(made, "2024-04-06T06:00", spec).exit_code == 0


def test_days_without_a_run_are_no_silence(made: HandMade) -> None:
    made.days("2024-03-04", 28, per_day=12)
    made.run(at("2024-04-05"))
    assert judge(made, "2024-04-05T10:00").volume.status == "ok"


def test_runs_that_stopped_are_noticed(made: HandMade) -> None:
    made.days("2024-03-04", 28, per_day=2)
    health = judge(made, "2024-04-10T10:00")
    assert (health.volume.status, health.exit_code) == ("overdue", 1)
    assert "no crawl has ended since 2024-03-31 09:00, usually one every 24 hours" in health.volume.message


def test_runs_that_are_killed_each_time_are_noticed(made: HandMade) -> None:
    made.days("2024-03-04", 14, per_day=2)
    for day in (18, 19, 20, 21):
        made.run(at(f"2024-03-{day}"), "killed")
    assert "no crawl has ended since 2024-03-17 09:00" in judge(made, "2024-03-21T10:00").volume.message


def test_a_young_archive_believes_the_site_file(made: HandMade) -> None:
    made.days("2024-03-04", 4, per_day=0)
    spec = SiteSpec(
        id=SITE,
        name="x",
        home="https://lang.example.vn",
        article_url=r"(?P<id>\d+)",
        expect=Expect(per_day=(5, 50)),
    )
    assert judge(made, "2024-03-08T06:00").volume.status == "learning"
    assert judge(made, "2024-03-08T06:00", spec).volume.since == "2024-03-05"
