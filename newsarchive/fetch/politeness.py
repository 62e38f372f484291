"""Crawl-delay of robots.txt becomes the download delay of its host."""

import logging
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import Crawler

logger = logging.getLogger(__name__)
MAX_CRAWL_DELAY_SECONDS = 120.0


class CrawlDelay:
    """Listens to `robots_parsed` and slows the slots that robots.txt asks to be slower; never makes one faster."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        extension = cls(crawler)
        crawler.signals.connect(extension.robots_parsed, signal=signals.robots_parsed)
        return extension

    def robots_parsed(self, **given: Any) -> None:
        robots, netloc = given["robotparser"], urlsplit(given["request"].url).netloc
        agent = self._crawler.settings["USER_AGENT"]
        delay = robots.crawl_delay(agent) if robots is not None else None
        if not delay:
            return
        wait = min(float(delay), MAX_CRAWL_DELAY_SECONDS)
        engine = self._crawler.engine
        assert engine is not None
        key = self._crawler.settings.get("NEWSARCHIVE_ORIGIN") or netloc
        slot = engine.downloader.slots.get(key)
        if slot is not None and slot.delay < wait:
            slot.delay = wait
            logger.info("robots.txt of %s asks for %.1f seconds between requests", netloc, wait)
