"""WARC files against their rows: sizes, digests of files and records, rows and records both ways."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from newsarchive.errors import StoreError
from newsarchive.fixity.report import Report
from newsarchive.store.holdings import (
    FileRow,
    HeldRow,
    end_of_rows,
    random_snapshots,
    snapshots_in,
    warc_files,
)
from newsarchive.store.times import utc_text
from newsarchive.warc.dates import parse_date
from newsarchive.warc.digest import stated_digest, stated_sha256
from newsarchive.warc.intake import COPY_PREFIX
from newsarchive.warc.members import read_head
from newsarchive.warc.reader import iter_members, real_path
from newsarchive.warc.repair import belongs_to, is_being_written
from newsarchive.warc.scan import CHUNK_BYTES, DamagedRecord, MemberStream, Record, find_member, scan_record
from newsarchive.warc.writer import OPEN_SUFFIX, gzip_member

HASH_CHUNK_BYTES = 1 << 20


def check_files(
    db: sqlite3.Connection, database: Path, report: Report, progress: Callable[[str], None] = lambda _: None
) -> None:
    """Every file that has a row, from its first byte to its last, and files that have none."""
    files = warc_files(db)
    for number, row in enumerate(files, 1):
        progress(f"{row.path} ({number} of {len(files)})")
        check_file(db, database.parent, row, report)
    _check_strays(database, {row.path for row in files}, report)


def check_sample(db: sqlite3.Connection, base: Path, count: int, report: Report) -> None:
    """The sizes of all files, and so many records picked by chance."""
    for row in warc_files(db):
        path = _find(base, row, report)
        if path is not None:
            _check_size(path, row, report)
    for snapshot in random_snapshots(db, count):
        try:
            path = real_path(base, snapshot.warc_file)
        except StoreError:
            continue  # said above, once a file
        with path.open("rb") as file:
            _check_one(file, snapshot, base, report)


def check_file(db: sqlite3.Connection, base: Path, row: FileRow, report: Report) -> None:
    """One file: its size and digest, each of its records, the rows that point into it."""
    path = _find(base, row, report)
    if path is None:
        return
    report.checked["files"] += 1
    if row.waits_for_import:
        report.note(
            "import-waiting", "its import has not ended: if none is running, start it again", path=row.path
        )
    same_size = _check_size(path, row, report)
    end = path.stat().st_size if row.sealed_at else _end_written(db, path, row.path)
    damages = len(report.damages)
    with path.open("rb") as file:
        whole = row.sha256 is None or not same_size or _file_digest(file) == row.sha256
        _check_records(file, end, row.path, list(snapshots_in(db, row.path)), base, report)
        report.checked["bytes"] += end
        if whole and row.sealed_at:
            return
        named = len(report.damages) > damages
        changed = [] if named else list(_changed_between_contents(file, end))
    for offset in changed:
        report.damage(
            "byte-changed",
            "a byte outside of the records' contents was altered",
            path=row.path,
            offset=offset,
        )
    if row.sealed_at and not whole and not (named or changed):
        report.damage("file-changed", "its SHA-256 is not the one it was sealed with", path=row.path)


def _find(base: Path, row: FileRow, report: Report) -> Path | None:
    try:
        return real_path(base, row.path)
    except StoreError:
        report.damage("file-missing", "the file is gone: restore it from a backup", path=row.path)
        return None


def _check_size(path: Path, row: FileRow, report: Report) -> bool:
    size = path.stat().st_size
    if row.bytes is None or size == row.bytes:
        return True
    report.damage("file-size", f"it has {size} bytes and was sealed with {row.bytes}", path=row.path)
    return False


def _end_written(db: sqlite3.Connection, path: Path, relative: str) -> int:
    """How far a file that is being written is certain: to the last record that has a row."""
    return min(end_of_rows(db, relative), path.stat().st_size)


def _file_digest(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(HASH_CHUNK_BYTES):
        digest.update(chunk)
    return digest.hexdigest()


def _check_records(
    file: BinaryIO, end: int, path: str, snapshots: list[HeldRow], base: Path, report: Report
) -> None:
    rows = {snapshot.warc_offset: snapshot for snapshot in snapshots}
    at = 0
    while at < end:
        row = rows.pop(at, None)
        try:
            record = scan_record(file, at)
        except DamagedRecord as error:
            _say_damaged(error, path, row, report)
            at = _next_start(file, at, end, rows)
            continue
        report.checked["records"] += 1
        _compare(record, row, path, base, report)
        at += record.length
    for row in rows.values():
        report.damage(
            "record-missing",
            f"no record begins where the row of {row.url} says",
            path=path,
            offset=row.warc_offset,
            snapshot_id=row.id,
        )


def _next_start(file: BinaryIO, at: int, end: int, rows: dict[int, HeldRow]) -> int:
    """Where to read on after a damaged record: the next place that looks like one or that a row names."""
    found = find_member(file, at + 1)
    named = min((offset for offset in rows if offset > at), default=end)
    return min(named, end if found is None else found)


def _say_damaged(error: DamagedRecord, path: str, row: HeldRow | None, report: Report) -> None:
    what = f"the record of {row.url} is damaged" if row else "a record is damaged"
    report.damage(
        "record-damaged",
        f"{what}: {error}",
        path=path,
        offset=error.offset,
        snapshot_id=row.id if row else None,
    )


def _check_one(file: BinaryIO, row: HeldRow, base: Path, report: Report) -> None:
    try:
        record = scan_record(file, row.warc_offset)
    except DamagedRecord as error:
        _say_damaged(error, row.warc_file, row, report)
        return
    report.checked["records"] += 1
    _compare(record, row, row.warc_file, base, report)


def _compare(record: Record, row: HeldRow | None, path: str, base: Path, report: Report) -> None:
    where = {"path": path, "offset": record.offset, "snapshot_id": row.id if row else None}
    if "block" in record.problems:
        report.damage(
            "digest-differs", f"the bytes of the record of {record.url} contradict its digest", **where
        )
    elif "payload" in record.problems:
        report.note(
            "payload-digest", f"the writer of {record.url} stated another digest of its payload", **where
        )
    if not record.is_page:
        if row is not None:
            report.damage("record-differs", f"the row of {row.url} points to a {record.type} record", **where)
        return
    if row is None:
        report.damage("row-missing", f"the record of {record.url} has no row in snapshots", **where)
        return
    report.checked["snapshots"] += 1
    differing = [name for name, kept, said in _pairs(record, row, base) if kept != said]
    if differing:
        names = ", ".join(differing)
        report.damage(
            "row-differs", f"the row of {row.url} says something else than its record: {names}", **where
        )
    if record.type == "revisit" and row.revisit_of is None:
        report.note(
            "revisit-unresolved", f"the page that the revisit of {row.url} repeats is not in here", **where
        )


def _pairs(record: Record, row: HeldRow, base: Path) -> Iterator[tuple[str, object, object]]:
    """(column, what the row keeps, what the record says)."""
    yield "warc_length", row.warc_length, record.length
    yield "url", row.url, record.url
    yield "fetched_at", row.fetched_at, _moment(record.date)
    if record.status is not None:
        yield "status", row.status, record.status
    if record.content_type is not None and record.type != "revisit":
        yield "content_type", row.content_type or "", record.content_type
    if record.type != "revisit":
        yield "sha256", row.sha256, record.payload_sha256
        yield "bytes", row.bytes, record.payload_bytes
        yield "revisit_of", row.revisit_of, None
        return
    stated = stated_sha256(record.get("WARC-Payload-Digest"))
    if stated not in (None, row.sha256) and not _is_stated_by_original(record, row, base):
        yield "sha256", row.sha256, stated
    if row.revisit_of is not None:
        yield "revisit_of", row.sha256, row.original_sha256
    elif row.same_before is not None:
        yield "revisit_of", None, row.same_before


def _is_stated_by_original(record: Record, row: HeldRow, base: Path) -> bool:
    """Some writers digest a payload without its codings, in the record that holds it and in revisits alike."""
    if row.original_file is None or row.original_offset is None:
        return False
    try:
        with real_path(base, row.original_file).open("rb") as file:
            head = read_head(file, row.original_offset)
    except (StoreError, DamagedRecord):
        return False
    return stated_digest(head.get("WARC-Payload-Digest")) == stated_digest(record.get("WARC-Payload-Digest"))


def _moment(date: str) -> str:
    """A record's date as rows state it; one that cannot be, as it stands."""
    try:
        return utc_text(parse_date(date))
    except ValueError:
        return date


