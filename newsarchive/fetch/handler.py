"""The last step before the wire: address guard and the mapping of a site's addresses to `--origin`."""

from copy import copy
from urllib.parse import urlsplit, urlunsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response

from newsarchive.fetch.guard import RefusedAddress, guarded_factory, refuse_unless_allowed, refused_names


class ArchiveDownloadHandler(HTTP11DownloadHandler):
    """Everything above this class sees the site's own addresses only."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._origin: str | None = crawler.settings.get("NEWSARCHIVE_ORIGIN") or None
        self._pool._factory = guarded_factory(self._origin)

    async def download_request(self, request: Request) -> Response:
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


def map_to_origin(url: str, origin: str | None) -> str:
    """The address to fetch for one of the site's own.

    >>> map_to_origin("https://www.thanhuytphcm.vn/tin-tuc/a-1?b=2", "http://127.0.0.1:8000")
    'http://127.0.0.1:8000/tin-tuc/a-1?b=2'
    """
    if origin is None:
        return url
    parts, base = urlsplit(url), urlsplit(origin)
    if parts.scheme not in ("http", "https"):
        return url
    return urlunsplit((base.scheme, base.netloc, parts.path, parts.query, ""))


def map_from_origin(url: str, origin: str | None, home: str) -> str:
    """A target that a replica names under its own address, as the site's own."""
    if origin is None:
        return url
    parts, base, own = urlsplit(url), urlsplit(origin), urlsplit(home)
    if (parts.scheme, parts.netloc) != (base.scheme, base.netloc):
        return url
    return urlunsplit((own.scheme, own.netloc, parts.path, parts.query, parts.fragment))
