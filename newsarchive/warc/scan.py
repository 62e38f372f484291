"""Reads WARC files record by record and holds each record against its own digests, in bounded memory.

Every record lies in a gzip member of its own, so that one damaged record hides no other.
"""

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from newsarchive.warc.coding import MAX_PAYLOAD_BYTES, dechunk
from newsarchive.warc.digest import Digests

CHUNK_BYTES = 1 << 14
MAX_HEAD_BYTES = 1 << 20
"""WARC and HTTP headers larger than this make a record unreadable."""
GZIP_MAGIC = b"\x1f\x8b\x08"
PAGE_RECORDS = frozenset(("response", "revisit", "resource"))
"""Types of records that hold (or refer to) what a server sent: each has a row in `snapshots`."""

_VERSION = re.compile(rb"WARC/(?:0\.1[78]|1\.[01])\r?\n\Z")
_STATUS = re.compile(rb"[A-Za-z]+(?:/\d(?:\.\d)?)? (\d{3})(?: (.*))?\Z")


class DamagedRecord(ValueError):
    """No whole record lies at `offset`; the text says why, for people."""

    def __init__(self, why: str, offset: int) -> None:
        super().__init__(why)
        self.offset = offset


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """One record as read back."""

    offset: int
    length: int
    """Bytes of its gzip member."""
    headers: tuple[tuple[str, str], ...]
    """Of the record itself."""
    status: int | None
    http_headers: tuple[tuple[str, str], ...]
    payload: bytes | None
    """As stored, codings on; None where it is larger than was asked for."""
    payload_bytes: int
    payload_sha256: str
    problems: tuple[str, ...]
    """Its own digests that its bytes contradict: "block", "payload"."""
    alone: bool
    """Whether the member holds this record and nothing else."""

    def get(self, name: str) -> str | None:
        """A header of the record."""
        return _get(self.headers, name)

    def http(self, name: str) -> str | None:
        """A header of the response in it."""
        return _get(self.http_headers, name)

    @property
    def type(self) -> str:
        """In small letters: some writers state `Response`, and other readers take that too."""
        return (self.get("WARC-Type") or "").lower()

    @property
    def url(self) -> str:
        """Target address; some writers put it in angle brackets."""
        return (self.get("WARC-Target-URI") or "").strip("<>")

    @property
    def date(self) -> str:
        return self.get("WARC-Date") or ""

    @property
    def content_type(self) -> str | None:
        """Of what the server sent; a resource record states it itself."""
        return self.get("Content-Type") if self.type == "resource" else self.http("Content-Type")

    @property
    def is_page(self) -> bool:
        """Whether it stands for something a web server sent (not a DNS answer, a request, notes)."""
        return self.type in PAGE_RECORDS and self.url.lower().startswith(("http://", "https://"))


def scan(file: BinaryIO, *, start: int = 0, end: int | None = None, keep: int = 0) -> Iterator[Record]:
    """All records from byte `start` up to byte `end` (the end of the file), in order.

    Raises:
        DamagedRecord: at the first place where no whole record lies.
    """
    size = file.seek(0, io.SEEK_END) if end is None else end
    while start < size:
        record = scan_record(file, start, keep=keep)
        yield record
        start += record.length


def scan_record(file: BinaryIO, offset: int, *, keep: int = 0) -> Record:
    """The record whose gzip member begins at `offset`; its payload too where that is no larger than `keep` bytes.

    Raises:
        DamagedRecord: no whole record begins there.
    """
    member = MemberStream(file, offset)
    try:
        return _read(io.BufferedReader(member, CHUNK_BYTES), member, offset, keep)
    except zlib.error as error:
        raise DamagedRecord(f"its gzip member is damaged ({error})", offset) from error
    except EOFError as error:
        raise DamagedRecord("the file ends inside of it", offset) from error


def find_member(file: BinaryIO, start: int) -> int | None:
    """Where the next gzip member that begins a record lies, looking on from byte `start`."""
    at = start
    file.seek(start)
    tail = b""
    while chunk := file.read(1 << 20):
        data = tail + chunk
        base = at - len(tail)
        found = data.find(GZIP_MAGIC)
        while found >= 0:
            if _begins_record(file, base + found):
                return base + found
            found = data.find(GZIP_MAGIC, found + 1)
        at += len(chunk)
        tail = data[-len(GZIP_MAGIC) + 1 :]
        file.seek(at)
    return None


def _begins_record(file: BinaryIO, offset: int) -> bool:
    try:
        return io.BufferedReader(MemberStream(file, offset), CHUNK_BYTES).read(5) == b"WARC/"
    except (zlib.error, EOFError):
        return False


class MemberStream(io.RawIOBase):
    """The plain bytes of one gzip member. `length` is known once it has been read to its end.

    Reading raises zlib.error where the member is damaged and EOFError where the file ends inside of it.
    """

    def __init__(self, file: BinaryIO, offset: int) -> None:
        super().__init__()
        self._file = file
        self._at = offset
        self._taken = 0
        self._unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._waiting = b""
        self.length: int | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while self.length is None:
            data = self._waiting or self._more()
            out = self._unpacker.decompress(data, len(buffer))
            self._waiting = self._unpacker.unconsumed_tail
            if self._unpacker.eof:
                self.length = self._taken - len(self._unpacker.unused_data)
            if out:
                buffer[: len(out)] = out
                return len(out)
        return 0

    def _more(self) -> bytes:
        self._file.seek(self._at + self._taken)
        data = self._file.read(CHUNK_BYTES)
        if not data:
            raise EOFError
        self._taken += len(data)
        return data


