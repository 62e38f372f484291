"""What a reader gets, and what the newsroom does between two visits."""

import re
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import lxml.html
import pytest

from newsarchive.errors import ConfigError
from newsarchive.sample.article import HOME
from newsarchive.sample.content import bundled_articles, cases
from newsarchive.sample.faults import KINDS
from newsarchive.sample.groups import GROUPS
from newsarchive.sample.layouts import LAYOUTS
from newsarchive.sample.render import masthead, render_article
from newsarchive.sample.site import Site

NOON = datetime(2026, 7, 1, 5, 0, tzinfo=UTC)


def page(site: Site, target: str, **headers: str):
    return site.respond("GET", target, headers)


def text_of(body: bytes) -> str:
    return " ".join(lxml.html.document_fromstring(body.decode()).text_content().split())


def links(body: bytes) -> list[str]:
    return [str(each) for each in lxml.html.document_fromstring(body.decode()).xpath("//a/@href")]


def crawl_listings(site: Site) -> set[int]:
    """Ids of all articles met by following the menu and "Trang sau"."""
    home = links(page(site, "/").body)
    todo = [link.removeprefix(GROUPS["so-tay"].host) for link in home if "/nhom-tin/" in link]
    found: set[int] = set()
    while todo:
        body = page(site, todo.pop()).body
        tree = lxml.html.document_fromstring(body.decode())
        todo += tree.xpath("//a[text()='Trang sau']/@href")
        found |= {int(match[1]) for link in links(body) if (match := re.search(r"-(\d{9,10})(?:\?|$)", link))}
    return found - {group.id for group in GROUPS.values()}


def test_every_article_is_reachable_from_the_listings(clock):
    assert crawl_listings(Site(clock=clock)) == {article.id for article in bundled_articles()}


def test_mirror_article_is_listed_only_there(clock):
    site = Site(clock=clock)
    number = str(cases()["mirror-only"].id)
    listed = [slug for slug, group in GROUPS.items() if number in page(site, group.path).body.decode()]
    assert listed == ["so-tay"]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_shows_the_whole_article_and_its_surroundings(layout):
    for article in (cases()["seed"], cases()["three-photos"], cases()["kicker"], cases()["hostile-title"]):
        html = render_article(article, layout=layout, clock=NOON)
        text = text_of(html.encode())
        for part in (article.title, article.lead, *article.paragraphs, article.byline, article.kicker or ""):
            assert part in text
        for photo in article.photos:
            assert photo.printed in text
            assert photo.url.replace("&", "&amp;") in html
        for part in ("Ý kiến bạn đọc", "Tổng lượt bình luận", "Tin khác", "Thông báo", "12/08/2013"):
            assert part in text
        assert masthead(NOON, layout) in text


def test_masthead_tells_the_day_of_rendering_in_vietnam():
    late = datetime(2024, 7, 26, 18, 0, tzinfo=UTC)
    assert masthead(late, "tables") == "Thứ Bảy, ngày 27 tháng 7 năm 2024"


def test_only_stated_dates_stand_on_the_page():
    seed = render_article(cases()["seed"], clock=NOON)
    assert "26/01/2024" not in seed
    assert "datePublished" not in seed
    assert "Thứ Sáu, 03/07/2020 - 15:23" not in seed
    assert "Thứ Sáu, 03/07/2020 - 15:23" in render_article(cases()["printed-date"], clock=NOON)
    assert '"2025-09-18T10:05:00+07:00"' in render_article(cases()["structured-date"], clock=NOON)


def test_undated_articles_get_no_date_from_other_pages(clock):
    site = Site(clock=clock)
    undated = [article for article in bundled_articles() if article.published is None]
    for article in bundled_articles():
        tree = lxml.html.document_fromstring(page(site, article.path).body.decode())
        others = " ".join(tree.xpath("//div[@class='other-news']//a/@href"))
        assert not any(str(each.id) in others for each in undated)


