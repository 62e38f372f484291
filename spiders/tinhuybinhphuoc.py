"""Tỉnh ủy Bình Phước: the party committee of Bình Phước province (part of Đồng Nai since July 2025).

Source: https://tinhuybinhphuoc.vn (NukeViet). Listing: front page, `/news/`, tags page as `/page-8`. Dates:
"04:35 15/03/2016"; UTC+07:00.
History:
    2025-07     the province merged; whether the site still answers is unknown
    2026-11-23  first version, layout "nukeviet"
Notes:
    Confirmed: that it runs NukeViet and prints such dates (a public crawl); the templates of NukeViet are public.
    Inferred: article addresses `/news/<cat>/<slug>-<id>.html` (NukeViet's default) and paging by `/page-<n>`.
    Unknown: feeds (NukeViet offers /news/rss/), photo folders other than /uploads/ of the same host.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.nukeviet import NukeVietPage

SITE = SiteSpec(
    id="tinhuybinhphuoc",
    name="Tỉnh ủy Bình Phước",
    home="https://tinhuybinhphuoc.vn",
    hosts=("tinhuybinhphuoc.vn", "www.tinhuybinhphuoc.vn"),
    article_url=r"^/(?:vi/)?news/(?!tag/)[^/?#]+/[^/?#]*-(?P<id>\d{1,7})\.html(?=$|[?#])",
    listing_url=r"^/(?:vi/)?news/(?:[^/?#]+/)?(?:page-\d{1,4}/?)?(?=$|[?#])",
    sources=(Listing("https://tinhuybinhphuoc.vn/news/", next_page="{url}page-{page}/"),),
    expect=Expect(per_day=(0, 30), quiet=True),
)


class TinhUyBinhPhuocPage(ArticlePage):
    layouts = (NukeVietPage,)


class TinhUyBinhPhuocSpider(SiteSpider):
    site = SITE
    page_class = TinhUyBinhPhuocPage
