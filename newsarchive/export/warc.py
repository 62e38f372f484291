"""A part of the archive as one WARC file: its records byte for byte as they were captured."""

import io
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, Protocol

from newsarchive import __version__
from newsarchive.errors import StoreError
from newsarchive.export.source import Progress
from newsarchive.export.target import replacing
from newsarchive.query.filters import Filters
from newsarchive.query.records import iter_records
from newsarchive.warc.reader import real_path
from newsarchive.warc.scan import DamagedRecord, Record, scan_record
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
    copied = 0
    with replacing(target) as file:
        for copy in copy_records(connection, base, file, filters, name=target.name):
            copied += copy.record.is_page
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
                for record in _with_request(file, path, place.warc_offset):
                    _copy(file, record, out)
                    yield Copied(record=record, offset=at)
                    at += record.length


def _with_request(file: BinaryIO, path: str, offset: int) -> Iterator[Record]:
    """The record there, and the request that belongs to it where that follows."""
    try:
        record = scan_record(file, offset)
    except DamagedRecord as error:
        raise _damaged(path, offset) from error
    if "block" in record.problems:
        raise _damaged(path, offset)
    yield record
    try:
        following = scan_record(file, offset + record.length)
    except DamagedRecord:  # the end of the file
        return
    if following.type == "request" and following.get("WARC-Concurrent-To") == record.get("WARC-Record-ID"):
        yield following


def _copy(file: BinaryIO, record: Record, out: _Sink) -> None:
    file.seek(record.offset)
    left = record.length
    while left:
        data = file.read(min(left, io.DEFAULT_BUFFER_SIZE * 16))
        out.write(data)
        left -= len(data)


def _damaged(path: str, offset: int) -> StoreError:
    return StoreError(
        f"{path} is damaged at byte {offset}: nothing was exported; `newsarchive verify` says how far it goes.",
        table="snapshots",
        key=offset,
    )
