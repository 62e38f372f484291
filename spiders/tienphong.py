"""Tiền Phong: paper of the Ho Chi Minh Communist Youth Union.

Source: https://tienphong.vn. Listing: front page, sections, RSS. Dates: "16/07/2026 21:43" under the title and in
`time[datetime]`; UTC+07:00.
History:
    2026-11-23  first version, layouts "hemera", "hemera-cms"
Notes:
    Confirmed from a saved page of 2026-07-16: host, address form (`-post<id>.tpo`), layout, photo host. Ids with
    days: 1860261 = 2026-07-16, 1874068 = 2026-09-06; too near each other for a clock.
    Confirmed from public lists: /rss/home.rss; the older form `-<id>.tpo`.
    The clock `#today` of the header is filled by script. `article:modified_time` can lie before the first time.
    Unknown: how sections page.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, Rss, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.hemera import HemeraCmsPage, HemeraPage

SITE = SiteSpec(
    id="tienphong",
    name="Tiền Phong",
    home="https://tienphong.vn",
    hosts=("tienphong.vn", "www.tienphong.vn"),
    photo_hosts=("cdn.tienphong.vn",),
    article_url=r"-(?:post)?(?P<id>\d{5,8})\.tpo(?=$|[?#])",
    listing_url=r"^/[a-z-]{3,60}/?(?=$|[?#])",
    sources=(Rss("https://tienphong.vn/rss/home.rss"), Listing("https://tienphong.vn/")),
    expect=Expect(per_day=(50, 500)),
)


class TienPhongPage(ArticlePage):
    layouts = (HemeraPage, HemeraCmsPage)


class TienPhongSpider(SiteSpider):
    site = SITE
    page_class = TienPhongPage
