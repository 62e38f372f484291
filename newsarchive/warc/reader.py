"""Reads stored exchanges back out of WARC files."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from newsarchive.errors import StoreError
from newsarchive.warc.writer import OPEN_SUFFIX

CHUNK_BYTES = 1 << 16
MAX_PAYLOAD_BYTES = 64_000_000
"""A decoded payload larger than this is refused (decompression bombs)."""


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


def real_path(base: Path, relative: str) -> Path:
    """Where the file of a row lies now: sealed, or still being written (or left so by a kill).

    Raises:
        StoreError: neither is there.
    """
    path = base / relative
    if path.exists():
        return path
    waiting = path.with_name(path.name + OPEN_SUFFIX)
    if waiting.exists():
        return waiting
    raise StoreError(
        f"The WARC file {path} is missing: restore it from a backup.", table="warc_files", key=relative
    )


def read_record(base: Path, relative: str, offset: int, length: int) -> StoredRecord:
    """The record that a row of `snapshots` points to.

    Raises:
        StoreError: the file is missing, or no whole record begins there.
    """
    path = real_path(base, relative)
    with path.open("rb") as file:
        file.seek(offset)
        member = file.read(length)
    try:
        plain = zlib.decompress(member, zlib.MAX_WBITS | 16)
        record = next(iter(ArchiveIterator(BytesIO(plain))))
        return _stored(record)
    except (zlib.error, StopIteration, ValueError, EOFError) as error:
        raise StoreError(
            f"{path} is damaged at byte {offset}: no whole record lies there.", table="snapshots", key=offset
        ) from error


def _stored(record: ArcWarcRecord) -> StoredRecord:
    http = record.http_headers
    payload = record.raw_stream.read()
    return StoredRecord(
        type=record.rec_type,
        url=record.rec_headers.get_header("WARC-Target-URI") or "",
        date=record.rec_headers.get_header("WARC-Date") or "",
        status=int(http.get_statuscode()) if http and http.get_statuscode().isdigit() else None,
        headers=tuple(http.headers) if http else (),
        payload=payload,
        body=decode_body(payload, http.get_header("Content-Encoding") if http else None),
    )


def decode_body(payload: bytes, encoding: str | None) -> bytes:
    """The payload with gzip, deflate, br or zstd taken off; the payload itself where that fails.

    Raises:
        StoreError: it would be larger than `MAX_PAYLOAD_BYTES`.
    """
    for name in reversed([part.strip().lower() for part in (encoding or "").split(",") if part.strip()]):
        if name in ("gzip", "x-gzip"):
            payload = _inflate(payload, zlib.MAX_WBITS | 16)
        elif name == "deflate":
            payload = _inflate(payload, zlib.MAX_WBITS)
        elif name == "br":
            payload = _brotli(payload)
    return payload


def _inflate(payload: bytes, wbits: int) -> bytes:
    unpacker = zlib.decompressobj(wbits)
    try:
        body = unpacker.decompress(payload, MAX_PAYLOAD_BYTES)
    except zlib.error:
        if wbits == zlib.MAX_WBITS:
            return _inflate(payload, -zlib.MAX_WBITS)
        return payload
    if unpacker.unconsumed_tail:
        raise StoreError(f"A stored page unpacks to more than {MAX_PAYLOAD_BYTES} bytes: it is left alone.")
    return body


def _brotli(payload: bytes) -> bytes:
    import brotli

    try:
        return bytes(brotli.decompress(payload))
    except brotli.error:
        return payload


def iter_members(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """(offset, length) of every whole gzip member, in order; stops before a torn one.

    warcio does not notice a cut last member, so tails are looked for here, in the plain gzip layer.
    """
    start = 0
    while True:
        length = _member_length(file, start)
        if length is None:
            return
        yield start, length
        start += length


def _member_length(file: BinaryIO, start: int) -> int | None:
    file.seek(start)
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    taken = 0
    while chunk := file.read(CHUNK_BYTES):
        taken += len(chunk)
        data = chunk
        try:
            while data:
                unpacker.decompress(data, CHUNK_BYTES * 16)
                data = unpacker.unconsumed_tail
        except zlib.error:
            return None
        if unpacker.eof:
            return taken - len(unpacker.unused_data)
    return None
