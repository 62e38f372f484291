"""Addresses without end, and dates beside links."""

import pytest
from lxml import etree

from newsarchive.fetch.anchors import address_of, iter_anchors, iter_hrefs
from newsarchive.fetch.feeds import iter_entries
from newsarchive.fetch.links import article_links
from newsarchive.fetch.traps import SeenLists, remarks, trap_in, without_traps
from newsarchive.model.crawl import Link, PageRef
from newsarchive.model.finding import Finding
from spiders.thanhuytphcm import SITE

URL = "https://www.thanhuytphcm.vn/nhom-tin/quan-5-1197604612"
PAGE = PageRef(id=1, site="x", url=URL, kind="listing")
GROWN = [
    "/a/b/a/b/a/b/",
    "/loc?loai=1&loai=2&loai=3",
    "/loc?" + "&".join(f"k{number}=1" for number in range(9)),
]
ORDINARY = [
    "/2024/01/01/01/bai-viet-1.html",
    "/tin/xa-hoi/giao-duc/bai-2.html",
    "/?p=4&d=&loai=a",
    "/xa-hoi/xa-hoi/1",
]


@pytest.mark.parametrize("path", GROWN)
def test_grown_addresses_are_seen(path: str) -> None:
    assert trap_in("https://a.vn" + path)


@pytest.mark.parametrize("path", ORDINARY)
def test_ordinary_addresses_are_let_through(path: str) -> None:
    assert trap_in("https://a.vn" + path) is None


def test_what_is_not_followed_is_told_once() -> None:
    links = [Link(url="https://a.vn" + path, kind="listing") for path in (*GROWN, *ORDINARY)]
    kept = without_traps(links, PAGE)
    assert [each.url for each in kept if isinstance(each, Link)] == [
        "https://a.vn" + path for path in ORDINARY
    ]
    (note,) = [each for each in kept if isinstance(each, Finding)]
    assert note.code == "crawl-trap"
    assert "3 addresses" in note.message


def anchors(html: str) -> list:  # type: ignore[type-arg]
    return list(iter_anchors(etree.fromstring(f"<html><body>{html}</body></html>", etree.HTMLParser()), URL))


def test_calendars_and_session_ids_are_told() -> None:
    days = "".join(f'<a href="?ngay=2026-01-0{day}">{day}</a>' for day in range(1, 5))
    assert ["calendar" in note.message for note in remarks(anchors(days), PAGE)] == [True]
    session = '<a href="/nhom-tin/quan-6-1197604613?sid=5f0e">Quận 6</a>'
    assert ["session" in note.message for note in remarks(anchors(session), PAGE)] == [True]
    assert remarks(anchors('<a href="?trang=2">2</a><a href="/inside/a?x=1">x</a>'), PAGE) == []


def test_a_list_seen_before_is_known_again() -> None:
    seen, links = SeenLists(), [Link(url="https://a.vn/1", kind="article", source_id="1")]
    other = PageRef(id=2, site="x", url=URL + "?trang=9", kind="listing", depth=8)
    assert seen.earlier(PAGE, links) == []
    assert seen.earlier(PAGE, links) == []  # a second visit of the page itself
    assert seen.earlier(other, links) == [URL]


def item(number: int, beside: str) -> str:
    link = f"/tin-tuc/bai-149191757{number}"
    return f'<li><a href="{link}"><img></a><div><a href="{link}">Tin {number}</a>{beside}</div></li>'


BESIDE = [
    ("<span>27/07/2024 10:30</span>", "27/07/2024 10:30"),
    ("<em>Thứ Bảy, 27/07/2024</em>", "Thứ Bảy, 27/07/2024"),
    ('<time datetime="2024-07-27T10:30:00+07:00">hôm qua</time>', "2024-07-27T10:30:00+07:00"),
    ("<p>Sáng 27/7/2024, Quận ủy Quận 5 họp mặt.</p>", None),
    ("<p>27/07</p>", None),
    ("<i>27/07/2024</i> <i>28/07/2024</i>", None),
    ("", None),
]


@pytest.mark.parametrize(("beside", "raw"), BESIDE)
def test_a_date_alone_beside_a_link_is_stated(beside: str, raw: str | None) -> None:
    clock = "<div><b>Thứ Hai, 23/11/2026</b></div>"
    html = clock + "<ul>" + "".join(item(number, beside) for number in range(3)) + "</ul>"
    found = article_links(anchors(html), SITE)
    assert [link.stated for link in found] == [((("listing", raw),) if raw else ())] * 3
    if raw:
        assert {str(link.earliest) for link in found} == {"2024-07-26"}
        assert {str(link.latest) for link in found} == {"2024-07-28"}


def test_the_clock_of_a_page_with_one_article_is_no_date_of_it() -> None:
    (link,) = article_links(anchors("<div><b>23/11/2026</b>" + item(1, "") + "</div>"), SITE)
    assert link.stated == ()


def test_addresses_of_an_article_page_without_its_tree() -> None:
    first = b'<a class="x" href="/tin-tuc/a-1491917573?a=1&amp;b=2">A</a>'
    body = first + b"<A HREF='/b'>B</A><a href=#top>C</a><a href=\"/b\">B</a>"
    assert [url for href in iter_hrefs(body) if (url := address_of(href, URL))] == [
        "https://www.thanhuytphcm.vn/tin-tuc/a-1491917573?a=1&b=2",
        "https://www.thanhuytphcm.vn/b",
    ]


def test_a_sitemap_as_text_and_what_lastmod_tells() -> None:
    text = b"https://a.vn/tin-1\r\nnot an address\nhttps://a.vn/tin-2\n"
    assert [entry.url for entry in iter_entries(text)] == ["https://a.vn/tin-1", "https://a.vn/tin-2"]
    xml = b"<urlset><url><loc>https://a.vn/tin-1</loc><lastmod>2024-07-27T01:00:00Z</lastmod></url></urlset>"
    (entry,) = iter_entries(xml)
    assert (str(entry.latest), entry.stated) == ("2024-07-27", ())
