"""Reads the whole archive again from its stored bytes, on all cores, without one request to a site.

First the articles, then the captures that none was read from. Streaming: a few articles are under way at a time,
whatever the archive's size. What is done is done: the column `extractor` says which articles this version has read, so
a run that was stopped goes on where it was.
"""

import gc
import json
import multiprocessing
import os
import signal
import sqlite3
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing import forkserver, resource_tracker
from pathlib import Path
from typing import Any

from newsarchive.archive.clocks import read_clocked
from newsarchive.archive.reading import read_job
from newsarchive.archive.unread import Unread, read_unread
from newsarchive.errors import StoreError
from newsarchive.model.article import EXTRACTOR
from newsarchive.store.captures import sites_with_captures
from newsarchive.store.connect import open_reader, open_writer, transaction
from newsarchive.store.planner import open_planner
from newsarchive.store.rereading import Plan, carry_out, count_jobs, iter_ids, jobs_of, plan

TASK_ARTICLES = 32
"""Articles that one process reads at a time."""
TASKS_AHEAD = 4
"""Tasks waiting for each process: enough to keep it busy while results are written, few enough to keep memory flat."""
COMMIT_ARTICLES = 256
"""So many results are written in one transaction: the search index is slow in small steps."""
EXAMPLES = 3
EXAMPLE_CHARS = 200


@dataclass(slots=True)
class FieldSummary:
    """How one field would change, or did."""

    changed: int = 0
    filled: int = 0
    """Of the changed: it was empty."""
    emptied: int = 0
    """Of the changed: it is empty now."""
    examples: list[dict[str, Any]] = field(default_factory=list)

    def add(self, article_id: int, before: Any, after: Any) -> None:
        self.changed += 1
        self.filled += _is_empty(before) and not _is_empty(after)
        self.emptied += _is_empty(after) and not _is_empty(before)
        if len(self.examples) < EXAMPLES:
            self.examples.append(
                {"article": article_id, "before": _short(before, after), "after": _short(after, before)}
            )

    def to_dict(self) -> dict[str, Any]:
        return {
            "changed": self.changed,
            "filled": self.filled,
            "emptied": self.emptied,
            "examples": self.examples,
        }


@dataclass(slots=True)
class Summary:
    """What reading again changed, or would."""

    dry_run: bool
    extractor: str = EXTRACTOR
    counts: Counter[str] = field(default_factory=Counter)
    """articles (read), changed, unreadable, overtaken (by a crawl that stored a newer look meanwhile)."""
    fields: dict[str, FieldSummary] = field(default_factory=dict)
    refused: Unread = field(default_factory=Unread)
    """Captures that no article had been read from."""

    def add(self, plan: Plan) -> None:
        self.counts["articles"] += 1
        self.counts["unreadable"] += not plan.is_readable
        self.counts["changed"] += bool(plan.found)
        for name, (before, after) in (plan.found or {}).items():
            self.fields.setdefault(name, FieldSummary()).add(plan.article_id, before, after)

    def to_dict(self) -> dict[str, Any]:
        names = ("articles", "changed", "unreadable", "overtaken")
        return {
            "extractor": self.extractor,
            "dry_run": self.dry_run,
            **{name: self.counts[name] for name in names},
            "fields": {name: self.fields[name].to_dict() for name in sorted(self.fields)},
            "refused": self.refused.to_dict(),
        }


