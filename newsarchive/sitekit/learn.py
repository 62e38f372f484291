"""From a few pages to a proposal: articles, forms of addresses, paging, feeds, platform or selectors that fit."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from newsarchive.errors import ConfigError, NotAnArticle
from newsarchive.fetch.anchors import Anchor, iter_anchors
from newsarchive.fetch.feeds import iter_entries
from newsarchive.fetch.links import article_links, next_page
from newsarchive.model.article import Draft
from newsarchive.model.crawl import PageRef
from newsarchive.model.site import Listing, Rss, SiteSpec, Source
from newsarchive.page.base import ArticlePage
from newsarchive.page.document import Document
from newsarchive.page.platforms.catalogue import Platform, recognise
from newsarchive.page.reader import read_page
from newsarchive.sitekit.addresses import (
    article_pattern,
    is_menu_address,
    listing_pattern,
    paging_template,
)
from newsarchive.sitekit.places import agreement, propose
from newsarchive.sitekit.saved import SavedPage

SITE_ID = re.compile(r"^[a-z][a-z0-9]{2,30}$")
_FEED_LINK = re.compile(r"/rss|\.rss$|/feed/?$", re.IGNORECASE)
_XML = re.compile(rb"^\s*(?:\xef\xbb\xbf)?<(?:\?xml|rss|feed|urlset|sitemapindex)\b")
MAX_MENU_LISTINGS = 12


@dataclass(slots=True, kw_only=True)
class Proposal:
    """What was learned. `spec` and `page_class` can be used at once; the rest says why and how sure."""

    spec: SiteSpec
    page_class: type[ArticlePage] | None
    platforms: tuple[Platform, ...]
    """Those whose marks the pages show, the most frequent first."""
    selectors: dict[str, tuple[str, ...]]
    agreement: dict[str, tuple[int, int]]
    """Per field: pages on which selectors and generic reader agree, of how many."""
    articles: list[SavedPage]
    listings: list[SavedPage]
    others: list[tuple[str, str]] = field(default_factory=list)
    """(name, what it is) of pages that are neither."""
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class _Read:
    """One saved page, looked at once."""

    page: SavedPage
    document: Document
    anchors: list[Anchor]
    draft: Draft | None
    what: str


def check_id(site_id: str) -> None:
    """
    Raises:
        ConfigError: a site cannot be called so.
    """
    if not SITE_ID.match(site_id):
        raise ConfigError(
            f"{site_id!r} is no site id: lower-case letters and digits, like baonamdinh.",
            setting="id",
            value=site_id,
        )


def learn(site_id: str, home: str, pages: Sequence[SavedPage]) -> Proposal:
    """Learn a site from its pages.

    Raises:
        ConfigError: the id is none, no page is an article, or no pattern fits their addresses.
    """
    check_id(site_id)
    feeds = [page for page in pages if _XML.match(page.snapshot.body[:200])]
    read = [_look(page) for page in pages if page not in feeds]
    articles = [item for item in read if item.draft is not None]
    if not articles:
        raise ConfigError(
            "None of the pages is an article: give saved article pages with --page.",
            setting="page",
            value=len(read),
        )
    listings = [item for item in read if item.draft is None and item.what in ("listing", "not-an-article")]
    hosts = _hosts(home, [item.page.url for item in articles + listings])
    spec, notes = _spec(site_id, home, hosts, articles, listings, read, feeds)
    proposal = Proposal(
        spec=spec,
        page_class=None,
        platforms=(),
        selectors={},
        agreement={},
        articles=[item.page for item in articles],
        listings=[item.page for item in listings],
        others=[
            (item.page.name, item.what) for item in read if item not in articles and item not in listings
        ],
        notes=notes,
    )
    _choose_reader(proposal, articles)
    return proposal


def _look(page: SavedPage) -> _Read:
    document = Document(page.snapshot)
    draft, what = None, "article"
    try:
        draft = read_page(page.snapshot)
    except NotAnArticle as error:
        what = error.what
    anchors = list(iter_anchors(document.root, page.url))
    if draft is not None and urlsplit(page.url).path in ("", "/"):
        draft, what = None, "listing"
    return _Read(page=page, document=document, anchors=anchors, draft=draft, what=what)


def _hosts(home: str, urls: Sequence[str]) -> tuple[str, ...]:
    own = urlsplit(home).netloc.lower()
    bare = own.removeprefix("www.")
    met = {urlsplit(url).netloc.lower() for url in urls}
    return tuple(
        dict.fromkeys([own, *sorted(host for host in met if host.endswith(bare)), bare, f"www.{bare}"])
    )


def _spec(
    site_id: str,
    home: str,
    hosts: tuple[str, ...],
    articles: Sequence[_Read],
    listings: Sequence[_Read],
    read: Sequence[_Read],
    feeds: Sequence[SavedPage],
) -> tuple[SiteSpec, list[str]]:
    links = [
        a.url
        for item in read
        for a in item.anchors
        if urlsplit(a.url).netloc.lower() in hosts and "?" not in a.url
    ]
    listing_urls = [item.page.url for item in listings]
    pattern = article_pattern([item.page.url for item in articles], listing_urls, links)
    if pattern is None:
        raise ConfigError(
            "The addresses of the articles have no common form; give more article pages, or write article_url by hand.",
            setting="page",
            value=[item.page.url for item in articles],
        )
    menus = _menus(read, hosts, pattern)
    spec = SiteSpec(
        id=site_id,
        name=_name(read) or site_id,
        home=home,
        hosts=hosts,
        photo_hosts=_photo_hosts(articles, hosts),
        article_url=pattern,
        listing_url=listing_pattern([*listing_urls, *menus]),
    )
    sources, notes = _sources(spec, listings, read, feeds)
    return replace(spec, sources=tuple(sources)), notes


def _menus(read: Sequence[_Read], hosts: tuple[str, ...], pattern: str) -> list[str]:
    """Section addresses: short links that stand on most of the pages."""
    counts: Counter[str] = Counter()
    for item in read:
        counts.update(
            {
                anchor.url.split("#")[0]
                for anchor in item.anchors
                if 0 < len(anchor.text.split()) <= 5
                and is_menu_address(anchor.url, hosts)
                and not re.search(pattern, urlsplit(anchor.url).path)
            }
        )
    need = max(2, len(read) // 2)
    return [url for url, count in counts.most_common(MAX_MENU_LISTINGS) if count >= need]


def _photo_hosts(articles: Sequence[_Read], hosts: tuple[str, ...]) -> tuple[str, ...]:
    met = {
        urlsplit(photo.url).netloc.lower() for item in articles if item.draft for photo in item.draft.photos
    }
    return tuple(sorted(met - set(hosts) - {""}))


def _name(read: Sequence[_Read]) -> str | None:
    names = Counter(name for item in read if (name := item.document.facts.meta("og:site_name")))
    return names.most_common(1)[0][0] if names else None


def _sources(
    spec: SiteSpec, listings: Sequence[_Read], read: Sequence[_Read], feeds: Sequence[SavedPage]
) -> tuple[list[Source], list[str]]:
    notes: list[str] = []
    sources: list[Source] = [Rss(feed.url) for feed in feeds if _is_feed(feed)]
    stated = {
        item.document.absolute(str(href))
        for item in read
        for href in item.document.root.xpath(
            "//link[@rel='alternate'][contains(@type, 'rss') or contains(@type, 'atom')]/@href"
        )
    }
    linked = {a.url for item in read for a in item.anchors if _FEED_LINK.search(urlsplit(a.url).path)}
    known = {source.url for source in sources}
    for url in sorted(stated | {url for url in linked if urlsplit(url).netloc.lower() in spec.all_hosts}):
        if url not in known:
            sources.append(Rss(url))
            notes.append(f"Feed {url} is linked, not read yet.")
    following: dict[str, str] = {}
    for item in listings:
        found = next_page(item.anchors, PageRef(id=0, site=spec.id, url=item.page.url, kind="listing"), spec)
        if found is not None and article_links(item.anchors, spec):
            following[item.page.url] = found.url
    first_pages = [
        item for item in listings if item.page.url not in following.values() and not _is_later(item.page.url)
    ]
    for item in first_pages:
        template = paging_template(item.page.url, following.get(item.page.url, ""))
        sources.append(Listing(item.page.url, next_page=template))
    if not any(isinstance(source, Listing) for source in sources):
        sources.append(Listing(spec.home.rstrip("/") + "/"))
        notes.append("No listing was among the pages: the crawl begins at the front page.")
    if not following:
        notes.append('No paging was seen: whatever "next page" link a listing shows is followed.')
    return sources, notes


def _is_later(url: str) -> bool:
    """Whether an address is itself a following page: "?page=3", "/trang-2.html"."""
    parts = urlsplit(url)
    return bool(re.search(r"(?:page|trang|p)[=/-]\d+", f"{parts.path}?{parts.query}"))


def _is_feed(page: SavedPage) -> bool:
    try:
        return next(iter_entries(page.snapshot.body), None) is not None
    except ValueError:
        return False


def _choose_reader(proposal: Proposal, articles: Sequence[_Read]) -> None:
    """The page classes of known platforms where they fit, else selectors of our own, else the reader for any page."""
    generic = [item.draft for item in articles]
    known = [platform for item in articles if (platform := recognise(item.document))]
    if len(known) * 2 > len(articles):
        counts = Counter(platform.title for platform in known)
        platforms = tuple({p.title: p for p in sorted(known, key=lambda p: -counts[p.title])}.values())
        layouts = tuple(platform.page for platform in platforms)
        page_class = type("Learned", (ArticlePage,), {"layouts": layouts})
        if _reads(page_class, proposal, articles, generic):
            proposal.platforms, proposal.page_class = platforms, page_class
            return
    pages = [ArticlePage(item.page.snapshot, document=item.document) for item in articles]
    chosen = propose(pages)
    if "title" not in chosen or "body" not in chosen:
        proposal.notes.append(
            "No selectors agree on enough pages: the reader for any party-news page serves."
        )
        return
    recognised = chosen["body"] + chosen["title"]
    members: dict[str, object] = {f"{name}_at": value for name, value in chosen.items()}
    page_class = type(
        "Learned", (ArticlePage,), {**members, "layout": proposal.spec.id, "recognised_at": recognised}
    )
    if _reads(page_class, proposal, articles, generic):
        proposal.selectors, proposal.page_class = chosen, page_class
    else:
        proposal.notes.append("Selectors lose text that the generic reader finds, so none are written.")


def _reads(
    page_class: type[ArticlePage],
    proposal: Proposal,
    articles: Sequence[_Read],
    generic: Sequence[Draft | None],
) -> bool:
    """Whether a page class reads title and body as the generic reader does, on at least half of the pages."""
    drafts = []
    for item in articles:
        try:
            drafts.append(read_page(item.page.snapshot, page_class=page_class, site=proposal.spec))
        except NotAnArticle:
            return False
    found = agreement(drafts, generic)
    good = all(found[name][0] * 2 >= found[name][1] for name in ("title", "body"))
    if good:
        proposal.agreement = found
    return good
