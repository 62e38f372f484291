"""Where the bytes of one snapshot lie, and what they are."""

import sqlite3
from dataclasses import dataclass

from newsarchive.errors import StoreError


@dataclass(frozen=True, kw_only=True, slots=True)
class BytesPlace:
    """One snapshot; for a revisit the place is that of the record which holds the bytes."""

    snapshot_id: int
    url: str
    fetched_at: str
    """UTC."""
    status: int
    content_type: str | None
    sha256: str
    """Of the payload as stored, content encoding on."""
    kind: str | None
    """What its page is: article, photo, listing …; None for robots.txt."""
    site: str | None
    source_id: str | None
    warc_file: str
    warc_offset: int
    warc_length: int


_PLACE = """
SELECT s.id AS snapshot_id, s.url, s.fetched_at, s.status, coalesce(s.content_type, o.content_type) AS content_type,
       s.sha256, p.kind, p.site, p.source_id,
       coalesce(o.warc_file, s.warc_file) AS warc_file, coalesce(o.warc_offset, s.warc_offset) AS warc_offset,
       coalesce(o.warc_length, s.warc_length) AS warc_length
FROM snapshots s LEFT JOIN snapshots o ON o.id = s.revisit_of LEFT JOIN pages p ON p.id = s.page_id
WHERE s.id = ?
"""


def bytes_place(connection: sqlite3.Connection, snapshot_id: int) -> BytesPlace:
    """Where to read a snapshot.

    Raises:
        StoreError: there is no snapshot of this id.
    """
    row = connection.execute(_PLACE, (snapshot_id,)).fetchone()
    if row is None:
        raise StoreError(
            f"There is no snapshot {snapshot_id} in this archive.", table="snapshots", key=snapshot_id
        )
    return BytesPlace(**dict(row))
