"""The frontier that lives in the archive: `pages` rows that wait, read in small helpings."""

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

from newsarchive.model.article import DateClue
from newsarchive.model.crawl import CrawlBounds, PageRef
from newsarchive.store import pages
from newsarchive.store.articles import stated_dates
from newsarchive.store.connect import open_reader

RETRY_HORIZON = timedelta(seconds=60)
"""A run waits this long for retries that are due soon; later ones are left to the next run."""


class PagesFrontier:
    """Implements `model.crawl.Frontier`: constant memory however many pages wait, no state but what is in flight."""

    def __init__(self, database: Path, site: str, bounds: CrawlBounds) -> None:
        self._connection: sqlite3.Connection = open_reader(database)
        self._site = site
        self._bounds = bounds
        self._taken: set[int] = set()
        self._articles = 0

    def take(self, count: int, now: datetime) -> list[PageRef]:
        limit = self._bounds.limit
        left = None if limit is None else max(0, limit - self._articles)
        refs = pages.take(
            self._connection,
            self._site,
            now,
            self._bounds,
            sorted(self._taken),
            count,
            order=pages.ARTICLES_FIRST if limit is not None else pages.BEST_FIRST,
            photos_only=left == 0,
        )
        chosen: list[PageRef] = []
        for ref in refs:
            if ref.kind == "article" and left is not None:
                if not left:
                    continue
                left -= 1
                self._articles += 1
            chosen.append(ref)
            self._taken.add(ref.id)
        return chosen

    def settled(self, page_id: int) -> None:
        self._taken.discard(page_id)

    def has_more(self, now: datetime) -> bool:
        done = self._bounds.limit is not None and self._articles >= self._bounds.limit
        waiting = pages.take(
            self._connection,
            self._site,
            now + RETRY_HORIZON,
            self._bounds,
            sorted(self._taken),
            1,
            photos_only=done,
        )
        return bool(waiting)

    def stated_clues(self, page_id: int) -> list[DateClue]:
        """Dates that listings and feeds stated for a page, as clues."""
        return [
            DateClue(kind=kind, raw=raw, place=kind, snapshot_id=snapshot_id)
            for kind, raw, snapshot_id in stated_dates(self._connection, page_id)
        ]

    def visited_since(self, moment: datetime) -> int:
        """How many pages of the site have been asked for since a moment."""
        return pages.visited_since(self._connection, self._site, moment)

    def close(self) -> None:
        self._connection.close()
