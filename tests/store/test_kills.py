"""SIGKILL at any moment: afterwards every page is there exactly once and every byte is accounted for."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from warcio.checker import Checker

from newsarchive.errors import StoreError
from newsarchive.warc.reader import read_record
from newsarchive.warc.repair import iter_left_open
from tests.store.archive_builder import Builder, build, page_bytes, query

PAGES = 120
ROOT = Path(__file__).parents[2]


def run_and_kill(path: Path, seconds: float | None) -> int:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.store.kill_writer", str(path), str(PAGES)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        if seconds is not None:
            time.sleep(seconds)
            process.send_signal(signal.SIGKILL)
        return process.wait(timeout=60)


def assert_whole(path: Path) -> None:
    assert query(path, "PRAGMA integrity_check") == [("ok",)]
    assert query(path, "PRAGMA foreign_key_check") == []
    rows = query(path, "SELECT warc_file, warc_offset, warc_length, url FROM snapshots")
    for name, offset, length, url in rows:
        assert read_record(path.parent, name, offset, length).url == url


def warcio_is_content(files: list[Path]) -> bool:
    """As `warcio check` does it."""

    class Arguments:
        inputs = [str(file) for file in files]
        verbose = False

    checker = Checker(Arguments())
    for file in files:
        checker.process_one(str(file))
    return checker.exit_value == 0


def test_kills_at_random_moments_lose_and_double_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    moments = random.Random(6)
    codes = [run_and_kill(path, moments.uniform(0, 0.5)) for _ in range(6)]
    assert codes.count(-signal.SIGKILL) >= 4, codes
    run_and_kill(path, None)
    assert_whole(path)
    assert query(path, "SELECT count(*), count(DISTINCT source_id) FROM articles") == [(PAGES, PAGES)]
    assert query(path, "SELECT count(*) FROM revisions") == [(PAGES,)]
    assert query(path, "SELECT count(*) FROM pages WHERE state = 'pending'") == [(0,)]
    assert list(iter_left_open(tmp_path / "warc")) == []
    assert warcio_is_content(sorted((tmp_path / "warc").glob("*.warc.gz")))


def test_a_torn_tail_is_cut_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    builder = Builder(path)
    builder.visits((1, page_bytes(1)), (2, page_bytes(2)))
    builder.live.close()  # without finish: as after a kill
    (left,) = (tmp_path / "warc").glob("*.open")
    with left.open("ab") as file:
        file.write(left.read_bytes()[:150])
    size = left.stat().st_size
    Builder(path).finish()
    (sealed,) = (tmp_path / "warc").glob("*.warc.gz")
    assert sealed.stat().st_size == size - 150
    assert query(path, "SELECT bytes FROM warc_files") == [(size - 150,)]
    assert query(path, "SELECT code FROM findings") == [("warc-tail-cut",)]
    assert_whole(path)


def test_a_record_without_a_row_is_adopted(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    builder = Builder(path)
    builder.visits((1, page_bytes(1)))
    commits = iter((lambda: None, lambda: None, fail_to_commit))  # all but the snapshot's row
    builder.live._desk._before_commit = lambda db: next(commits)()
    with pytest.raises(StoreError, match="everything stored so far is safe"):
        builder.visits((1, page_bytes(1, "sửa lại")))
    builder.live.close()
    assert query(path, "SELECT count(*) FROM snapshots") == [(1,)]
    Builder(path).finish()
    rows = query(path, "SELECT page_id, status, content_type, bytes FROM snapshots ORDER BY id")
    assert rows[1] == (1, 200, "text/html; charset=utf-8", len(page_bytes(1, "sửa lại")))
    assert query(path, "SELECT code FROM findings") == [("warc-orphan",)]
    assert_whole(path)


def fail_to_commit() -> None:
    raise OSError(28, "No space left on device")


def test_stored_but_never_read_is_read_the_next_time(tmp_path: Path) -> None:
    import asyncio

    path = tmp_path / "a.db"
    builder = Builder(path)
    asyncio.run(builder.capture(1, page_bytes(1)))
    builder.live.close()  # killed between snapshot and article
    again = Builder(path)
    assert again.visits((1, page_bytes(1))) == ["new"]
    again.finish()


def test_going_back_to_an_older_text_is_noticed(tmp_path: Path) -> None:
    from tests.store.archive_builder import make_article

    path = tmp_path / "a.db"
    builder = Builder(path)
    old, new = make_article(1), make_article(1, body=("Đoạn đã sửa.",))
    changes = builder.visits(
        (1, page_bytes(1), old),
        (1, page_bytes(1, "sửa"), new),
        (1, page_bytes(1), old),
        (1, page_bytes(1), old),
    )
    builder.finish()
    assert changes == ["new", "changed", "changed", "same"]
    assert query(path, "SELECT number, body FROM revisions ORDER BY number")[2][1] == "\n\n".join(old.body)


def test_files_of_another_archive_in_the_same_folder_are_left_alone(tmp_path: Path) -> None:
    other = Builder(tmp_path / "other.db")
    other.visits((1, page_bytes(1)))
    other.live.close()
    build(tmp_path / "a.db", 2)
    assert len(list((tmp_path / "warc").glob("*.open"))) == 1
    Builder(tmp_path / "other.db").finish()
    assert list((tmp_path / "warc").glob("*.open")) == []
    assert_whole(tmp_path / "other.db")


def test_a_file_that_a_live_run_holds_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    builder = Builder(path)
    builder.visits((1, page_bytes(1)))
    with open(next((tmp_path / "warc").glob("*.open")), "rb") as file:
        size = len(file.read())
    builder.live._lock.release()  # as if it were another site's run
    Builder(path).finish()
    (held,) = (tmp_path / "warc").glob("*.open")
    assert held.stat().st_size == size
    builder.visits((2, page_bytes(2)))
    builder.finish()
    assert_whole(path)
