"""Addresses on a page, told apart: which are articles, which are sections, which is the next page."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from newsarchive.fetch.anchors import Anchor, address_of, base_of, date_beside, day_of, iter_hrefs
from newsarchive.model.crawl import Link, PageRef
from newsarchive.model.site import Listing, SiteSpec
from newsarchive.urls.identity import Identity, identify

PRIORITY = {"sitemap": 50, "feed": 45, "listing": 40, "article": 20, "photo": 10}
"""Discovery first, then articles, then photos."""
PAGING_PRIORITY = 30
MAX_LISTING_DEPTH = 5_000
"""Pages deep into one listing; beyond it a trap is assumed."""
LEAST_DATED = 3
"""Dates beside links are read only on pages with so many articles: around a single one anything may stand."""
STATED_MARGIN = timedelta(days=1)
"""A stated day may be another time zone's."""
PAGING_MARGIN = timedelta(days=3)
"""Listings are not sorted to the day."""
LOOKS_AT_EMPTY = 2
"""After so many looks at a page of a listing that lists nothing, the next one believes it."""
REMEMBERED_LINKS = 20_000

_ROOTED = (b"/", b"http://", b"https://")
_NEXT_TEXT = re.compile(
    r"^\W*(?:trang\s+(?:sau|tiếp|kế)(?:\s+theo)?|sau|tiếp(?:\s+theo)?|kế\s+tiếp|xem\s+thêm|next|older|›|»|>|>>|→)\W*$|^[›»→>]+$",
    re.IGNORECASE,
)
_PAGE_SUFFIX = re.compile(r"(?:[/-](?:trang|page|p)[-/]?\d+)(?:\.\w+)?$")


def article_links(anchors: Sequence[Anchor], site: SiteSpec) -> list[Link]:
    """The articles a page links to, each once, in order, with the date printed beside the link where there is one."""
    groups: dict[str, tuple[Identity, list[Anchor]]] = {}
    for anchor in anchors:
        identity = identify(anchor.url, site)
        if identity.kind == "article" and identity.source_id is not None:
            groups.setdefault(identity.source_id, (identity, []))[1].append(anchor)
    owners = {anchor.element: key for key, (_, group) in groups.items() for anchor in group}
    found = []
    for identity, group in groups.values():
        raw = date_beside(group[0].element, owners) if len(groups) >= LEAST_DATED else None
        found.append(article_link(identity, site, (("listing", raw),) if raw else ()))
    return found


def article_link(identity: Identity, site: SiteSpec, stated: tuple[tuple[str, str], ...] = ()) -> Link:
    """A link to an article, with the days between which it can have been published: from a date that was stated for
    it, else from its id."""
    earliest, latest = _stated_bounds(stated)
    if latest is None and site.id_clock is not None:
        earliest, latest = site.id_clock.bounds(identity.source_id or "")
    return Link(
        url=identity.url,
        kind="article",
        source_id=identity.source_id,
        priority=PRIORITY["article"],
        earliest=earliest,
        latest=latest,
        stated=stated,
    )


def _stated_bounds(stated: tuple[tuple[str, str], ...]) -> tuple[date | None, date | None]:
    days = [day for _, raw in stated if (day := day_of(raw) or _mail_day(raw))]
    if not days:
        return None, None
    return min(days) - STATED_MARGIN, max(days) + STATED_MARGIN


def _mail_day(raw: str) -> date | None:
    try:
        return parsedate_to_datetime(raw).date()
    except (ValueError, OverflowError):
        return None


