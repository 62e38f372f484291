"""Ways to an article besides listings: sitemaps of every kind, feeds, links between articles; lists without end."""

import gzip
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qs

from newsarchive.sample.article import SampleArticle
from newsarchive.sample.faults import Response
from newsarchive.sample.server import serve
from newsarchive.sample.site import Site

from .replica import rows, scrapy, value

HOME = "https://www.thanhuytphcm.vn"


class IndexedSite(Site):
    """The replica with a sitemap index (one child gzipped, one as text, one broken, one gone) and an endless list. At
    first a page about works comes in place of the text."""

    in_works = True

    def respond(self, method: str, target: str, headers: Mapping[str, str]) -> Response:
        path, _, query = target.partition("?")
        articles = sorted(self.standing(), key=lambda each: each.moment, reverse=True)
        newest, older, oldest = articles[:20], articles[20:40], articles[40:]
        answers = {
            "/sitemap.xml": lambda: index("tin-1.xml.gz", "tin-2.txt", "tin-3.xml", "tin-4.xml"),
            "/tin-1.xml.gz": lambda: gzip.compress(urlset(newest)),
            "/tin-2.txt": lambda: "\n".join(HOME + each.path for each in older).encode(),
            "/tin-3.xml": lambda: urlset(oldest)[:-30],
            "/danh-sach": lambda: listing(articles, int(parse_qs(query).get("so", ["1"])[0])),
        }
        if path == "/tin-2.txt" and self.in_works:
            self.in_works = False
            return Response(
                body="<html><body><h1>Hệ thống bảo dưỡng, hẹn gặp lại</h1></body></html>".encode()
            )
        if path in answers:
            kind = "text/html; charset=utf-8" if path == "/danh-sach" else "application/xml"
            return Response(content_type=kind, body=answers[path]())
        return super().respond(method, target, headers)


def index(*names: str) -> bytes:
    rows = "".join(f"<sitemap><loc>{HOME}/{name}</loc></sitemap>" for name in names)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>'.encode()


def urlset(articles: list[SampleArticle]) -> bytes:
    rows = "".join(f"<url><loc>{HOME}{each.path}</loc></url>" for each in articles)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()


def listing(articles: list[SampleArticle], number: int) -> bytes:
    last = (len(articles) - 1) // 10
    part = articles[10 * min(number - 1, last) :][:10]
    rows = "".join(
        f'<li><a href="{each.path}">{each.title}</a> <span class="ngay">{each.moment:%d/%m/%Y %H:%M}</span></li>'
        for each in part
    )
    return f"<html><head><title>Danh sách</title></head><body><ul>{rows}</ul></body></html>".encode()


def discover(db: Path, name: str, site: Site, *arguments: str) -> int:
    """One crawl with a spider of `little_sites`."""
    with serve(site) as server:
        given = {
            "SPIDER_MODULES": "tests.end_to_end.little_sites",
            "NEWSARCHIVE_DB": db,
            "NEWSARCHIVE_ORIGIN": server.origin,
            "NEWSARCHIVE_PHOTOS": False,
            "NEWSARCHIVE_RETRY_SECONDS": 0.01,
            "DOWNLOAD_DELAY": 0,
            "AUTOTHROTTLE_ENABLED": False,
            "LOG_LEVEL": "ERROR",
        }
        words = [word for key, each in given.items() for word in ("-s", f"{key}={each}")]
        done = scrapy("crawl", name, *words, *arguments, cwd=db.parent)
    assert "Traceback" not in done.err, done.err
    return done.code


def test_sitemap_indexes_gzipped_text_broken_and_gone(tmp_path: Path) -> None:
    db, site = tmp_path / "archive.db", IndexedSite()
    discover(db, "bysitemap", site)
    assert (
        value(db, "SELECT count(*) FROM articles") >= len(site.standing()) - 1
    )  # the last one was cut in half
    assert not site.in_works
    gone = rows(db, "SELECT last_error FROM pages WHERE url LIKE '%/tin-4.xml'")
    assert gone == [{"last_error": "HTTP 404"}]


def test_feeds_and_links_between_articles(tmp_path: Path) -> None:
    db, site = tmp_path / "archive.db", Site(feed=True)
    discover(db, "byfeed", site)
    on_feed = value(db, "SELECT count(*) FROM pages WHERE kind = 'article' AND discovered_on = 1")
    assert on_feed == 20
    assert value(db, "SELECT count(*) FROM articles") > on_feed  # more were found under "Tin khác"
    kinds = rows(db, "SELECT DISTINCT kind FROM stated_dates")
    assert kinds == [{"kind": "feed"}]


def test_links_between_articles_do_not_lead_out_of_a_range(tmp_path: Path) -> None:
    db, site = tmp_path / "archive.db", Site(feed=True)
    discover(db, "byfeed", site, "-a", "since=2026-06-01")
    days = [
        row["day"]
        for row in rows(db, "SELECT published_day AS day FROM articles WHERE published_day IS NOT NULL")
    ]
    assert days
    assert len([day for day in days if day < "2026-06-01"]) < 20
    assert value(db, "SELECT count(*) FROM pages WHERE state = 'pending'") > 0


def test_a_list_without_end_is_left_and_told(tmp_path: Path) -> None:
    db, site = tmp_path / "archive.db", IndexedSite()
    discover(db, "bytemplate", site)
    assert value(db, "SELECT count(*) FROM articles") == len(site.standing())
    pages = value(db, "SELECT count(*) FROM pages WHERE kind = 'listing'")
    assert pages <= (len(site.standing()) + 9) // 10 + 2
    assert value(db, "SELECT count(*) FROM findings WHERE code = 'crawl-trap'") == 1


def test_dates_beside_links_are_stated_and_end_a_back_fill(tmp_path: Path) -> None:
    db, site = tmp_path / "archive.db", IndexedSite()
    discover(db, "bytemplate", site, "-a", "since=2026-01-01")
    stated = rows(
        db,
        "SELECT p.source_id, s.raw FROM stated_dates s JOIN pages p ON p.id = s.page_id WHERE s.kind = 'listing'",
    )
    assert stated
    told = {str(each.id): f"{each.moment:%d/%m/%Y %H:%M}" for each in site.standing()}
    assert {row["source_id"]: row["raw"] for row in stated}.items() <= told.items()
    listings = {request.path for request in site.requests if request.path.startswith("/danh-sach")}
    newer = sum(f"{each.moment:%Y-%m-%d}" >= "2026-01-01" for each in site.standing())
    assert len(listings) <= newer // 10 + 3
    wanted = {key for key, text in told.items() if text[6:10] >= "2026"}
    assert wanted <= {row["source_id"] for row in rows(db, "SELECT source_id FROM articles")}
