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
    """Files that rows do not know as sealed."""
    rows = connection.execute("SELECT path FROM warc_files WHERE sealed_at IS NULL ORDER BY path")
    return [row["path"] for row in rows]
