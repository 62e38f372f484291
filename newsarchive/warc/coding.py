"""Takes transfer and content codings off a payload. What cannot be decoded stays as it is."""

import zlib
from functools import cache
from importlib import import_module
from typing import Any

from newsarchive.errors import StoreError

_GZIP = b"\x1f\x8b"
MAX_PAYLOAD_BYTES = 64_000_000
"""A decoded payload larger than this is refused (decompression bombs)."""


def decode_body(payload: bytes, encoding: str | None, transfer: str | None = None) -> bytes:
    """The payload with chunks, gzip, deflate, br or zstd taken off; the payload itself where that fails.

    Args:
        encoding: The Content-Encoding header.
        transfer: The Transfer-Encoding header; its coding is mostly off already, whatever it says.
    Raises:
        StoreError: it would be larger than `MAX_PAYLOAD_BYTES`.
    """
    if (transfer or "").strip().lower() == "chunked":
        payload = dechunk(payload)
    for name in reversed([part.strip().lower() for part in (encoding or "").split(",") if part.strip()]):
        if name in ("gzip", "x-gzip"):
            payload = _inflate(payload, zlib.MAX_WBITS | 16)
        elif name == "deflate":
            payload = _inflate(payload, zlib.MAX_WBITS)
        elif name == "br":
            payload = _brotli(payload)
        elif name == "zstd":
            payload = _zstd(payload)
    return payload


def dechunk(payload: bytes) -> bytes:
    """A chunked payload put together; the payload itself where it is not chunked.

    >>> dechunk(b"3;x=y\\r\\nabc\\r\\n2\\r\\nde\\r\\n0\\r\\n\\r\\n"), dechunk(b"<html>")
    (b'abcde', b'<html>')
    """
    parts: list[bytes] = []
    at = 0
    while True:
        end = payload.find(b"\r\n", at, at + 200)
        size_text = payload[at:end].split(b";")[0].strip() if end >= 0 else b""
        try:
            size = int(size_text, 16) if size_text.isalnum() else -1
        except ValueError:
            size = -1
        if size < 0:
            return payload
        if size == 0:
            return b"".join(parts)
        start = end + 2
        if payload[start + size : start + size + 2] != b"\r\n":
            return payload
        parts.append(payload[start : start + size])
        at = start + size + 2


def is_cut_short(packed: bytes, size: int) -> bool:
    """Whether a gzip body that unpacked to `size` bytes lacks its end; what is there unpacks without a word."""
    if int.from_bytes(packed[-4:], "little") == size & 0xFFFFFFFF:  # what a whole member says at its end
        return False
    while packed[:2] == _GZIP:
        member = zlib.decompressobj(wbits=31)
        try:
            member.decompress(packed)
        except zlib.error:
            return False  # another fault; what was unpacked is judged by what it says
        if not member.eof:
            return True
        packed = member.unused_data
    return False


def _inflate(payload: bytes, wbits: int) -> bytes:
    unpacker = zlib.decompressobj(wbits)
    try:
        body = unpacker.decompress(payload, MAX_PAYLOAD_BYTES)
    except zlib.error:
        if wbits == zlib.MAX_WBITS:
            return _inflate(payload, -zlib.MAX_WBITS)
        return payload
    if unpacker.unconsumed_tail:
        raise _too_large()
    return body or payload


def _brotli(payload: bytes) -> bytes:
    import brotli

    unpacker = brotli.Decompressor()
    try:
        body = bytes(unpacker.process(payload, output_buffer_limit=MAX_PAYLOAD_BYTES))
        if len(body) > MAX_PAYLOAD_BYTES or not (unpacker.is_finished() or unpacker.can_accept_more_data()):
            raise _too_large()
    except brotli.error:
        return payload
    return body or payload


def _zstd(payload: bytes) -> bytes:
    zstd = _zstd_module()
    unpacker = zstd.ZstdDecompressor()
    try:
        body = bytes(unpacker.decompress(payload, MAX_PAYLOAD_BYTES))
    except zstd.ZstdError:
        return payload
    if not body:
        return payload
    if not unpacker.eof and not unpacker.needs_input:
        raise _too_large()
    return body


@cache
def _zstd_module() -> Any:
    """In the standard library from Python 3.14 on; before, Scrapy brings the same module."""
    try:
        return import_module("compression.zstd")
    except ImportError:
        return import_module("backports.zstd")


def _too_large() -> StoreError:
    return StoreError(f"A stored page unpacks to more than {MAX_PAYLOAD_BYTES} bytes: it is left alone.")
