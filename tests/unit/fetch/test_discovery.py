"""Links, paging and feeds."""

import gzip
from dataclasses import replace

import pytest
from lxml import etree

from newsarchive.fetch.anchors import iter_anchors
from newsarchive.fetch.feeds import iter_entries
from newsarchive.fetch.links import (
    PAGING_MARGIN,
    ArticleLinks,
    article_links,
    bounded,
    listing_links,
    next_page,
)
from newsarchive.model.crawl import PageRef
from newsarchive.model.site import Listing
from spiders.thanhuytphcm import SITE

URL = "https://www.thanhuytphcm.vn/nhom-tin/quan-5-1197604612"


def anchors(html: str, url: str = URL) -> list:  # type: ignore[type-arg]
    return list(iter_anchors(etree.fromstring(f"<html><body>{html}</body></html>", etree.HTMLParser()), url))


def page(depth: int = 0, url: str = URL) -> PageRef:
    return PageRef(id=1, site="thanhuytphcm", url=url, kind="listing", depth=depth)


def test_an_article_counts_once_under_all_its_links() -> None:
    found = article_links(
        anchors(
            '<a href="/tin-tuc/a-1491917573"><img></a><a href="/tin-tuc/a-1491917573">Tin A</a>'
            '<a href="https://hcmcpv.org.vn/tin-tuc/a-cu-1491917573">A</a><a href="/tin-tuc/b-1491917574">B</a>'
            '<a href="javascript:void(0)">x</a><a href="#top">y</a><a href="mailto:a@b.vn">z</a>'
        ),
        SITE,
    )
    assert [link.source_id for link in found] == ["1491917573", "1491917574"]
    assert all(link.earliest and link.latest and link.earliest < link.latest for link in found)


PAGING = [
    ('<a href="?trang=1">1</a> <a href="?trang=2">2</a> <a href="?trang=2">Trang sau</a>', URL + "?trang=2"),
    ('<a rel="next" href="/nhom-tin/quan-5-1197604612/2">tiếp</a>', URL + "/2"),
    ('<a href="?trang=2">»</a>', URL + "?trang=2"),
    ('<a href="?p=2">2</a>', URL + "?p=2"),
    ('<a href="/nhom-tin/quan-6-1197604613">Xem thêm</a>', None),
    ('<a href="/tin-tuc/trang-sau-1491917573">Trang sau</a>', None),
    ("<p>không có</p>", None),
]


@pytest.mark.parametrize(("html", "expected"), PAGING)
def test_next_page(html: str, expected: str | None) -> None:
    following = next_page(anchors(html), page(), SITE)
    assert (following.url if following else None) == expected
    assert following is None or (following.paging and following.depth == 1)


def test_numbered_paging_goes_on() -> None:
    html = "".join(f'<a href="?trang={n}">{n}</a>' for n in range(1, 6))
    following = next_page(anchors(html, URL + "?trang=3"), page(2, URL + "?trang=3"), SITE)
    assert following is not None
    assert following.url == URL + "?trang=4"


@pytest.mark.parametrize("template", ["{url}?page={page}", "{url}/trang-{page}.html"])
def test_a_template_wins_on_every_page_of_its_listing(template: str) -> None:
    site = replace(SITE, sources=(Listing(URL, next_page=template),))
    second = next_page(anchors('<a href="?x=2">Trang sau</a>'), page(), site)
    assert second is not None
    assert second.url == template.format(url=URL, page=2)
    third = next_page(anchors(""), page(1, second.url), site)
    assert third is not None
    assert third.url == template.format(url=URL, page=3)
    assert next_page(anchors(""), page(1, URL + "-khac"), site) is None


def test_a_next_page_is_bounded_by_the_lower_half() -> None:
    links = article_links(
        anchors(
            "".join(
                f'<a href="/tin-tuc/a-{n}">x</a>' for n in (1491938000, 1491860000, 1491859000, 1491858000)
            )
        ),
        SITE,
    )
    following = next_page(anchors('<a href="?trang=2">Trang sau</a>'), page(), SITE)
    assert following is not None
    latest = bounded(following, links).latest
    assert latest is not None
    assert links[2].latest is not None
    assert latest == links[2].latest + PAGING_MARGIN


