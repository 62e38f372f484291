"""Appends exchanges to WARC/1.1 files, one gzip member a record.

A file being written carries the suffix `.open`; it is renamed when sealed. Rows name the final path.
Digests are SHA-256 (base32, as the format's tools write them).
"""

import fcntl
import hashlib
import os
import time
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO, FileIO
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.utils import Digester
from warcio.warcwriter import WARCWriter

from newsarchive.model.crawl import Capture
from newsarchive.warc.digest import base32

MAX_FILE_BYTES = 1_000_000_000
"""A file is sealed and the next one begun once it is larger than this."""
GZIP_LEVEL = 6
OPEN_SUFFIX = ".open"
_EMPTY = base32(hashlib.sha256().hexdigest())
"""Digest of the payload that a request does not have."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordPlace:
    """Where a record lies: `path` relative to the archive's folder, byte offset and length of its gzip member."""

    path: str
    offset: int
    length: int
    sha256: str
    """Hex digest of the payload as stored."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RefersTo:
    """The earlier capture that a revisit record points to."""

    url: str
    fetched_at: datetime
    payload_digest: str


class _Sha256Writer(WARCWriter):
    @staticmethod
    def _create_digester() -> Digester:
        return Digester("sha256")


class WarcFile:
    """One file under the pen. Not for use from two threads at once."""

    def __init__(self, folder: Path, name: str, info: dict[str, str]) -> None:
        """Begin `folder/name` with a warcinfo record.

        Raises:
            OSError: the folder cannot be written.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self.final = folder / name
        self.path = folder / (name + OPEN_SUFFIX)
        self._relative = f"{folder.name}/{name}"
        self._file = _create_held(self.path)  # whoever finds it unlocked knows that we died
        self._offset = 0
        self._builder = _builder()
        try:
            self._append(self._builder.create_warcinfo_record(name, info))
        except OSError:
            self._file.close()
            self.path.unlink()
            raise

    @property
    def relative(self) -> str:
        """The final path as rows name it: relative to the database's folder."""
        return self._relative

    @property
    def size(self) -> int:
        return self._offset

    def write(self, capture: Capture, digest: str, revisit: RefersTo | None = None) -> RecordPlace:
        """Append response (or revisit) and request; they reach the disk with `sync`.

        Raises:
            OSError: the disk is full or gone; the file is cut back to its last whole record.
        """
        writer = self._builder
        date = warc_date(capture.fetched_at)
        headers = {"WARC-Date": date}
        if capture.ip:
            headers["WARC-IP-Address"] = capture.ip
        status = StatusAndHeaders(
            f"{capture.status} {capture.reason}".rstrip(), list(capture.headers), protocol=capture.protocol
        )
        if revisit is None:
            headers["WARC-Payload-Digest"] = base32(digest)
            response = writer.create_warc_record(
                capture.url,
                "response",
                payload=BytesIO(capture.body),
                length=len(capture.body),
                http_headers=status,
                warc_headers_dict=headers,
            )
        else:
            response = writer.create_revisit_record(
                capture.url,
                revisit.payload_digest,
                revisit.url,
                warc_date(revisit.fetched_at),
                http_headers=status,
                warc_headers_dict=headers,
            )
        request = writer.create_warc_record(
            capture.url,
            "request",
            http_headers=StatusAndHeaders(
                f"{capture.method} {_request_target(capture.url)} HTTP/1.1",
                list(capture.request_headers),
                is_http_request=True,
            ),
            warc_headers_dict={
                "WARC-Date": date,
                "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID"),
                "WARC-Payload-Digest": _EMPTY,
            },
        )
        start = self._offset
        try:
            length = self._append(response)
            self._append(request)
        except OSError:
            self._cut(start)
            raise
        return RecordPlace(path=self._relative, offset=start, length=length, sha256=digest)

    def sync(self) -> None:
        """Bring everything written so far to the disk."""
        os.fsync(self._file.fileno())

    def take_back(self, place: RecordPlace) -> None:
        """Cut off the exchange written last: it could not be given a row."""
        self._cut(place.offset)

    def leave(self) -> None:
        """Close the file as it is, under its open name: the next run seals it."""
        self._file.close()

    def seal(self) -> Path:
        """Close the file under its final name."""
        self.sync()
        self._file.close()
        self.path.rename(self.final)
        sync_folder(self.final.parent)
        return self.final

    def _append(self, record: ArcWarcRecord) -> int:
        member = _member(record)
        rest = memoryview(member)
        while rest:  # a disk that is nearly full takes a part
            rest = rest[self._file.write(rest) :]
        self._offset += len(member)
        return len(member)

    def _cut(self, offset: int) -> None:
        self._file.truncate(offset)
        self._file.seek(offset)
        self._offset = offset


def hold(file: IO[bytes] | int, path: Path) -> bool:
    """Lock an open file (or folder, by its handle) for as long as it stays open; False where somebody else has it or it
    was renamed meanwhile."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.path.samestat(os.fstat(file if isinstance(file, int) else file.fileno()), path.stat())
    except (BlockingIOError, FileNotFoundError):
        return False


def _create_held(path: Path) -> FileIO:
    """A new file under our lock, unbuffered: what could not be written must not be tried again on closing.

    Raises:
        OSError: it exists, or the folder cannot be written.
    """
    for _ in range(100):
        file = open(path, "xb", buffering=0)  # noqa: SIM115 - closed by seal() or leave()
        if hold(file, path):
            return file
        file.close()  # a run that just began took the empty file for a left one, and removes it
        time.sleep(0.01)
    raise OSError(f"{path} cannot be locked")


def _builder() -> _Sha256Writer:
    return _Sha256Writer(BytesIO(), gzip=False, warc_version="1.1")


def warcinfo_member(name: str, info: dict[str, str]) -> bytes:
    """The gzip member of a warcinfo record for the head of a file."""
    return _member(_builder().create_warcinfo_record(name, info))


def _member(record: ArcWarcRecord) -> bytes:
    buffer = BytesIO()
    _Sha256Writer(buffer, gzip=False, warc_version="1.1").write_record(record)
    return gzip_member(buffer.getvalue())


def gzip_member(data: bytes) -> bytes:
    """One gzip member without name or time, so that equal records give equal bytes."""
    packer = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return packer.compress(data) + packer.flush()


def warc_date(moment: datetime) -> str:
    """UTC with microseconds, as WARC/1.1 allows."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def sync_folder(folder: Path) -> None:
    """Make a rename or a new file in `folder` survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _request_target(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
