"""Nhân Dân: organ of the Central Committee of the Communist Party of Viet Nam.

Source: https://nhandan.vn, earlier https://nhandan.com.vn (ids kept). Listing: front page, sections, RSS.
Dates: "Thứ Hai, ngày 20/07/2026 - 06:31" under the lead, the same in metas and `time[datetime]`; UTC+07:00.
History:
    2018        old layout "nhandan-2018" (published selectors of 2018–2020)
    2026-11-23  first version, layouts "hemera", "hemera-cms", "nhandan-2018"
Notes:
    Confirmed from a saved page of 2026-07-20: host, address form, layout "hemera", photo host. Ids with days:
    619753 = 2021-12-07, 836236 = 2026-01-31, 976641 = 2026-07-20; their pace changes too much for a clock.
    Confirmed by a public list that was checked on 2026-07-17: /rss/home.rss; /sitemaps/categories.xml is named in one.
    Inferred: the old form of addresses (`-<id>/` without "post"), the sitemap's address.
    Unknown: how sections page; whatever "next page" link they show is followed.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, Rss, Sitemap, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.hemera import HemeraCmsPage, HemeraPage, NhanDanOldPage

SITE = SiteSpec(
    id="nhandan",
    name="Nhân Dân",
    home="https://nhandan.vn",
    hosts=("nhandan.vn", "www.nhandan.vn", "nhandan.com.vn", "www.nhandan.com.vn"),
    photo_hosts=("cdn.nhandan.vn",),
    article_url=r"-(?:post)?(?P<id>\d{5,8})(?:\.html|/?)(?=$|[?#])",
    listing_url=r"^/[a-z-]{4,60}/?(?=$|[?#])",
    sources=(
        Rss("https://nhandan.vn/rss/home.rss"),
        Listing("https://nhandan.vn/"),
        Sitemap("https://nhandan.vn/sitemap.xml"),
    ),
    expect=Expect(per_day=(40, 600)),
)


class NhanDanPage(ArticlePage):
    layouts = (HemeraPage, HemeraCmsPage, NhanDanOldPage)


class NhanDanSpider(SiteSpider):
    site = SITE
    page_class = NhanDanPage
