"""The base of every site's spider: discovers addresses, hands captures over; reads no field, keeps no state that a
kill could lose."""

import re
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any, ClassVar
from urllib.parse import urljoin, urlsplit

from lxml import etree
from scrapy import Request, Spider
from scrapy.http import Response, TextResponse
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from newsarchive.clock import now
from newsarchive.errors import ConfigError
from newsarchive.fetch import outcomes
from newsarchive.fetch.anchors import iter_anchors
from newsarchive.fetch.capture import FETCHED_AT, PACKED, PAGE, REVISIT_OF, SNAPSHOT_ID, STATED
from newsarchive.fetch.feeds import Entry, iter_entries
from newsarchive.fetch.headers import header, location
from newsarchive.fetch.links import (
    PRIORITY,
    ArticleLinks,
    article_link,
    article_links,
    bounded,
    listing_links,
    may_be_empty,
    next_page,
)
from newsarchive.fetch.origin import map_from_origin
from newsarchive.fetch.traps import SeenLists, remarks, without_traps
from newsarchive.model.crawl import CrawlBounds, Link, Outcome, PageRef, Visit
from newsarchive.model.finding import Finding
from newsarchive.model.site import Listing, Rss, Sitemap, SiteSpec
from newsarchive.model.snapshot import Snapshot
from newsarchive.urls.identity import identify, is_on_site
from newsarchive.warc.coding import is_cut_short

MAX_SITEMAP_DEPTH = 4
HEAD_BYTES = 1_000
"""A page of HTML says so in its first bytes."""
_DIGITS = re.compile(r"\d{1,5}(?!\d)")


