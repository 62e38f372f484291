"""Bytes out of the WARC files: photos to look at, originals to take away. Nothing of them runs in our origin."""

import asyncio
import re
from typing import Any

from newsarchive.errors import StoreError
from newsarchive.query.places import BytesPlace, bytes_place
from newsarchive.warc.reader import StoredRecord, read_record
from newsarchive.web.guard import SANDBOX
from newsarchive.web.pages import NAME, ask

_MAGIC = (
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb"....ftypavi[fs]", re.DOTALL), "image/avif"),
    (re.compile(rb"BM....\x00\x00\x00\x00", re.DOTALL), "image/bmp"),
)
"""How pictures begin. SVG is not among them: it is a document that can hold scripts."""
_SAFE = re.compile(r"[^A-Za-z0-9.-]+")
_HEADERS = {"content-security-policy": SANDBOX, "x-content-type-options": "nosniff"}
_DAY_SECONDS = 86_400


async def photo(datasette: Any, request: Any) -> Any:
    """A picture, if the site sent it as one and it begins like one; 415 otherwise."""
    from datasette.utils.asgi import Response

    place, record = await _read(datasette, request)
    found = picture_type(record.body) if place.status == 200 else None
    if found is None or not (place.content_type or "").lower().strip().startswith("image/"):
        return Response.text("This capture is no picture.\n", status=415, headers=dict(_HEADERS))
    headers = _HEADERS | {
        "content-disposition": "inline",
        "cache-control": f"private, max-age={_DAY_SECONDS}, immutable",
    }
    return Response(record.body, headers=headers, content_type=found)


async def original(datasette: Any, request: Any) -> Any:
    """The payload of a record, byte for byte (`?unpacked=1`: with its content encoding off), as a file of text."""
    from datasette.utils.asgi import Response

    place, record = await _read(datasette, request)
    unpacked = bool(request.args.get("unpacked"))
    headers = _HEADERS | {
        "content-disposition": f'attachment; filename="{file_name(place)}"',
        "x-archive-url": place.url.encode("ascii", "backslashreplace").decode("ascii"),
        "x-archive-fetched-at": place.fetched_at,
    }
    if not unpacked:
        headers["x-archive-sha256"] = place.sha256
    return Response(record.body if unpacked else record.payload, headers=headers, content_type="text/plain")


def picture_type(body: bytes) -> str | None:
    """What picture these bytes begin like.

    >>> picture_type(b"GIF89a..."), picture_type(b"<svg onload=alert(1)>"), picture_type(b"<html>")
    ('image/gif', None, None)
    """
    return next((kind for pattern, kind in _MAGIC if pattern.match(body)), None)


def file_name(place: BytesPlace) -> str:
    """Site, the site's own id and the time of capture, in letters that any disk takes."""
    parts = [
        place.site or "site",
        place.source_id or place.kind or "page",
        place.fetched_at,
        str(place.snapshot_id),
    ]
    return _SAFE.sub("-", "_".join(parts))[:150] + ".txt"


async def _read(datasette: Any, request: Any) -> tuple[BytesPlace, StoredRecord]:
    from datasette.utils.asgi import NotFound

    snapshot_id = int(request.url_vars["id"])
    place = await ask(datasette, lambda connection: bytes_place(connection, snapshot_id))
    folder = datasette.get_database(NAME).folder
    try:
        record = await asyncio.to_thread(
            read_record, folder, place.warc_file, place.warc_offset, place.warc_length
        )
    except StoreError as error:
        raise NotFound(error.message) from error
    return place, record