def test_sections_are_found_without_their_pages() -> None:
    found = listing_links(
        anchors('<a href="/nhom-tin/quan-1-1197604608">Quận 1</a><a href="?trang=2">2</a>'), SITE
    )
    assert [link.url for link in found] == ["https://www.thanhuytphcm.vn/nhom-tin/quan-1-1197604608"]


RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><item><title>A</title>
<link>https://a.vn/tin-1</link><pubDate>Sat, 27 Jul 2024 10:30:00 +0700</pubDate></item>
<item><guid>https://a.vn/tin-2</guid></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="https://a.vn/tin-1"/>
<updated>2024-07-28T00:00:00Z</updated><published>2024-07-27T03:30:00Z</published></entry></feed>"""
NEWS = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://a.vn/tin-1 </loc><lastmod>2026-01-01</lastmod>
<n:news><n:publication_date>2024-07-27</n:publication_date></n:news></url></urlset>"""
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://a.vn/s1.xml.gz</loc></sitemap>
</sitemapindex>"""


@pytest.mark.parametrize(
    ("body", "stated"),
    [
        (RSS, [(("feed", "Sat, 27 Jul 2024 10:30:00 +0700"),), ()]),
        (ATOM, [(("feed", "2024-07-27T03:30:00Z"),)]),
        (NEWS, [(("sitemap", "2024-07-27"),)]),
        (gzip.compress(NEWS, mtime=0), [(("sitemap", "2024-07-27"),)]),
        (NEWS[:-20], [(("sitemap", "2024-07-27"),)]),
    ],
    ids=["rss", "atom", "news sitemap", "gzipped", "cut off"],
)
def test_feeds_state_publication_dates_only(body: bytes, stated: list[object]) -> None:
    assert [entry.stated for entry in iter_entries(body)] == stated


def test_a_sitemap_index() -> None:
    (entry,) = iter_entries(INDEX)
    assert entry.is_index
    assert entry.url == "https://a.vn/s1.xml.gz"


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<urlset><url><loc>&b;&b;&b;</loc></url></urlset>"""


@pytest.mark.parametrize(
    "body", [b"", b"<html><body>x</body></html>", b"not xml", gzip.compress(b"<a/>", mtime=0)[:10]]
)
def test_what_is_no_feed(body: bytes) -> None:
    with pytest.raises(ValueError):
        list(iter_entries(body))


def test_entities_are_never_expanded() -> None:
    assert [entry.url for entry in iter_entries(BOMB) if "aaaa" in entry.url] == []


def test_links_of_articles_mean_the_same_from_every_page() -> None:
    links = ArticleLinks(SITE, lambda url: url.replace("http://127.0.0.1:8000", SITE.home))
    body = (
        b'<a href="/tin-tuc/a-1491917573"><a href="http://127.0.0.1:8000/tin-tuc/b-1491917574?utm_source=x">'
    )
    body += (
        b'<a href="c-1491917575"><a href="https://www.elsewhere.vn/tin-tuc/d-1491917576"><a href="/tin-tuc">'
    )
    for number in (1, 2):
        page = PageRef(
            id=number,
            site=SITE.id,
            url=f"{SITE.home}/tin-tuc/x-{number}",
            kind="article",
            source_id=str(number),
        )
        assert [link.source_id for link in links.on(body, page)] == ["1491917573", "1491917574", "1491917575"]
    own = PageRef(id=3, site=SITE.id, url=f"{SITE.home}/x", kind="article", source_id="1491917573")
    assert [link.source_id for link in links.on(body, own)] == ["1491917574"]


@pytest.mark.parametrize(
    "href",
    ["http:///x", "http://[::1", "https://www.thanhuytphcm.vn:99999/a", "http://a.vn:0/", "http://./a", "//../a",
     "https://[::1]x@]y/"],
)  # fmt: skip
def test_a_link_that_is_no_address_costs_no_other_link(href: str) -> None:
    html = f'<base href="{href}"><a href="{href}">A</a><a href="/tin-tuc/a-1491917573">B</a>'
    assert [link.source_id for link in article_links(anchors(html), SITE)] == ["1491917573"]
    page = PageRef(id=1, site=SITE.id, url=URL, kind="article", source_id="1")
    assert [link.source_id for link in ArticleLinks(SITE, str).on(html.encode(), page)] == ["1491917573"]
