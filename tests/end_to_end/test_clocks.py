"""A clock that stands where a date of publication stands: found by watching, and what it dated is put right."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from newsarchive.archive import reading
from newsarchive.archive.reextract import reextract
from newsarchive.sample.faults import Response
from newsarchive.sample.server import serve
from newsarchive.sample.site import Site

from .little_sites import WithClock
from .replica import rows, scrapy, value

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
PUBLISHED = "SELECT source_id, published_at, published_source FROM articles ORDER BY source_id"


@dataclass(frozen=True)
class Story:
    number: int
    photo: date | None = None
    """The day in the path of its own photo."""
    printed: date | None = None
    """What stands under the title; None for the clock."""

    @property
    def slug(self) -> str:
        return f"chi-bo-khu-pho-{self.number}-hop-thuong-ky"

    @property
    def path(self) -> str:
        return f"/tin-tuc/{self.slug}-{1_491_900_000 + self.number}"


class Paper(Site):
    """The stories on one listing; `today` is what its clock shows."""

    def __init__(self, stories: Sequence[Story]) -> None:
        super().__init__()
        self.stories = stories
        self.today = date(2026, 7, 10)

    def respond(self, method: str, target: str, headers: Mapping[str, str]) -> Response:
        pages = {story.path: self.page(story) for story in self.stories}
        links = "".join(
            f'<li><a href="{story.path}">Chi bộ khu phố {story.number}</a></li>' for story in self.stories
        )
        pages["/"] = f"<html><head><title>Tin</title></head><body><ul>{links}</ul></body></html>"
        text = pages.get(target.partition("?")[0])
        if text is None:
            return Response(
                status=404, content_type="text/html", body=b"<html><body><p>404</p></body></html>"
            )
        return Response(content_type="text/html; charset=utf-8", body=text.encode())

    def page(self, story: Story) -> str:
        day = story.printed or self.today
        photo = (
            f'<img src="/anh/{story.photo:%Y/%m/%d-%m-%Y}-{story.slug}.jpg" width="600">'
            if story.photo
            else ""
        )
        paragraphs = "".join(
            f"<p>Chi bộ khu phố {story.number} bàn việc thứ {n}: sửa hẻm, thắp đèn, giúp hộ khó khăn, rồi "
            "góp ý cho nhau thẳng thắn và thống nhất việc phải làm trong quý tới.</p>"
            for n in ("nhất", "hai", "ba", "tư")
        )
        return (
            f"<html><head><title>Chi bộ khu phố {story.number} họp thường kỳ</title></head><body><div><div>"
            f"<h1>Chi bộ khu phố {story.number} họp thường kỳ</h1>"
            f"<div>{WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y}</div>{paragraphs}{photo}</div></div></body></html>"
        )


def visit(db: Path, paper: Paper, day: date, hour: int = 3) -> None:
    """One crawl at an hour (UTC) of a day."""
    paper.today = day
    with serve(paper) as server:
        given = {
            "SPIDER_MODULES": "tests.end_to_end.little_sites",
            "NEWSARCHIVE_DB": db,
            "NEWSARCHIVE_ORIGIN": server.origin,
            "NEWSARCHIVE_PHOTOS": False,
            "DOWNLOAD_DELAY": 0,
            "AUTOTHROTTLE_ENABLED": False,
            "LOG_LEVEL": "ERROR",
        }
        words = [word for key, each in given.items() for word in ("-s", f"{key}={each}")]
        now = f"{day}T{hour:02d}:00:00Z"
        done = scrapy("crawl", "withclock", *words, cwd=db.parent, NEWSARCHIVE_NOW=now)
    assert "Traceback" not in done.err, done.err


def published(db: Path) -> list[tuple[str | None, str | None]]:
    return [(row["published_at"], row["published_source"]) for row in rows(db, PUBLISHED)]


def test_a_date_that_repeats_on_unrelated_pages_is_a_clock(tmp_path: Path) -> None:
    db = tmp_path / "archive.db"
    paper = Paper([Story(1, photo=date(2025, 3, 1)), Story(2, photo=date(2025, 9, 9)), Story(3)])
    visit(db, paper, date(2026, 7, 10))
    expected = [("2025-03-01", "photo"), ("2025-09-09", "photo"), (None, None)]
    assert published(db) == expected
    assert value(db, "SELECT published_latest FROM articles WHERE source_id LIKE '%3'") == "2026-07-10"
    assert value(db, "SELECT count(*) FROM date_witnesses WHERE kind = 'clock'") == 3
    assert value(db, "SELECT count(*) FROM findings WHERE code = 'date-clock-ignored'") == 3

    paper.stories = [*paper.stories, Story(4)]  # the place is known now
    visit(db, paper, date(2026, 7, 11))
    assert published(db) == [*expected, (None, None)]


def test_reextract_finds_clocks_of_archives_that_know_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = tmp_path / "archive.db"
    paper = Paper([Story(1, photo=date(2025, 3, 1)), Story(2, photo=date(2025, 9, 9)), Story(3)])
    visit(db, paper, date(2026, 7, 10))
    expected = published(db)
    with closing(sqlite3.connect(db)) as connection, connection:
        connection.execute("DELETE FROM clock_places")
    monkeypatch.setattr(reading, "specs", lambda: {"withclock": WithClock.site})
    reextract(db, at=datetime(2026, 8, 1, tzinfo=UTC), again=True, processes=1)
    assert published(db) == expected
    assert value(db, "SELECT place FROM clock_places") == "body > div > div > div"


def test_a_date_that_moves_between_two_captures_is_a_clock(tmp_path: Path) -> None:
    db, paper = tmp_path / "archive.db", Paper([Story(1), Story(2)])
    visit(db, paper, date(2026, 7, 10))
    assert published(db) == [("2026-07-10", "printed")] * 2  # as far as one capture can tell
    visit(db, paper, date(2026, 7, 12))
    assert published(db) == [(None, None)] * 2


def test_articles_of_the_very_day_keep_their_date(tmp_path: Path) -> None:
    today, before = date(2026, 7, 10), date(2026, 7, 9)
    stories = [Story(n, photo=today if n % 2 else None, printed=today) for n in range(1, 7)]
    stories.append(Story(7, photo=before, printed=today))  # its photo was put up the evening before
    stories.append(Story(8, photo=date(2026, 7, 4), printed=today))
    db, paper = tmp_path / "archive.db", Paper(stories)
    for hour in (1, 7, 13):
        visit(db, paper, today, hour)
    visit(db, paper, date(2026, 7, 12))
    assert {row[0] for row in published(db)} == {"2026-07-10"}
    assert value(db, "SELECT count(*) FROM clock_places") == 0
