"""Ctrl-C and SIGTERM: a crawl ends clean at whatever moment of its life it is told to."""

import asyncio
from typing import Any

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.spiders import Spider


class StoppableProcess(AsyncCrawlerProcess):
    """Scrapy's, but crawls that are still opening when the stop comes are opened, closed at once and waited for.

    Scrapy stops what runs and leaves: such a crawl would look like a killed one.
    """

    is_stopping = False

    def crawl(
        self, crawler_or_spidercls: type[Spider] | str | Crawler, *args: Any, **kwargs: Any
    ) -> "asyncio.Task[None]":
        crawler = self.create_crawler(crawler_or_spidercls)

        async def close_if_stopping() -> None:
            if self.is_stopping and crawler.engine is not None:
                await crawler.engine.stop_async()

        crawler.signals.connect(close_if_stopping, signal=signals.engine_started, weak=False)
        return super().crawl(crawler, *args, **kwargs)

    async def stop(self) -> None:
        """The first call waits for all crawls; Scrapy calls again when its loop ends, after a second signal too."""
        is_first, self.is_stopping = not self.is_stopping, True
        await super().stop()
        if is_first:
            await self.join()
