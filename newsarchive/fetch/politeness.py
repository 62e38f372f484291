"""robots.txt beyond its rules: its crawl-delay holds for the whole run, its redirects are followed."""

import logging
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.http import Response

logger = logging.getLogger(__name__)
MAX_CRAWL_DELAY_SECONDS = 120.0


class CrawlDelay:
    """Listens to `robots_parsed` and slows the hosts that robots.txt asks to be slower; never makes one faster.

    The delay is a floor: AutoThrottle lowers delays after every answer, and Scrapy forgets a host that was idle for a
    minute, so it is set again wherever it was lost.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._origin: str | None = crawler.settings.get("NEWSARCHIVE_ORIGIN") or None
        self._floors: dict[str, float] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls(crawler)
        crawler.signals.connect(extension.robots_parsed, signal=signals.robots_parsed)
        crawler.signals.connect(extension.spider_opened, signal=signals.spider_opened)
        return extension

    def spider_opened(self) -> None:
        """Connected late on purpose: receivers are called in order, and AutoThrottle's comes first."""
        self._crawler.signals.connect(self.response_downloaded, signal=signals.response_downloaded)

    def robots_parsed(self, **given: Any) -> None:
        robots, parts = given["robotparser"], urlsplit(given["request"].url)
        agent = self._crawler.settings["USER_AGENT"]
        delay = robots.crawl_delay(agent) if robots is not None else None
        if not delay:
            return
        wait = min(float(delay), MAX_CRAWL_DELAY_SECONDS)
        key = self._origin or parts.hostname or ""
        if wait > self._floors.get(key, 0.0):
            self._floors[key] = wait
            logger.info("robots.txt of %s asks for %.1f seconds between requests", parts.netloc, wait)
        self._hold(key)

    def response_downloaded(self, request: Request) -> None:
        self._hold(request.meta.get("download_slot", ""))

    def _hold(self, key: str) -> None:
        floor = self._floors.get(key)
        engine = self._crawler.engine
        if floor is None or engine is None:
            return
        engine.downloader.per_slot_settings.setdefault(key, {})["delay"] = floor
        slot = engine.downloader.slots.get(key)
        if slot is not None and slot.delay < floor:
            slot.delay = floor


class RobotsRedirects(RedirectMiddleware):
    """Follows the redirects of robots.txt; those of pages are read by us (`dont_redirect`). No referer is ever sent."""

    def handle_referer(self, request: Request, response: Response) -> None:
        request.headers.pop("Referer", None)

    def _engine_started(self) -> None:
        """Scrapy's looks for the middleware that sets referers."""