def _changed_between_contents(file: BinaryIO, end: int) -> Iterator[int]:
    """Bytes that no content depends on (gzip header, padding bits) and that differ from what we would have written.

    Tells nothing where another writer, or another zlib, made most of the members.
    """
    found: list[int] = []
    members = 0
    for offset, length in iter_members(file):
        if offset >= end:
            break
        members += 1
        file.seek(offset)
        raw = file.read(length)
        ours = gzip_member(BufferedReader(MemberStream(file, offset), CHUNK_BYTES).read())
        if raw != ours:
            found.append(
                offset + next((i for i, (a, b) in enumerate(zip(raw, ours, strict=False)) if a != b), 0)
            )
    if found and len(found) * 2 <= members:
        yield from found


def _check_strays(database: Path, known: set[str], report: Report) -> None:
    """Files in the folder that no row names. Those of another archive there are not our business."""
    for path in sorted((database.parent / "warc").glob("*")):
        relative = f"warc/{path.name.removesuffix(OPEN_SUFFIX)}"
        if relative in known or not path.is_file():
            continue
        if path.name.startswith(COPY_PREFIX):  # whatever its records say: they were made elsewhere
            why = "no row names this copy: its import was stopped (then start it again), or is another archive's"
            report.note("import-waiting", why, path=relative)
            continue
        if not belongs_to(path, database.name):
            continue
        if path.name.endswith(OPEN_SUFFIX):
            if not is_being_written(path):
                report.note("file-waiting", "left by a killed run: the next crawl seals it", path=relative)
        else:
            report.damage("file-without-row", "it belongs to this archive and no row names it", path=relative)
