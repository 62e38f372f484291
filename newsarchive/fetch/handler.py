"""The last step before the wire: address guard, hosts that are left alone, addresses mapped to `--origin`."""

from copy import copy
from functools import cached_property
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response
from scrapy.utils.misc import load_object

from newsarchive.errors import FetchError
from newsarchive.fetch.capture import PAGE, SnapshotSink
from newsarchive.fetch.downloader import is_closing
from newsarchive.fetch.guard import RefusedAddress, guarded_factory, refuse_unless_allowed, refused_names
from newsarchive.fetch.origin import map_to_origin


class Postponed(FetchError):
    """The host fell silent, or the crawl was told to end, while the request waited for its turn: it was not sent."""


class ArchiveDownloadHandler(HTTP11DownloadHandler):
    """Everything above this class sees the site's own addresses only."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._origin: str | None = crawler.settings.get("NEWSARCHIVE_ORIGIN") or None
        self._pool._factory = guarded_factory(self._origin)
        self._crawler = crawler

    @cached_property
    def _sink(self) -> SnapshotSink:
        sink: SnapshotSink = load_object(self._crawler.settings["NEWSARCHIVE_SESSION"])(self._crawler)
        return sink

    async def download_request(self, request: Request) -> Response:
        page = request.meta.get(PAGE)
        if page is not None and (is_closing(self._crawler) or not self._sink.may_ask(page)):
            why = f"{request.url} was not asked for: its host is left alone, or the crawl ends."
            raise Postponed(why, url=request.url)
        try:
            return await self._download(request)
        except CannotResolveHostError as error:
            name = urlsplit(request.url).hostname or ""
            if name not in refused_names:
                raise
            why = f"{request.url} was refused: {name} leads to {refused_names[name]}, which is not public."
            raise RefusedAddress(why, url=request.url) from error

    async def _download(self, request: Request) -> Response:
        target = map_to_origin(request.url, self._origin)
        refuse_unless_allowed(target, self._origin)
        if target == request.url:
            return await super().download_request(request)
        sent = copy(request)  # with the same headers and meta: AutoThrottle reads the latency there
        sent._set_url(target)
        response = await super().download_request(sent)
        response._set_url(request.url)
        return response
