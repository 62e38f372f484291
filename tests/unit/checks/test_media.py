"""Answers that are no pages are known by their bytes, whatever their header says."""

from datetime import UTC, datetime

import pytest

from newsarchive.checks.media import media_type, refuse_other_media
from newsarchive.errors import NotAnArticle
from newsarchive.extraction import extract
from newsarchive.model.snapshot import Snapshot

AT = datetime(2026, 7, 1, tzinfo=UTC)
PAGE = "<html><body><h1>Hội nghị cán bộ</h1><p>Sáng nay.</p></body></html>".encode()
URL = "https://tin.example/tin-tuc/hoi-nghi-1491917573"


def snapshot(body: bytes, content_type: str) -> Snapshot:
    return Snapshot(url=URL, fetched_at=AT, body=body, content_type=content_type)


@pytest.mark.parametrize(
    ("body", "content_type", "kind"),
    [
        (PAGE, "text/html; charset=utf-8", None),
        (PAGE, "text/plain", None),
        (PAGE, "application/octet-stream", None),
        (b"\xef\xbb\xbf\r\n<?xml version='1.0'?>" + PAGE, "application/xml", None),
        (b"<!-- %PDF- -->" + PAGE, "text/html", None),
        (b"", "application/json", None),
        ("Bài viết không có thẻ nào.".encode(), "text/html", None),
        ("[Ảnh] Hội nghị cán bộ".encode(), "", None),
        (b"%PDF-1.7\n%\xe2\xe3", "text/html", "application/pdf"),
        (b"\n\n%PDF-1.4", "application/octet-stream", "application/pdf"),
        (b'{"noi_dung": "<p>x</p>"}', "text/html; charset=utf-8", "application/json"),
        (b'[{"id": 1}]', "application/json", "application/json"),
        (b"\x89PNG\r\n\x1a\n", "text/html", "image/png"),
        (b"SQLite format 3\x00" + PAGE, "", "application/vnd.sqlite3"),
        (b"ID3\x04" + PAGE, "text/html", "audio/mpeg"),
        (b"\x1f\x8b\x08\x00", "text/html", "application/gzip"),  # packed, and the header does not say so
        (b"PK\x03\x04\x14", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"\xd0\xcf\x11\xe0\xa1", "application/octet-stream", "application/msword"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "text/xml", "text/xml"),
        ("Không có gì.".encode(), "text/plain; charset=utf-8", "text/plain"),
    ],
)  # fmt: skip
def test_what_an_answer_is(body: bytes, content_type: str, kind: str | None) -> None:
    assert media_type(snapshot(body, content_type)) == kind


@pytest.mark.parametrize(
    ("body", "what"),
    [(b"%PDF-1.7", "pdf-notice"), (b"\xd0\xcf\x11\xe0", "pdf-notice"), (b'{"a": 1}', "not-an-article")],
)
def test_it_is_named_for_what_it_is(body: bytes, what: str) -> None:
    with pytest.raises(NotAnArticle) as told:
        refuse_other_media(snapshot(body, ""))
    assert told.value.what == what
    with pytest.raises(NotAnArticle) as told:
        extract(body, url=URL, fetched_at=AT)
    assert told.value.what == what
