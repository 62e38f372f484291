"""A crawl that is told to stop, at whatever moment of its life: it ends clean, and the next one goes on."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from newsarchive.sample.server import serve
from newsarchive.sample.site import Site

from .commands import Started, environment
from .replica import crawl, rows, start_crawl, value, wait_for_rows

STOPS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def held(db: Path) -> Iterator[None]:
    """The archive's write lock in other hands: a crawl that opens it waits."""
    with closing(sqlite3.connect(db)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        yield


def stop_while_opening(db: Path, origin: str, *signals: signal.Signals) -> Started:
    """A crawl that gets signals while it waits for the archive."""
    lock = db.with_name(f"{db.name}.thanhuytphcm.lock")
    lock.unlink()
    with held(db):
        process = start_crawl(db, origin)
        deadline = time.monotonic() + 30
        while not lock.exists():
            assert time.monotonic() < deadline and process.poll() is None
            time.sleep(0.02)
        for each in signals:
            process.send_signal(each)
            time.sleep(0.2)
    return process


@pytest.mark.parametrize("number", STOPS, ids=lambda number: number.name)
def test_a_crawl_stopped_while_it_opens_says_so(tmp_path: Path, number: signal.Signals) -> None:
    db, site = tmp_path / "archive.db", Site()
    with serve(site) as server:
        assert crawl(db, server.origin, "--limit", 1).code == 0
        asked = len(site.requests)
        process = stop_while_opening(db, server.origin, number)
        _, errors = process.communicate(timeout=30)
        assert (process.returncode, errors) == (130, b"")
        assert [row["outcome"] for row in rows(db, "SELECT outcome FROM runs ORDER BY id")] == [
            "finished",
            "interrupted",
        ]
        assert len(site.requests) == asked
        assert crawl(db, server.origin).code == 0
    assert value(db, "SELECT count(*) FROM articles") == len(site.truth())


@pytest.mark.parametrize("number", STOPS, ids=lambda number: number.name)
def test_a_crawl_stopped_before_it_begins_leaves_no_trace(
    tmp_path: Path, number: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The signal comes with the import of what opens archives, before Scrapy listens."""
    (tmp_path / "sitecustomize.py").write_text(
        "import os, sys\n"
        "class Watch:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == 'newsarchive.frontier.session': os.kill(os.getpid(), {int(number)})\n"
        "sys.meta_path.insert(0, Watch())\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=":")
    db = tmp_path / "archive.db"
    words = ["-m", "newsarchive", "crawl", "thanhuytphcm", "--db", db, "--origin", "http://127.0.0.1:9"]
    done = subprocess.run(
        [sys.executable, *words], check=False, capture_output=True, env=environment(), timeout=60
    )
    assert (done.returncode, done.stdout.strip(), done.stderr.strip()) == (130, b"", b"")
    assert not db.exists()


def test_what_waits_for_its_turn_is_not_asked_for_any_more(tmp_path: Path) -> None:
    """With a delay, a queue of sixteen would take a manager's patience, which then kills."""
    db, site = tmp_path / "archive.db", Site()
    with serve(site) as server:
        process = start_crawl(db, server.origin, "--delay", "1")
        wait_for_rows(db, "SELECT count(*) FROM articles", 1)
        asked = len(site.requests)
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (130, b"")
    assert len(site.requests) - asked <= 2, "one under way, one between our look and the signal"
    assert value(db, "SELECT count(*) FROM pages WHERE last_error IS NOT NULL OR attempts > 0") == 0


def test_a_crawl_stopped_twice_ends_at_once(tmp_path: Path) -> None:
    db, site = tmp_path / "archive.db", Site(latency=20)
    with serve(site) as server:
        process = start_crawl(db, server.origin)
        wait_for_rows(db, "SELECT count(*) FROM runs", 1)
        while not site.requests:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=10)
    assert process.returncode == 130
    assert errors.decode().splitlines() == [
        "newsarchive: thanhuytphcm was stopped at once; the next run goes on from what is stored."
    ]


@pytest.mark.parametrize("seconds", [0.5, 0.8, 1.1])
def test_reading_again_is_stopped_without_a_word_by_ctrl_c(tmp_path: Path, seconds: float) -> None:
    """A terminal sends it to all processes, those that are still importing among them."""
    db = tmp_path / "a.db"
    with serve(Site()) as server:
        assert crawl(db, server.origin).code == 0
    words = ("reextract", "--all", "--processes", "2", "--db", str(db))
    process = subprocess.Popen(
        [sys.executable, "-m", "newsarchive", *words],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode in (0, 130, -signal.SIGINT)  # it may have been done, or not have begun
    assert "Traceback" not in told
