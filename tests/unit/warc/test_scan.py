"""Records are read one by one, each held against its own digests; nothing makes the reader go wrong silently."""

import base64
import gzip
import hashlib
import io
import random
from pathlib import Path

import pytest

from newsarchive.errors import StoreError
from newsarchive.warc.digest import Digests
from newsarchive.warc.reader import iter_members, read_record
from newsarchive.warc.scan import DamagedRecord, find_member, scan, scan_record
from newsarchive.warc.writer import gzip_member

BODY = "<html>Tin tức</html>".encode()
HTTP = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"


def record(block: bytes = HTTP + BODY, kind: str = "response", **headers: str) -> bytes:
    """One record as plain bytes."""
    lines = {
        "WARC-Type": kind,
        "WARC-Target-URI": "http://a.vn/x",
        "WARC-Date": "2024-01-01T00:00:00Z",
        "WARC-Record-ID": "<urn:uuid:1>",
        "Content-Type": f"application/http; msgtype={kind}",
        "Content-Length": str(len(block)),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    head = "WARC/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return head.encode() + b"\r\n" + block + b"\r\n\r\n"


def sha1(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def test_a_record_tells_all_that_is_in_it() -> None:
    data = gzip_member(record())
    read = scan_record(io.BytesIO(data), 0, keep=1000)
    assert (read.type, read.url, read.status, read.payload) == ("response", "http://a.vn/x", 200, BODY)
    assert (read.length, read.payload_bytes, read.problems, read.alone) == (len(data), len(BODY), (), True)
    assert read.payload_sha256 == hashlib.sha256(BODY).hexdigest()
    assert scan_record(io.BytesIO(data), 0, keep=3).payload is None


@pytest.mark.parametrize(
    ("headers", "problems"),
    [
        ({"WARC_Block_Digest": sha1(HTTP + BODY), "WARC_Payload_Digest": sha1(BODY)}, ()),
        ({"WARC_Block_Digest": "sha256:" + hashlib.sha256(HTTP + BODY).hexdigest()}, ()),
        ({"WARC_Block_Digest": sha1(BODY)}, ("block",)),
        ({"WARC_Payload_Digest": sha1(HTTP)}, ("payload",)),
        ({"WARC_Payload_Digest": "blake3:abc"}, ()),
    ],
)
def test_digests_are_counted_again(headers: dict[str, str], problems: tuple[str, ...]) -> None:
    assert scan_record(io.BytesIO(gzip_member(record(**headers))), 0).problems == problems


@pytest.mark.parametrize("keep", [0, 1000])
def test_a_payload_digest_of_the_unchunked_body_is_right_too(keep: int) -> None:
    http = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    block = http + b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY)
    read = scan_record(io.BytesIO(gzip_member(record(block, WARC_Payload_Digest=sha1(BODY)))), 0, keep=keep)
    assert (read.problems, read.payload is None) == ((), keep == 0)
    read = scan_record(io.BytesIO(gzip_member(record(block, WARC_Payload_Digest=sha1(HTTP)))), 0, keep=keep)
    assert read.problems == ("payload",)


def test_a_revisit_is_not_held_against_the_payload_it_repeats() -> None:
    read = scan_record(io.BytesIO(gzip_member(record(HTTP, "revisit", WARC_Payload_Digest=sha1(BODY)))), 0)
    assert (read.problems, read.is_page) == ((), True)


@pytest.mark.parametrize(
    ("plain", "why"),
    [
        (b"<html>", "no WARC record"),
        (b"WARC/1.1\r\nX", "header has no end"),
        (b"WARC/1.1\r\nWARC-Type: response\r\n\r\n", "how long"),
        (b"WARC/1.1\r\nno colon here\r\n\r\n", "cannot be read"),
        (record(Content_Length="99999"), "shorter"),
        (record(Content_Length="10"), "longer"),
        (record(Content_Length="-1"), "how long"),
        (b"WARC/1.1\r\nA: " + b"x" * 2_000_000, "header has no end"),
        (record(b"HTTP/1.1 200 OK\r\nA: " + b"x" * 2_000_000), "HTTP header has no end"),
    ],
)
def test_what_is_no_record_is_named(plain: bytes, why: str) -> None:
    with pytest.raises(DamagedRecord, match=why):
        scan_record(io.BytesIO(gzip_member(plain)), 0)


def test_cut_off_members_end_in_an_error_never_in_silence() -> None:
    data = gzip_member(record()) * 2
    first = len(data) // 2
    for end in range(first + 1, len(data)):
        found = []
        with pytest.raises(DamagedRecord, match="file ends inside"):
            for each in scan(io.BytesIO(data[:end])):
                found.append(each)
        assert len(found) == 1
        assert list(iter_members(io.BytesIO(data[:end]))) == [(0, first)]


def test_altered_members_are_errors_or_leave_the_content_alone() -> None:
    good = gzip_member(record())
    whole = scan_record(io.BytesIO(good), 0, keep=1000)
    chance = random.Random(5)
    for at in range(len(good)):
        bad = bytearray(good)
        bad[at] ^= 1 << chance.randrange(8)
        try:
            read = scan_record(io.BytesIO(bad), 0, keep=1000)
        except DamagedRecord:
            continue
        assert (read.payload, read.headers) == (whole.payload, whole.headers), at


def test_the_next_record_after_a_damaged_one_is_found() -> None:
    good = gzip_member(record())
    data = good + b"\x1f\x8b\x08 rubbish" * 3 + good
    assert find_member(io.BytesIO(data), 1) == len(data) - len(good)
    assert find_member(io.BytesIO(good), 1) is None


def test_two_records_in_one_member_are_told() -> None:
    assert not scan_record(io.BytesIO(gzip.compress(record() * 2)), 0).alone


def test_reading_what_a_row_points_to(tmp_path: Path) -> None:
    data = gzip_member(record())
    (tmp_path / "warc").mkdir()
    (tmp_path / "warc" / "a.warc.gz").write_bytes(data)
    assert read_record(tmp_path, "warc/a.warc.gz", 0, len(data)).body == BODY
    with pytest.raises(StoreError, match=r"a\.warc\.gz is damaged at byte 3"):
        read_record(tmp_path, "warc/a.warc.gz", 3, len(data))
    with pytest.raises(StoreError, match="its row says 7"):
        read_record(tmp_path, "warc/a.warc.gz", 0, 7)
    with pytest.raises(StoreError, match="missing"):
        read_record(tmp_path, "warc/b.warc.gz", 0, 7)


def test_digests_that_nobody_can_count_contradict_nothing() -> None:
    for stated in (None, "", "sha256:", "md4:abc", "nonsense"):
        digests = Digests(stated)
        digests.update(b"abc")
        assert digests.agree
