"""Sài Gòn Giải Phóng: organ of the party committee of Ho Chi Minh City.

Source: https://www.sggp.org.vn. Listing: front page, sections, RSS; tag pages page as `/tags/<slug>/trang-2.html`.
Dates: `time` beside the title, "dd/mm/yyyy HH:MM"; UTC+07:00.
History:
    2019        old layout "hemera-cms" (published selectors of 2019–2020)
    2026-11-23  first version, layouts "hemera", "hemera-cms"
Notes:
    Confirmed from public lists: /rss/home.rss (checked in July 2026), section feeds `/rss/<name>-<n>.rss`, photo host.
    Inferred: address form `-post<id>.html`, as on all sites of this system.
    dttc.sggp.org.vn (Đầu tư Tài chính) is another paper with ids of its own and is left out.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, Rss, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms.hemera import HemeraCmsPage, HemeraPage

SITE = SiteSpec(
    id="sggp",
    name="Sài Gòn Giải Phóng",
    home="https://www.sggp.org.vn",
    hosts=("www.sggp.org.vn", "sggp.org.vn"),
    photo_hosts=("image.sggp.org.vn",),
    article_url=r"-(?:post)?(?P<id>\d{5,8})\.html(?=$|[?#])",
    listing_url=r"^/[a-z-]{3,60}/?(?=$|[?#])",
    sources=(Rss("https://www.sggp.org.vn/rss/home.rss"), Listing("https://www.sggp.org.vn/")),
    expect=Expect(per_day=(40, 400)),
)


class SggpPage(ArticlePage):
    layouts = (HemeraPage, HemeraCmsPage)


class SggpSpider(SiteSpider):
    site = SITE
    page_class = SggpPage
