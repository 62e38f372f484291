"""The frontier that lives in the archive: `pages` rows that wait, read in small helpings."""

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

from newsarchive.frontier.hosts import HostWatch
from newsarchive.model.crawl import CrawlBounds, PageRef
from newsarchive.store import hosts, pages
from newsarchive.store.clocks import clock_places
from newsarchive.store.connect import open_reader

RETRY_HORIZON = timedelta(seconds=60)
"""A run waits this long for retries that are due soon; later ones are left to the next run."""
ARTICLE_LEVEL = 20
PHOTO_LEVEL = 10


class PagesFrontier:
    """Implements `model.crawl.Frontier`: constant memory however many pages wait.

    What is kept beside the pages in flight are floors: for the levels that can hold a million rows (articles and
    below), the id up to which a run has looked, so that rows outside of its bounds are passed once and not at every
    helping. New pages have higher ids. Before the run ends it looks once more from the bottom.
    """

    def __init__(
        self,
        database: Path,
        site: str,
        bounds: CrawlBounds,
        *,
        retry_base: timedelta = timedelta(seconds=5),
        as_one: bool = False,
    ) -> None:
        self._connection: sqlite3.Connection = open_reader(database)
        self._site = site
        self._bounds = bounds
        self._taken: set[int] = set()
        self._articles = 0
        self._floors: dict[int, int] = {}
        self._swept = False
        self._began: datetime | None = None
        self.hosts = HostWatch(retry_base, self._proven, as_one=as_one)
        self._closed: frozenset[str] = frozenset()

    def take(self, count: int, now: datetime) -> list[PageRef]:
        self._note_closed()
        probes = [page for page in self.hosts.due(now) if page.id not in self._taken]
        for page in probes:
            self.hosts.ask(page)
            self._taken.add(page.id)
        chosen = self._find(count - len(probes), now)
        for ref in chosen:
            self._taken.add(ref.id)
            self._articles += _is_counted(ref)
        return probes + chosen

    def release(self, page: PageRef) -> None:
        self.settled(page.id)
        self._articles -= _is_counted(page)

    def settled(self, page_id: int) -> None:
        self._taken.discard(page_id)
        self._swept = False

    def _note_closed(self) -> None:
        """Hosts that answer again have pages under the floors."""
        closed = self.hosts.closed()
        if self._closed - closed:
            self._floors.clear()
            self._swept = False
        self._closed = closed

    def hold(self, now: datetime) -> dict[str, tuple[PageRef, datetime]]:
        """Leave hosts alone that asked earlier runs for it: each with its front page and the moment."""
        held = hosts.held(self._connection, self._site, now, self.hosts.host)
        for host, (front, until) in held.items():
            self.hosts.hold(host, front, until, now)
        return held

    def _proven(self, host: str) -> PageRef | None:
        return hosts.proven(self._connection, self._site, host)

    def has_more(self, now: datetime) -> bool:
        self._note_closed()
        if self.hosts.is_waiting():
            return True
        if self._due(1, now + RETRY_HORIZON):
            return True
        found = bool(self._find(1, now))
        if found:  # only looked, nothing taken
            self._floors.clear()
        return found

    def is_forbidden(self) -> bool:
        """Whether robots.txt forbids the articles to which the lists lead."""
        return hosts.forbidden_articles(self._connection, self._site) is not None

    def clock_places(self) -> frozenset[str]:
        """Places of the site's pages that are known to show the day of rendering."""
        return clock_places(self._connection, self._site)

    def visited_on(self, day: datetime) -> int:
        """How many pages of the site have been asked for on the day that begins at a moment."""
        return pages.visited_on(self._connection, self._site, day)

    def close(self) -> None:
        self._connection.close()

    def _find(self, count: int, now: datetime) -> list[PageRef]:
        chosen = self._due(count, now)
        due = {ref.id for ref in chosen}
        chosen += [ref for ref in self._waiting(count - len(chosen), now) if ref.id not in due]
        if not chosen and not self._taken and not self._swept:
            self._floors.clear()
            self._swept = True
            chosen = self._waiting(count, now)
        return chosen

    def _due(self, count: int, now: datetime) -> list[PageRef]:
        """Pages whose next try fell due during the run; beyond a limit only those that were counted already."""
        if "" in self._closed:
            return []
        if self._began is None:
            self._began = now
        refs = pages.take_due(
            self._connection,
            self._site,
            self._began,
            now,
            self._bounds,
            count + len(self._taken),
            without=self._closed,
        )
        done = self._left() == 0
        return [
            ref
            for ref in refs
            if ref.id not in self._taken and not (done and ref.kind != "photo" and not ref.attempts)
        ][:count]

    def _left(self) -> int | None:
        """How many articles the run may still ask for; None without a limit."""
        return None if self._bounds.limit is None else max(0, self._bounds.limit - self._articles)

    def _order(self) -> list[int]:
        """Levels, best first. With a limit, articles known already come before looking for more; once it is reached,
        only photos are left."""
        found = pages.levels(self._connection, self._site)
        if self._bounds.limit is None:
            return found
        if self._left() == 0:
            return [level for level in found if level <= PHOTO_LEVEL]
        return sorted(found, key=lambda level: (level != ARTICLE_LEVEL, -level))

    def _waiting(self, count: int, now: datetime) -> list[PageRef]:
        chosen: list[PageRef] = []
        if "" in self._closed:
            return chosen
        left = self._left()
        for level in self._order():
            room = count - len(chosen)
            if left is not None and PHOTO_LEVEL < level <= ARTICLE_LEVEL:
                room = min(room, left)
            if room <= 0:
                continue
            refs = self._level(level, room, now)
            chosen += refs
            if left is not None:
                left -= sum(ref.kind == "article" for ref in refs)
        return chosen

    def _level(self, level: int, count: int, now: datetime) -> list[PageRef]:
        floor = self._floors.get(level, 0)
        asked = count if level <= ARTICLE_LEVEL else count + len(self._taken)
        refs = pages.take(
            self._connection,
            self._site,
            now,
            self._bounds,
            level=level,
            after=floor,
            count=asked,
            without=self._closed,
        )
        if level <= ARTICLE_LEVEL:  # what is in flight there lies under the floor
            self._floors[level] = refs[-1].id if len(refs) == asked else pages.newest_id(self._connection)
        return [ref for ref in refs if ref.id not in self._taken][:count]


def _is_counted(page: PageRef) -> bool:
    """Whether a page counts towards the limit of articles; one that is tried again was counted before."""
    return page.kind == "article" and not page.attempts
