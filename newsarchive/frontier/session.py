"""One run of one site: its archive, its frontier, its clock and its counts, bound to a Scrapy crawler."""

import asyncio
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler

from newsarchive.archive.live import LiveArchive
from newsarchive.clock import now
from newsarchive.errors import ArchiveError, ConfigError
from newsarchive.frontier.allowance import VIETNAM, Allowance, day_start, read_hours
from newsarchive.frontier.hosts import Outage
from newsarchive.frontier.pages import PagesFrontier
from newsarchive.model.crawl import Capture, Change, CrawlBounds, Link, PageRef, StoredSnapshot, Visit
from newsarchive.model.finding import Finding
from newsarchive.model.site import SiteSpec

logger = logging.getLogger(__name__)
MAX_SETTLING = 16
"""So many pages may be read and not yet settled; beside them `CONCURRENT_REQUESTS` are under way."""
FAILED_SHARE = 0.05
"""More failures than this share of the pages tried make the run's exit code 1."""


@dataclass(slots=True)
class Counts:
    """What a run did. Pages are counted once each, however often they were tried."""

    tried: set[int] = field(default_factory=set)
    failing: set[int] = field(default_factory=set)
    totals: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, amount: int = 1) -> None:
        self.totals[name] = self.totals.get(name, 0) + amount

    def get(self, name: str) -> int:
        return self.totals.get(name, 0)


class CrawlSession:
    """Everything of a run that must be closed in the end.

    Raises on opening: as `LiveArchive`.
    """

    def __init__(
        self,
        database: Path,
        site: SiteSpec,
        bounds: CrawlBounds,
        *,
        origin: str | None = None,
        arguments: Mapping[str, object] | None = None,
        info: Mapping[str, str] | None = None,
        retry_base: timedelta = timedelta(seconds=5),
        pages_per_day: int = 0,
        night_pause: str = "",
    ) -> None:
        self.site = site
        self.bounds = bounds
        self.counts = Counts()
        self.error: ArchiveError | None = None
        self.outcome: str | None = None
        self.exit_code: int | None = None
        self._outages: dict[str, Finding] = {}
        self._settling = 0
        self._room = asyncio.Event()
        self._room.set()
        self.archive = LiveArchive(
            database,
            site,
            clock=now,
            origin=origin,
            arguments=arguments,
            bounds=bounds,
            info=info,
            retry_base=retry_base,
        )
        self.frontier = PagesFrontier(
            database, site.id, bounds, retry_base=retry_base, as_one=origin is not None
        )
        self.clock_places = self.frontier.clock_places()
        started = now()
        self._held = self.frontier.hold(started)
        self.allowance = Allowance(
            pages_per_day=pages_per_day,
            night_pause=night_pause,
            used=self.frontier.visited_on(day_start(started)) if pages_per_day else 0,
            now=started,
        )

    @staticmethod
    def now() -> datetime:
        return now()

    async def save_capture(self, capture: Capture) -> StoredSnapshot:
        """Store one exchange; an archive that cannot be written ends the run.

        Waits while too many pages are being settled: what a kill costs has a bound.
        """
        await self._room.wait()
        self.counts.add("bytes", len(capture.body))
        try:
            return await self.archive.save_capture(capture)
        except ArchiveError as error:
            self.error = self.error or error
            raise

    def may_ask(self, page: PageRef) -> bool:
        """Whether a page's host is not being left alone just now."""
        return self.frontier.hosts.may_ask(page)

    async def settle(self, visit: Visit) -> Change:
        """Store what came of a visit and count it."""
        if visit.outcome == "postponed":
            self.frontier.release(visit.page)
            return "none"
        self._settle_more(1)
        outage = self.frontier.hosts.note(visit, self.now())
        try:
            change = await self.archive.settle(visit)
            if outage is not None:
                await self._give_up(outage)
        except ArchiveError as error:
            self.error = self.error or error
            raise
        finally:
            self._settle_more(-1)
            self.frontier.settled(visit.page.id)
        self._count(visit, change)
        if outage is not None:
            self.counts.failing -= {page.id for page, _ in outage.pages}
        return change

    async def begin(self, links: Iterable[Link]) -> None:
        """Wake the pages a crawl starts from, and say which hosts are left alone."""
        await self.archive.seed(self.site.id, links)
        for host, (front, until) in self._held.items():
            message = (
                f"{self._name(host)} asked to be left alone until {_vietnam(until)} (Retry-After): nothing is asked of"
                " it before."
            )
            logger.warning("%s", message)
            await self.archive.put_back(
                (), Finding(code="host-down", message=message), on_page=front.id, since=self.now(), why=""
            )

    def _name(self, host: str) -> str:
        return host or urlsplit(self.site.home).netloc

    async def _give_up(self, outage: Outage) -> None:
        """A host is not asked for anything more in this run: its pages wait for the next one."""
        finding = self._outages.get(outage.host)  # later ones are of pages that were under way
        if finding is None:
            finding = self._outages[outage.host] = Finding(code="host-down", message=self._describe(outage))
            logger.warning("%s", finding.message)
        await self.archive.put_back(
            outage.pages,
            finding,
            on_page=outage.tried.id,
            since=outage.since,
            why=outage.why,
        )
        if outage.until is not None:
            await self.archive.put_off(outage.host, outage.until, outage.pages[0][0])

    def _describe(self, outage: Outage) -> str:
        message = (
            f"{self._name(outage.host)} stopped answering ({outage.why}): {len(outage.pages)} pages in a row failed,"
            f" {outage.tried.url} too. It is left alone in this run; what waits is asked for by the next one."
        )
        if outage.until is not None:
            message += f" It asked for nothing before {_vietnam(outage.until)} (Retry-After)."
        return message

    def _settle_more(self, pages: int) -> None:
        self._settling += pages
        if self._settling < MAX_SETTLING:
            self._room.set()
        else:
            self._room.clear()

    def _count(self, visit: Visit, change: Change) -> None:
        counts = self.counts
        if visit.page.id not in counts.tried:
            counts.tried.add(visit.page.id)
            counts.add("pages")
        if visit.outcome == "failed":
            counts.failing.add(visit.page.id)
        else:
            counts.failing.discard(visit.page.id)
        if change in ("new", "changed", "missing", "gone"):
            counts.add(change)
        if change == "new" and visit.article:
            day = visit.article.published_at
            counts.add(self.bounds.place(day[:10] if day else None))
        if (
            change == "new"
            and visit.article
            and not (visit.article.title and (visit.article.body or visit.article.lead))
        ):
            counts.add("hollow")
        if visit.page.kind in ("listing", "feed", "sitemap"):
            counts.add("listings")
            if visit.outcome in ("listing", "not-modified"):
                counts.add("listings_answered")
                counts.add("article_links", sum(link.kind == "article" for link in visit.links))
                if visit.outcome == "not-modified":
                    counts.add("article_links")
        if any(finding.severity == "error" for finding in visit.findings):
            counts.add("errors")

    async def finish(self, reason: str) -> None:
        """Close the run: outcome, exit code, sealed WARC file."""
        self.outcome, self.exit_code = self._judge(reason)
        self.counts.totals["failed"] = len(self.counts.failing)
        try:
            await self.archive.finish(
                outcome=self.outcome, exit_code=self.exit_code, counts=self.counts.totals
            )
        except ArchiveError as error:
            self.error = self.error or error
            self.exit_code = 1
        finally:
            self.frontier.close()
            self.archive.close()

    def _judge(self, reason: str) -> tuple[str, int]:
        counts = self.counts
        if self.error is not None:
            return "error", 1
        if reason == "shutdown":
            return "interrupted", 130
        if reason not in ("finished", "limit"):
            return reason, 1
        if counts.get("listings") and not counts.get("article_links"):
            return "site-broken", 4
        if counts.get("hollow") * 2 > counts.get("new"):
            return "site-broken", 4
        down = self.frontier.hosts.given_up()
        if self.frontier.hosts.host(self.site.home) in down:
            return "site-down", 4
        if self.frontier.is_forbidden():
            return "site-broken", 4
        if down or counts.get("errors") or len(counts.failing) > FAILED_SHARE * len(counts.tried):
            return "finished-with-errors", 1
        if self.allowance.is_spent(now()):
            return "budget-spent", 0
        return "finished", 0


