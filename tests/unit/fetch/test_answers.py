"""What answers and feeds mean that are not as they should be."""

import gzip
from datetime import UTC, date, datetime

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse

from newsarchive.fetch.anchors import base_of
from newsarchive.fetch.feeds import Entry, iter_entries
from newsarchive.fetch.links import ArticleLinks, article_link
from newsarchive.fetch.outcomes import by_status
from newsarchive.model.crawl import PageRef
from newsarchive.urls.identity import identify
from newsarchive.warc.coding import is_cut_short
from spiders.thanhuytphcm import SITE

PAGE = PageRef(id=1, site=SITE.id, url="https://www.thanhuytphcm.vn/tin-tuc/a-1491917573", kind="article")
AT = datetime(2024, 7, 1, tzinfo=UTC)
BODY = b"<html>" + b"x" * 4000 + b"</html>"


@pytest.mark.parametrize(
    ("asked", "outcome"),
    [
        ({}, "failed"),
        ({"If-None-Match": '"a"'}, "not-modified"),
        ({"If-Modified-Since": "x"}, "not-modified"),
    ],
)
def test_a_304_that_nobody_asked_for_is_a_failure(asked: dict[str, str], outcome: str) -> None:
    request = Request(PAGE.url, headers=asked)
    visit = by_status(HtmlResponse(PAGE.url, status=304, request=request, headers={"ETag": '"b"'}), PAGE, AT)
    assert visit is not None
    assert (visit.outcome, visit.etag) == (outcome, '"b"' if outcome == "not-modified" else None)


def test_a_part_of_a_page_that_nobody_asked_for_is_a_failure() -> None:
    visit = by_status(HtmlResponse(PAGE.url, status=206, body=BODY, request=Request(PAGE.url)), PAGE, AT)
    assert visit is not None
    assert (visit.outcome, visit.unanswered) == ("failed", True)
    assert (
        by_status(HtmlResponse(PAGE.url, status=203, body=BODY, request=Request(PAGE.url)), PAGE, AT) is None
    )


def test_a_gzip_body_that_lacks_its_end_is_noticed() -> None:
    whole = gzip.compress(BODY)
    assert not is_cut_short(whole, len(BODY))
    assert not is_cut_short(gzip.compress(BODY[:9]) + gzip.compress(BODY[9:]), len(BODY)), "two members"
    assert not is_cut_short(whole + b"\r\n", len(BODY)), "something behind it"
    assert all(is_cut_short(whole[:end], len(BODY)) for end in range(12, len(whole)))


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("<base href='/'>", "https://x.vn/"),
        ('<BASE target=_top href="https://y.vn/a/">', "https://y.vn/a/"),
        ("<base href=../b/ />", "https://x.vn/b/"),
        ("<base target=_blank>", "https://x.vn/c/d.html"),
        ("", "https://x.vn/c/d.html"),
    ],
)
def test_what_relative_links_are_counted_from(base: str, expected: str) -> None:
    assert base_of(f"<head>{base}</head>".encode(), "https://x.vn/c/d.html") == expected


def test_links_of_an_article_are_counted_from_its_base() -> None:
    body = b"<base href='https://www.thanhuytphcm.vn/'><a href='tin-tuc/b-1491917574'>B</a>"
    (link,) = ArticleLinks(SITE, str).on(body, PAGE)
    assert link.url == "https://www.thanhuytphcm.vn/tin-tuc/b-1491917574"


# -- feeds -------------------------------------------------------------------------------------------------


def urls(xml: str | bytes) -> list[str]:
    return [entry.url for entry in iter_entries(xml.encode() if isinstance(xml, str) else xml)]


def test_an_empty_atom_link_before_the_link_of_an_item() -> None:
    item = "<item><atom:link href='https://x.vn/rss'/><link>https://x.vn/1</link></item>"
    assert urls(f"<rss xmlns:atom='http://www.w3.org/2005/Atom'><channel>{item}</channel></rss>") == [
        "https://x.vn/1"
    ]


def test_an_item_of_rdf_may_name_its_page_by_attribute_alone() -> None:
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    assert urls(f"<rdf:RDF xmlns:rdf='{rdf}'><item rdf:about='https://x.vn/1'/></rdf:RDF>") == [
        "https://x.vn/1"
    ]


def test_entries_of_atom_by_id_and_by_base() -> None:
    entries = (
        "<entry><id>https://x.vn/1</id></entry><entry xml:base='https://x.vn/a/'><link href='2'/></entry>"
    )
    assert urls(f"<feed xmlns='http://www.w3.org/2005/Atom'>{entries}</feed>") == [
        "https://x.vn/1",
        "https://x.vn/a/2",
    ]


@pytest.mark.parametrize(
    "xml",
    [
        "<URLSET><URL><LOC>https://x.vn/1</LOC></URL></URLSET>",
        "<urlset><url><loc>https://x.vn/<!-- so -->1</loc></url></urlset>",
        "<br />\n<b>Warning</b>: mysql in /a.php\n<?xml version='1.0'?><urlset><url><loc>https://x.vn/1</loc></url></urlset>",
    ],
)
def test_sitemaps_as_servers_write_them(xml: str) -> None:
    assert urls(xml) == ["https://x.vn/1"]


def test_a_gzipped_sitemap_gives_what_is_whole() -> None:
    lines = "".join(f"<url><loc>https://x.vn/{number * 7919 % 10007}</loc></url>" for number in range(2000))
    packed = gzip.compress(f"<urlset>{lines}</urlset>".encode())
    everything = urls(packed)
    assert len(everything) == 2000
    assert urls(packed + b"\0\0\0") == everything
    some = urls(packed[: len(packed) // 2])
    assert 100 < len(some) < 2000 and some == everything[: len(some)]
    with pytest.raises(ValueError, match="XML"):
        urls(packed[:12])


def test_an_absurd_date_bounds_nothing() -> None:
    link = article_link(
        identify(PAGE.url, SITE), SITE, (("feed", "99999999999999999999 Jan 2024 10:00:00 GMT"),)
    )
    assert link.latest is None or link.latest > date(2020, 1, 1)
    assert Entry(url="x").stated == ()
