"""Rows for records that are on disk already: of killed runs, and of files that others made."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from newsarchive.store import snapshots
from newsarchive.warc.dates import parse_date
from newsarchive.warc.digest import stated_sha256
from newsarchive.warc.scan import Record, scan


@dataclass(frozen=True, kw_only=True, slots=True)
class Registered:
    """What became of one record. `is_new` is False where its row was there already."""

    snapshot_id: int
    is_new: bool


def status_of(record: Record) -> int:
    """What the server answered with; a resource, and what states nothing, counts as 200. Some writers state 000."""
    return 200 if record.status is None else record.status


def adopt_records(db: sqlite3.Connection, base: Path, relative: str) -> int:
    """Give rows to the records of a sealed file that have none: they were written just before a kill.

    Returns how many there were. Their pages are still waiting and will be asked for again.
    """
    run_id = snapshots.run_of_file(db, relative)
    adopted = 0
    with (base / relative).open("rb") as file:
        for record in scan(file):
            if record.is_page:
                page_id = snapshots.page_of_url(db, record.url)
                adopted += register(db, record, relative, page_id=page_id, run_id=run_id).is_new
    return adopted


def register(
    db: sqlite3.Connection, record: Record, relative: str, *, page_id: int | None, run_id: int | None
) -> Registered:
    """The row of one response, revisit or resource record; a revisit that no original is found of holds 0 bytes."""
    known = snapshots.find_at(db, relative, record.offset)
    if known is not None:
        return Registered(snapshot_id=known, is_new=False)
    content_type = record.content_type
    sha256, size, original = record.payload_sha256, record.payload_bytes, None
    if record.type == "revisit":
        stated = stated_sha256(record.get("WARC-Payload-Digest"))
        if stated is not None:
            original = snapshots.find_original(db, stated, page_id=page_id, url=record.url)
        sha256, size = stated or sha256, original.bytes if original else 0
        content_type = content_type or (original.content_type if original else None)
    row_id = snapshots.add_snapshot(
        db,
        page_id=page_id,
        url=record.url,
        requested_url=None,
        fetched_at=parse_date(record.date),
        status=status_of(record),
        content_type=content_type,
        sha256=original.sha256 if original else sha256,
        size=size,
        warc_file=relative,
        offset=record.offset,
        length=record.length,
        revisit_of=original.id if original else None,
        run_id=run_id,
    )
    return Registered(snapshot_id=row_id, is_new=True)
