"""Hànộimới: organ of the party committee of Hanoi.

Source: https://hanoimoi.vn, earlier https://hanoimoi.com.vn. Listing: front page, sections, RSS. Dates: before 2023
`.period`; since then read without selectors; UTC+07:00.
History:
    2023        new system under hanoimoi.vn
    2026-11-23  first version, layout "hanoimoi-2019"; newer pages by the reader for any page
Notes:
    Confirmed from addresses: `/<slug>-<id>.html` (634137 = 2023-07-04, 675040 = 2024-08-17), print pages
    `/print/<id>.html`, photo host with /<yyyy>/<mm>/<dd>/. From public lists: /rss/home.rss, /rss/xa-hoi,
    /rss/kinh-te, /rss/do-thi/giao-thong.
    Confirmed from published selectors of 2019–2020: `.period`, `.article`, `.summary`, `figcaption`.
    Unknown: mark-up since 2023, addresses of the old host, paging.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, Rss, SiteSpec
from newsarchive.page.base import ArticlePage

SITE = SiteSpec(
    id="hanoimoi",
    name="Hànộimới",
    home="https://hanoimoi.vn",
    hosts=("hanoimoi.vn", "www.hanoimoi.vn", "hanoimoi.com.vn", "www.hanoimoi.com.vn"),
    photo_hosts=("hnm.1cdn.vn",),
    article_url=r"^/(?!print/)[^?#]*-(?P<id>\d{5,7})\.html(?=$|[?#])",
    listing_url=r"^/[a-z-]{3,60}(?:/[a-z-]{3,60})?/?(?=$|[?#])",
    sources=(
        Rss("https://hanoimoi.vn/rss/home.rss"),
        Rss("https://hanoimoi.vn/rss/xa-hoi"),
        Rss("https://hanoimoi.vn/rss/kinh-te"),
        Listing("https://hanoimoi.vn/"),
    ),
    expect=Expect(per_day=(40, 400)),
)


class HaNoiMoiOldPage(ArticlePage):
    """hanoimoi.com.vn of 2019–2020."""

    layout = "hanoimoi-2019"
    recognised_at = (".period",)
    title_at = ("h1.title", ".article h1", "h1")
    kicker_at = (".article .kicker",)
    lead_at = (".article .summary", ".summary")
    body_at = ("div.article",)
    byline_at = (".article .author", ".author")
    section_at = (".breadcrumb a",)
    tags_at = (".tags a",)
    date_at = (".period",)


class HaNoiMoiPage(ArticlePage):
    layouts = (HaNoiMoiOldPage, ArticlePage)


class HaNoiMoiSpider(SiteSpider):
    site = SITE
    page_class = HaNoiMoiPage