class SiteSpider(Spider):
    """Subclasses set `site` and `page_class`; the rest comes from the site's facts.

    Arguments (`-a` of `scrapy crawl`): since, until (days, included), limit (articles), full (1).

    Raises:
        ConfigError: an argument is not known, or cannot be read.
    """

    site: ClassVar[SiteSpec]
    page_class: ClassVar[type[Any] | None] = None
    name = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "site" in cls.__dict__:
            cls.name = cls.site.id
            cls.custom_settings = {**dict(cls.site.settings), **(cls.custom_settings or {})}

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """The site file's settings, then what the user's settings file says of this site alone."""
        super().update_settings(settings)
        own = settings.getdict("NEWSARCHIVE_SITES").get(cls.name) or {}
        settings.update(own, priority="spider")

    def __init__(
        self,
        name: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: str | int | None = None,
        full: str | bool = False,
        **kwargs: Any,
    ) -> None:
        bounds = read_arguments(since, until, limit, full, **kwargs)
        super().__init__(name)
        self.bounds = bounds
        self._seen = SeenLists()
        self._articles = ArticleLinks(self.site, self._own_address)

    async def start(self) -> AsyncIterator[Any]:
        """Nothing: the frontier seeds and drives the crawl."""
        requests: tuple[Request, ...] = ()
        for request in requests:
            yield request

    def seeds(self) -> list[Link]:
        """The addresses every run begins with: the site's listings, feeds and sitemaps."""
        found: list[Link] = []
        for source in self.site.sources:
            kind = {Listing: "listing", Rss: "feed", Sitemap: "sitemap"}[type(source)]
            url = identify(source.url, None).url
            found.append(Link(url=url, kind=kind, priority=PRIORITY[kind]))  # type: ignore[arg-type]
        return found

    def request_for(self, page: PageRef) -> Request:
        """The request that asks for one page, conditional where an earlier answer allows it."""
        headers: dict[str, str] = {}
        if not self.bounds.full:
            if page.etag:
                headers["If-None-Match"] = page.etag
            if page.last_modified:
                headers["If-Modified-Since"] = page.last_modified
        return Request(
            page.url,
            callback=self.parse_page,
            errback=self.parse_failure,
            headers=headers,
            meta={PAGE: page, "handle_httpstatus_all": True, "dont_redirect": True},
            dont_filter=True,
        )

    def parse_page(self, response: Response) -> Iterator[Visit]:
        """One visit for one response, whatever it says."""
        page: PageRef = response.meta[PAGE]
        try:
            yield from self._visit(response, page)
        except Exception as error:  # a fault of a site file must not leave the page waiting for ever
            self.logger.exception("%s cannot be read", page.url)
            why = f"its links cannot be read ({type(error).__name__}: {error})"
            visit = outcomes.failed(page, response.meta[FETCHED_AT], why)
            yield replace(visit, snapshot_id=response.meta.get(SNAPSHOT_ID))

    def _visit(self, response: Response, page: PageRef) -> Iterator[Visit]:
        at: datetime = response.meta[FETCHED_AT]
        settled = outcomes.by_status(response, page, at)
        if settled is not None:
            yield self._redirected(settled, response) if settled.outcome == "redirect" else settled
            return
        packed: bytes | None = response.meta.pop(PACKED, None)
        if packed is not None and is_cut_short(packed, len(response.body)):
            visit = outcomes.failed(page, at, "the answer was cut short")
            yield replace(visit, unanswered=True, snapshot_id=response.meta[SNAPSHOT_ID])
            return
        visit = Visit(
            page=page,
            outcome="article",
            at=at,
            snapshot=self._snapshot(response, at),
            snapshot_id=response.meta[SNAPSHOT_ID],
            stated=response.meta[STATED],
            etag=header(response, b"ETag"),
            last_modified=header(response, b"Last-Modified"),
        )
        if page.kind == "photo":
            yield outcomes.photo(visit)
        elif page.kind == "article":
            unchanged = response.meta.get(REVISIT_OF) is not None and not self.bounds.full
            yield replace(visit, outcome="not-modified") if unchanged else self._with_links(visit, response)
        elif page.kind == "listing":
            found = list(self.links_on(response, page))
            visit = replace(
                visit,
                outcome="listing",
                links=tuple(each for each in found if isinstance(each, Link)),
                findings=_merged(each for each in found if isinstance(each, Finding)),
            )
            yield visit if found or may_be_empty(page, self.site) else outcomes.nothing_listed(visit)
        else:
            yield self._feed(visit, response)

    def parse_failure(self, failure: Failure) -> Iterator[Visit]:
        """A request that brought no response."""
        request: Request = failure.request  # type: ignore[attr-defined]
        page: PageRef = request.meta[PAGE]
        at = request.meta.get(FETCHED_AT) or now()
        error = failure.value
        assert error is not None
        yield outcomes.without_response(page, at, error, request.meta.get(SNAPSHOT_ID))

    def links_on(self, response: Response, page: PageRef) -> Iterator[Link | Finding]:
        """Articles, sections and the next page that a listing shows. Sites override this where they must."""
        root = _parse(response)
        if root is None:
            return
        anchors = list(iter_anchors(root, response.url, self._own_address))
        articles = article_links(anchors, self.site)
        yield from without_traps(articles, page)
        yield from remarks(anchors, page)
        earlier = self._seen.earlier(page, articles) if articles else []
        same = next((url for url in earlier if page.depth and _same_list(url, page.url)), None)
        if same is not None:
            yield Finding(
                code="crawl-trap",
                message=f"{page.url} shows the very articles of {same}: paging that has no end, not followed.",
            )
        if same is not None or any(_is_mirror(url, page.url) for url in earlier):
            return  # what follows would be the same too
        if page.depth == 0:
            yield from without_traps(listing_links(anchors, self.site), page)
        following = next_page(anchors, page, self.site)
        if following is not None and articles:
            yield from without_traps([bounded(following, articles)], page)

    def _with_links(self, visit: Visit, response: Response) -> Visit:
        """An article with the site's other articles that it links to."""
        found = without_traps(self._articles.on(response.body, visit.page), visit.page)
        return replace(visit, links=tuple(each for each in found if isinstance(each, Link)))

    def _feed(self, visit: Visit, response: Response) -> Visit:
        try:
            entries = list(iter_entries(response.body))
        except ValueError as error:
            note = Finding(code="unreadable-listing", message=f"{visit.page.url} cannot be read: {error}.")
            is_page = b"<html" in response.body[:HEAD_BYTES].lower()  # a page about works, a login
            outcome: Outcome = "failed" if is_page else "skipped"
            return replace(visit, outcome=outcome, findings=(note,), error=str(error), unanswered=is_page)
        links = [link for entry in entries if (link := self._entry_link(entry, visit.page)) is not None]
        return replace(visit, outcome="listing", links=tuple(links))

    def _entry_link(self, entry: Entry, page: PageRef) -> Link | None:
        """The page that an entry of a feed or sitemap means; None for pages that are not the site's."""
        try:
            identity = identify(self._own_address(urljoin(page.url, entry.url)), self.site)
        except ValueError:
            return None
        if entry.is_index:
            if not is_on_site(identity.url, self.site) or page.depth >= MAX_SITEMAP_DEPTH:
                return None
            priority = PRIORITY["sitemap"]
            return Link(
                url=identity.url, kind="sitemap", priority=priority, depth=page.depth + 1, latest=entry.latest
            )
        if identity.kind != "article":
            return None
        link = article_link(identity, self.site, entry.stated)
        return replace(link, latest=entry.latest) if link.latest is None else link

    def _redirected(self, visit: Visit, response: Response) -> Visit:
        where = location(response)
        if not where:
            return outcomes.redirect_to_nowhere(visit, response.status)
        try:
            target = self._own_address(response.urljoin(where))
        except ValueError:  # as in "http://[::1/": no address at all
            target = where
        return outcomes.redirect(visit, target, self.site)

    def _snapshot(self, response: Response, at: datetime) -> Snapshot:
        return Snapshot(
            url=response.url,
            fetched_at=at,
            body=response.body,
            content_type=header(response, b"Content-Type") or "",
            status=response.status,
        )

    def _own_address(self, url: str) -> str:
        """The site's own address for one that a replica names."""
        origin = self.settings.get("NEWSARCHIVE_ORIGIN")
        return map_from_origin(url, origin, self.site.home) if origin else url