def test_quirks_are_on_the_page_and_not_in_the_truth():
    entities = render_article(cases()["entities"], clock=NOON)
    assert cases()["entities"].lead not in entities
    assert cases()["entities"].lead in text_of(entities.encode())
    old = render_article(cases()["tcvn3"], clock=NOON)
    assert cases()["tcvn3"].paragraphs[1] not in old
    assert "®­êng" in old
    assert "<script>alert" not in render_article(cases()["hostile-title"], clock=NOON)


def test_edit_shows_and_is_told_in_the_truth(clock):
    site = Site(clock=clock)
    article = cases()["three-photos"]
    before = page(site, article.path)
    site.edit(article.id, title="Tiêu đề mới", captions=["Chú thích mới.", None, "Khác."])
    after = page(site, article.path)
    assert "Tiêu đề mới" in after.body.decode()
    assert dict(before.headers)["ETag"] != dict(after.headers)["ETag"]
    told = site.truth()[str(article.id)]
    assert told["title"] == "Tiêu đề mới"
    assert [photo["caption"] for photo in told["photos"]] == ["Chú thích mới.", None, "Khác."]
    assert told["published_day"] == article.published


@pytest.mark.parametrize(("how", "status"), [("410", 410), ("404", 404), ("soft-404", 200)])
def test_retract_and_restore(clock, how, status):
    site = Site(clock=clock)
    seed = cases()["seed"]
    site.retract(seed.id, how)
    gone = page(site, seed.path)
    assert gone.status == status
    assert seed.title not in gone.body.decode()
    assert seed.title not in page(site, seed.group.path).body.decode()
    assert str(seed.id) not in site.truth()
    site.restore(seed.id)
    assert page(site, seed.path).status == 200
    assert str(seed.id) in site.truth()


def test_articles_appear_when_their_moment_comes(clock):
    site = Site(clock=clock)
    soon = replace(
        cases()["seed"], id=1491950123, title="Bài sắp đăng", moment=clock.now + timedelta(hours=2)
    )
    site.publish(soon)
    assert page(site, soon.path).status == 404
    assert soon.title not in page(site, soon.group.path).body.decode()
    clock.now += timedelta(hours=3)
    assert page(site, soon.path).status == 200
    assert soon.title in page(site, soon.group.path).body.decode()
    assert soon.id in crawl_listings(site)


def test_redress_changes_mark_up_and_no_text(clock):
    site = Site(clock=clock)
    told, before = site.truth(), page(site, cases()["seed"].path).body
    site.redress("semantic")
    after = page(site, cases()["seed"].path).body
    assert b"<article" in after
    assert b"<article" not in before
    assert site.truth() == told
    site.redress(None)
    assert page(site, cases()["seed"].path).body == before


def test_new_day_changes_the_page_but_not_its_etag(clock):
    site = Site(clock=clock)
    path = cases()["seed"].path
    first = page(site, path)
    clock.now += timedelta(days=1)
    second = page(site, path)
    assert first.body != second.body
    assert dict(first.headers)["ETag"] == dict(second.headers)["ETag"]
    assert page(site, path, **{"if-none-match": dict(first.headers)["ETag"]}).status == 304
    unsigned = Site(clock=clock, validators=False)
    assert "ETag" not in dict(page(unsigned, path).headers)


def test_pinned_article_stands_on_the_first_page_only(clock):
    site = Site(clock=clock)
    old = min(bundled_articles(), key=lambda each: each.moment)
    site.pinned["tin-tuc-su-kien"] = old.id
    assert old.title in page(site, GROUPS["tin-tuc-su-kien"].path).body.decode()


def test_paging_ends(clock):
    site = Site(clock=clock)
    path = GROUPS["tin-tuc-su-kien"].path
    assert page(site, f"{path}?trang=2").status == 200
    assert page(site, f"{path}?trang=99").status == 404
    assert page(site, f"{path}?trang=x").status == 200


