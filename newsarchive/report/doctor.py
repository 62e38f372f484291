"""Is everything in place? Looks at the installation, the settings, the database, the clock, the disk."""

import importlib.metadata
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from newsarchive import __version__
from newsarchive.errors import ArchiveError
from newsarchive.model.counting import number_of
from newsarchive.query.readings import moment
from newsarchive.store.connect import open_writer

Verdict = Literal["ok", "warning", "failed"]
NEEDED_SQLITE = (3, 37, 0)
PACKAGES = ("scrapy", "lxml", "dateparser", "sqlite-utils", "warcio", "vnlunar")
CLOCK_TOLERANCE = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """One thing looked at. `message` says what to do where it is not in order."""

    name: str
    verdict: Verdict
    message: str


def check_installation() -> Iterator[Check]:
    """Python, SQLite, packages, and that `spiders` is ours."""
    yield Check(
        name="version", verdict="ok", message=f"newsarchive {__version__}, Python {sys.version.split()[0]}"
    )
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    yield Check(name="packages", verdict="ok", message=versions)
    good = sqlite3.sqlite_version_info >= NEEDED_SQLITE
    yield Check(
        name="sqlite",
        verdict="ok" if good else "failed",
        message=f"SQLite {sqlite3.sqlite_version}"
        + ("" if good else " is too old: STRICT tables need 3.37; use a newer Python build"),
    )
    yield _fts()
    owners = importlib.metadata.packages_distributions().get("spiders")
    yield Check(
        name="spiders",
        verdict="ok" if owners is not None and set(owners) == {"newsarchive"} else "failed",
        message="the package `spiders` is newsarchive's"
        if owners is not None and set(owners) == {"newsarchive"}
        else f"the package `spiders` belongs to {', '.join(owners or ['no installed project'])}:"
        " install newsarchive into an environment of its own (`pip install -e .`)",
    )


def _fts() -> Check:
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE x USING fts5(y)")
        except sqlite3.OperationalError:
            return Check(
                name="search", verdict="failed", message="this SQLite has no FTS5: use another Python build"
            )
    return Check(name="search", verdict="ok", message="SQLite has FTS5")


def check_sites(load: Callable[[], object]) -> Check:
    """Whether the site files can be loaded; `load` gives something with a length."""
    try:
        found = load()
    except Exception as error:
        return Check(name="sites", verdict="failed", message=f"a site file cannot be loaded: {error}")
    count = len(found) if hasattr(found, "__len__") else 0
    return Check(
        name="sites", verdict="ok" if count else "failed", message=f"{number_of(count, 'site')} installed"
    )


def check_contact(contact: str) -> Check:
    """Who crawls must be said."""
    if contact:
        return Check(name="contact", verdict="ok", message=contact)
    return Check(
        name="contact",
        verdict="warning",
        message="no contact address is set, so no real site is crawled: write contact ="
        ' "you@example.org" into newsarchive.toml',
    )


def check_database(database: Path) -> Iterator[Check]:
    """That it opens, is ours, is brought up to this version, and is whole."""
    new = not database.exists()
    if new:
        yield Check(
            name="database", verdict="ok", message=f"{database} is not there yet; the first crawl makes it"
        )
        return
    try:
        with closing(open_writer(database)) as connection:
            (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            (last,) = connection.execute("SELECT max(fetched_at) FROM snapshots").fetchone()
            (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone()
    except (ArchiveError, sqlite3.Error) as error:
        yield Check(name="database", verdict="failed", message=str(error))
        return
    if answer != "ok":
        yield Check(
            name="database",
            verdict="failed",
            message=f"{database} is damaged ({answer}): run `newsarchive verify`",
        )
        return
    yield Check(
        name="database",
        verdict="ok",
        message=f"{database} opens, schema current, {number_of(articles, 'article')}",
    )
    if last is not None:
        yield _check_last(moment(last))


def _check_last(last: datetime) -> Check:
    ahead = last - datetime.now(UTC)
    if ahead > CLOCK_TOLERANCE:
        return Check(
            name="clock",
            verdict="failed",
            message=f"the newest snapshot is of {last:%Y-%m-%d %H:%M} UTC, in the future: set the machine's clock",
        )
    return Check(
        name="clock", verdict="ok", message=f"later than the newest snapshot ({last:%Y-%m-%d %H:%M} UTC)"
    )


def check_clock(now: datetime, program: Path) -> Check:
    """The clock cannot be earlier than the program's own files."""
    if os.environ.get("NEWSARCHIVE_NOW"):
        return Check(
            name="time", verdict="warning", message="NEWSARCHIVE_NOW sets the clock: unset it for real crawls"
        )
    built = datetime.fromtimestamp(program.stat().st_mtime, UTC)
    if now + CLOCK_TOLERANCE < built:
        return Check(
            name="time",
            verdict="failed",
            message=f"the clock says {now:%Y-%m-%d %H:%M} UTC, earlier than this program: set the machine's clock",
        )
    return Check(name="time", verdict="ok", message=f"{now:%Y-%m-%d %H:%M} UTC")


def check_folder(database: Path, free: Callable[[Path], int], min_free: int) -> Iterator[Check]:
    """That the database's folder can be written, and has room."""
    folder = database.parent
    existing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    probe = existing / f".newsarchive-{os.getpid()}"
    try:
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        yield Check(
            name="folder",
            verdict="failed",
            message=f"{existing} cannot be written ({error.strerror}): check its rights, or name another --db",
        )
        return
    yield Check(name="folder", verdict="ok", message=f"{existing} can be written")
    left = free(existing / "x")
    yield Check(
        name="disk",
        verdict="ok" if left >= min_free else "failed",
        message=f"{left / 1e9:.1f} GB free"
        + ("" if left >= min_free else f", less than {min_free / 1e9:.1f} GB: make room"),
    )
