"""Takes in WARC files that others made: as they are where every record lies in a gzip member of its own, else with
each record packed anew, byte for byte the same inside."""

import io
import os
import re
import shutil
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from newsarchive.errors import InUse, StoreError
from newsarchive.warc.dates import parse_date
from newsarchive.warc.members import Members
from newsarchive.warc.scan import (
    CHUNK_BYTES,
    MAX_HEAD_BYTES,
    DamagedRecord,
    Record,
    find_member,
    scan,
    scan_record,
)
from newsarchive.warc.writer import GZIP_LEVEL, hold, sync_folder

COPY_PREFIX = "import-"
"""What names of copies begin with."""
PART_SUFFIX = ".part"
_GZIP = b"\x1f\x8b"
_ZIP = b"PK\x03\x04"
_ZSTD = b"\x28\xb5\x2f\xfd"
_ZSTD_DICTIONARY = b"\x2a\x4d\x18"
"""Behind its first byte: of a frame that unpackers pass over, in which such files keep their dictionary."""
_HEADER = re.compile(rb"\n\r?\nWARC/[01]\.\d\r?\n")
"""Where another record begins after the end of one."""
CLOCK_SLACK = timedelta(days=1)
"""What two clocks may differ by."""
_HEADER_BYTES = 16
"""More than `_HEADER` takes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Intake:
    """How a file was taken in."""

    verbatim: bool
    """Whether the copy is the file itself, a torn tail left out."""
    records: int
    cut: int
    """Bytes of a torn last record that were left out (of a file packed anew, as they unpack)."""
    torn: bool
    """Whether the file breaks off at its end."""


def take_in(source: Path, target: Path, at: datetime) -> Intake | None:
    """Copy a WARC file to `target`, whole and on disk when this returns; None where it is there already.

    Until then the copy is called `.part`, and held: what an import that was killed left there is begun anew.

    Args:
        at: The present moment: nothing can have been captured later.
    Raises:
        InUse: another import is copying it there right now.
        StoreError: it is no WARC file, a record in the middle is damaged, or one contradicts its digest or states an
            impossible date or one that is to come. Nothing is left of the copy.
        OSError: a file cannot be read or written.
    """
    part = target.with_name(target.name + PART_SUFFIX)
    target.parent.mkdir(parents=True, exist_ok=True)
    with source.open("rb") as file, open(part, "r+b", opener=_open_or_make) as copy:
        if not hold(copy, part):
            raise InUse(
                f"Another import is copying {source} into {target.parent}: wait for it, or stop it and import again."
            )
        try:
            if target.exists():  # it was finished between two looks
                part.unlink()
                return None
            copy.truncate(0)
            intake = _take_in(file, copy, source, at + CLOCK_SLACK)
            copy.flush()
            os.fsync(copy.fileno())
            part.rename(target)
        except BaseException:  # Ctrl-C too
            part.unlink(missing_ok=True)
            raise
    sync_folder(target.parent)
    return intake


def _open_or_make(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_CREAT, 0o666)


def _take_in(file: BinaryIO, copy: BinaryIO, source: Path, latest: datetime) -> Intake:
    magic = file.read(4)
    file.seek(0)
    if magic == _ZSTD or magic[1:] == _ZSTD_DICTIONARY:
        raise StoreError(
            f"{source} is packed with zstd: unpack it first (`zstd -d`), then import the .warc file."
        )
    if magic == _ZIP:
        raise StoreError(
            f"{source} is a package (WACZ): unpack it and import the WARC files in its archive/ folder."
        )
    if magic[:2] != _GZIP:
        if magic != b"WARC":
            raise _foreign(source)
        return _repack(file, copy, source, latest)
    if _holds_something_else(file):
        raise _foreign(source)
    size = file.seek(0, io.SEEK_END)
    whole = _whole_members(file, size, source, latest)
    file.seek(0)
    if whole is None:
        return _repack(file, copy, source, latest, Members(file))
    end, records = whole
    shutil.copyfileobj(_Part(file, end), copy, 1 << 20)
    return Intake(verbatim=True, records=records, cut=size - end, torn=end < size)


def _holds_something_else(file: BinaryIO) -> bool:
    """Whether a gzip file begins like no record; where it cannot be unpacked that is told later, with the place."""
    try:
        return io.BufferedReader(Members(file), CHUNK_BYTES).read(4) not in (b"", b"WARC")
    except zlib.error:
        return False


def _whole_members(file: BinaryIO, size: int, source: Path, latest: datetime) -> tuple[int, int] | None:
    """(end of the last whole record, their number); None where a member holds more than one record."""
    end = records = 0
    try:
        for record in scan(file, end=size):
            if not record.alone:
                return None
            _check(record, source, f"byte {record.offset}", latest)
            end, records = record.offset + record.length, records + 1
    except DamagedRecord as error:
        if "ends inside" not in str(error):
            raise _damaged(source, f"byte {error.offset}", str(error)) from error
        if not records or _holds_several(file, error.offset):
            return None
        _refuse_in_the_middle(file, error.offset, source)
    return end, records


def _check(record: Record, source: Path, place: str, latest: datetime) -> None:
    """Raises StoreError for what an archive must not take in as a capture."""
    if "block" in record.problems:
        raise _damaged(source, place, "its bytes contradict its digest")
    if record.is_page:
        try:
            date = parse_date(record.date)
        except ValueError as error:
            raise _damaged(source, place, str(error)) from error
        if date > latest:
            raise StoreError(
                f"{source} says at {place} that it was captured on {date:%Y-%m-%d}, which is to come: it is not"
                " imported. Set this computer's clock right, or, if its writer's clock was wrong, mend WARC-Date in a"
                " copy of it.",
                table="warc_files",
                key=str(source),
            )


def _holds_several(file: BinaryIO, offset: int) -> bool:
    """Whether another record follows the first one in a member."""
    seeker = _HeaderSeeker()
    stream = io.BufferedReader(Members(file, offset), CHUNK_BYTES)
    while not seeker.found and (chunk := stream.read1(CHUNK_BYTES)):
        seeker.feed(chunk)
    return seeker.found


def _refuse_in_the_middle(file: BinaryIO, offset: int, source: Path) -> None:
    """A member that has no end although others follow it is not torn but damaged."""
    if find_member(file, offset + 1) is not None:
        raise _damaged(source, f"byte {offset}", "its gzip member has no end, and others follow")


def _foreign(source: Path) -> StoreError:
    return StoreError(f"{source} is no WARC file: `warcio recompress` makes one of other formats.")


def _damaged(source: Path, place: str, why: str) -> StoreError:
    return StoreError(
        f"{source} is damaged at {place} ({why}): it is not imported; `warcio check` tells more.",
        table="warc_files",
        key=str(source),
    )


class _HeaderSeeker:
    """Looks for the beginning of another record in what goes by."""

    def __init__(self) -> None:
        self.found = False
        self._tail = b""

    def feed(self, chunk: bytes) -> None:
        data = self._tail + chunk
        self.found = self.found or _HEADER.search(data) is not None
        self._tail = data[-_HEADER_BYTES:]


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


class _Plain:
    """The bytes as they lie in the records, unpacked, and how far they have been read."""

    def __init__(self, file: BinaryIO, members: Members | None) -> None:
        self._stream = file if members is None else io.BufferedReader(members, CHUNK_BYTES)
        self._unit = "" if members is None else " of what it unpacks to"
        self.at = 0

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self.at += len(data)
        return data

    def readline(self) -> bytes:
        line = self._stream.readline(MAX_HEAD_BYTES)
        self.at += len(line)
        return line

    def place(self, at: int) -> str:
        """A place in words."""
        return f"byte {at}{self._unit}"


def _repack(
    file: BinaryIO, copy: BinaryIO, source: Path, latest: datetime, members: Members | None = None
) -> Intake:
    """Each record in a member of its own; a file in gzip members comes through `members`."""
    plain = _Plain(file, members)
    records = cut = whole = 0
    torn = False
    try:
        while head := _next_head(plain, source):
            _pack_one(head, plain, copy, source, latest)
            records, whole = records + 1, plain.at
    except EOFError:
        cut, torn = plain.at - whole, True
    except zlib.error as error:
        why = f"its gzip member is damaged after {plain.place(plain.at)}: {error}"
        raise _damaged(source, f"byte {members.member if members else 0}", why) from error
    if members is not None and members.torn_in is not None:
        torn = True
        _refuse_in_the_middle(file, members.torn_in, source)
    if not records:
        raise StoreError(f"{source} holds no whole record{' (it is cut off)' if torn else ''}.")
    return Intake(verbatim=False, records=records, cut=cut, torn=torn)


def _next_head(plain: _Plain, source: Path) -> bytes:
    """The header of the next record with its blank line; empty at the end."""
    lines: list[bytes] = []
    start = plain.at
    while line := plain.readline():
        if not lines:
            start = plain.at - len(line)
            if not line.strip(b"\r\n"):
                continue  # what closes the record before
            if not line.startswith(b"WARC/"):
                raise _damaged(source, plain.place(start), "something else than a record follows a record")
        lines.append(line)
        if plain.at - start > MAX_HEAD_BYTES:
            raise _damaged(source, plain.place(start), "the header of its record has no end")
        if not line.strip(b"\r\n"):
            return b"".join(lines)
    if lines:
        raise EOFError
    return b""


def _pack_one(head: bytes, plain: _Plain, copy: BinaryIO, source: Path, latest: datetime) -> None:
    """Write one record and hold it against its own digest; nothing of it is left where it is torn."""
    place = plain.place(plain.at - len(head))
    start = copy.tell()
    seeker = _HeaderSeeker()
    try:
        _pack(head, _block(plain, _length(head, source, place), seeker), copy)
    except EOFError:
        copy.truncate(start)
        copy.seek(start)
        if seeker.found:
            raise _damaged(source, place, "it says to be longer than it is: others follow") from None
        raise
    try:
        record = scan_record(copy, start)
    except DamagedRecord as error:
        raise _damaged(source, place, str(error)) from error
    _check(record, source, place, latest)
    copy.seek(0, io.SEEK_END)


def _pack(head: bytes, block: Iterator[bytes], copy: BinaryIO) -> None:
    packer = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    copy.write(packer.compress(head))
    for chunk in block:
        copy.write(packer.compress(chunk))
    copy.write(packer.compress(b"\r\n\r\n") + packer.flush())


def _block(plain: _Plain, left: int, seeker: _HeaderSeeker) -> Iterator[bytes]:
    while left:
        chunk = plain.read(min(left, CHUNK_BYTES))
        if not chunk:
            raise EOFError
        seeker.feed(chunk)
        left -= len(chunk)
        yield chunk


def _length(head: bytes, source: Path, place: str) -> int:
    for line in head.splitlines():
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-length" and value.strip().isdigit():
            return int(value)
    raise _damaged(source, place, "it does not say how long it is")
