"""Scrapy's downloader, kept to its own promise of so many requests at once per host, and quick to end.

Scrapy 2.19 counts a request as under way only once its task has begun: with a delay of 0 everything that waits for a
host is let go in one loop, however few at once are allowed (on the replica: four with a limit of one).
"""

from time import monotonic

from scrapy.core.downloader import Downloader, Slot
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import call_later
from scrapy.utils.defer import _schedule_coro


def is_closing(crawler: Crawler) -> bool:
    """Whether a crawl is ending. What waits for its turn then need not wait: it is not sent any more."""
    slot = crawler.engine._slot if crawler.engine is not None else None
    return slot is not None and slot.closing is not None


class OneAtATimeDownloader(Downloader):
    """The setting `DOWNLOADER`."""

    def _process_queue(self, slot: Slot) -> None:
        """As Scrapy's, but a request counts from the moment it is chosen."""
        if slot.latercall:
            return
        now, delay = monotonic(), 0.0 if is_closing(self.crawler) else slot.download_delay()
        if delay and (wait := delay - now + slot.lastseen) > 0:
            slot.latercall = call_later(wait, self._latercall, slot)
            return
        while slot.queue and slot.free_transfer_slots() > 0:
            slot.lastseen = now
            request, answer = slot.queue.popleft()
            slot.transferring.add(request)
            _schedule_coro(self._wait_for_download(slot, request, answer))
            if delay:  # the next one is due after the delay
                self._process_queue(slot)
                break
