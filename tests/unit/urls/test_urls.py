"""One spelling and one identity for one page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.urls.canonical import canonical_path, canonical_url, is_web_url
from newsarchive.urls.identity import identify
from spiders.thanhuytphcm import SITE

SAME = [
    "https://www.thanhuytphcm.vn/tin-tuc/ten-bai-1491917573",
    "https://www.hcmcpv.org.vn/tin-tuc/ten-bai-khac-1491917573?fbclid=abc",
    "http://hcmcpv.org.vn/tin-tuc/-1491917573#binh-luan",
    "https://stxdd.thanhuytphcm.vn/tin-tuc/-video-ten-bai-1491917573?utm_source=zalo",
]
KINDS = [
    ("https://hcmcpv.org.vn/nhom-tin/quan-1-1197604608", "listing"),
    ("https://hcmcpv.org.vn/nhom-tin/quan-1-1197604608?trang=3", "listing"),
    (
        "https://images.hcmcpv.org.vn/res/news/2024/01/26-01-2024-a-8D24F1B6-details.jpg?vs=26012024051023",
        "photo",
    ),
    ("https://www.thanhuytphcm.vn/lien-he", None),
    ("https://vnexpress.net/tin-tuc/ten-bai-1491917573", None),
    ("https://www.thanhuytphcm.vn/tin-tuc/doi-ho%CC%83-tro%CC%A3-1491934952", "article"),
]


@pytest.mark.parametrize("url", SAME)
def test_one_article_under_every_host_and_slug(url: str) -> None:
    identity = identify(url, SITE)
    assert (identity.kind, identity.source_id) == ("article", "1491917573")


@pytest.mark.parametrize(("url", "kind"), KINDS)
def test_kinds(url: str, kind: str | None) -> None:
    assert identify(url, SITE).kind == kind


def test_known_addresses_of_the_site(shared: "object") -> None:
    from tests.conftest import SHARED

    lines = (SHARED / "thanhuytphcm_urls.tsv").read_text(encoding="utf-8").splitlines()[1:]
    wrong = []
    for line in lines:
        kind, url, source_id = line.split("\t")[:3]
        identity = identify(url, SITE)
        if identity.kind != kind or (kind == "article" and identity.source_id != source_id):
            wrong.append((url, identity))
    assert wrong == []


@pytest.mark.parametrize(
    "url", ["", "tin-tuc/a", "javascript:void(0)", "http://", "http://[::1", "https://a.vn/" + "x" * 2000]
)
def test_what_is_no_address(url: str) -> None:
    assert not is_web_url(url)
    with pytest.raises(ValueError):
        canonical_url(url)


def test_spellings() -> None:
    assert canonical_url("HTTP://A.vn:80/x?b=2&a=1&utm_medium=z#k") == "http://a.vn/x?a=1&b=2"
    assert canonical_url("https://a.vn/t%C3%A0i?q=") == canonical_url("https://a.vn/tài?q=")
    assert canonical_url("https://a.vn/x;jsessionid=ABC") == "https://a.vn/x"
    assert canonical_path("https://a.vn/b%C3%A0i?x=1") == "/bài?x=1"


@given(st.text(alphabet="abcđê/?&=%#;.:@ 12", max_size=40))
def test_canonical_is_stable(tail: str) -> None:
    try:
        once = canonical_url("https://www.thanhuytphcm.vn/" + tail)
    except ValueError:
        return
    assert canonical_url(once) == once


def test_ids_tell_time() -> None:
    clock = SITE.id_clock
    assert clock is not None
    assert str(clock.unix_day("1435634558")) == "2015-06-30"
    assert clock.unix_day("1491917573") is None
    earliest, latest = clock.bounds("1491917573")
    assert str(earliest) < "2024-01-26" < str(latest)
    assert clock.bounds("abc") == (None, None)
