"""Fetching a few pages of an unknown site, as politely as any crawl: robots.txt, one request at a time, delays."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from newsarchive.errors import FetchError
from newsarchive.model.snapshot import Snapshot
from newsarchive.sitekit.saved import SavedPage

MAX_LISTINGS = 2
_OVERRIDES: dict[str, Any] = {
    "SCHEDULER": "scrapy.core.scheduler.Scheduler",
    "DUPEFILTER_CLASS": "scrapy.dupefilters.RFPDupeFilter",
    "DOWNLOADER_MIDDLEWARES": {},
    "ITEM_PIPELINES": {},
    "EXTENSIONS": {},
    "LOG_LEVEL": "CRITICAL",  # what failed is told in one sentence
    "RETRY_ENABLED": True,
}
"""Nothing is archived here: the pages become fixtures."""


class SamplingSpider(Spider):
    """The front page, a section or two, and the articles they link to."""

    name = "new-site"

    def __init__(
        self,
        home: str = "",
        count: int = 8,
        found: list[SavedPage] | None = None,
        failed: list[str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.home = home
        self.count = count
        self.found: list[SavedPage] = [] if found is None else found
        self.failed = [] if failed is None else failed
        self._asked = 1
        self._listings = 0

    async def start(self) -> AsyncIterator[Any]:
        """The front page."""
        yield Request(self.home, errback=self.note_failure)

    def note_failure(self, failure: Failure) -> None:
        """Why a page could not be had."""
        error = failure.value
        self.failed.append(" ".join(str(error).split()).rstrip(".") or type(error).__name__)

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Request]:
        """Keep the page, and ask for more while some are wanted."""
        if not isinstance(response, TextResponse):
            return
        snapshot = Snapshot(
            url=response.url,
            fetched_at=datetime.now(UTC),
            body=response.body,
            content_type=(response.headers.get("Content-Type") or b"text/html").decode("latin-1"),
        )
        self.found.append(SavedPage(snapshot=snapshot, name=response.url))
        for url in self._wanted(response):
            if self._asked >= self.count:
                return
            self._asked += 1
            yield Request(url, errback=self.note_failure)

    def _wanted(self, response: TextResponse) -> Iterator[str]:
        host = urlsplit(self.home).netloc.removeprefix("www.")
        for anchor in response.css("a[href]"):
            url = response.urljoin((anchor.attrib.get("href") or "").split("#")[0])
            parts = urlsplit(url)
            if parts.netloc.removeprefix("www.") != host or parts.path in ("", "/") or parts.query:
                continue
            words = len(" ".join(anchor.css("::text").getall()).split())
            if words >= 5:
                yield url
            elif 1 <= words <= 4 and self._listings < MAX_LISTINGS and response.url == self.home:
                self._listings += 1
                yield url


def fetch_pages(
    home: str, *, count: int = 8, settings: dict[str, Any] | None = None, asked: str | None = None
) -> list[SavedPage]:
    """Fetch up to `count` pages beginning at `home`. Can be called once a process (Twisted's reactor).

    Args:
        asked: The address that is really asked, where that is a replica's.
    Raises:
        FetchError: nothing could be had.
    """
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.utils.project import get_project_settings

    own = get_project_settings()
    own.update({**_OVERRIDES, **(settings or {})}, priority="cmdline")
    found: list[SavedPage] = []
    failed: list[str] = []
    process = AsyncCrawlerProcess(own)
    process.crawl(SamplingSpider, home=home, count=count, found=found, failed=failed)
    process.start()
    if not found:
        raise FetchError(
            f"{asked or home} gave no page ({failed[0] if failed else 'no HTML'});"
            " save pages yourself, give them with --page.",
            url=home,
        )
    return found
