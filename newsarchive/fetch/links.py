"""Addresses on a listing page: which are articles, which is the next page. One compiled XPath does the work
(`LinkExtractor` costs five times the reading of all fields)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from lxml import etree

from newsarchive.model.crawl import Link, PageRef
from newsarchive.model.site import Listing, SiteSpec
from newsarchive.urls.canonical import canonical_url, is_web_url
from newsarchive.urls.identity import identify

PRIORITY = {"sitemap": 50, "feed": 45, "listing": 40, "article": 20, "photo": 10}
"""Discovery first, then articles, then photos."""
PAGING_PRIORITY = 30
MAX_LISTING_DEPTH = 5_000
"""Pages deep into one listing; beyond it a trap is assumed."""
MAX_LINKS = 5_000
"""Links read from one page."""

_HREFS = etree.XPath("//a[@href]")
_NEXT_TEXT = re.compile(
    r"^\W*(?:trang\s+(?:sau|tiếp|kế)(?:\s+theo)?|sau|tiếp(?:\s+theo)?|kế\s+tiếp|xem\s+thêm|next|older|›|»|>|>>|→)\W*$|^[›»→>]+$",
    re.IGNORECASE,
)
_BASE = etree.XPath("string(//base/@href)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Anchor:
    """One `<a href>` of a page, resolved."""

    url: str
    text: str
    rel: str
    element: etree._Element


def iter_anchors(root: etree._Element, page_url: str) -> Iterator[Anchor]:
    """All links of a page in document order, absolute, http(s) only."""
    base = urljoin(page_url, _BASE(root).strip() or page_url)
    for count, element in enumerate(_HREFS(root)):
        if count >= MAX_LINKS:
            return
        href = (element.get("href") or "").strip()
        if not href or href.startswith(("#", "javascript:", "mailto:", "tel:")):
            continue
        try:
            url = urljoin(base, href)
        except ValueError:
            continue
        if is_web_url(url):
            text = " ".join("".join(element.itertext()).split())
            yield Anchor(url=url, text=text, rel=(element.get("rel") or "").lower(), element=element)


def article_links(anchors: Sequence[Anchor], site: SiteSpec) -> list[Link]:
    """The articles a page links to, each once, in order."""
    found: dict[str, Link] = {}
    for anchor in anchors:
        identity = identify(anchor.url, site)
        if identity.kind != "article" or identity.source_id is None or identity.source_id in found:
            continue
        earliest, latest = site.id_clock.bounds(identity.source_id) if site.id_clock else (None, None)
        found[identity.source_id] = Link(
            url=identity.url,
            kind="article",
            source_id=identity.source_id,
            priority=PRIORITY["article"],
            earliest=earliest,
            latest=latest,
        )
    return list(found.values())


def listing_links(anchors: Sequence[Anchor], site: SiteSpec) -> list[Link]:
    """Other listings of the site that a page links to (its sections), without their following pages."""
    found: dict[str, Link] = {}
    for anchor in anchors:
        identity = identify(anchor.url, site)
        if identity.kind == "listing" and "?" not in identity.url and identity.url not in found:
            found[identity.url] = Link(url=identity.url, kind="listing", priority=PRIORITY["listing"])
    return list(found.values())


def next_page(anchors: Sequence[Anchor], page: PageRef, site: SiteSpec) -> Link | None:
    """The following page of a listing: by the site's template, `rel=next`, "Trang sau", or the next number."""
    if page.depth >= MAX_LISTING_DEPTH:
        return None
    url = _by_template(page, site) or _by_anchor(anchors, page.url, page.depth + 1)
    if url is None:
        return None
    identity = identify(url, site)
    if identity.url == page.url or identity.kind == "article":
        return None
    return Link(url=identity.url, kind="listing", priority=PAGING_PRIORITY, depth=page.depth + 1, paging=True)


def _by_template(page: PageRef, site: SiteSpec) -> str | None:
    """By the template of the listing that this page is a page of."""
    for source in site.sources:
        if not isinstance(source, Listing) or source.next_page is None:
            continue
        own = source.url if page.depth == 0 else source.next_page.format(url=source.url, page=page.depth + 1)
        if canonical_url(own) == canonical_url(page.url):
            return source.next_page.format(url=source.url, page=page.depth + 2)
    return None


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
    family = re.sub(r"(?:[/-](?:trang|page|p)[-/]?\d+)(?:\.\w+)?$", "", stem)
    return path == stem or path.startswith((stem, family))


def bounded(link: Link, articles: Sequence[Link]) -> Link:
    """The next page can hold nothing newer than the lower half of this one (pinned items stand at the top)."""
    lower_half = articles[len(articles) // 2 :]
    latest = [article.latest for article in lower_half]
    if not latest or None in latest:
        return link
    return replace(link, latest=max(day for day in latest if day is not None))
