"""`reextract`: the archive read again from its bytes, without touching what the site did."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsarchive.archive import reading
from newsarchive.archive.reextract import reextract
from newsarchive.cli.main import cli
from newsarchive.errors import StoreError
from newsarchive.extraction import extract_snapshot
from newsarchive.fixity.verify import verify
from newsarchive.model.article import EXTRACTOR
from newsarchive.store.connect import open_writer
from newsarchive.store.planner import open_planner
from newsarchive.store.rereading import carry_out, jobs_of, plan
from tests.store.archive_builder import build_sample, edit_sample, query

AT = datetime(2026, 8, 1, tzinfo=UTC)
STATE = (
    "SELECT * FROM articles ORDER BY id",
    "SELECT * FROM revisions ORDER BY id",
    "SELECT article_id, position, url, caption, credit, alt FROM photos ORDER BY 1, 2",
    "SELECT article_id, kind, raw, value, agrees FROM date_witnesses ORDER BY article_id, id",
    "SELECT * FROM search_text ORDER BY 1",
)

TABLES = ("articles", "revisions", "photos", "date_witnesses", "search_text", "snapshots", "pages")


def state(path: Path) -> list[list[tuple[object, ...]]]:
    return [query(path, sql) for sql in STATE]


def change(path: Path, *statements: str) -> None:
    db = sqlite3.connect(path)
    with db:
        for sql in statements:
            db.execute(sql)
    db.close()


def spoil(path: Path) -> None:
    """As an older version of the program would have read it: worse."""
    change(
        path,
        "UPDATE articles SET extractor = 'newsarchive 0.0', byline = NULL, title = title || ' | Trang chủ'",
        "UPDATE revisions SET byline = NULL, title = title || ' | Trang chủ'",
        "DELETE FROM photos WHERE position = 1",
        "DELETE FROM date_witnesses",
        "UPDATE search_text SET title = 'khác'",
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve pages, one of them edited twice: two revisions more."""
    path = build_sample(tmp_path_factory.mktemp("archive") / "a.db")
    assert edit_sample(path, "Tựa đã sửa lần một", "Tựa đã sửa lần hai") == ["changed"] * 2
    return path


@pytest.fixture
def archive(built: Path, tmp_path: Path) -> Iterator[Path]:
    import shutil

    shutil.copytree(built.parent, tmp_path, dirs_exist_ok=True)
    yield tmp_path / "a.db"


@pytest.mark.parametrize("processes", [1, 2])
def test_spoiled_fields_come_back_as_they_were(archive: Path, processes: int) -> None:
    before = state(archive)
    spoil(archive)
    assert state(archive) != before
    summary = reextract(archive, at=AT, processes=processes)
    assert summary.counts["articles"] == summary.counts["changed"] == 12
    assert state(archive) == before
    assert verify(archive).damages == []


def test_revisions_keep_number_time_and_snapshot(archive: Path) -> None:
    sql = "SELECT number, seen_at, snapshot_id, changed, title FROM revisions WHERE article_id = 3 ORDER BY number"
    before = query(archive, sql)
    assert [row[4] for row in before[1:]] == ["Tựa đã sửa lần một", "Tựa đã sửa lần hai"]
    spoil(archive)
    reextract(archive, at=AT, processes=1)
    assert query(archive, sql) == before


def test_a_dry_run_tells_field_by_field_and_changes_nothing(archive: Path) -> None:
    spoil(archive)
    before = archive.read_bytes()
    summary = reextract(archive, at=AT, dry_run=True, processes=1).to_dict()
    assert archive.read_bytes() == before
    fields = summary["fields"]
    assert fields["title"]["changed"] == 12
    assert fields["byline"]["filled"] == fields["byline"]["changed"] > 6
    example = fields["title"]["examples"][0]
    assert example["before"] == example["after"] + " | Trang chủ"
    assert set(fields) >= {"title", "byline", "photos", "date_witnesses"}


