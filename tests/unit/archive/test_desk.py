"""The writing thread: grouped commits, single failures undone alone, broken disks stop everything."""

import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from newsarchive.archive.desk import PATIENT_JOBS, WriteDesk
from newsarchive.archive.lock import SiteLock
from newsarchive.errors import SiteLocked, StoreError


def desk(path: Path, calls: list[int] | None = None) -> WriteDesk:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("CREATE TABLE IF NOT EXISTS t (x INTEGER UNIQUE)")
    return WriteDesk(connection, lambda db: calls.append(1) if calls is not None else None)


def numbers(path: Path) -> list[int]:
    with closing(sqlite3.connect(path)) as connection, connection:
        return [x for (x,) in connection.execute("SELECT x FROM t ORDER BY x")]


def test_a_result_is_on_disk_when_it_is_known(tmp_path: Path) -> None:
    path = tmp_path / "d.db"
    work = desk(path)
    assert work.call(lambda db: db.execute("INSERT INTO t VALUES (1)").rowcount) == 1
    assert numbers(path) == [1]
    work.close()


def test_one_bad_job_undoes_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "d.db"
    work = desk(path)

    def insert_twice(db: sqlite3.Connection) -> None:
        db.execute("INSERT INTO t VALUES (7)")
        db.execute("INSERT INTO t VALUES (7)")

    jobs = [
        work.submit(lambda db, n=n: db.execute("INSERT INTO t VALUES (?)", (n,)) and None) for n in (1, 2)
    ]
    bad = work.submit(insert_twice)
    last = work.submit(lambda db: db.execute("INSERT INTO t VALUES (3)") and None)
    with pytest.raises(sqlite3.IntegrityError):
        bad.result(5)
    for job in (*jobs, last):
        job.result(5)
    work.close()
    assert numbers(path) == [1, 2, 3]


def test_waiting_jobs_share_a_commit(tmp_path: Path) -> None:
    calls: list[int] = []
    work = desk(tmp_path / "d.db", calls)
    futures = [
        work.submit(lambda db, n=n: db.execute("INSERT INTO t VALUES (?)", (n,)) and None) for n in range(200)
    ]
    for future in futures:
        future.result(5)
    work.close()
    assert 0 < len(calls) < 200


def test_a_failing_disk_stops_everything_after_it(tmp_path: Path) -> None:
    path = tmp_path / "d.db"
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("CREATE TABLE t (x INTEGER)")
    full = [False]

    def sync(db: sqlite3.Connection) -> None:
        if full[0]:
            raise OSError(28, "No space left on device")

    work = WriteDesk(connection, sync)
    work.call(lambda db: db.execute("INSERT INTO t VALUES (1)") and None)
    full[0] = True
    for number in (2, 3):
        with pytest.raises(StoreError, match="No space left"):
            work.call(lambda db, n=number: db.execute("INSERT INTO t VALUES (?)", (n,)) and None)
    work.close()
    assert numbers(path) == [1]


def test_a_lock_has_one_holder(tmp_path: Path) -> None:
    first = SiteLock(tmp_path / "a.db", "x")
    with pytest.raises(SiteLocked, match="Another crawl of x"):
        SiteLock(tmp_path / "a.db", "x")
    SiteLock(tmp_path / "a.db", "y").release()
    first.release()
    SiteLock(tmp_path / "a.db", "x").release()


def test_patient_jobs_share_a_commit_and_none_waits_long(tmp_path: Path) -> None:
    path = tmp_path / "d.db"
    calls: list[int] = []
    work = desk(path, calls)

    async def run() -> float:
        began = time.monotonic()
        patient = [
            work.ask(lambda db, n=n: db.execute("INSERT INTO t VALUES (?)", (n,)) and None, patient=True)
            for n in range(PATIENT_JOBS - 1)
        ]
        await work.ask(lambda db: db.execute("INSERT INTO t VALUES (1000)") and None)
        assert numbers(path) == [1000]  # which waits for nobody
        await asyncio.gather(*patient)
        return time.monotonic() - began

    assert asyncio.run(run()) < 5
    assert len(calls) == 2
    work.close()
    assert numbers(path) == [*range(PATIENT_JOBS - 1), 1000]


def test_patient_jobs_are_done_before_the_end(tmp_path: Path) -> None:
    path = tmp_path / "d.db"
    work = desk(path)

    async def run() -> None:
        waiting = work.ask(lambda db: db.execute("INSERT INTO t VALUES (1)") and None, patient=True)
        await asyncio.to_thread(work.close)
        await waiting

    asyncio.run(run())
    assert numbers(path) == [1]


def test_a_fault_at_the_commit_is_told_and_nobody_waits_for_ever(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "d.db", isolation_level=None, check_same_thread=False)

    def fail(db: sqlite3.Connection) -> None:
        raise TypeError("a fault of ours")

    work = WriteDesk(connection, fail)
    with pytest.raises(StoreError, match="a fault of ours"):
        work.submit(lambda db: None).result(5)
    work.close()


@pytest.mark.parametrize(
    ("error", "advice"),
    [("database is locked", "close it there"), ("database or disk is full", "free space")],
)
def test_what_stops_the_desk_is_told_with_a_fitting_advice(tmp_path: Path, error: str, advice: str) -> None:
    work = desk(tmp_path / "d.db")

    def fail(db: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError(error)

    with pytest.raises(StoreError, match=advice):
        work.call(fail)
    work.close()
