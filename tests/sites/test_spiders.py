"""Every site file: its facts, its discovery, its fixtures, and what is left when a site changes its layout."""

import json
import re
import sys
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import etree

sys.path.insert(0, str(Path(__file__).parent))
from compare import differences

from newsarchive.extraction import extract, extract_snapshot
from newsarchive.fetch.anchors import iter_anchors
from newsarchive.fetch.links import article_links, next_page
from newsarchive.model.crawl import PageRef
from newsarchive.model.site import Listing, SiteSpec
from newsarchive.model.snapshot import Snapshot
from newsarchive.page.base import ArticlePage
from newsarchive.sitekit.table import current
from newsarchive.sites import specs, spiders
from newsarchive.urls.identity import identify

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
SITES = sorted(specs())
FOLDERS = sorted(
    path.name for path in FIXTURES.iterdir() if path.is_dir() and not path.name.startswith("generic-")
)
ADDRESSES = [
    ("nhandan", "https://nhandan.vn/mot-bai-post836236.html", "article", "836236"),
    ("tienphong", "https://tienphong.vn/mot-bai-post1860261.tpo", "article", "1860261"),
    ("vietnamplus", "https://www.vietnamplus.vn/mot-bai-post1125344.vnp", "article", "1125344"),
    ("vietnamplus", "https://www.vietnamplus.vn/region/ninh-binh/112.vnp", "listing", None),
    ("baochinhphu", "https://baochinhphu.vn/mot-bai-102240809190307565.htm", "article", "102240809190307565"),
    (
        "baochinhphu",
        "https://baochinhphu.vn/print/mot-bai-102240809190307565.htm?x=1",
        "article",
        "102240809190307565",
    ),
    ("vtv", "https://vtv.vn/mot-bai-100260717183037249.htm", "article", "100260717183037249"),
    ("vtv", "https://vtv.vn/video/ca-phe-14-11-2018-334894.htm", None, None),
    ("qdnd", "https://www.qdnd.vn/chinh-tri/tin-tuc/mot-bai-743632", "article", "743632"),
    ("dangcongsan", "https://dangcongsan.vn/thoi-su/mot-bai-592693.html", "article", "592693"),
    (
        "tapchicongsan",
        "https://www.tapchicongsan.org.vn/kinh-te/-/2018/825649/view_content",
        "article",
        "825649",
    ),
    ("tapchicongsan", "https://www.tapchicongsan.org.vn/web/guest/kinh-te?page=1%2Fen%2Fen%2Fvi", None, None),
    ("hanoimoi", "https://hanoimoi.vn/mot-bai-675040.html", "article", "675040"),
    ("hanoimoi", "https://hanoimoi.vn/print/634137.html", None, None),
    ("tuyengiao", "https://www.tuyengiao.vn/khoa-giao/mot-bai-113371", "article", "113371"),
    ("tuyengiao", "https://www.tuyengiao.vn/khoa-giao?page=7", "listing", None),
    ("xaydungdang", "https://www.xaydungdang.org.vn/ly-luan/mot-bai-16364", "article", "16364"),
    ("xaydungdang", "https://xaydungdang.tapchicongsan.org.vn/videos/mot-clip-20306.html", None, None),
    ("vov", "https://vov.vn/the-thao/mot-bai-post1315698.vov", "article", "1315698"),
    ("baotintuc", "https://baotintuc.vn/the-gioi-130ct0.htm", "listing", None),
    (
        "baotintuc",
        "https://baotintuc.vn/the-gioi/mot-bai-20260716170501123.htm",
        "article",
        "20260716170501123",
    ),
    ("baotintuc", "https://baotintuc.vn/video/mot-clip-v20260716170501123.htm", None, None),
    ("vnexpress", "https://vnexpress.net/mot-bai-4954454.html", "article", "4954454"),
    ("dantri", "https://dantri.com.vn/xa-hoi/mot-bai-20221224192522724.htm", "article", "20221224192522724"),
    ("baoquankhu2", "https://baoquankhu2.com.vn/mot-bai-viet-moi/", "article", "mot-bai-viet-moi"),
    ("baoquankhu2", "https://baoquankhu2.com.vn/lien-he/", None, None),
    ("anhp", "https://anhp.vn/mot-bai-d78503.html", "article", "78503"),
    ("cand", "https://amp.cand.com.vn/thoi-su/mot-bai-i784550", "article", "784550"),
    ("baobacninhtv", "https://baobacninhtv.vn/mot-bai-postid409722.bbg", "article", "409722"),
    ("baothainguyen", "https://baothainguyen.vn/thoi-su/202407/mot-bai-ee51c3a/", "article", "ee51c3a"),
    ("baodongnai", "https://baodongnai.com.vn/video/202301/mot-bai-3154195/", "article", "3154195"),
    ("baonamdinh", "https://baonamdinh.vn/channel/5087/201112/Co-lua-ngo-2141513/", "article", "2141513"),
    ("baodaklak", "https://baodaklak.vn/tin-noi-bat/202606/mot-bai-2887253/", "article", "2887253"),
    ("baoquangngai", "https://baoquangngai.vn/kinh-te/bien/202308/mot-bai-3bc1af9/", "article", "3bc1af9"),
    ("huengaynay", "https://huengaynay.vn/du-lich/mot-bai-163431.html", "article", "163431"),
    ("baolaocai", "https://baolaocai.vn/mot-bai-post908833.html", "article", "908833"),
]
"""Addresses in the forms that public sources show; slugs are ours."""


