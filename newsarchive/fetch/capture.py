"""Puts every response on disk before anybody reads it, and politeness per origin."""

from http import HTTPStatus
from typing import Any, Protocol, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.misc import load_object

from newsarchive.errors import ArchiveError
from newsarchive.fetch.origin import map_to_origin
from newsarchive.model.crawl import Capture, PageRef, StoredSnapshot

PAGE = "newsarchive_page"
SNAPSHOT_ID = "newsarchive_snapshot"
FETCHED_AT = "newsarchive_fetched_at"
REVISIT_OF = "newsarchive_revisit_of"
STATED = "newsarchive_stated"
PACKED = "newsarchive_packed"
_REASONS = {status.value: status.phrase for status in HTTPStatus}


class SnapshotSink(Protocol):
    """Who stores exchanges; named by the setting `NEWSARCHIVE_SESSION`."""

    def now(self) -> Any: ...

    def may_ask(self, page: PageRef) -> bool: ...

    async def save_capture(self, capture: Capture) -> StoredSnapshot: ...


class SnapshotMiddleware:
    """Stores the exchange, then lets the response go on with the snapshot's id in `meta`."""

    def __init__(self, sink: SnapshotSink, origin: str | None) -> None:
        self._sink = sink
        self._origin = origin

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        sink: SnapshotSink = load_object(crawler.settings["NEWSARCHIVE_SESSION"])(crawler)
        return cls(sink, crawler.settings.get("NEWSARCHIVE_ORIGIN") or None)

    def process_request(self, request: Request) -> None:
        if self._origin is not None:  # all hosts of the site are one there
            request.meta.setdefault("download_slot", self._origin)

    async def process_response(self, request: Request, response: Response) -> Response:
        if response.status == 304:  # nothing came: the page's row says it all
            request.meta[FETCHED_AT] = self._sink.now()
            return response
        capture = self._capture(request, response)
        try:
            stored = await self._sink.save_capture(capture)
        except ArchiveError as error:  # the sink ends the run and says why, once
            raise IgnoreRequest(error.message) from error
        request.meta[SNAPSHOT_ID] = stored.id
        request.meta[REVISIT_OF] = stored.revisit_of
        request.meta[STATED] = stored.stated
        request.meta[FETCHED_AT] = capture.fetched_at
        if (response.headers.get(b"Content-Encoding") or b"").strip().lower() in (b"gzip", b"x-gzip"):
            request.meta[PACKED] = response.body
        return response

    def _capture(self, request: Request, response: Response) -> Capture:
        page: PageRef | None = request.meta.get(PAGE)
        content_type = response.headers.get(b"Content-Type")
        return Capture(
            page_id=page.id if page else None,
            url=response.url,
            requested_url=request.url,
            fetched_at=self._sink.now(),
            method=request.method,
            request_headers=(
                ("Host", _host(map_to_origin(request.url, self._origin))),
                *_pairs(request.headers),
            ),
            status=response.status,
            reason=_REASONS.get(response.status, ""),
            headers=tuple(_pairs(response.headers)),
            body=response.body,
            ip=str(response.ip_address) if response.ip_address else None,
            protocol=response.protocol or "HTTP/1.1",
            content_type=content_type.decode("latin-1") if content_type else None,
        )


def _pairs(headers: Any) -> list[tuple[str, str]]:
    """Header lines in order. The transfer coding was taken off on the way in, so its header goes too."""
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        if name.lower() != b"transfer-encoding"
        for value in values
    ]


def _host(url: str) -> str:
    return urlsplit(url).netloc
