"""Rows of `snapshots` and `warc_files`. All functions run inside the caller's transaction."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from newsarchive.model.crawl import Capture
from newsarchive.store.times import utc_text


@dataclass(frozen=True, kw_only=True, slots=True)
class SameBytes:
    """An earlier capture of the same page with the same payload."""

    id: int
    url: str
    fetched_at: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Original:
    """The snapshot that a revisit record refers to."""

    id: int
    sha256: str
    bytes: int


def find_same_bytes(connection: sqlite3.Connection, page_id: int | None, sha256: str) -> SameBytes | None:
    """The first capture of this page with this payload digest, to write a revisit record against."""
    row = connection.execute(
        "SELECT id, url, fetched_at FROM snapshots"
        " WHERE sha256 = ? AND page_id IS ? AND revisit_of IS NULL AND status = 200 LIMIT 1",
        (sha256, page_id),
    ).fetchone()
    return SameBytes(id=row["id"], url=row["url"], fetched_at=row["fetched_at"]) if row else None


def add_snapshot(
    connection: sqlite3.Connection,
    capture: Capture,
    *,
    run_id: int,
    sha256: str,
    warc_file: str,
    offset: int,
    length: int,
    revisit_of: int | None,
) -> int:
    """Row of one record that is on disk already."""
    cursor = connection.execute(
        "INSERT INTO snapshots (page_id, url, requested_url, fetched_at, status, content_type, sha256, bytes,"
        " warc_file, warc_offset, warc_length, revisit_of, run_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            capture.page_id,
            capture.url,
            capture.requested_url if capture.requested_url != capture.url else None,
            utc_text(capture.fetched_at),
            capture.status,
            capture.content_type,
            sha256,
            len(capture.body),
            warc_file,
            offset,
            length,
            revisit_of,
            run_id,
        ),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def add_warc_file(connection: sqlite3.Connection, path: str, run_id: int | None) -> None:
    """A file that is being written."""
    connection.execute(
        "INSERT INTO warc_files (path, run_id) VALUES (?, ?) ON CONFLICT DO NOTHING", (path, run_id)
    )


def seal_warc_file(connection: sqlite3.Connection, path: str, sha256: str, size: int, at: datetime) -> None:
    """A file that will not change any more."""
    connection.execute(
        "INSERT INTO warc_files (path, sha256, bytes, sealed_at) VALUES (:path, :sha256, :bytes, :at)"
        " ON CONFLICT (path) DO UPDATE SET sha256 = :sha256, bytes = :bytes, sealed_at = :at",
        {"path": path, "sha256": sha256, "bytes": size, "at": utc_text(at)},
    )


def unsealed_files(connection: sqlite3.Connection) -> list[str]:
    """Files of runs that rows do not know as sealed; those of an import have no run, and wait for that import."""
    rows = connection.execute(
        "SELECT path FROM warc_files WHERE sealed_at IS NULL AND run_id IS NOT NULL ORDER BY path"
    )
    return [row["path"] for row in rows]


def is_current(connection: sqlite3.Connection, page_id: int | None, sha256: str) -> bool:
    """Whether the page's article was last read from these very bytes: there is nothing new to read.

    False for bytes that were stored but never read (a kill in between), for those of an older text, and where links and
    photos of the page were never followed (an article that `reextract` found).
    """
    row = connection.execute(
        "SELECT 1 FROM pages p JOIN articles a ON a.site = p.site AND a.source_id = p.source_id"
        " JOIN snapshots s ON s.id = a.snapshot_id WHERE p.id = ? AND p.visits > 0 AND s.sha256 = ?",
        (page_id, sha256),
    ).fetchone()
    return row is not None


def add_record_row(
    connection: sqlite3.Connection,
    *,
    page_id: int | None,
    url: str,
    fetched_at: datetime,
    status: int,
    content_type: str | None,
    sha256: str,
    size: int,
    warc_file: str,
    offset: int,
    length: int,
    revisit_of: int | None,
    run_id: int | None,
) -> int:
    """Row of a record that lay on disk without one."""
    cursor = connection.execute(
        "INSERT INTO snapshots (page_id, url, fetched_at, status, content_type, sha256, bytes, warc_file,"
        " warc_offset, warc_length, revisit_of, run_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            page_id,
            url,
            utc_text(fetched_at),
            status,
            content_type,
            sha256,
            size,
            warc_file,
            offset,
            length,
            revisit_of,
            run_id,
        ),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def find_at(connection: sqlite3.Connection, warc_file: str, offset: int) -> int | None:
    """The snapshot whose record begins there."""
    row = connection.execute(
        "SELECT id FROM snapshots WHERE warc_file = ? AND warc_offset = ?", (warc_file, offset)
    ).fetchone()
    return row["id"] if row else None


def find_original(
    connection: sqlite3.Connection, *, sha256: str | None, page_id: int | None, url: str, date: str | None
) -> Original | None:
    """What a revisit record refers to: by digest, else by address and moment (`2024-07-27T02:00:00Z`)."""
    row = connection.execute(
        "SELECT id, sha256, bytes FROM snapshots WHERE revisit_of IS NULL AND sha256 = :sha256"
        " AND (page_id IS :page OR url = :url) LIMIT 1"
        if sha256
        else "SELECT id, sha256, bytes FROM snapshots WHERE revisit_of IS NULL AND fetched_at = :date AND url = :url"
        " LIMIT 1",
        {"sha256": sha256, "page": page_id, "url": url, "date": date},
    ).fetchone()
    return Original(id=row["id"], sha256=row["sha256"], bytes=row["bytes"]) if row else None


def page_of_url(connection: sqlite3.Connection, url: str) -> int | None:
    """The page of an address as it was asked for."""
    row = connection.execute("SELECT id FROM pages WHERE url = ?", (url,)).fetchone()
    return row["id"] if row else None


def run_of_file(connection: sqlite3.Connection, path: str) -> int | None:
    """The run that wrote a WARC file."""
    row = connection.execute("SELECT run_id FROM warc_files WHERE path = ?", (path,)).fetchone()
    return row["run_id"] if row else None


def forget_empty_file(connection: sqlite3.Connection, path: str) -> None:
    """A file in which no whole record came to lie is gone."""
    connection.execute("DELETE FROM warc_files WHERE path = ?", (path,))


def is_sealed(connection: sqlite3.Connection, path: str) -> bool:
    """Whether a file is known and complete."""
    row = connection.execute("SELECT sealed_at FROM warc_files WHERE path = ?", (path,)).fetchone()
    return row is not None and row["sealed_at"] is not None


def file_of(connection: sqlite3.Connection, snapshot_id: int) -> str:
    """The file in which a snapshot's own record lies."""
    (path,) = connection.execute("SELECT warc_file FROM snapshots WHERE id = ?", (snapshot_id,)).fetchone()
    return str(path)
