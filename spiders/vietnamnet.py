"""VietNamNet: online paper; no party paper, kept for comparison.

Source: https://vietnamnet.vn. Listing: front page and sections. Dates: "Chủ Nhật, 19/07/2026 - 14:30" and
"19/07/2026   14:30 (GMT+07:00)"; UTC+07:00.
History:
    2026-11-23  first version, layout "vietnamnet"
Notes:
    Confirmed from a described page of 2026-07-19: layout, the licence date ("cấp ngày 17/10/2025") in the menu, related
    stories inside the body.
    Confirmed by a public note of 2026-07-17: no feed answers any more. A public list names /sitemap-news.xml.
    Inferred: `-<id>.html` with five to nine digits. Unknown: photo hosts, paging.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, Sitemap, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.vietnamnet import VietnamnetPage

SITE = SiteSpec(
    id="vietnamnet",
    name="VietNamNet",
    home="https://vietnamnet.vn",
    hosts=("vietnamnet.vn", "www.vietnamnet.vn"),
    article_url=r"^/[^?#]*-(?P<id>\d{5,9})\.html(?=$|[?#])",
    listing_url=r"^/[a-z-]{3,60}(?:/[a-z-]{3,60})?/?(?=$|[?#])",
    sources=(Sitemap("https://vietnamnet.vn/sitemap-news.xml"), Listing("https://vietnamnet.vn/")),
    expect=Expect(per_day=(80, 700)),
)


class VietNamNetPage(ArticlePage):
    layouts = (VietnamnetPage,)


class VietNamNetSpider(SiteSpider):
    site = SITE
    page_class = VietNamNetPage
