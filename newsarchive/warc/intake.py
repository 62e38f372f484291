"""Takes in WARC files that others made: as they are where every record lies in a gzip member of its own, else with
each record packed anew, byte for byte the same inside."""

import gzip
import io
import os
import shutil
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from newsarchive.errors import StoreError
from newsarchive.warc.scan import CHUNK_BYTES, MAX_HEAD_BYTES, DamagedRecord, scan
from newsarchive.warc.writer import GZIP_LEVEL

_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_ZSTD = b"\x28\xb5\x2f\xfd"


class _Plain(Protocol):
    """Bytes as they lie in the records, unpacked."""

    def read(self, size: int, /) -> bytes: ...

    def readline(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Intake:
    """How a file was taken in."""

    verbatim: bool
    """Whether the copy is the file itself, a torn tail left out."""
    records: int
    cut: int
    """Bytes of a torn last record that were left out."""


def take_in(source: Path, target: Path) -> Intake:
    """Copy a WARC file to `target` (which must not be there), on disk when this returns.

    Raises:
        StoreError: it is no WARC file, or a record in the middle is damaged. Nothing is left at `target`.
        OSError: a file cannot be read or written.
    """
    try:
        with source.open("rb") as file, target.open("xb") as copy:
            intake = _take_in(file, copy, source)
            copy.flush()
            os.fsync(copy.fileno())
    except (StoreError, OSError):
        target.unlink(missing_ok=True)
        raise
    return intake


def _take_in(file: BinaryIO, copy: BinaryIO, source: Path) -> Intake:
    magic = file.read(4)
    file.seek(0)
    if magic == _ZSTD:
        raise StoreError(
            f"{source} is packed with zstd: unpack it first (`zstd -d`), then import the .warc file."
        )
    if magic == _ZIP:
        raise StoreError(
            f"{source} is a package (WACZ): unpack it and import the WARC files in its archive/ folder."
        )
    if magic[:2] != _GZIP:
        if magic != b"WARC":
            raise StoreError(f"{source} is no WARC file: `warcio recompress` makes one of other formats.")
        return _repack(file, copy, source)
    size = file.seek(0, io.SEEK_END)
    whole = _whole_members(file, size, source)
    file.seek(0)
    if whole is None:
        return _repack(gzip.GzipFile(fileobj=file), copy, source)
    end, records = whole
    shutil.copyfileobj(_Part(file, end), copy, 1 << 20)
    return Intake(verbatim=True, records=records, cut=size - end)


def _whole_members(file: BinaryIO, size: int, source: Path) -> tuple[int, int] | None:
    """(end of the last whole record, their number); None where a member holds more than one record."""
    end = records = 0
    try:
        for record in scan(file, end=size):
            if not record.alone:
                return None
            _refuse_altered(record.problems, record.offset, source)
            end, records = record.offset + record.length, records + 1
    except DamagedRecord as error:
        if "ends inside" not in str(error):
            raise _damaged(source, error.offset, str(error)) from error
        if not records:  # one member for the whole file, and that one torn
            return None
    return end, records


def _refuse_altered(problems: tuple[str, ...], offset: int, source: Path) -> None:
    if "block" in problems:
        raise _damaged(source, offset, "its bytes contradict its digest")


def _damaged(source: Path, offset: int, why: str) -> StoreError:
    return StoreError(
        f"{source} is damaged at byte {offset} ({why}): it is not imported; `warcio check` tells more.",
        table="warc_files",
        key=str(source),
    )


class _Part(io.RawIOBase):
    """The first bytes of a file."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        super().__init__()
        self._file, self._left = file, size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._file.read(min(len(buffer), self._left))
        buffer[: len(data)] = data
        self._left -= len(data)
        return len(data)


def _repack(stream: _Plain, copy: BinaryIO, source: Path) -> Intake:
    records = 0
    try:
        while head := _next_head(stream, source):
            start = copy.tell()
            try:
                _pack(head, stream, copy)
            except EOFError:
                copy.truncate(start)
                copy.seek(start)
                raise
            records += 1
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        if not records:
            raise StoreError(f"{source} holds no whole record ({error or 'it is cut off'}).") from error
        return Intake(verbatim=False, records=records, cut=1)
    return Intake(verbatim=False, records=records, cut=0)


def _next_head(stream: _Plain, source: Path) -> bytes:
    """The header of the next record with its blank line; empty at the end."""
    lines: list[bytes] = []
    taken = 0
    while line := stream.readline(MAX_HEAD_BYTES):
        if not lines and not line.strip(b"\r\n"):
            continue  # what closes the record before
        if not lines and not line.startswith(b"WARC/"):
            raise StoreError(f"{source} is damaged: something else than a record follows a record in it.")
        lines.append(line)
        taken += len(line)
        if taken > MAX_HEAD_BYTES:
            raise StoreError(f"{source} is damaged: the header of a record has no end.")
        if not line.strip(b"\r\n"):
            return b"".join(lines)
    if lines:
        raise EOFError
    return b""


def _pack(head: bytes, stream: _Plain, copy: BinaryIO) -> None:
    packer = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    copy.write(packer.compress(head))
    for chunk in _block(stream, _length(head)):
        copy.write(packer.compress(chunk))
    copy.write(packer.compress(b"\r\n\r\n") + packer.flush())


def _block(stream: _Plain, left: int) -> Iterator[bytes]:
    while left:
        chunk = stream.read(min(left, CHUNK_BYTES))
        if not chunk:
            raise EOFError
        left -= len(chunk)
        yield chunk


def _length(head: bytes) -> int:
    for line in head.splitlines():
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length" and value.strip().isdigit():
            return int(value)
    raise StoreError("A record does not say how long it is: the file is damaged; `warcio check` tells more.")
