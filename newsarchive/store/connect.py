"""Opening the archive database, to write or only to read."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import quote

from newsarchive.errors import StoreError
from newsarchive.store.schema import migrate, needs_migration, refuse_foreign

BUSY_TIMEOUT_MS = 30_000
_SAFE = "everything stored so far is safe"


def open_writer(path: Path) -> sqlite3.Connection:
    """A connection that may write; creates and migrates the file.

    Autocommit mode: the caller begins and ends transactions. May be used from one thread at a time.

    Raises:
        StoreError: the file is no database, not ours, newer than this version, or cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
    except (OSError, sqlite3.OperationalError) as error:
        raise StoreError(
            f"Cannot open {path} for writing ({_reason(error)}): check the folder's rights."
        ) from error
    try:
        refuse_foreign(connection)
        _use_log(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        connection.execute("PRAGMA cache_size = -32000")
        if needs_migration(connection):
            with transaction(
                connection
            ):  # of several programs that find it so, one does it and the others wait
                migrate(connection)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise StoreError(explain(path, error)) from error
    except StoreError:
        connection.close()
        raise
    connection.row_factory = sqlite3.Row
    return connection


def _use_log(connection: sqlite3.Connection) -> None:
    """Switch to a write-ahead log, for which SQLite does not wait by itself where another program does so too."""
    deadline = monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or monotonic() > deadline:
                raise
        sleep(0.02)


def open_reader(path: Path, *, factory: type[sqlite3.Connection] = sqlite3.Connection) -> sqlite3.Connection:
    """A connection that cannot write, of the class `factory`.

    Raises:
        StoreError: there is no such file, or it is not an archive of this version.
    """
    if not path.exists():
        raise StoreError(
            f"There is no archive at {path}: `newsarchive crawl SITE` makes one, --db names another."
        )
    try:
        connection = sqlite3.connect(
            read_uri(path), uri=True, check_same_thread=False, timeout=30, factory=factory
        )
    except sqlite3.DatabaseError as error:
        raise StoreError(explain(path, error)) from error
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA cache_size = -32000")
        refuse_foreign(connection)
        if needs_migration(connection):
            raise StoreError(
                f"{path} is no archive yet or one of an older version: `newsarchive doctor --db {path}` brings it up."
            )
    except sqlite3.DatabaseError as error:
        connection.close()
        raise StoreError(explain(path, error)) from error
    except StoreError:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing.

    Raises:
        StoreError: SQLite cannot write: a full disk, a lock held for long.
    """
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("COMMIT")
    except BaseException as error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if isinstance(error, sqlite3.OperationalError):
            raise StoreError(explain(path_of(connection), error)) from error
        raise


def read_uri(path: Path) -> str:
    """The address SQLite opens to read: as immutable where nothing can be written beside the file (a read-only
    medium) and nothing waits in its log, since a WAL database otherwise wants to write its shared memory."""
    path = path.resolve()
    beside = [path.with_name(path.name + suffix) for suffix in ("-wal", "-shm")]
    fixed = not os.access(path.parent, os.W_OK) and not any(file.exists() for file in beside)
    return f"file:{quote(str(path))}?{'immutable=1' if fixed else 'mode=ro'}"


def path_of(connection: sqlite3.Connection) -> Path:
    """The file that a connection is to."""
    return Path(connection.execute("PRAGMA database_list").fetchone()[2])


def explain(path: Path | str, error: Exception) -> str:
    """One sentence for people on what stops the work on an archive, and what to do."""
    text = str(error)
    if "not a database" in text:
        return f"{path} is not a SQLite database: give --db another file."
    if "readonly" in text or "unable to open" in text:
        return f"Cannot write {path} ({text}): check the rights of the file and its folder."
    if "locked" in text:
        return f"{path} is locked by another program: close it there and run this again; {_SAFE}."
    if "disk is full" in text or "disk I/O" in text or isinstance(error, OSError):
        return f"The disk of {path} is full or failing ({text}): free space and run this again; {_SAFE}."
    if "malformed" in text:
        return (
            f"{path} is damaged ({text}): restore a backup, or run `newsarchive verify` to see what is left."
        )
    return f"{path} cannot be used ({text}): `newsarchive verify` tells whether it is whole."


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
