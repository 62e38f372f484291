"""Readers of what lies where: WARC files and the rows that point into them. Read only."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from newsarchive.store.snapshots import SnapshotRow

_PLACE = f"""
SELECT {", ".join(f"s.{name}" for name in SnapshotRow.__slots__)}, o.sha256 AS original_sha256,
       o.warc_file AS original_file, o.warc_offset AS original_offset,
       (SELECT e.id FROM snapshots e WHERE e.sha256 = s.sha256 AND e.url = s.url AND e.revisit_of IS NULL
        AND e.bytes > 0 AND e.id < s.id AND e.fetched_at <= s.fetched_at LIMIT 1) AS same_before
FROM snapshots s LEFT JOIN snapshots o ON o.id = s.revisit_of
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class FileRow:
    """A row of `warc_files`. `sha256` and `bytes` are None while it is being written."""

    path: str
    sha256: str | None
    bytes: int | None
    sealed_at: str | None
    run_id: int | None

    @property
    def waits_for_import(self) -> bool:
        """Whether it is the whole copy of a file whose records have not all been entered."""
        return self.sealed_at is None and self.run_id is None


@dataclass(frozen=True, kw_only=True, slots=True)
class HeldRow(SnapshotRow):
    """A row of `snapshots`, with what it may be held against."""

    original_sha256: str | None
    """Digest of the snapshot that a revisit refers to …"""
    original_file: str | None
    original_offset: int | None
    """… and where it lies."""
    same_before: int | None
    """An earlier snapshot of the same bytes under the same address."""


def warc_files(connection: sqlite3.Connection) -> list[FileRow]:
    """All files, by path."""
    rows = connection.execute("SELECT path, sha256, bytes, sealed_at, run_id FROM warc_files ORDER BY path")
    return [FileRow(**dict(row)) for row in rows]


def snapshots_in(connection: sqlite3.Connection, path: str) -> Iterator[HeldRow]:
    """The rows that point into one file, in the order of the file."""
    rows = connection.execute(_PLACE + " WHERE s.warc_file = ? ORDER BY s.warc_offset", (path,))
    return (HeldRow(**dict(row)) for row in rows)


def random_snapshots(connection: sqlite3.Connection, count: int) -> list[HeldRow]:
    """So many rows, picked by chance."""
    rows = connection.execute(
        _PLACE + " WHERE s.id IN (SELECT id FROM snapshots ORDER BY random() LIMIT ?) ORDER BY s.id", (count,)
    )
    return [HeldRow(**dict(row)) for row in rows]


def end_of_rows(connection: sqlite3.Connection, path: str) -> int:
    """The byte after the last record of a file that has a row; 0 where none has."""
    (end,) = connection.execute(
        "SELECT coalesce(max(warc_offset + warc_length), 0) FROM snapshots WHERE warc_file = ?", (path,)
    ).fetchone()
    return int(end)
