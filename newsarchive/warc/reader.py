"""Reads stored exchanges back out of WARC files."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from newsarchive.errors import StoreError
from newsarchive.warc.coding import MAX_PAYLOAD_BYTES, decode_body, is_cut_short
from newsarchive.warc.scan import CHUNK_BYTES, DamagedRecord, MemberStream, Record, scan_record
from newsarchive.warc.writer import OPEN_SUFFIX


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredRecord:
    """One record as read back."""

    type: str
    url: str
    date: str
    status: int | None
    headers: tuple[tuple[str, str], ...]
    payload: bytes
    """As stored, content encoding on."""
    body: bytes
    """With the content encoding taken off."""

    @property
    def is_cut_short(self) -> bool:
        """Whether the body lacks its end, as its gzip coding tells."""
        return is_cut_short(self.payload, len(self.body))


def real_path(base: Path, relative: str) -> Path:
    """Where the file of a row lies now: sealed, or still being written (or left so by a kill).

    Raises:
        StoreError: neither is there.
    """
    path = base / relative
    waiting = path.with_name(path.name + OPEN_SUFFIX)
    for candidate in (path, waiting, path):  # the third: sealed between the first look and the second
        if candidate.exists():
            return candidate
    raise StoreError(
        f"The WARC file {path} is missing: restore it from a backup.", table="warc_files", key=relative
    )


def read_record(base: Path, relative: str, offset: int, length: int) -> StoredRecord:
    """The record that a row of `snapshots` points to.

    Raises:
        StoreError: the file is missing, no whole record of that length begins there, its bytes contradict its
            own digests, or it is too large to be held.
    """
    path = real_path(base, relative)
    with path.open("rb") as file:
        try:
            record = scan_record(file, offset, keep=MAX_PAYLOAD_BYTES)
        except DamagedRecord as error:
            raise _damaged(path, offset, str(error)) from error
    if record.length != length:
        raise _damaged(path, offset, f"it takes {record.length} bytes, its row says {length}")
    if "block" in record.problems:
        raise _damaged(path, offset, "its bytes contradict its digest")
    if record.payload is None:
        raise StoreError(f"The record at byte {offset} of {path} is larger than {MAX_PAYLOAD_BYTES} bytes.")
    return stored(record)


def stored(record: Record) -> StoredRecord:
    """A record with its body decoded. Its payload must have been kept.

    Raises:
        StoreError: the body unpacks to more than `MAX_PAYLOAD_BYTES`.
    """
    assert record.payload is not None
    return StoredRecord(
        type=record.type,
        url=record.url,
        date=record.date,
        status=record.status,
        headers=record.http_headers,
        payload=record.payload,
        body=decode_body(record.payload, record.http("Content-Encoding"), record.http("Transfer-Encoding")),
    )


def _damaged(path: Path, offset: int, why: str) -> StoreError:
    return StoreError(
        f"{path} is damaged at byte {offset}: {why}. `newsarchive verify` tells how far it goes.",
        table="snapshots",
        key=offset,
    )


def iter_members(file: BinaryIO, start: int = 0) -> Iterator[tuple[int, int]]:
    """(offset, length) of every whole gzip member from byte `start` on, in order; stops before a torn one.

    warcio does not notice a cut last member, so tails are looked for here, in the plain gzip layer.
    """
    while True:
        member = MemberStream(file, start)
        buffer = memoryview(bytearray(CHUNK_BYTES))
        try:
            while member.readinto(buffer):
                continue
        except (zlib.error, EOFError):
            return
        assert member.length is not None
        yield start, member.length
        start += member.length