def read_json(path: Path) -> dict[str, Any]:
    """One JSON object."""
    return json.loads(path.read_text(encoding="utf-8"))


def layouts(site: str) -> set[str]:
    """Names of the layouts a site's page class knows."""
    page_class = getattr(spiders()[site], "page_class", None)
    if page_class is None:
        return {"generic"}
    return {layout.layout for layout in page_class.layouts or (page_class,)}


@pytest.mark.parametrize("site", SITES)
def test_a_site_has_fixtures_for_every_layout(site: str) -> None:
    shown = [
        read_json(path.parent / "meta.json")["layout"] for path in FIXTURES.glob(f"{site}/*/expected.json")
    ]
    assert shown, f"{site}: write fixtures into tests/fixtures/{site}/<slug>/"
    assert layouts(site) - {"generic"} <= set(shown)
    assert (FIXTURES / site / "listing" / "expected_listing.json").exists()


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_fixture_has_a_site(folder: str) -> None:
    assert folder in SITES


@pytest.mark.parametrize("site", SITES)
def test_a_site_file_says_what_is_known(site: str) -> None:
    spider = spiders()[site]
    text = sys.modules[spider.__module__].__doc__ or ""
    for part in ("Source: ", "Listing: ", "History:\n", "Notes:\n"):
        assert part in text, part
    assert re.search(r"\n    20\d\d(?:-\d\d){0,2} +\S", text), "History needs dated lines"
    assert "Confirmed" in text
    assert Path(sys.modules[spider.__module__].__file__ or "").stem == site == spider.name


@pytest.mark.parametrize("site", SITES)
def test_a_site_knows_where_to_begin(site: str) -> None:
    spec = specs()[site]
    assert spec.sources
    assert spec.expect.per_day
    for source in spec.sources:
        assert urlsplit(source.url).netloc in spec.all_hosts
        assert identify(source.url, spec).kind != "article"
        if isinstance(source, Listing) and source.next_page:
            assert "{page}" in source.next_page
            assert identify(source.next_page.format(url=source.url, page=2), spec).kind == "listing"


def test_no_two_sites_share_a_host() -> None:
    hosts = [host for spec in specs().values() for host in spec.all_hosts]
    assert len(hosts) == len(set(hosts))


@pytest.mark.parametrize(("site", "url", "kind", "source_id"), ADDRESSES)
def test_an_address_is_told(site: str, url: str, kind: str | None, source_id: str | None) -> None:
    identity = identify(url, specs()[site])
    assert (identity.kind, identity.source_id) == (kind, source_id)