def read_arguments(
    since: Any = None, until: Any = None, limit: Any = None, full: Any = False, **unknown: Any
) -> CrawlBounds:
    """What a run is asked for, from words.

    Raises:
        ConfigError: an argument that is not known, a day that is none, a limit that is no number, since after until.
    """
    if unknown:
        raise ConfigError(
            f"There is no argument {next(iter(unknown))!r}: since, until, limit and full are known.",
            setting=next(iter(unknown)),
        )
    first, last = _day("since", since), _day("until", until)
    if first and last and first > last:
        raise ConfigError(f"since {first} lies after until {last}: swap them.", setting="since", value=since)
    try:
        most = int(limit) if limit not in (None, "") else None
    except ValueError:
        most = -1
    if most is not None and most < 1:
        raise ConfigError(
            f"limit {limit!r} is no number of articles: write one, like 100.", setting="limit", value=limit
        )
    return CrawlBounds(since=first, until=last, limit=most, full=str(full).lower() in ("1", "true", "yes"))


def _day(name: str, text: Any) -> date | None:
    if text in (None, ""):
        return None
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise ConfigError(
            f"{name} {text!r} is not a day: write it like 2024-01-31 (year-month-day).",
            setting=name,
            value=text,
        ) from None


def _parse(response: Response) -> etree._Element | None:
    encoding = response.encoding if isinstance(response, TextResponse) else None
    try:
        return etree.fromstring(response.body, etree.HTMLParser(encoding=encoding, huge_tree=True))
    except (etree.LxmlError, ValueError, LookupError):
        return None


def _merged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """One finding a code: a page has room for no more."""
    by_code: dict[str, list[str]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding.message)
    return tuple(Finding(code=code, message=" ".join(messages)) for code, messages in by_code.items())


def _is_mirror(one: str, other: str) -> bool:
    """Whether two addresses differ in nothing but their host."""
    return urlsplit(one)[2:4] == urlsplit(other)[2:4]


def _same_list(one: str, other: str) -> bool:
    """Whether two addresses are pages of one listing: the same host, and paths alike but for a page number."""
    first, second = urlsplit(one), urlsplit(other)
    return first.netloc == second.netloc and _DIGITS.sub("", first.path) == _DIGITS.sub("", second.path)
