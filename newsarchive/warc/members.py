"""A gzip file of any members as one stream of plain bytes that knows where it breaks off; heads of records alone."""

import io
import zlib
from email.message import Message
from http.client import HTTPException, parse_headers
from typing import BinaryIO

from newsarchive.warc.scan import CHUNK_BYTES, DamagedRecord, MemberStream


def read_head(file: BinaryIO, offset: int) -> Message:
    """The header of the record whose gzip member begins at `offset`; its block is neither unpacked nor digested.

    Raises:
        DamagedRecord: no record begins there.
    """
    stream = io.BufferedReader(MemberStream(file, offset), CHUNK_BYTES)
    try:
        if stream.readline(64).startswith(b"WARC/"):
            return parse_headers(stream)
    except (zlib.error, EOFError, HTTPException) as error:
        raise DamagedRecord(f"its header cannot be read ({error})", offset) from error
    raise DamagedRecord("no WARC record begins there", offset)


class Members(io.RawIOBase):
    """What the gzip members of a file hold, one after the other; zeros that pad its end are passed over.

    Where the file ends inside of a member the stream ends too, and `torn_in` says where that member begins. Reading
    raises zlib.error where a member is damaged; `member` is where it begins.
    """

    def __init__(self, file: BinaryIO, start: int = 0) -> None:
        super().__init__()
        self._file = file
        self._stream: MemberStream | None = None
        self._end = file.seek(0, io.SEEK_END)
        self.member = start
        self.torn_in: int | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while self.torn_in is None:
            if self._stream is None:
                if self._is_over():
                    return 0
                self._stream = MemberStream(self._file, self.member)
            try:
                taken = self._stream.readinto(buffer)
            except EOFError:
                self.torn_in = self.member
                return 0
            if taken:
                return taken
            assert self._stream.length is not None
            self.member += self._stream.length
            self._stream = None
        return 0

    def _is_over(self) -> bool:
        """Whether nothing but zeros follows."""
        if self.member >= self._end:
            return True
        self._file.seek(self.member)
        while data := self._file.read(1 << 16):
            if data.strip(b"\0"):
                return False
        return True