def _vietnam(moment: datetime) -> str:
    return moment.astimezone(VIETNAM).strftime("%Y-%m-%d %H:%M")


_sessions: "WeakKeyDictionary[Crawler, CrawlSession]" = WeakKeyDictionary()


def open_session(crawler: Crawler) -> CrawlSession:
    """The session of a crawler, opened on first use from its settings and its spider's arguments."""
    session = _sessions.get(crawler)
    if session is None:
        settings, spider = crawler.settings, crawler.spider
        require_contact(settings["NEWSARCHIVE_CONTACT"], settings.get("NEWSARCHIVE_ORIGIN"))
        read_hours(settings.get("NEWSARCHIVE_NIGHT_PAUSE") or "")
        bounds: CrawlBounds = spider.bounds  # type: ignore[union-attr]
        session = _sessions[crawler] = CrawlSession(
            Path(settings["NEWSARCHIVE_DB"]),
            spider.site,  # type: ignore[union-attr]
            bounds,
            origin=settings.get("NEWSARCHIVE_ORIGIN") or None,
            arguments={
                "since": bounds.since.isoformat() if bounds.since else None,
                "until": bounds.until.isoformat() if bounds.until else None,
                "limit": bounds.limit,
                "full": bounds.full,
                **({"demo": True} if settings.getbool("NEWSARCHIVE_DEMO") else {}),
            },
            retry_base=timedelta(seconds=settings.getfloat("NEWSARCHIVE_RETRY_SECONDS")),
            pages_per_day=settings.getint("NEWSARCHIVE_PAGES_PER_DAY"),
            night_pause=settings.get("NEWSARCHIVE_NIGHT_PAUSE") or "",
            info={
                "operator": settings["NEWSARCHIVE_CONTACT"],
                "http-header-user-agent": settings["USER_AGENT"],
                "robots": "obey" if settings.getbool("ROBOTSTXT_OBEY") else "ignore",
            },
        )
    return session


def require_contact(contact: str, origin: str | None) -> None:
    """No site is asked for anything by a client that does not say who it is; replicas on loopback excepted.

    Raises:
        ConfigError: no contact is set.
    """
    host = urlsplit(origin).hostname if origin else None
    if not contact and host not in ("127.0.0.1", "::1", "localhost"):
        raise ConfigError(
            "No contact address is set: a site must be able to reach who crawls it. Set NEWSARCHIVE_CONTACT, or"
            ' write contact = "you@example.org" into newsarchive.toml.',
            setting="contact",
        )


def session_of(crawler: Crawler) -> CrawlSession | None:
    """The session of a crawler if one was opened."""
    return _sessions.get(crawler)
