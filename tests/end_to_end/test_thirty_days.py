"""A month alone: edits, a quiet Tết, a layout switch on day 20. Short form; `bench/thirty_days.py` has every day."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.end_to_end.simulation import SITE, SWITCH_DAY, Month

WATCHED = (1, 4, 12, 20, 21)
"""Days with a crawl at 21 o'clock."""


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Month]:
    """The month up to day 21, with an edit and a removal on day 3."""
    with Month(tmp_path_factory.mktemp("month")) as month:
        for day in range(1, SWITCH_DAY + 2):
            month.newsroom_day(day)
            if day == 3:
                month.site.edit(month.articles[1][0].id, title="Tựa đã được tòa soạn sửa lại sau khi đăng")
                month.site.retract(month.articles[1][1].id, "410")
            if day in WATCHED:
                month.reports[day] = month.crawl(day, 21)
                month.told_by[day] = month.alerts()
        yield month


def test_edits_and_removals_are_counted(month: Month) -> None:
    assert (month.reports[4]["changed"], month.reports[4]["gone"]) == (1, 1)


def test_nobody_is_called_before_day_twenty(month: Month) -> None:
    assert month.told_by[12] == []
    assert {month.reports[day]["exit_code"] for day in WATCHED if day < SWITCH_DAY} == {0}


def test_day_twenty_is_told_on_day_twenty(month: Month) -> None:
    with closing(sqlite3.connect(month.db)) as db:
        (first,) = db.execute(
            "SELECT min(id) FROM snapshots WHERE fetched_at >= '2024-02-22T13:59'"
        ).fetchone()
    lines = month.told_by[SWITCH_DAY]
    byline = next(line for line in lines if line.startswith(f"{SITE}: byline has been missing"))
    assert "since 2024-02-22 21:00, first in snapshot" in byline
    snapshot = int(byline.split("first in snapshot ")[1].split()[0])
    assert first <= snapshot < first + 40
    assert any(
        line.startswith(f"{SITE}: title has no longer been found by the site's own selector")
        for line in lines
    )


def test_the_report_of_the_day_says_so_too(month: Month) -> None:
    reports = sorted((month.folder / "reports" / SITE).glob("*.md"))
    text = reports[WATCHED.index(SWITCH_DAY)].read_text(encoding="utf-8")
    needs = text.split("## Needs a person")[1].split("##")[0]
    assert "byline has been missing since 2024-02-22 21:00" in needs


def test_the_same_cause_is_not_told_again(month: Month) -> None:
    assert month.told_by[21] == month.told_by[20]


def test_a_mended_site_file_and_reextract_heal_everything(month: Month) -> None:
    """Last, because it changes the archive."""
    month.mend()
    done = month.run("reextract", "--all", "--processes", "1")
    assert done.code == 0, done.err
    code, found = month.health()
    assert (code, found["troubles"]) == (0, [])
    with closing(sqlite3.connect(month.db)) as db:
        db.row_factory = sqlite3.Row
        stored = {
            row["source_id"]: row for row in db.execute("SELECT source_id, title, byline FROM articles")
        }
    for day in (SWITCH_DAY, SWITCH_DAY + 1):
        for article in month.articles[day]:
            row = stored[str(article.id)]
            assert (row["title"], row["byline"]) == (article.title, article.byline)


def test_two_crawls_at_once_the_second_says_so(month: Month, tmp_path: Path) -> None:
    """A lock that a living process holds refuses with 3; the file that a killed one left does not."""
    from newsarchive.archive.lock import SiteLock

    lock = SiteLock(month.db, SITE)
    try:
        done = month.run("crawl", SITE, "--origin", month.server.origin)
    finally:
        lock.release()
    assert done.code == 3
    assert done.err.count("\n") == 1
    assert f"Another crawl of {SITE} is writing into" in done.err
