"""VTV: Vietnam Television's online paper.

Source: https://vtv.vn. Listing: front page, sections; sitemaps. Dates: "17/07/2026 18:49 GMT+7" with
`[itemprop=datePublished][datetime]`; UTC+07:00.
History:
    2026-11-23  first version, layout "vccorp"
Notes:
    Confirmed from a saved page of 2026-07-17: id = 100 + yyMMddHHmmss + 3 digits (creation, 19 minutes before the
    printed time), layout, photo host. From public lists: the two sitemaps below.
    Inferred: ids of 2018 as 17 digits (yyyyMMddHHmmssSSS). A public spider of that time read
    `/timeline/<n>/trang-<page>.htm`; whether that still answers is unknown.
    Video addresses (`/video/…`) are not read as articles.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, Sitemap, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.vccorp import VCCorpPage

SITE = SiteSpec(
    id="vtv",
    name="VTV",
    home="https://vtv.vn",
    hosts=("vtv.vn", "www.vtv.vn"),
    photo_hosts=("cdn-images.vtv.vn",),
    article_url=r"^/(?!video/)(?:[^?#]*-)?(?P<id>\d{17,20})\.htm(?=$|[?#])",
    listing_url=r"^/[a-z-]{3,60}\.htm(?=$|[?#])",
    sources=(
        Sitemap("https://vtv.vn/google-news-sitemap.xml"),
        Sitemap("https://vtv.vn/latest-news-sitemap.xml"),
        Listing("https://vtv.vn/"),
    ),
    expect=Expect(per_day=(40, 500)),
)


class VtvPage(ArticlePage):
    layouts = (VCCorpPage,)


class VtvSpider(SiteSpider):
    site = SITE
    page_class = VtvPage
