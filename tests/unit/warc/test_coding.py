"""Codings are taken off; what cannot be decoded stays as it is, and bombs are refused."""

import gzip
import zlib

import brotli
import pytest

from newsarchive.errors import StoreError
from newsarchive.warc import coding
from newsarchive.warc.coding import dechunk, decode_body

TEXT = "Đảng bộ Thành phố ".encode() * 50


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(TEXT, mtime=0)),
        ("x-gzip", gzip.compress(TEXT, mtime=0)),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", zlib.compress(TEXT)[2:-4]),  # without the zlib wrapper, as some servers send it
        ("br", brotli.compress(TEXT)),
        ("gzip, br", brotli.compress(gzip.compress(TEXT, mtime=0))),
        ("identity", TEXT),
        (None, TEXT),
    ],
)
def test_each_coding_is_taken_off(encoding: str | None, packed: bytes) -> None:
    assert decode_body(packed, encoding) == TEXT


def test_zstd_is_taken_off() -> None:
    assert decode_body(coding._zstd_module().compress(TEXT), "zstd") == TEXT


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "unheard-of"])
@pytest.mark.parametrize("data", [b"<html>plain after all</html>", b"", b"\x00\x01\x02"])
def test_what_cannot_be_decoded_stays_as_it_is(encoding: str, data: bytes) -> None:
    assert decode_body(data, encoding) == data


def test_a_cut_off_page_gives_what_there_is() -> None:
    assert TEXT.startswith(decode_body(gzip.compress(TEXT, mtime=0)[:-12], "gzip")[:100])


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd"])
def test_bombs_are_refused(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coding, "MAX_PAYLOAD_BYTES", 100_000)
    bomb = bytes(1_000_000)
    packed = {
        "gzip": gzip.compress(bomb, mtime=0),
        "deflate": zlib.compress(bomb),
        "br": brotli.compress(bomb),
        "zstd": coding._zstd_module().compress(bomb),
    }[encoding]
    with pytest.raises(StoreError, match="left alone"):
        decode_body(packed, encoding)


@pytest.mark.parametrize(
    "payload",
    [b"", b"<html>", b"5\r\nabc", b"zz\r\nabc\r\n0\r\n\r\n", b"3\r\nabcX", b"-3\r\nabc\r\n0\r\n\r\n"],
)
def test_what_is_not_chunked_stays_as_it_is(payload: bytes) -> None:
    assert dechunk(payload) == payload


def test_chunks_are_put_together() -> None:
    assert dechunk(b"3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: x\r\n\r\n") == b"abcde"
    assert decode_body(b"3\r\nabc\r\n0\r\n\r\n", None, "chunked") == b"abc"