def reextract(
    database: Path,
    *,
    at: datetime,
    site: str | None = None,
    again: bool = False,
    limit: int | None = None,
    dry_run: bool = False,
    processes: int | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Summary:
    """Read stored snapshots again and put the results in place of the old ones.

    Args:
        at: The moment findings are noted at.
        again: Also what this very version has read already.
        limit: At most so many articles and, where some are left of these, refused captures.
        dry_run: Change nothing, only tell what would change.
        processes: How many read side by side; None takes all cores, 1 reads in this process.
        progress: Told (articles done, articles in all).
    Raises:
        StoreError: the archive cannot be used, or a reading process died.
    """
    summary = Summary(dry_run=dry_run)
    extractor = None if again else EXTRACTOR
    with closing(open_reader(database)) as reader, closing(_writer(database, dry_run)) as writer:
        total = count_jobs(reader, site=site, extractor=extractor)
        total = min(total, limit) if limit is not None else total
        tasks = iter_ids(reader, site=site, extractor=extractor, limit=limit, count=TASK_ARTICLES)
        waiting: list[Plan] = []
        for plans in read_all(database, tasks, at, processes or os.cpu_count() or 1):
            waiting += plans
            if len(waiting) >= COMMIT_ARTICLES:
                _take_in(writer, waiting, summary)
                waiting = []
                progress(summary.counts["articles"], total)
        _take_in(writer, waiting, summary)
        for name in [site] if site else sites_with_captures(reader):
            left = (
                None
                if limit is None
                else limit - summary.counts["articles"] - summary.refused.counts["captures"]
            )
            read_unread(writer, database, name, at, summary.refused, again=again, dry_run=dry_run, limit=left)
        if not dry_run:
            read_clocked(writer, database, site, at)
        progress(summary.counts["articles"], total)
    return summary


def _writer(database: Path, dry_run: bool) -> sqlite3.Connection:
    if dry_run:
        return open_reader(database)
    writer = open_writer(database)
    # A power cut may undo the last transactions, never tear one: what they held is read again by the next run.
    writer.execute("PRAGMA synchronous = NORMAL")
    return writer


class _Desk:
    """What a reading process works with: it looks its articles up by itself and sends back only what differs."""

    def __init__(self, database: Path, at: datetime) -> None:
        self._base = database.parent
        self._planner = open_planner(database)
        self._at = at

    def read(self, ids: list[int]) -> list[Plan]:
        jobs = jobs_of(self._planner, ids)
        return [plan(self._planner, read_job(self._base, job), self._at) for job in jobs]

    def close(self) -> None:
        self._planner.close()


_desk: _Desk
"""Of a reading process; set when it starts."""


def _start_reading(database: Path, at: datetime) -> None:
    global _desk  # noqa: PLW0603 - each reading process has its own
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _desk = _Desk(database, at)
    gc.freeze()  # what is imported by now stays: the collector need not walk it again and again
    gc.set_threshold(20_000, 20, 20)


def _start_server() -> None:
    """Start what reading processes are forked from, deaf to Ctrl-C like all of them: it goes to every process of a
    terminal, and this one ends the others."""
    resource_tracker.ensure_running()  # else the server starts it, which lets signals in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    """A pool whose owner was killed would wait for work for ever; with its last process its helpers end too."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read(ids: list[int]) -> list[Plan]:
    return _desk.read(ids)


def read_all(
    database: Path, tasks: Iterator[list[int]], at: datetime, processes: int
) -> Iterator[list[Plan]]:
    """Articles to what differs, in order, a bounded number under way.

    Raises:
        StoreError: a reading process died.
    """
    if processes == 1:
        with closing(_Desk(database, at)) as desk:
            yield from map(desk.read, tasks)
        return
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    _start_server()
    first = context.Process(target=int)
    first.start()
    first.join()  # the server has imported all it needs: readers that start while this process ends would fail aloud
    waiting: deque[Future[list[Plan]]] = deque()
    with ProcessPoolExecutor(
        processes, mp_context=context, initializer=_start_reading, initargs=(database, at)
    ) as pool:
        try:
            for ids in tasks:
                waiting.append(pool.submit(_read, ids))
                if len(waiting) >= processes * TASKS_AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool as error:
            raise StoreError(
                "A reading process died, perhaps for lack of memory: what was done is kept, run it again to go on"
                " (with --processes 1 to see the page)."
            ) from error
        finally:
            for future in waiting:
                future.cancel()


def _take_in(db: sqlite3.Connection, plans: list[Plan], summary: Summary) -> None:
    """Everything in one transaction."""
    overtaken = set() if summary.dry_run else _carry_out(db, plans)
    summary.counts["overtaken"] += len(overtaken)
    for each in plans:
        if each.article_id not in overtaken:
            summary.add(each)


def _carry_out(db: sqlite3.Connection, plans: list[Plan]) -> set[int]:
    with transaction(db):
        return carry_out(db, plans, EXTRACTOR)


def _is_empty(value: Any) -> bool:
    return value in (None, "", "[]", [])


def _short(value: Any, other: Any) -> str | None:
    """A value for people, cut around the first place where it differs from the other."""
    if value is None:
        return None
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    rival = other if isinstance(other, str) else json.dumps(other, ensure_ascii=False)
    if len(text) <= EXAMPLE_CHARS:
        return text
    same = next(
        (at for at, (a, b) in enumerate(zip(text, rival, strict=False)) if a != b), min(len(text), len(rival))
    )
    start = max(0, min(same - EXAMPLE_CHARS // 4, len(text) - EXAMPLE_CHARS))
    piece = text[start : start + EXAMPLE_CHARS]
    return ("…" if start else "") + piece + ("…" if start + EXAMPLE_CHARS < len(text) else "")