def test_what_this_version_has_read_is_not_read_again(archive: Path) -> None:
    assert reextract(archive, at=AT, processes=1).counts["articles"] == 0
    spoil(archive)
    assert reextract(archive, at=AT, limit=5, processes=1).counts["articles"] == 5
    assert reextract(archive, at=AT, processes=1).counts["articles"] == 7
    again = reextract(archive, at=AT, again=True, processes=1)
    assert (again.counts["articles"], again.counts["changed"]) == (12, 0)


def test_a_stopped_run_goes_on_where_it_was(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(archive)
    monkeypatch.setattr("newsarchive.archive.reextract.TASK_ARTICLES", 4)
    monkeypatch.setattr("newsarchive.archive.reextract.COMMIT_ARTICLES", 4)

    def stop(done: int, total: int) -> None:
        if done >= 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reextract(archive, at=AT, processes=1, progress=stop)
    assert query(archive, "SELECT count(*) FROM articles WHERE extractor = ?", EXTRACTOR) == [(4,)]
    assert reextract(archive, at=AT, processes=1).counts["articles"] == 8


READ_FOR_EVER = """
import itertools, pathlib, sys
from datetime import UTC, datetime
from newsarchive.archive.reextract import read_all
for _ in read_all(pathlib.Path(sys.argv[1]), itertools.repeat([1, 2]), datetime.now(UTC), 2):
    print("begun", flush=True)
"""


def test_a_killed_run_leaves_no_process_behind(archive: Path) -> None:
    reader = subprocess.Popen(
        [sys.executable, "-c", READ_FOR_EVER, str(archive)], stdout=subprocess.PIPE, start_new_session=True
    )
    assert reader.stdout is not None
    assert reader.stdout.readline() == b"begun\n"
    os.killpg(reader.pid, 0)
    reader.kill()
    reader.wait()
    reader.stdout.close()
    for _ in range(100):
        try:
            os.killpg(reader.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    os.killpg(reader.pid, signal.SIGKILL)
    pytest.fail("processes of a killed run are still there after 10 s")


def test_where_nothing_differs_nothing_but_the_version_is_written(archive: Path) -> None:
    before = {table: query(archive, f"SELECT * FROM {table}") for table in (*TABLES, "findings")}
    with closing(open_planner(archive)) as planner:
        for job in jobs_of(planner, range(1, 13)):
            assert plan(planner, reading.read_job(archive.parent, job), AT).statements == []
    change(archive, "UPDATE articles SET extractor = 'newsarchive 0.0'")
    reextract(archive, at=AT, processes=1)
    assert {table: query(archive, f"SELECT * FROM {table}") for table in before} == before


def test_bytes_of_a_photo_that_come_while_its_article_is_read_stay_linked(archive: Path) -> None:
    spoil(archive)
    (url,) = query(archive, "SELECT url FROM photos WHERE article_id = 1")[0]
    with closing(open_planner(archive)) as planner:
        change(archive, "UPDATE photos SET caption = 'khác' WHERE article_id = 1")
        (job,) = jobs_of(planner, [1])
        planned = plan(planner, reading.read_job(archive.parent, job), AT)
    change(archive, f"UPDATE photos SET snapshot_id = 5 WHERE url = '{url}'")
    with closing(open_writer(archive)) as writer:
        assert carry_out(writer, [planned], EXTRACTOR) == set()
    assert query(archive, "SELECT snapshot_id FROM photos WHERE url = ?", url) == [(5,)]


def test_dates_of_listings_and_feeds_are_heard_again(archive: Path) -> None:
    (article, page) = query(
        archive,
        "SELECT a.id, p.id FROM articles a JOIN pages p ON p.source_id = a.source_id WHERE a.published_at IS NULL",
    )[0]
    change(
        archive,
        f"INSERT INTO stated_dates (page_id, snapshot_id, kind, raw) VALUES ({page}, 2, 'listing', '15/06/2026 08:30')",
        f"UPDATE articles SET extractor = 'old' WHERE id = {article}",
    )
    reextract(archive, at=AT, processes=1)
    witnesses = query(archive, "SELECT value, snapshot_id FROM date_witnesses WHERE kind = 'listing'")
    assert witnesses == [("2026-06-15T08:30+07:00", 2)]


def test_a_page_that_cannot_be_read_any_more_stays_as_it_is(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(archive)
    before = query(archive, "SELECT title, body FROM articles WHERE id = 2")

    def fail_on_two(snapshot: object, *, source_id: str, **options: object) -> object:
        if [(source_id,)] == query(archive, "SELECT source_id FROM articles WHERE id = 2"):
            raise ValueError("too deep")
        return extract_snapshot(snapshot, source_id=source_id, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "extract_snapshot", fail_on_two)
    summary = reextract(archive, at=AT, processes=1)
    assert summary.counts["unreadable"] == 1
    assert query(archive, "SELECT title, body FROM articles WHERE id = 2") == before
    assert query(archive, "SELECT code, severity FROM findings WHERE code = 'unread'") == [
        ("unread", "warning")
    ]
    monkeypatch.undo()
    reextract(archive, at=AT, processes=1)
    assert query(archive, "SELECT code FROM findings WHERE code = 'unread'") == []


def test_a_newer_look_of_a_crawl_is_not_overwritten(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(archive)
    real = reading._read_place

    def read_slowly(*arguments: object) -> object:
        change(archive, "UPDATE articles SET snapshot_id = 1, lead = 'mới' WHERE id = 2")
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "_read_place", read_slowly)
    assert reextract(archive, at=AT, processes=1).counts["overtaken"] == 1
    assert query(archive, "SELECT lead FROM articles WHERE id = 2") == [("mới",)]


def test_the_command_prints_the_summary(archive: Path) -> None:
    spoil(archive)
    arguments = ["reextract", "--db", str(archive), "--processes", "1", "--dry-run"]
    answer = CliRunner().invoke(cli, [*arguments, "--json"])
    assert json.loads(answer.stdout)["articles"] == 12
    text = CliRunner().invoke(cli, arguments).stdout
    assert "12 articles read again" in text
    assert "title" in text


def test_no_archive_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no archive"):
        reextract(tmp_path / "none.db", at=AT)


def test_a_difference_only_newer_code_sees_is_told_and_makes_no_revision(archive: Path) -> None:
    """The newest capture of article 3 is a later look at its last text, which only the new code tells apart."""
    (look, last) = query(
        archive, "SELECT id FROM snapshots WHERE url = (SELECT url FROM articles WHERE id = 3)"
    )[-2:]
    change(
        archive,
        f"UPDATE articles SET snapshot_id = {last[0]}, extractor = 'old' WHERE id = 3",
        f"UPDATE revisions SET snapshot_id = {look[0]} WHERE article_id = 3 AND number = 3",
        "UPDATE revisions SET seen_at = (SELECT fetched_at FROM snapshots WHERE id = snapshot_id)",
    )
    before = query(archive, "SELECT id, number, seen_at, snapshot_id FROM revisions WHERE article_id = 3")
    reextract(archive, at=AT, processes=1)
    assert (
        query(archive, "SELECT id, number, seen_at, snapshot_id FROM revisions WHERE article_id = 3")
        == before
    )
    assert query(archive, "SELECT title FROM articles WHERE id = 3") == [("Tựa đã sửa lần hai",)]
    assert query(archive, "SELECT title FROM revisions WHERE article_id = 3 AND number = 3") == [
        ("Tựa đã sửa lần một",)
    ]
    assert query(archive, "SELECT code FROM findings WHERE code = 'reading-differs'") == [
        ("reading-differs",)
    ]
    assert verify(archive).damages == []


def test_what_each_article_asks_of_the_database_uses_an_index(archive: Path) -> None:
    """One scan per article would make the whole quadratic."""
    for sql in (
        "SELECT id, code, field FROM findings WHERE coalesce(snapshot_id, -1) = ?",
        "SELECT url FROM photos WHERE article_id = ? ORDER BY position",
        "SELECT kind FROM date_witnesses WHERE article_id = ? ORDER BY id",
        "SELECT id FROM revisions WHERE article_id = ? ORDER BY number",
    ):
        plan = query(archive, f"EXPLAIN QUERY PLAN {sql}", 1)
        assert all("SEARCH" in row[3] for row in plan if "findings" in row[3] or "TABLE" in row[3]), (
            sql,
            plan,
        )
        assert not [row for row in plan if row[3].startswith("SCAN")], (sql, plan)
