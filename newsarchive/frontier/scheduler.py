"""Scrapy's scheduler over `pages`: pulls what waits, keeps nothing but what is in flight."""

import logging
from collections import deque
from typing import Any, Self

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from scrapy.spiders import Spider

from newsarchive.errors import ArchiveError
from newsarchive.frontier.allowance import VIETNAM
from newsarchive.frontier.session import CrawlSession, open_session
from newsarchive.model.crawl import PageRef

logger = logging.getLogger(__name__)
HELPING = 64
"""Pages read from the database at a time."""
LOOK_AGAIN_SECONDS = 0.5


class PagesScheduler(BaseScheduler):
    """The setting `SCHEDULER`. Requests from elsewhere (a user's own spider code) wait in memory before pages."""

    def __init__(self, session: CrawlSession) -> None:
        self._session = session
        self._buffer: deque[PageRef] = deque()
        self._extra: deque[Request] = deque()
        self._spider: Any = None
        self._resting = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(open_session(crawler))

    async def open_async(self, spider: Spider) -> None:
        self._spider = spider
        try:
            await self._session.begin(self._spider.seeds())
        except (
            ArchiveError
        ) as error:  # Scrapy cannot close a spider that did not open: it opens, and asks for nothing
            logger.critical("%s", error)
            self._session.error = error

    def open(self, spider: Spider) -> Any:
        from scrapy.utils.defer import deferred_from_coro

        return deferred_from_coro(self.open_async(spider))

    def close(self, reason: str) -> Any:
        from scrapy.utils.defer import deferred_from_coro

        return deferred_from_coro(self._session.finish(reason))

    def has_pending_requests(self) -> bool:
        if self._session.error is not None:
            return False
        if self._session.allowance.is_spent(self._session.now()):
            return False  # what waits is for tomorrow
        if self._extra or self._buffer:
            return True
        waiting = self._session.frontier.has_more(self._session.now())
        if waiting:
            self._look_again()
        return waiting

    def _look_again(self) -> None:
        """What waits may be a retry that is due in a moment: Scrapy itself would look every five seconds only."""
        engine = self._spider.crawler.engine
        if engine is not None and engine._slot is not None:
            engine._slot.nextcall.schedule(LOOK_AGAIN_SECONDS)

    def enqueue_request(self, request: Request) -> bool:
        self._extra.append(request)
        return True

    def next_request(self) -> Request | None:
        if self._session.error is not None or not self._may_ask():
            return None
        if self._extra:
            return self._extra.popleft()
        page = self._next_page()
        if page is None:
            return None
        request: Request = self._spider.request_for(page)
        self._session.allowance.spend(self._session.now())
        return request

    def _next_page(self) -> PageRef | None:
        """The next page whose host is not being left alone; others go back to wait."""
        frontier = self._session.frontier
        while True:
            if not self._buffer:
                self._buffer.extend(frontier.take(HELPING, self._session.now()))
            if not self._buffer:
                return None
            page = self._buffer.popleft()
            if frontier.hosts.may_ask(page):
                return page
            frontier.release(page)

    def _may_ask(self) -> bool:
        """Whether neither the day's budget nor the night pause forbids; Scrapy asks again every few seconds."""
        now = self._session.now()
        until = self._session.allowance.paused_until(now)
        if until is not None and not self._resting:
            logger.info(
                "Night pause: nothing is asked for until %s.", until.astimezone(VIETNAM).strftime("%H:%M")
            )
        self._resting = until is not None
        return until is None and not self._session.allowance.is_spent(now)
