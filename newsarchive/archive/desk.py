"""One thread that owns the writing connection; jobs that are waiting together are committed together.

    call(job) → result          done only when the commit that holds the job is on disk
    ask(job) → awaitable        the same, from a coroutine

A job is a function of the connection. A job that raises undoes only itself (savepoint); its future carries the
error. An error of SQLite or of the disk fails every job of the batch and everything after it: nothing goes on
half-written.
"""

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from time import monotonic
from typing import Any, TypeVar

from newsarchive.errors import StoreError
from newsarchive.store.connect import explain, path_of

T = TypeVar("T")
Job = Callable[[sqlite3.Connection], Any]
MAX_BATCH = 64
PATIENT_JOBS = 8
"""So many patient jobs are enough for a commit of their own …"""
PATIENCE_SECONDS = 0.1
"""… and none waits longer than this."""


@dataclass(slots=True)
class _Entry:
    job: Job
    future: "Future[Any] | asyncio.Future[Any]"
    patient: bool = False
    result: Any = None
    problem: BaseException | None = None

    def deliver(self) -> None:
        """Tell who waits; a coroutine that was cancelled waits no more."""
        if self.future.done():
            return
        if self.problem is not None:
            self.future.set_exception(self.problem)
        else:
            self.future.set_result(self.result)


class WriteDesk:
    """Runs jobs, in the order they were handed in but for patient ones, which wait for each other.

    `before_commit` is called once a batch, inside its transaction (texts for the search indexes, fsync of the WARC).
    """

    def __init__(
        self, connection: sqlite3.Connection, before_commit: Callable[[sqlite3.Connection], None]
    ) -> None:
        self._connection = connection
        self._before_commit = before_commit
        self._jobs: queue.SimpleQueue[_Entry | None] = queue.SimpleQueue()
        self._patient: list[_Entry] = []
        self._oldest = 0.0
        self._broken: StoreError | None = None
        self._thread = threading.Thread(target=self._run, name="archive-writer", daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[sqlite3.Connection], T]) -> "Future[T]":
        """Hand in a job; its result is there once it is safe on disk."""
        future: Future[T] = Future()
        self._jobs.put(_Entry(job, future))
        return future

    def call(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """Hand in a job and wait for it."""
        return self.submit(job).result()

    def ask(self, job: Callable[[sqlite3.Connection], T], *, patient: bool = False) -> "asyncio.Future[T]":
        """Hand in a job from a coroutine. A patient one may wait a moment for others, which makes all cheaper."""
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._jobs.put(_Entry(job, future, patient))
        return future

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
        last = False
        while not last:
            batch, last = self._gather()
            if batch:
                self._work(batch)
                _deliver(batch)

    def _gather(self) -> tuple[list[_Entry], bool]:
        """The jobs of the next commit, and whether they are the last ones."""
        batch: list[_Entry] = []
        last = False
        try:
            entry = self._jobs.get(timeout=self._patience())
            while entry is not None:
                self._take(entry, batch)
                if len(batch) >= MAX_BATCH:
                    break
                entry = self._jobs.get_nowait()
            last = entry is None
        except queue.Empty:
            pass
        if self._patient and (last or len(self._patient) >= PATIENT_JOBS or self._patience() == 0):
            batch, self._patient = self._patient + batch, []
        return batch, last

    def _take(self, entry: _Entry, batch: list[_Entry]) -> None:
        if not entry.patient:
            batch.append(entry)
            return
        if not self._patient:
            self._oldest = monotonic()
        self._patient.append(entry)

    def _patience(self) -> float | None:
        """How long the oldest patient job may still wait; None where there is none."""
        return max(0.0, self._oldest + PATIENCE_SECONDS - monotonic()) if self._patient else None

    def _work(self, batch: Sequence[_Entry]) -> None:
        """One transaction for all; afterwards each has its result or its problem."""
        if self._broken is None:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                for entry in batch:
                    self._one(entry)
                self._commit()
                return
            except Exception as error:  # disk, SQLite, or a fault of ours: nothing half-written goes on
                self._break(error)
        for entry in batch:
            entry.problem = self._broken

    def _commit(self) -> None:
        self._before_commit(self._connection)
        self._connection.execute("COMMIT")

    def _one(self, entry: _Entry) -> None:
        self._connection.execute("SAVEPOINT job")
        try:
            entry.result = entry.job(self._connection)
        except (sqlite3.OperationalError, OSError):
            raise  # disk full, locked, I/O: the whole batch
        except Exception as error:
            self._connection.execute("ROLLBACK TO job")
            entry.problem = error
        self._connection.execute("RELEASE job")

    def _break(self, error: Exception) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        self._broken = StoreError(explain(path_of(self._connection), error))
        self._broken.__cause__ = error


def _deliver(batch: Sequence[_Entry]) -> None:
    """Tell all who wait; those of an event loop with one call."""
    loops: dict[asyncio.AbstractEventLoop, list[_Entry]] = {}
    for entry in batch:
        if isinstance(entry.future, Future):
            entry.deliver()
        else:
            loops.setdefault(entry.future.get_loop(), []).append(entry)
    for loop, entries in loops.items():
        try:
            loop.call_soon_threadsafe(_deliver_here, entries)
        except RuntimeError:  # the loop was closed: nobody waits any more, and all is on disk
            continue


def _deliver_here(entries: Sequence[_Entry]) -> None:
    for entry in entries:
        entry.deliver()