def test_robots_feed_and_closed_folder(clock):
    site = Site(clock=clock, crawl_delay=1.5, feed=True)
    robots = page(site, "/robots.txt").body.decode()
    assert "Disallow: /noi-bo/" in robots
    assert "Crawl-delay: 1.5" in robots
    assert "/noi-bo/lich-cong-tac" in links(page(site, "/").body)
    assert page(site, "/rss.xml").body.count(b"<item>") == 20
    assert page(Site(clock=clock), "/rss.xml").status == 404


def test_photos_are_real_and_distinct(clock):
    site = Site(clock=clock)
    bodies = set()
    for article in bundled_articles():
        for photo in article.photos:
            got = page(site, photo.path)
            assert got.status == 200
            if got.content_type == "image/png":
                assert got.body.startswith(b"\x89PNG\r\n\x1a\n")
            else:
                assert (got.body[:2], got.body[-2:]) == (b"\xff\xd8", b"\xff\xd9")
            bodies.add(got.body)
    assert len(bodies) == sum(len(article.photos) for article in bundled_articles())
    assert page(site, "/res/news/2024/01/01-01-2024-khong-co-12345678.jpg").status == 404


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_fault_lasts_as_long_as_told(clock, kind):
    site = Site(clock=clock)
    seed = cases()["seed"]
    good = page(site, seed.path)
    site.fault("/tin-tuc/*", kind, times=1, megabytes=3)
    assert page(site, seed.path) != good
    assert page(site, seed.path) == good


def test_faults_do_what_they_say(clock):
    site = Site(clock=clock)
    path = cases()["seed"].path
    for kind, location in (
        ("redirect-loop", f"{path}?lap=1"),
        ("redirect-private", "http://10.11.12.13/noi-bo"),
        ("redirect-file", "file:///etc/hostname"),
    ):
        site.fault(path, kind, times=1)
        assert dict(page(site, path).headers)["Location"] == location
    site.fault(path, "503", times=1, seconds=7)
    busy = page(site, path)
    assert (busy.status, busy.headers) == (503, (("Retry-After", "7"),))
    site.fault(path, "gzip-bomb", times=1, megabytes=30)
    bomb = page(site, path).body
    assert len(bomb) < 100_000
    assert len(zlib.decompress(bomb, 31)) > 30_000_000
    site.fault(path, "big", times=1)
    assert len(page(site, path).body) > 2_000_000
    site.fault(path, "bad-bytes", times=1)
    with pytest.raises(UnicodeDecodeError):
        page(site, path).body.decode()


def test_calendar_never_ends(clock):
    site = Site(clock=clock)
    path = GROUPS["van-hoa"].path
    site.fault(path, "calendar")
    seen = {path}
    target = path
    for _ in range(50):
        target = next(
            link for link in links(page(site, target).body) if "?ngay=" in link and link not in seen
        )
        seen.add(target)
    site.mend()
    assert "?ngay=" not in page(site, path).body.decode()


def test_links_that_grow_and_sessions_that_change(clock):
    site = Site(clock=clock)
    path = GROUPS["van-hoa"].path
    site.fault(path, "growing", times=2)
    longer = next(link for link in links(page(site, path).body) if "loc=moi" in link)
    assert f"{longer}&loc=moi" in links(page(site, longer).body)
    site.fault("*", "session-ids")
    first, second = (page(site, target).body for target in ("/", f"{path}?trang=2"))
    ids = [{link.partition("sid=")[2] for link in links(body) if "sid=" in link} for body in (first, second)]
    assert len(ids[0]) == len(ids[1]) == 1
    assert ids[0] != ids[1]


def test_unknown_names_are_refused():
    with pytest.raises(ConfigError, match="no fault 'flood'"):
        Site().fault("/", "flood")
    with pytest.raises(ConfigError, match="no layout 'neon'"):
        Site().redress("neon")
    with pytest.raises(KeyError):
        Site().retract(1491999999)


def test_canonical_link_names_the_site(clock):
    tree = lxml.html.document_fromstring(page(Site(clock=clock), cases()["seed"].path).body.decode())
    assert tree.xpath("//link[@rel='canonical']/@href") == [HOME + cases()["seed"].path]
