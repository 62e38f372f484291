"""One thread that owns the writing connection; jobs that are waiting together are committed together.

    submit(job) → Future        done only when the commit that holds the job is on disk

A job is a function of the connection. A job that raises undoes only itself (savepoint); its future carries the
error. An error of SQLite or of the disk fails every job of the batch and everything after it: nothing goes on
half-written.
"""

import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from newsarchive.errors import StoreError

T = TypeVar("T")
Job = Callable[[sqlite3.Connection], Any]
MAX_BATCH = 64


class WriteDesk:
    """Runs jobs in the order they were handed in. `before_commit` is called once a batch (fsync of the WARC)."""

    def __init__(self, connection: sqlite3.Connection, before_commit: Callable[[], None]) -> None:
        self._connection = connection
        self._before_commit = before_commit
        self._jobs: queue.SimpleQueue[tuple[Job, Future[Any]] | None] = queue.SimpleQueue()
        self._broken: StoreError | None = None
        self._thread = threading.Thread(target=self._run, name="archive-writer", daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[sqlite3.Connection], T]) -> "Future[T]":
        """Hand in a job; its result is there once it is safe on disk."""
        future: Future[T] = Future()
        self._jobs.put((job, future))
        return future

    def call(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """Hand in a job and wait for it."""
        return self.submit(job).result()

    def close(self) -> None:
        """Finish all jobs handed in, then end the thread and the connection."""
        if self._thread.is_alive():
            self._jobs.put(None)
            self._thread.join()
        self._fold_log()
        self._connection.close()

    def _fold_log(self) -> None:
        """Bring the write-ahead log into the database file, so that the file alone is whole; readers may delay that."""
        try:
            self._connection.execute("PRAGMA busy_timeout = 1000")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error:  # a full disk, or closed already: the log stays beside the file and is as good
            return

    def _run(self) -> None:
        while True:
            first = self._jobs.get()
            if first is None:
                return
            batch, last = self._gather(first)
            self._work(batch)
            if last:
                return

    def _gather(self, first: tuple[Job, Future[Any]]) -> tuple[list[tuple[Job, Future[Any]]], bool]:
        batch = [first]
        while len(batch) < MAX_BATCH:
            try:
                entry = self._jobs.get_nowait()
            except queue.Empty:
                break
            if entry is None:
                return batch, True
            batch.append(entry)
        return batch, False

    def _work(self, batch: list[tuple[Job, Future[Any]]]) -> None:
        if self._broken is not None:
            for _, future in batch:
                future.set_exception(self._broken)
            return
        done: list[tuple[Future[Any], Any, BaseException | None]] = []
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            for job, future in batch:
                done.append((future, *self._one(job)))
            self._before_commit()
            self._connection.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            self._fail(batch, error)
            return
        for future, result, problem in done:
            if problem is not None:
                future.set_exception(problem)
            else:
                future.set_result(result)

    def _one(self, job: Job) -> tuple[Any, BaseException | None]:
        self._connection.execute("SAVEPOINT job")
        try:
            result = job(self._connection)
        except (sqlite3.OperationalError, OSError):
            raise  # disk full, locked, I/O: the whole batch
        except Exception as error:
            self._connection.execute("ROLLBACK TO job")
            self._connection.execute("RELEASE job")
            return None, error
        self._connection.execute("RELEASE job")
        return result, None

    def _fail(self, batch: list[tuple[Job, Future[Any]]], error: Exception) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        self._broken = StoreError(
            f"The archive cannot be written ({error}): free space or check the disk, then run the crawl again;"
            " everything stored so far is safe."
        )
        self._broken.__cause__ = error
        for _, future in batch:
            future.set_exception(self._broken)