@pytest.mark.parametrize("site", SITES)
def test_a_listing_gives_its_articles_and_its_next_page(site: str) -> None:
    folder, spec = FIXTURES / site / "listing", specs()[site]
    meta, expected = read_json(folder / "meta.json"), read_json(folder / "expected_listing.json")
    root = etree.fromstring((folder / "page.html").read_bytes(), etree.HTMLParser(encoding="utf-8"))
    anchors = list(iter_anchors(root, meta["url"]))
    found = [link.source_id for link in article_links(anchors, spec)]
    assert len(found) == expected["count"]
    assert (found[0], found[len(found) // 2], found[-1]) == (
        expected["first"],
        expected["middle"],
        expected["last"],
    )
    following = next_page(anchors, PageRef(id=1, site=site, url=meta["url"], kind="listing"), spec)
    assert (following.url if following else None) == expected["next"]
    assert identify(meta["url"], spec).kind != "article"


ARTICLES = sorted(path.parent for site in SITES for path in FIXTURES.glob(f"{site}/*/expected.json"))


@cache
def own(folder: Path) -> Any:
    """A fixture through its site's own definition."""
    meta = read_json(folder / "meta.json")
    return extract(
        (folder / "page.html").read_bytes(),
        url=meta["url"],
        fetched_at=datetime.fromisoformat(meta["fetched_at"]),
    )


@pytest.mark.parametrize("folder", ARTICLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_page_is_read_by_its_layout(folder: Path) -> None:
    article = own(folder)
    assert (article.site, article.layout) == (folder.parent.name, read_json(folder / "meta.json")["layout"])
    assert not [finding.message for finding in article.findings if finding.code == "selector-missed"]


def renamed(html: str) -> bytes:
    """The page after a redesign: every class, id and data attribute has another name."""
    html = re.sub(r'\s(?:id|data-role|itemprop)="[^"]*"', "", html)
    return re.sub(r'\sclass="([^"]*)"', _other_classes, html).encode()


def _other_classes(match: re.Match[str]) -> str:
    return ' class="' + " ".join("k" + str(sum(map(ord, name)) % 977) for name in match[1].split()) + '"'


FALLBACK = [folder for folder in ARTICLES if own(folder).layout != "generic"]
RESIDUE = "leftcenterrightdel"
"""What the image toolbar of qdnd.vn leaves in its bodies: only its own page class knows that it is no text."""
SURVIVING = ("title", "lead", "body", "photos", "absent", "event_date")


@pytest.mark.parametrize("folder", FALLBACK, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_redesigned_page_is_still_read(folder: Path) -> None:
    meta, expected = read_json(folder / "meta.json"), read_json(folder / "expected.json")
    spec: SiteSpec = specs()[folder.parent.name]
    page_class: type[ArticlePage] = spiders()[folder.parent.name].page_class
    known = [layout for layout in page_class.layouts if layout is not ArticlePage]
    snapshot = Snapshot(
        url=meta["url"],
        fetched_at=datetime.fromisoformat(meta["fetched_at"]),
        body=renamed((folder / "page.html").read_text(encoding="utf-8")),
    )
    article = extract_snapshot(
        snapshot, site=spec, page_class=type("Known", (ArticlePage,), {"layouts": tuple(known)})
    )
    assert article.layout == "generic"
    assert [
        finding
        for finding in article.findings
        if finding.code == "selector-missed" and finding.field == "layout"
    ]
    found = article.to_dict()
    found["body"] = [text for text in (text.replace(RESIDUE, "").strip() for text in found["body"]) if text]
    assert [problem for field in SURVIVING for problem in differences(field, found, expected)] == []


def test_the_table_of_sites_is_current() -> None:
    text = (ROOT / "docs" / "sites.md").read_text(encoding="utf-8")
    assert text == current(text), "run: python -m newsarchive.sitekit.table"
