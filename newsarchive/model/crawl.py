"""The nouns of a crawl: addresses to visit, what a visit brought, and the two interfaces behind which
the frontier and the writer live (so that a cluster needs second implementations and nothing else)."""

from collections.abc import Awaitable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, Protocol

from newsarchive.model.article import Article, DateClue, Draft
from newsarchive.model.finding import Finding
from newsarchive.model.site import PageKind
from newsarchive.model.snapshot import Snapshot

Outcome = Literal[
    "article",  # read and to be stored
    "listing",  # addresses found on a listing, feed or sitemap
    "photo",
    "not-modified",  # 304, or the same bytes as last time
    "redirect",
    "missing",  # 404 or soft 404
    "gone",  # 410
    "skipped",  # no article, refused by robots.txt …: not asked for again soon
    "failed",  # no usable answer; retried later
    "postponed",  # not asked after all: stays as it is
]

Change = Literal["new", "changed", "same", "returned", "missing", "gone", "none"]
"""What storing a visit did to the archive's articles."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PageRef:
    """A row of `pages`, as far as a crawl needs it."""

    id: int
    site: str
    url: str
    kind: PageKind
    source_id: str | None = None
    attempts: int = 0
    depth: int = 0
    redirects: int = 0
    etag: str | None = None
    last_modified: str | None = None
    visits: int = 0
    """Finished visits before this one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """An address found on a page, with what was stated about it there."""

    url: str
    kind: PageKind
    source_id: str | None = None
    priority: int = 0
    depth: int = 0
    earliest: date | None = None
    """No earlier than this day, as far as id or listing tell; None = unknown."""
    latest: date | None = None
    stated: tuple[tuple[str, str], ...] = ()
    """(witness kind, text as printed) for dates stated beside the link."""
    paging: bool = False
    """The next page of the listing it was found on: asked for again only where the listing brought news."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Capture:
    """One exchange as it went over the wire (after de-chunking), for the WARC file."""

    page_id: int | None
    """None for robots.txt."""
    url: str
    """The site's own address, also when an origin served it."""
    requested_url: str
    fetched_at: datetime
    method: str
    request_headers: tuple[tuple[str, str], ...]
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    """Payload as received, content encoding still on."""
    ip: str | None = None
    protocol: str = "HTTP/1.1"
    content_type: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredSnapshot:
    """Where a capture came to lie.

    `revisit_of` is the earlier snapshot of the same page with the same payload, but only where the article was last
    read from that payload: then, and only then, there is nothing to read.
    """

    id: int
    revisit_of: int | None = None
    stated: tuple[DateClue, ...] = ()
    """Dates that listings and feeds have stated for the page so far."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """What came of asking for one page; travels through the item pipelines as the Scrapy item."""

    page: PageRef
    outcome: Outcome
    at: datetime
    """When it was settled, aware, UTC."""
    snapshot: Snapshot | None = None
    snapshot_id: int | None = None
    stated: tuple[DateClue, ...] = ()
    """Dates that listings and feeds stated for the page."""
    links: tuple[Link, ...] = ()
    draft: Draft | None = None
    article: Article | None = None
    findings: tuple[Finding, ...] = ()
    error: str | None = None
    unanswered: bool = False
    """Went wrong in a way that a server can do as a whole: no connection, no answer in time, an error status, a bot
    check, a redirect to somewhere else. Whether it does, other pages tell."""
    retry_after: timedelta | None = None
    """How long the server asks to wait."""
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CrawlBounds:
    """What one run is asked for. Days are inclusive."""

    since: date | None = None
    until: date | None = None
    limit: int | None = None
    """Most article pages to fetch in this run."""
    full: bool = False

    def place(self, day: str | None) -> Literal["inside", "outside", "undated"]:
        """Where a day of publication lies; a month lies inside if any of its days does.

        >>> bounds = CrawlBounds(since=date(2024, 1, 15))
        >>> bounds.place("2024-01"), bounds.place("2024-01-14"), bounds.place(None)
        ('inside', 'outside', 'undated')
        """
        if self.since is None and self.until is None:
            return "inside"
        if day is None:
            return "undated"
        early = self.since is not None and day < self.since.isoformat()[: len(day)]
        late = self.until is not None and day > self.until.isoformat()[: len(day)]
        return "outside" if early or late else "inside"


class Frontier(Protocol):
    """What is crawled next. One implementation: `frontier.pages.PagesFrontier` over the archive database."""

    def take(self, count: int, now: datetime) -> list[PageRef]:
        """Up to `count` pages to ask for now, best first; none twice before `settled`."""

    def settled(self, page_id: int) -> None:
        """The outcome of a taken page is stored."""

    def release(self, page: PageRef) -> None:
        """A taken page was not asked for after all; it stays as it is."""

    def has_more(self, now: datetime) -> bool:
        """Whether pages are waiting, a retry due within this run included."""


class Archive(Protocol):
    """The one writer of an archive. One implementation: `archive.live.LiveArchive`."""

    def save_capture(self, capture: Capture) -> Awaitable[StoredSnapshot]:
        """Put the bytes on disk, then their row; done when both are safe."""

    def settle(self, visit: Visit) -> Awaitable[Change]:
        """Store all that came of a visit in one transaction, the page's new state with it."""

    def put_back(
        self,
        waiting: Iterable[tuple[PageRef, datetime]],
        finding: Finding,
        *,
        on_page: int,
        since: datetime,
        why: str,
    ) -> Awaitable[None]:
        """Let pages wait as they did before their host stopped answering, each not before a moment; note it once.
        What was marked missing `since` then was not."""

    def put_off(self, host: str, until: datetime, waiting: PageRef) -> Awaitable[None]:
        """A host ("" = all) asked to be left alone: its front pages wait, and tell later runs; of a
        host without any, as those of photos, the page `waiting` does."""

    def seed(self, site: str, links: Iterable[Link]) -> Awaitable[None]:
        """Make sure pages exist for the addresses a crawl starts from, and wake them."""

    def finish(self, *, outcome: str, exit_code: int, counts: Mapping[str, int]) -> Awaitable[None]:
        """Close the run: seal its WARC file, write its row."""
