"""Rows of `snapshots` and `warc_files`. All functions run inside the caller's transaction."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from newsarchive.store.times import utc_text


@dataclass(frozen=True, kw_only=True, slots=True)
class SnapshotRow:
    """A row of `snapshots`: what was captured when, and where its record lies."""

    id: int
    page_id: int | None
    url: str
    fetched_at: str
    status: int
    content_type: str | None
    sha256: str
    bytes: int
    warc_file: str
    warc_offset: int
    warc_length: int
    revisit_of: int | None


_ROWS = f"SELECT {', '.join(SnapshotRow.__slots__)} FROM snapshots"
_ORIGINALS = f"{_ROWS} WHERE revisit_of IS NULL AND bytes > 0"


def find_same_bytes(connection: sqlite3.Connection, page_id: int | None, sha256: str) -> SnapshotRow | None:
    """The first capture of this page with this payload digest, to write a revisit record against."""
    rows = connection.execute(
        f"{_ORIGINALS} AND sha256 = ? AND page_id IS ? AND status = 200 LIMIT 1", (sha256, page_id)
    )
    return next(_read(rows), None)


def add_snapshot(
    connection: sqlite3.Connection,
    *,
    page_id: int | None,
    url: str,
    requested_url: str | None,
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
    """Row of one record that is on disk already."""
    cursor = connection.execute(
        "INSERT INTO snapshots (page_id, url, requested_url, fetched_at, status, content_type, sha256, bytes,"
        " warc_file, warc_offset, warc_length, revisit_of, run_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            page_id,
            url,
            requested_url if requested_url != url else None,
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


def find_at(connection: sqlite3.Connection, warc_file: str, offset: int) -> int | None:
    """The snapshot whose record begins there."""
    row = connection.execute(
        "SELECT id FROM snapshots WHERE warc_file = ? AND warc_offset = ?", (warc_file, offset)
    ).fetchone()
    return row["id"] if row else None


def find_original(
    connection: sqlite3.Connection, sha256: str, *, page_id: int | None, url: str
) -> SnapshotRow | None:
    """What a revisit record with this payload digest repeats, of the same address or page before any other."""
    rows = connection.execute(
        f"{_ORIGINALS} AND sha256 = :sha256 ORDER BY url != :url AND page_id IS NOT :page, id LIMIT 1",
        {"sha256": sha256, "page": page_id, "url": url},
    )
    return next(_read(rows), None)


def possible_originals(
    connection: sqlite3.Connection, *, urls: Iterable[str], page_ids: Iterable[int]
) -> list[SnapshotRow]:
    """Pages that came whole, of some addresses or pages, as they were stored."""
    rows = connection.execute(
        f"{_ORIGINALS} AND status = 200 AND (url IN (SELECT value FROM json_each(:urls))"
        " OR page_id IN (SELECT value FROM json_each(:pages))) ORDER BY id",
        {"urls": json.dumps(sorted(urls)), "pages": json.dumps(sorted(page_ids))},
    )
    return list(_read(rows))


def imported_originals(connection: sqlite3.Connection, paths: Iterable[str] | None) -> Iterator[SnapshotRow]:
    """Pages that came whole in imported files, all or those in `paths`, as they lie in them."""
    rows = connection.execute(
        f"{_ORIGINALS} AND status = 200 AND run_id IS NULL"
        " AND (:paths IS NULL OR warc_file IN (SELECT value FROM json_each(:paths))) ORDER BY warc_file, warc_offset",
        {"paths": None if paths is None else json.dumps(list(paths))},
    )
    return _read(rows)


def originals_of_sizes(connection: sqlite3.Connection, sizes: Iterable[int]) -> list[SnapshotRow]:
    """Pages of so many bytes that came whole, each payload once."""
    rows = connection.execute(
        f"{_ORIGINALS} AND status = 200 AND bytes IN (SELECT value FROM json_each(?))"
        " GROUP BY sha256 HAVING id = min(id) ORDER BY id",
        (json.dumps(sorted(sizes)),),
    )
    return list(_read(rows))


def imported_without_bytes(connection: sqlite3.Connection) -> list[SnapshotRow]:
    """Rows of imported pages that hold nothing: of revisits that no original is known of, and of empty answers."""
    return _rows(connection, "bytes = 0 AND revisit_of IS NULL AND run_id IS NULL AND status = 200")


def without_page(connection: sqlite3.Connection, path: str) -> list[SnapshotRow]:
    """Rows of one file that belong to no page."""
    return _rows(connection, "warc_file = ? AND page_id IS NULL", path)


def _rows(connection: sqlite3.Connection, which: str, *values: object) -> list[SnapshotRow]:
    return list(_read(connection.execute(f"{_ROWS} WHERE {which} ORDER BY warc_file, warc_offset", values)))


def _read(rows: Iterable[sqlite3.Row]) -> Iterator[SnapshotRow]:
    return (SnapshotRow(**dict(row)) for row in rows)


def give_page(connection: sqlite3.Connection, snapshot_id: int, page_id: int) -> None:
    """A snapshot that belonged to no page is found to be one of this page."""
    connection.execute(
        "UPDATE snapshots SET page_id = ? WHERE id = ? AND page_id IS NULL", (page_id, snapshot_id)
    )


def link_revisit(connection: sqlite3.Connection, snapshot_id: int, original: SnapshotRow) -> None:
    """What a revisit repeats has been found."""
    connection.execute(
        "UPDATE snapshots SET revisit_of = ?, sha256 = ?, bytes = ?, content_type = coalesce(content_type, ?)"
        " WHERE id = ?",
        (original.id, original.sha256, original.bytes, original.content_type, snapshot_id),
    )


def page_of_url(connection: sqlite3.Connection, url: str) -> int | None:
    """The page of an address as it was asked for."""
    row = connection.execute("SELECT id FROM pages WHERE url = ?", (url,)).fetchone()
    return row["id"] if row else None


def run_of_file(connection: sqlite3.Connection, path: str) -> int | None:
    """The run that wrote a WARC file."""
    row = connection.execute("SELECT run_id FROM warc_files WHERE path = ?", (path,)).fetchone()
    return row["run_id"] if row else None


def import_of(connection: sqlite3.Connection, beginning: str) -> str | None:
    """The imported file whose path begins so; a sealed one before others."""
    row = connection.execute(
        "SELECT path FROM warc_files WHERE substr(path, 1, length(:start)) = :start"
        " ORDER BY sealed_at IS NULL, path LIMIT 1",
        {"start": beginning},
    ).fetchone()
    return row["path"] if row else None


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
