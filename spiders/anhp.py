"""An ninh Hải Phòng: paper of the police of Hải Phòng city.

Source: https://anhp.vn. Listing: front page and sections. Dates: "14:08 05/04/2024" under the title; UTC+07:00.
History:
    2026-11-23  first version, layout "anhp"
Notes:
    Confirmed from addresses: `/<slug>-d<id>.html` (53381 in 2023, 78503 in June 2026); from a described page of 2024:
    layout, the licence date in the footer ("cấp ngày 26/02/2021"), photo host.
    Inferred: that section addresses are the other `.html` pages. Unknown: feeds, sitemap, paging.
"""

from newsarchive.fetch.spider import SiteSpider
from newsarchive.model.site import Expect, Listing, SiteSpec
from newsarchive.page.base import ArticlePage
from newsarchive.page.platforms import anhp

SITE = SiteSpec(
    id="anhp",
    name="An ninh Hải Phòng",
    home="https://anhp.vn",
    hosts=("anhp.vn", "www.anhp.vn"),
    photo_hosts=("media.anhp.vn",),
    article_url=r"-d(?P<id>\d{3,7})\.html(?=$|[?#])",
    listing_url=r"^/[a-z-]{3,60}(?:\.html|/)?(?=$|[?#])",
    sources=(Listing("https://anhp.vn/"),),
    expect=Expect(per_day=(3, 100)),
)


class AnhpPage(ArticlePage):
    layouts = (anhp.AnhpPage,)


class AnhpSpider(SiteSpider):
    site = SITE
    page_class = AnhpPage
