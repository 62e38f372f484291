"""A part of the archive as one WARC file: its records byte for byte as they were captured."""

import io
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, takewhile
from pathlib import Path
from typing import BinaryIO, Protocol

from newsarchive import __version__
from newsarchive.errors import StoreError
from newsarchive.export.source import Progress
from newsarchive.export.target import replacing
from newsarchive.query.filters import Filters
from newsarchive.query.records import RecordPlace, iter_records
from newsarchive.warc.cdxj import SortedLines, cdxj_line
from newsarchive.warc.reader import real_path
from newsarchive.warc.scan import DamagedRecord, Record, scan, scan_record
from newsarchive.warc.writer import warcinfo_member

DESCRIPTION = "a selection copied record by record from a larger archive"


class _Sink(Protocol):
    def write(self, data: bytes, /) -> int: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Copied:
    """A record that was copied, and where it came to lie."""

    record: Record
    offset: int


def write_warc(
    connection: sqlite3.Connection,
    base: Path,
    target: Path,
    filters: Filters,
    *,
    progress: Progress | None = None,
) -> int:
    """Write the records of the chosen articles and their photos. Returns how many responses there are.

    Args:
        base: The database's folder.
    Raises:
        StoreError: a record is damaged, or the target cannot be written.
    """
    with replacing(target) as file:
        return copy_captures(connection, base, file, filters, name=target.name, progress=progress)


def copy_captures(
    connection: sqlite3.Connection,
    base: Path,
    file: _Sink,
    filters: Filters,
    *,
    name: str,
    lines: SortedLines | None = None,
    progress: Progress | None = None,
) -> int:
    """Copy the records of the chosen articles and their photos; those of responses get a line in the index `lines`.

    Returns how many responses there are.
    Raises:
        StoreError: a record is damaged.
    """
    copied = 0
    for copy in copy_records(connection, base, file, filters, name=name):
        if copy.record.is_page:
            copied += 1
            if lines is not None:
                lines.add(cdxj_line(copy.record, filename=name, offset=copy.offset))
        if progress:
            progress(copied)
    return copied


def copy_records(
    connection: sqlite3.Connection, base: Path, out: _Sink, filters: Filters, *, name: str
) -> Iterator[Copied]:
    """Write a warcinfo record and then every chosen record, telling of each once it is written.

    Raises:
        StoreError: a record is damaged: nothing is exported that cannot be proved.
    """
    info = {
        "software": f"newsarchive/{__version__}",
        "format": "WARC File Format 1.1",
        "description": DESCRIPTION,
    }
    at = out.write(warcinfo_member(name, info))
    for path, places in groupby(iter_records(connection, filters), key=lambda place: place.warc_file):
        with real_path(base, path).open("rb") as file:
            for place in places:
                for record in _with_request(file, place):
                    _copy(file, record, out)
                    yield Copied(record=record, offset=at)
                    at += record.length


def _with_request(file: BinaryIO, place: RecordPlace) -> Iterator[Record]:
    """The record there, and the request that belongs to it: before it (wget) or behind it (most others)."""
    try:
        record = scan_record(file, place.warc_offset)
    except DamagedRecord as error:
        raise _damaged(place) from error
    if "block" in record.problems:
        raise _damaged(place)
    request = _find_request(_before(file, place), record)
    if request is not None:
        yield request
    yield record
    if request is None:
        request = _find_request(_behind(file, record), record)
        if request is not None:
            yield request


def _find_request(records: Iterator[Record], record: Record) -> Record | None:
    """The request that names the record, or that the record names; looked for up to the first damaged record."""
    try:
        return next((each for each in records if each.type == "request" and _are_one(each, record)), None)
    except DamagedRecord:
        return None


def _before(file: BinaryIO, place: RecordPlace) -> Iterator[Record]:
    return scan(file, start=place.gap_offset, end=place.warc_offset)


def _behind(file: BinaryIO, record: Record) -> Iterator[Record]:
    """Up to the next record of a page."""
    return takewhile(lambda each: not each.is_page, scan(file, start=record.offset + record.length))


def _are_one(request: Record, record: Record) -> bool:
    """Whether one of them names the other as captured with it."""
    return any(
        value == other.get("WARC-Record-ID")
        for one, other in ((request, record), (record, request))
        for name, value in one.headers
        if name.lower() == "warc-concurrent-to"
    )


def _copy(file: BinaryIO, record: Record, out: _Sink) -> None:
    file.seek(record.offset)
    left = record.length
    while left:
        data = file.read(min(left, io.DEFAULT_BUFFER_SIZE * 16))
        out.write(data)
        left -= len(data)


def _damaged(place: RecordPlace) -> StoreError:
    return StoreError(
        f"{place.warc_file} is damaged at byte {place.warc_offset}: nothing was exported;"
        " `newsarchive verify` says how far it goes.",
        table="snapshots",
        key=place.warc_offset,
    )
