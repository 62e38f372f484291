"""Dân trí: online paper; no party paper, kept for comparison.

Source: https://dantri.com.vn. Listing: front page, sections, RSS, sitemaps. Dates: `time.author-time`, "Thứ sáu,
09/05/2025 - 11:02"; UTC+07:00.
History:
    2026-11-23  first version, layouts "dantri", "dantri-magazine"
Notes:
    Confirmed from five saved pages of 2022–2025: id = yyyyMMddHHmmssSSS (creation), layouts, photo hosts, the prefix
    "(Dân trí) -", the source line after the body. From public lists: /rss/home.rss, /sitemaps.xml.
    Unknown: how sections page.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, Rss, Sitemap, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.dantri import DantriMagazinePage, DantriPage

SITE = SiteSpec(
    id="dantri",
    name="Dân trí",
    home="https://dantri.com.vn",
    hosts=("dantri.com.vn", "www.dantri.com.vn"),
    photo_hosts=("icdn.dantri.com.vn", "cdnphoto.dantri.com.vn"),
    article_url=r"-(?P<id>\d{17})\.htm(?=$|[?#])",
    listing_url=r"^/[a-z-]{3,60}\.htm(?=$|[?#])",
    sources=(
        Rss("https://dantri.com.vn/rss/home.rss"),
        Listing("https://dantri.com.vn/"),
        Sitemap("https://dantri.com.vn/sitemaps.xml"),
    ),
    expect=Expect(per_day=(80, 700)),
)


class DanTriPage(ArticlePage):
    layouts = (DantriPage, DantriMagazinePage)


class DanTriSpider(SiteSpider):
    site = SITE
    page_class = DanTriPage
