"""robots.txt beyond its rules: its crawl-delay holds for the whole run, its redirects are followed, and where it
cannot be read nothing else is asked for."""

import asyncio
import logging
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from scrapy.utils.misc import build_from_crawler

from newsarchive.clock import now
from newsarchive.fetch.guard import RefusedAddress
from newsarchive.fetch.headers import retry_after
from newsarchive.fetch.outcomes import RobotsUnreadable, explain, is_passing

logger = logging.getLogger(__name__)
MAX_CRAWL_DELAY_SECONDS = 120.0
MAX_ROBOTS_BYTES = 512_000
"""As much of a robots.txt as RFC 9309 asks to read; a longer one would be matched for seconds at every page."""


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


class CarefulRobots(RobotsTxtMiddleware):
    """As Scrapy's, but a robots.txt that a server fails to give (no answer, 5xx) forbids everything for the time being
    (RFC 9309, 2.3.1.4); Scrapy takes it for one without rules. It is asked for again with the next page's turn.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._known: dict[str, RobotParser | None] = {}
        self._asked: dict[str, asyncio.Task[RobotParser | None]] = {}

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The rules of a host; None for one without.

        Raises:
            RobotsUnreadable: the host does not say.
            RefusedAddress: the host must not be asked.
        """
        netloc = urlsplit(request.url).netloc
        if netloc in self._known:
            return self._known[netloc]
        if netloc not in self._asked:
            task = self._asked[netloc] = asyncio.ensure_future(self._ask(request, netloc))
            task.add_done_callback(lambda _: self._asked.pop(netloc))
        return await asyncio.shield(self._asked[netloc])

    async def _ask(self, request: Request, netloc: str) -> RobotParser | None:
        url = f"{urlsplit(request.url).scheme}://{netloc}/robots.txt"
        meta = {"dont_obey_robotstxt": True}
        asking = Request(url, priority=self.DOWNLOAD_PRIORITY, meta=meta, callback=NO_CALLBACK)
        assert self.crawler.engine is not None
        try:
            response = await self.crawler.engine.download_async(asking)
        except RefusedAddress:
            raise
        except (IgnoreRequest, DownloadCancelledError):  # too large, or redirected on and on: no rules
            self._known[netloc] = None
            return None
        except Exception as error:
            raise RobotsUnreadable(f"{url} cannot be read: {explain(error)}", url=url) from error
        if is_passing(response.status):
            why = f"{url} cannot be read: HTTP {response.status}"
            raise RobotsUnreadable(why, url=url, retry_after=retry_after(response, now()))
        rules: RobotParser = build_from_crawler(
            self._parserimpl, self.crawler, response.body[:MAX_ROBOTS_BYTES]
        )
        self._known[netloc] = rules
        await self.crawler.signals.send_catch_log_async(
            signal=signals.robots_parsed, robotparser=rules, request=request
        )
        return rules


class RobotsRedirects(RedirectMiddleware):
    """Follows the redirects of robots.txt; those of pages are read by us (`dont_redirect`). No referer is ever sent."""

    def handle_referer(self, request: Request, response: Response) -> None:
        request.headers.pop("Referer", None)

    def _engine_started(self) -> None:
        """Scrapy's looks for the middleware that sets referers."""