class ArticleLinks:
    """The articles of a site that its article pages link to.

    Most links of a page stand on all pages, so what each means is remembered: a memory with a bound, of what is
    worked out from the address alone.
    """

    def __init__(self, site: SiteSpec, to_own: Callable[[str], str]) -> None:
        """`to_own` gives the site's own address for one that a replica names."""
        self._site = site
        self._to_own = to_own
        self._known: dict[tuple[str, bytes], Link | None] = {}

    def on(self, body: bytes, page: PageRef) -> list[Link]:
        """All of them once, without the page itself."""
        base = base_of(body, page.url)
        parts = urlsplit(base)
        root = f"{parts.scheme}://{parts.netloc}/"
        found: dict[str | None, Link] = {}
        for href in iter_hrefs(body):
            if href.startswith(_ROOTED):  # the same on every page of the host
                link = self._remembered(href, root)
            else:
                link = self._link(href, base)
            if link is not None and link.source_id != page.source_id:
                found.setdefault(link.source_id, link)
        return list(found.values())

    def _remembered(self, href: bytes, root: str) -> Link | None:
        key = (root, href)
        if key not in self._known:
            if len(self._known) >= REMEMBERED_LINKS:
                self._known.clear()
            self._known[key] = self._link(href, root)
        return self._known[key]

    def _link(self, href: bytes, base: str) -> Link | None:
        url = address_of(href, base)
        if url is None:
            return None
        identity = identify(self._to_own(url), self._site)
        if identity.kind != "article" or identity.source_id is None:
            return None
        return article_link(identity, self._site)


def listing_links(anchors: Sequence[Anchor], site: SiteSpec) -> list[Link]:
    """Other listings of the site that a page links to (its sections), without their following pages."""
    found: dict[str, Link] = {}
    for anchor in anchors:
        identity = identify(anchor.url, site)
        if identity.kind == "listing" and "?" not in identity.url and identity.url not in found:
            found[identity.url] = Link(url=identity.url, kind="listing", priority=PRIORITY["listing"])
    return list(found.values())


def template_for(page: PageRef, site: SiteSpec) -> tuple[str, str] | None:
    """(address, template) of the listing whose front or following page this is, where the site's file knows how it
    pages."""
    for source in site.sources:
        if not isinstance(source, Listing) or source.next_page is None:
            continue
        here = source.url if page.depth == 0 else source.next_page.format(url=source.url, page=page.depth + 1)
        if identify(here, None).url == page.url:
            return source.url, source.next_page
    return None


def may_be_empty(page: PageRef, site: SiteSpec) -> bool:
    """Whether a page of a listing may list nothing: the one after the last where the site's file counts them, or one
    that a listing promised, when it has said so for some time."""
    return page.depth > 0 and (page.attempts >= LOOKS_AT_EMPTY or template_for(page, site) is not None)


def next_page(anchors: Sequence[Anchor], page: PageRef, site: SiteSpec) -> Link | None:
    """The following page of a listing: by the site's template, `rel=next`, "Trang sau", or the next number."""
    if page.depth >= MAX_LISTING_DEPTH:
        return None
    known = template_for(page, site)
    if known is not None:
        url: str | None = known[1].format(url=known[0], page=page.depth + 2)
    else:
        url = _by_anchor(anchors, page.url, page.depth + 1)
    if url is None:
        return None
    identity = identify(url, site)
    if identity.url == page.url or identity.kind == "article":
        return None
    return Link(url=identity.url, kind="listing", priority=PAGING_PRIORITY, depth=page.depth + 1, paging=True)


def _by_anchor(anchors: Sequence[Anchor], page_url: str, depth: int) -> str | None:
    numbered = None
    stem = page_url.split("?", 1)[0].rstrip("/")
    for anchor in anchors:
        if anchor.rel == "next":
            return anchor.url
        if _NEXT_TEXT.match(anchor.text) and _is_sibling(anchor.url, stem):
            return anchor.url
        if numbered is None and anchor.text == str(depth + 1) and _is_sibling(anchor.url, stem):
            numbered = anchor.url
    return numbered


def _is_sibling(url: str, stem: str) -> bool:
    """A paging link leads to the same listing: same path, or one that continues or renumbers it."""
    path = url.split("?", 1)[0].rstrip("/")
    return path == stem or path.startswith((stem, _PAGE_SUFFIX.sub("", stem)))


def bounded(link: Link, articles: Sequence[Link]) -> Link:
    """The next page can hold nothing newer than the lower half of this one (pinned items stand at the top)."""
    lower_half = articles[len(articles) // 2 :]
    latest = [article.latest for article in lower_half]
    if not latest or None in latest:
        return link
    return replace(link, latest=max(day for day in latest if day is not None) + PAGING_MARGIN)
