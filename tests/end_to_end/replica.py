"""Crawls of the replica as its users run them: the real command in a process of its own."""

import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.end_to_end.commands import ROOT, Ran, Started, run


def newsarchive(*arguments: object, **more: Any) -> Ran:
    """Run one command to its end."""
    return run("newsarchive", *arguments, **more)


def scrapy(*arguments: object, **more: Any) -> Ran:
    """Scrapy's own command with the project's settings, and with spiders of the tests at hand."""
    given = {"SCRAPY_SETTINGS_MODULE": "newsarchive.settings", "PYTHONPATH": str(ROOT)}
    return run("scrapy", *arguments, **given, **more)


def crawl(db: Path, origin: str, *arguments: object, now: str | None = None) -> Ran:
    """One crawl of the replica."""
    extra = {"NEWSARCHIVE_NOW": now} if now else {}
    return newsarchive("crawl", "thanhuytphcm", "--db", db, "--origin", origin, "--json", *arguments, **extra)


def start_crawl(db: Path, origin: str, *arguments: object) -> Started:
    """The same, left running."""
    return Started("newsarchive", "crawl", "thanhuytphcm", "--db", db, "--origin", origin, *arguments)


def rows(db: Path, sql: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """What a query gives, as dictionaries."""
    with closing(sqlite3.connect(db)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql, values)]


def value(db: Path, sql: str, values: Sequence[Any] = ()) -> Any:
    """The single value of a query."""
    ((answer,),) = [tuple(row.values()) for row in rows(db, sql, values)]
    return answer


def wait_for_rows(db: Path, sql: str, at_least: int, seconds: float = 30) -> int:
    """Wait until a count reaches a number; gives the count."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            count = int(value(db, sql))
        except sqlite3.OperationalError:
            count = 0
        if count >= at_least:
            return count
        time.sleep(0.02)
    raise AssertionError(f"{sql} did not reach {at_least} in {seconds} s")