def _read(stream: io.BufferedReader, member: MemberStream, offset: int, keep: int) -> Record:
    if not _VERSION.match(stream.readline(64)):
        raise DamagedRecord("no WARC record begins there", offset)
    headers = _header_lines(stream, offset)
    length = _content_length(headers, offset)
    kind = (_get(headers, "WARC-Type") or "").lower()
    holds_http = (_get(headers, "Content-Type") or "").lower().startswith("application/http")
    block = _Block(stream, length, offset, Digests(_get(headers, "WARC-Block-Digest")))
    head = block.read_head() if holds_http else b""
    payload = Digests(_get(headers, "WARC-Payload-Digest"), always="sha256")
    payload.update(block.rest_of_first)
    status, http_headers = _http_head(head)
    chunked = (_get(http_headers, "Transfer-Encoding") or "").strip().lower() == "chunked"
    most = max(keep, MAX_PAYLOAD_BYTES) if chunked else keep
    kept = bytearray(block.rest_of_first)
    size = len(kept)
    for chunk in block:
        payload.update(chunk)
        size += len(chunk)
        if size <= most:
            kept += chunk
    alone = _at_end(stream, offset)
    while stream.read(CHUNK_BYTES):
        continue
    assert member.length is not None
    body = bytes(kept) if size <= most else None
    problems = [] if block.digests.agree else ["block"]
    if not (kind == "revisit" or payload.agree or (chunked and _agrees_dechunked(body, headers))):
        problems.append("payload")
    return Record(
        offset=offset,
        length=member.length,
        headers=headers,
        status=status,
        http_headers=http_headers,
        payload=body if size <= keep else None,
        payload_bytes=size,
        payload_sha256=payload.hex("sha256"),
        problems=tuple(problems),
        alone=alone,
    )


class _Block:
    """The block of a record: exactly `length` bytes, digested as they go by."""

    def __init__(self, stream: io.BufferedReader, length: int, offset: int, digests: Digests) -> None:
        self._stream = stream
        self._left = length
        self._offset = offset
        self.digests = digests
        self.rest_of_first = b""
        """What `read_head` took from the stream after the head."""

    def __iter__(self) -> Iterator[bytes]:
        while self._left:
            yield self._take()

    def _take(self) -> bytes:
        chunk = self._stream.read1(min(self._left, CHUNK_BYTES))
        if not chunk:
            raise DamagedRecord("it is shorter than it says", self._offset)
        self._left -= len(chunk)
        self.digests.update(chunk)
        return chunk

    def read_head(self) -> bytes:
        """Everything up to and with the first blank line; the whole block where there is none."""
        data = bytearray()
        while True:
            end = _head_end(data)
            if end is not None or not self._left:
                head = bytes(data[:end])
                self.rest_of_first = bytes(data[len(head) :])
                return head
            if len(data) > MAX_HEAD_BYTES:
                raise DamagedRecord("its HTTP header has no end", self._offset)
            data += self._take()


def _head_end(data: bytearray) -> int | None:
    wide, narrow = data.find(b"\r\n\r\n"), data.find(b"\n\n")
    if wide >= 0 and (narrow < 0 or wide < narrow):
        return wide + 4
    return narrow + 2 if narrow >= 0 else None


def _header_lines(stream: io.BufferedReader, offset: int) -> tuple[tuple[str, str], ...]:
    lines: list[tuple[str, str]] = []
    taken = 0
    while True:
        line = stream.readline(MAX_HEAD_BYTES)
        taken += len(line)
        if taken > MAX_HEAD_BYTES or not line.endswith(b"\n"):
            raise DamagedRecord("its header has no end", offset)
        text = line.rstrip(b"\r\n").decode("utf-8", "replace")
        if not text:
            return tuple(lines)
        if text[0] in " \t" and lines:
            name, value = lines[-1]
            lines[-1] = (name, f"{value} {text.strip()}")
            continue
        name, colon, value = text.partition(":")
        if not colon:
            raise DamagedRecord("its header cannot be read", offset)
        lines.append((name.strip(), value.strip()))


def _content_length(headers: tuple[tuple[str, str], ...], offset: int) -> int:
    text = _get(headers, "Content-Length") or ""
    if not (text.isascii() and text.isdigit()):
        raise DamagedRecord("it does not say how long it is", offset)
    return int(text)


def _at_end(stream: io.BufferedReader, offset: int) -> bool:
    """Whether the two line ends that close a record are followed by nothing."""
    closing = stream.read(4)
    if closing.strip(b"\r\n"):
        raise DamagedRecord("it is longer than it says", offset)
    return not stream.read(1).strip(b"\r\n")


def _http_head(head: bytes) -> tuple[int | None, tuple[tuple[str, str], ...]]:
    lines = head.replace(b"\r\n", b"\n").split(b"\n")
    match = _STATUS.match(lines[0])
    pairs = []
    for line in lines[1:]:
        name, colon, value = line.decode("latin-1").partition(":")
        if colon:
            pairs.append((name.strip(), value.strip()))
    return (int(match[1]) if match else None), tuple(pairs)


def _agrees_dechunked(body: bytes | None, headers: tuple[tuple[str, str], ...]) -> bool:
    """Some writers leave the transfer coding in the block but digest the payload without it."""
    if body is None:
        return False
    digests = Digests(_get(headers, "WARC-Payload-Digest"))
    digests.update(dechunk(body))
    return digests.agree


def _get(pairs: tuple[tuple[str, str], ...], name: str) -> str | None:
    wanted = name.lower()
    return next((value for key, value in pairs if key.lower() == wanted), None)
