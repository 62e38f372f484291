"""Learning from pages: a platform that is known, pages that are no articles, a feed."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from newsarchive.errors import ConfigError
from newsarchive.model.site import Rss
from newsarchive.model.snapshot import Snapshot
from newsarchive.page.document import Document
from newsarchive.page.platforms.catalogue import PLATFORMS, recognise
from newsarchive.sitekit.learn import learn
from newsarchive.sitekit.saved import SavedPage, read_saved
from newsarchive.sitekit.write import site_file

FIXTURES = Path(__file__).parents[2] / "fixtures"
KNOWN = {platform.page.layout: platform for platform in PLATFORMS}
AT = datetime(2026, 11, 20, tzinfo=UTC)


def saved(folder: Path, url: str) -> SavedPage:
    body = (folder / "page.html").read_bytes()
    return SavedPage(snapshot=Snapshot(url=url, fetched_at=AT, body=body), name=folder.name)


def fixtures(site: str, layout: str) -> list[Path]:
    return sorted(
        path.parent
        for path in FIXTURES.glob(f"{site}/*/meta.json")
        if f'"layout": "{layout}"' in path.read_text(encoding="utf-8")
    )


SHOWN = [
    ("nhandan", "nhandan-2018"),
    ("baochinhphu", "chinhphu-vgp"),
    ("vov", "vov-2019"),
    ("baotintuc", "baotintuc-2019"),
    ("dantri", "dantri-magazine"),
    ("cand", "cand-2018"),
    ("cand", "cand-weekly"),
    ("baobacninhtv", "sharepoint"),
    ("nhandan", "hemera"),
    ("sggp", "hemera-cms"),
    ("vtv", "vccorp"),
    ("qdnd", "qdnd"),
    ("tapchicongsan", "liferay-detail"),
    ("baodaklak", "dataengine"),
    ("baothainguyen", "dataengine-news"),
    ("vov", "vov"),
    ("baotintuc", "baotintuc"),
    ("vietnamnet", "vietnamnet"),
    ("dantri", "dantri"),
    ("cand", "cand"),
    ("vnexpress", "vnexpress"),
    ("baoquankhu2", "wordpress-army"),
    ("baoquankhu2", "wordpress"),
    ("anhp", "anhp"),
    ("tinhuybinhphuoc", "nukeviet"),
    ("huengaynay", "content-fck"),
]


@pytest.mark.parametrize(("site", "layout"), SHOWN)
def test_a_platform_is_known_by_its_pages(site: str, layout: str) -> None:
    folders = fixtures(site, layout)
    assert folders
    for folder in folders:
        found = recognise(Document(saved(folder, "https://a.example/x").snapshot))
        assert found is KNOWN[layout]


@pytest.mark.parametrize(
    "folder", fixtures("hanoimoi", "generic") + fixtures("xaydungdang", "generic"), ids=str
)
def test_no_platform_is_imagined(folder: Path) -> None:
    assert recognise(Document(saved(folder, "https://a.example/x").snapshot)) is None


def test_a_site_on_a_known_platform_gets_its_page_class() -> None:
    pages = [
        saved(folder, f"https://baomoi.example/{folder.name}-post{100 + number}.html")
        for number, folder in enumerate(fixtures("nhandan", "hemera"))
    ]
    gone = saved(FIXTURES / "nhandan" / "not-found", "https://baomoi.example/mat-post1.html")
    proposal = learn("baomoi", "https://baomoi.example", [*pages, gone])
    assert proposal.platforms == (KNOWN["hemera"],)
    assert proposal.agreement["body"] == proposal.agreement["title"] == (2, 2)
    assert proposal.others == [("not-found", "soft-404")]
    text = site_file(proposal, date(2026, 11, 23))
    assert "layouts = (hemera.HemeraPage,)" in text
    compile(text, "baomoi.py", "exec")


def test_a_saved_feed_becomes_a_source() -> None:
    pages = [
        saved(folder, f"https://b.example/{folder.name}-1{n}00.html")
        for n, folder in enumerate(fixtures("vov", "vov"))
    ]
    body = b'<?xml version="1.0"?><rss><channel><item><link>https://b.example/x-1300.html</link></item></channel></rss>'
    feed = SavedPage(
        snapshot=Snapshot(url="https://b.example/rss/home.rss", fetched_at=AT, body=body), name="feed"
    )
    proposal = learn("bao", "https://b.example", [*pages, feed])
    assert Rss("https://b.example/rss/home.rss") in proposal.spec.sources


def test_a_page_without_an_address_is_asked_for(tmp_path: Path) -> None:
    page = tmp_path / "a=b.html"
    page.write_bytes(b"<html><body><p>x</p></body></html>")
    with pytest.raises(ConfigError, match="does not state its address"):
        read_saved([str(page)])
    assert read_saved([f"{page}=https://a.example/x"])[0].url == "https://a.example/x"
