"""Crawls of the replica as its users run them: the real command in a process of its own."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TIMEOUT_SECONDS = 90


@dataclass(frozen=True)
class Ran:
    """What a command answered."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


def environment(**extra: str) -> dict[str, str]:
    """The tests' own environment without what would change the commands' answers."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NEWSARCHIVE_")}
    warnings = "default,ignore:unclosed database:ResourceWarning"  # of Datasette's, from Python 3.13 on
    return kept | {"PYTHONWARNINGS": warnings, "COLUMNS": "120"} | extra


def newsarchive(*arguments: object, cwd: Path | None = None, stdin: str | None = None, **extra: str) -> Ran:
    """Run one command to its end."""
    done = subprocess.run(
        [sys.executable, "-m", "newsarchive", *map(str, arguments)],
        capture_output=True,
        text=True,
        input=stdin,
        cwd=cwd,
        env=environment(**extra),
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def crawl(db: Path, origin: str, *arguments: object, now: str | None = None) -> Ran:
    """One crawl of the replica."""
    extra = {"NEWSARCHIVE_NOW": now} if now else {}
    return newsarchive("crawl", "thanhuytphcm", "--db", db, "--origin", origin, "--json", *arguments, **extra)


def start_crawl(db: Path, origin: str, *arguments: object) -> "subprocess.Popen[bytes]":
    """The same, left running."""
    return subprocess.Popen(
        [sys.executable, "-m", "newsarchive", "crawl", "thanhuytphcm", "--db", str(db), "--origin", origin,
         *map(str, arguments)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment(),
    )  # fmt: skip


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
