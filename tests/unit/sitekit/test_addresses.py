"""Patterns of addresses, guessed from examples."""

import re
from urllib.parse import urlsplit

import pytest

from newsarchive.sitekit.addresses import article_pattern, is_menu_address, listing_pattern, paging_template

H = "https://a.example"
ARTICLES = [
    (["/a/202402/b-afb1165/", "/a/201112/c-2141514/"], "/a/202403/d-0a7c9d2/", "/a/", "afb1165"),
    (["/a-d531123.html", "/b-d531124.html"], "/c-d53112.html", "/xa-hoi.html", "531123"),
    (["/a-b-postid225001.bbg", "/c-d-postid240002.bbg"], "/e-postid1000.bbg", "/phap-luat", "225001"),
    (["/mot-bai-post9123.html", "/tin/bai-cu-6123/"], "/ba-post7001.html", "/xa-hoi/", "9123"),
    (["/slug/567890.vnp", "/bai-post1125311.vnp"], "/bai-post1125000.vnp", "/thegioi.vnp", "567890"),
    (
        ["/kinh-te/-/2018/820001/bai.aspx", "/-/2018/911002/hai.aspx"],
        "/-/2018/900000/x",
        "/web/kinh-te",
        "820001",
    ),
    # saved articles, one more article of the site, an address that is none, the id of the first
    (
        ["/xa-hoi/mot-bai-post9123.html", "/xa-hoi/bai-khac-post9456.html"],
        "/kinh-te/ba-post10001.html",
        "/xa-hoi/",
        "9123",
    ),
    (["/mot-bai-d531.html", "/bai-khac-d78503.html"], "/ba-d600.html", "/chinh-tri.html", "531"),
    (
        ["/tin/mot-bai-20260716170501123.htm"],
        "/tin/ba-20250101010101001.htm",
        "/tin-130ct0.htm",
        "20260716170501123",
    ),
    (
        ["/thoi-su/202407/mot-bai-ee51c3a/", "/thoi-su/202407/hai-0b7c9d2/"],
        "/kinh-te/202408/ba-1c2d3e4/",
        "/thoi-su/",
        "ee51c3a",
    ),
    (["/mot-bai-viet-dai/", "/bai-viet-thu-hai-day/"], "/them-mot-bai-nua/", "/lien-he/", "mot-bai-viet-dai"),
    (
        ["/tin-tuc/mot-bai-1491917573", "/tin-tuc/hai-1491917574"],
        "/tin-tuc/ba-1491900000",
        "/nhom-tin/quan-5-1197604612",
        "1491917573",
    ),
]


@pytest.mark.parametrize(("articles", "other", "none", "source_id"), ARTICLES)
def test_article_pattern(articles: list[str], other: str, none: str, source_id: str) -> None:
    pattern = article_pattern([H + path for path in articles], [H + none], [H + other])
    assert pattern is not None
    match = re.search(pattern, articles[0])
    assert match is not None
    assert match["id"] == source_id
    assert re.search(pattern, articles[0] + "?utm_source=x")
    assert re.search(pattern, other)
    assert not re.search(pattern, none)
    assert not re.search(pattern, "/anh/mot-bai.jpg")


def test_addresses_without_a_common_form_give_no_pattern() -> None:
    assert article_pattern([H + "/a.html", H + "/b/c", H + "/d?e=1"], [], []) is None


@pytest.mark.parametrize(
    ("paths", "taken", "not_taken"),
    [
        (["/chuyen-muc/xa-hoi/", "/chuyen-muc/kinh-te/"], "/chuyen-muc/van-hoa/", "/gioi-thieu/"),
        (["/xa-hoi.htm", "/kinh-te.htm"], "/van-hoa.htm", "/van-hoa"),
        (["/xa-hoi/", "/kinh-te/"], "/van-hoa/?page=2", "/van-hoa/hue/"),
    ],
)
def test_listing_pattern(paths: list[str], taken: str, not_taken: str) -> None:
    pattern = listing_pattern([H + path for path in paths])
    assert pattern is not None
    assert re.search(pattern, taken)
    assert not re.search(pattern, not_taken)


def test_no_listing_no_pattern() -> None:
    assert listing_pattern([H + "/"]) is None


@pytest.mark.parametrize(
    ("url", "following", "template"),
    [
        ("/xa-hoi/", "/xa-hoi/?trang=2", "{url}?trang={page}"),
        ("/xa-hoi", "/xa-hoi/trang-2.html", "{url}/trang-{page}.html"),
        ("/xa-hoi.htm", "/xa-hoi-p2.htm", None),
        ("/xa-hoi", "/xa-hoi?page=1", None),
    ],
)
def test_paging_template(url: str, following: str, template: str | None) -> None:
    assert paging_template(H + url, H + following) == template


@pytest.mark.parametrize(
    ("url", "menu"),
    [
        ("https://a.example/xa-hoi/", True),
        ("https://a.example/", False),
        ("https://b.example/xa-hoi/", False),
        ("https://a.example/xa-hoi/?trang=2", False),
        ("https://a.example/bai-post123.html", False),
        ("https://a.example/rss/tin.rss", False),
    ],
)
def test_menu_addresses(url: str, menu: bool) -> None:
    assert is_menu_address(url, {urlsplit(H).netloc}) is menu
