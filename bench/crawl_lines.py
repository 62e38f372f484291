"""Where a page's CPU time goes in a crawl, line by line: which thread, which part.

Every part is wrapped where it is called; a part's time is that of its thread without the parts called inside of it.
What no part takes is Scrapy's own (the main thread) or the writer's rest (desk, locks, the waiting for jobs).
"""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import wraps
from importlib import import_module
from inspect import isgenerator
from typing import Any

PARTS = (
    ("reading: page → draft", "newsarchive.pipelines.steps:read_page"),
    ("reading: text", "newsarchive.pipelines.steps:normalise"),
    ("reading: dates", "newsarchive.pipelines.steps:date_article"),
    ("reading: checks", "newsarchive.pipelines.steps:check"),
    ("links of articles", "newsarchive.fetch.spider:SiteSpider._with_links"),
    ("links of listings", "newsarchive.fetch.spider:SiteSpider.links_on"),
    ("requests made", "newsarchive.fetch.spider:SiteSpider.request_for"),
    ("captures made", "newsarchive.fetch.capture:SnapshotMiddleware._capture"),
    ("what comes next", "newsarchive.frontier.pages:PagesFrontier.take"),
    ("what comes next", "newsarchive.frontier.pages:PagesFrontier.has_more"),
    ("WARC: records", "newsarchive.warc.writer:WarcFile.write"),
    ("WARC: gzip", "newsarchive.warc.writer:gzip_member"),
    ("rows: snapshots", "newsarchive.archive.live:LiveArchive._save"),
    ("rows: articles", "newsarchive.archive.live:settle"),
    ("rows: links", "newsarchive.store.pages:add_links"),
    ("rows: text folded", "newsarchive.store.searchtext:_folded"),
    ("rows: search indexes", "newsarchive.store.articles:write_text"),
    ("rows: search indexes", "newsarchive.store.searchtext:write_gathered"),
    ("commits", "newsarchive.archive.desk:WriteDesk._commit"),
)
"""(line, module:place). Twice the same line: summed."""


class Meter:
    """CPU seconds by (thread, line)."""

    def __init__(self) -> None:
        self.seconds: dict[tuple[str, str], float] = defaultdict(float)
        self.threads: dict[str, float] = {}
        self._inner = threading.local()

    def install(self) -> None:
        """Wrap all parts."""
        for line, place in PARTS:
            module, _, path = place.partition(":")
            owner: Any = import_module(module)
            *holders, name = path.split(".")
            for holder in holders:
                owner = getattr(owner, holder)
            setattr(owner, name, self.wrapped(line, getattr(owner, name)))
        self._watch_writer()

    def _watch_writer(self) -> None:
        from newsarchive.archive.desk import WriteDesk

        desk: Any = WriteDesk
        run = desk._run

        def watched(given: WriteDesk) -> None:
            try:
                run(given)
            finally:
                self.thread_done()

        desk._run = watched

    def wrapped(self, line: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its time put down under `line`."""

        @wraps(function)
        def timed(*given: Any, **named: Any) -> Any:
            outer: float = getattr(self._inner, "spent", 0.0)
            self._inner.spent = 0.0
            began = time.thread_time()
            try:
                result = function(*given, **named)
            finally:
                took = time.thread_time() - began
                self.seconds[threading.current_thread().name, line] += took - self._inner.spent
                self._inner.spent = outer + took
            return self._stepped(line, result) if isgenerator(result) else result

        return timed

    def _stepped(self, line: str, generator: Iterator[Any]) -> Iterator[Any]:
        step = self.wrapped(line, lambda: next(generator, self))
        while (each := step()) is not self:
            yield each

    def thread_done(self, since: float = 0.0) -> None:
        """Put down what the calling thread has used in all, since a moment of its own clock."""
        self.threads[threading.current_thread().name] = time.thread_time() - since

    def lines(self) -> list[tuple[str, str, float]]:
        """(thread, line, seconds), the dearest of each thread first, with what no part took."""
        found = [(thread, line, spent) for (thread, line), spent in self.seconds.items()]
        for thread, total in self.threads.items():
            found.append((thread, "rest", total - sum(spent for where, _, spent in found if where == thread)))
        return sorted(found, key=lambda each: (each[0], -each[2]))
