"""What an answer is by its bytes: a page, or a document, data or a picture under a page's address."""

import json
import re

from newsarchive.errors import NotAnArticle
from newsarchive.model.snapshot import Snapshot

HEAD_BYTES = 4_096
"""A file says what it is in its first bytes; so does a page, behind comments and processing instructions."""
MAX_JSON_BYTES = 4_000_000
_PAGES = frozenset(("", "text/html", "application/xhtml+xml"))
_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|div|p|table|h[1-6]|script|article|span|br|center|font)\b",
    re.I,
)
_SIGNATURES = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n": "image/png",
    b"GIF8": "image/gif",
    b"\xff\xd8\xff": "image/jpeg",
    b"\xd0\xcf\x11\xe0": "application/msword",
    b"{\\rtf": "application/rtf",
    b"PK\x03\x04": "application/zip",
    b"\x1f\x8b": "application/gzip",
    b"SQLite format 3\x00": "application/vnd.sqlite3",
    b"ID3": "audio/mpeg",
    b"OggS": "audio/ogg",
    b"RIFF": "audio/wav",
}
_PACKED = frozenset(("application/msword", "application/zip"))
"""Forms that several kinds of documents share; the header may tell which."""
_DOCUMENT = re.compile(r"pdf|msword|ms-word|officedocument|opendocument|rtf|ms-excel|ms-powerpoint")


def refuse_other_media(snapshot: Snapshot) -> None:
    """Refuse an answer that is no page. What holds mark-up is one, whatever its Content-Type says.

    Raises:
        NotAnArticle: "pdf-notice" for a PDF or an office document, "not-an-article" for anything else.
    """
    kind = media_type(snapshot)
    if kind is None:
        return
    if _DOCUMENT.search(kind):
        why = f"A document ({kind}) came instead of a page; its bytes are kept, its text is not read."
        raise NotAnArticle(why, what="pdf-notice", url=snapshot.url)
    why = f"What came is no page but {kind}; its bytes are kept."
    raise NotAnArticle(why, what="not-an-article", url=snapshot.url)


def media_type(snapshot: Snapshot) -> str | None:
    """The type of an answer that is no page, by its bytes, else by its header; None for a page, or for nothing at all.

    >>> from datetime import UTC, datetime
    >>> media_type(Snapshot(url="http://a.vn/", fetched_at=datetime(2026, 1, 1, tzinfo=UTC), body=b"%PDF-1.4"))
    'application/pdf'
    """
    body = snapshot.body
    head = body[:HEAD_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head:
        return None
    stated = snapshot.content_type.split(";")[0].strip().lower()
    for start, kind in _SIGNATURES.items():
        if head.startswith(start):
            return stated if kind in _PACKED and stated.startswith("application/vnd.") else kind
    if head[:1] in b"{[" and len(body) <= MAX_JSON_BYTES and _is_json(body):
        return "application/json"
    if stated in _PAGES or _MARKUP.search(head):
        return None
    return stated


def _is_json(body: bytes) -> bool:
    try:
        return isinstance(json.loads(body), dict | list)
    except (ValueError, RecursionError):
        return False
